"""QR codes as a telephone's camera shows them, read by the house."""

import io

from PIL import Image

from contest.foundation.squares import MOST_PIXELS, read_square
from contest.foundation.writers import qr

ADDRESS = "https://cuoc-thi.example.org/kiem-tra/HK7M2Q"


def picture(turned: float = 0) -> Image.Image:
    """A sheet with a square, held a little askew in a badly lit hall."""
    square = Image.open(io.BytesIO(qr.png(ADDRESS))).convert("L").resize((220, 220))
    sheet = Image.new("L", (480, 480), 150)
    sheet.paste(square, (130, 130))
    return sheet.rotate(turned, fillcolor=150).point([40 + value // 2 for value in range(256)])


def test_a_square_is_read_from_grey_pixels_however_it_is_held() -> None:
    assert [read_square(picture(turned).tobytes(), 480) for turned in (0, 8, 90)] == [ADDRESS] * 3


def test_what_is_no_picture_says_nothing() -> None:
    for grey, width in ((b"", 480), (b"\x00" * 480, 0), (b"\x00" * 481, 480), (bytes(480 * 480), 480), (b"\x00", -1)):
        assert read_square(grey, width) == ""
    assert read_square(bytes(MOST_PIXELS + 640), 640) == ""
