"""An organiser's own picture behind a certificate: whether it is sharp enough and has the sheet's shape."""

from typing import NamedTuple

# A4 across in millimetres, and with the 3 mm on each side that the guillotine takes.
_SHEET, _WITH_BLEED = (297, 210), (303, 216)
_INCH = 25.4
# Below this letters and lines of the picture are seen to be made of dots; print shops ask for 300.
_SHARP, _FINE = 200, 300
_SHAPE_MAY_DIFFER = 0.02
FORMATS = ("png", "jpg", "pdf")
LARGEST_MB = 40


class Told(NamedTuple):
    """A sentence about the picture, and its kind: done, attention."""

    words: str
    kind: str


def dots_per_inch(width: int, height: int, *, has_bleed: bool) -> int:
    """How many pixels of the picture come on an inch when it fills the sheet."""
    across, high = _WITH_BLEED if has_bleed else _SHEET
    # It fills the sheet, so the side that is short of pixels decides.
    return int(min(width / (across / _INCH), height / (high / _INCH)))


def told_of(media_type: str, width: int, height: int, *, has_bleed: bool) -> list[Told]:
    """What an organiser should know of the picture before the print."""
    found = []
    if media_type == "application/pdf":
        found.append(Told("Tệp PDF in nét ở mọi cỡ nếu bên trong không phải ảnh chụp.", "done"))
    else:
        dots = dots_per_inch(width, height, has_bleed=has_bleed)
        size = (
            f"Ảnh {width} × {height} điểm ảnh: chỉ {dots} dpi khi in A4"
            if dots < _FINE
            else f"Ảnh {dots} dpi khi in A4"
        )
        if dots < _SHARP:
            wide, high = _WITH_BLEED if has_bleed else _SHEET
            need = f"{round(wide / _INCH * _FINE)} × {round(high / _INCH * _FINE)}"
            found.append(Told(f"{size}, chữ và nét trong ảnh sẽ mờ. Nhà in cần khoảng {need} điểm ảnh.", "attention"))
        else:
            found.append(Told(f"{size}, đủ nét.", "done"))
    across, high = _WITH_BLEED if has_bleed else _SHEET
    shape, wanted = width / height, across / high
    if abs(shape / wanted - 1) > _SHAPE_MAY_DIFFER:
        side = "hai bên" if shape > wanted else "trên và dưới"
        upright = " Ảnh đang dựng dọc, giấy in ngang." if width < height else ""
        found.append(Told(f"Ảnh không cùng tỷ lệ với khổ giấy nên {side} bị cắt bớt.{upright}", "attention"))
    return found


BACKGROUND_WORDS = {
    "background_lost": "Ảnh nền “{name}” không còn trên máy chủ. Hãy đặt lại ảnh nền ở trang Mẫu.",
    "background_tiny": "Ảnh chỉ có {width} × {height} điểm ảnh, nhỏ hơn cả màn hình. Hãy chọn ảnh gốc.",
}
LEAST_PIXELS = 400
