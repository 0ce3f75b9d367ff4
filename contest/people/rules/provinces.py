"""The provinces of Việt Nam: the 34 since 1 July 2025, and the 52 that then became 23 of them.

Facts of resolution 202/2025/QH15; the eleven provinces it left alone have no day on which they began.
"""

from dataclasses import dataclass
from datetime import date

from contest.foundation.vietnamese import fold

MERGED_ON = date(2025, 7, 1)
LAST_DAY = date(2025, 6, 30)
_CITIES = frozenset({"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh"})
_UNCHANGED = (
    "Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa", "Nghệ An", "Hà Tĩnh",
    "Cao Bằng",
)  # fmt: skip
# Each new province keeps the name of one of those it was made of; the others' names ended.
_MERGED = {
    "Tuyên Quang": ("Hà Giang",),
    "Lào Cai": ("Yên Bái",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Giang",),
    "Hưng Yên": ("Thái Bình",),
    "Hải Phòng": ("Hải Dương",),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Bình",),
    "Đà Nẵng": ("Quảng Nam",),
    "Quảng Ngãi": ("Kon Tum",),
    "Gia Lai": ("Bình Định",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Đắk Lắk": ("Phú Yên",),
    "Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Đồng Nai": ("Bình Phước",),
    "Tây Ninh": ("Long An",),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "Đồng Tháp": ("Tiền Giang",),
    "Cà Mau": ("Bạc Liêu",),
    "An Giang": ("Kiên Giang",),
}
_OTHER_SPELLINGS = {"dac lac": "dak lak", "dac nong": "dak nong", "brvt": "ba ria - vung tau",
                    "ba ria vung tau": "ba ria - vung tau", "sai gon": "ho chi minh", "hcm": "ho chi minh",
                    "thua thien hue": "hue", "thua thien - hue": "hue"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Province:
    """A province or a city under the government; a former one names its successor's key."""

    key: str
    name: str
    is_city: bool = False
    since_on: date | None = None
    ended_on: date | None = None
    successor: str = ""

    @property
    def title(self) -> str:
        """With its kind: "tỉnh Lâm Đồng"."""
        return f"{'thành phố' if self.is_city else 'tỉnh'} {self.name}"


def _key(name: str) -> str:
    return "_".join(fold(name).replace("-", " ").split())


def _present(name: str) -> Province:
    return Province(_key(name), name, name in _CITIES, None if name in _UNCHANGED else MERGED_ON)


def _former(name: str, successor: str) -> Province:
    key = _key(name) + ("_truoc_2025" if name == successor else "")
    is_city = name in _CITIES and name == successor
    return Province(key, name, is_city, None, LAST_DAY, _key(successor))


PROVINCES = tuple(sorted((_present(name) for name in (*_UNCHANGED, *_MERGED)), key=lambda one: one.key))
FORMER = tuple(
    _former(name, successor) for successor, others in _MERGED.items() for name in (successor, *others)
)  # fmt: skip
PROVINCE_BY_KEY = {province.key: province for province in (*PROVINCES, *FORMER)}
_BY_NAME = {fold(province.name): province for province in (*FORMER, *PROVINCES)}


def province_of(text: str) -> Province | None:
    """The province a text names, present or former, with or without its kind: "TP. Hồ Chí Minh", "Đắc Nông"."""
    name = fold(text)
    for kind in ("thanh pho", "tinh", "tp.", "tp", "t."):
        if name.startswith(f"{kind} ") or (kind.endswith(".") and name.startswith(kind)):
            name = name[len(kind) :].strip()
            break
    return _BY_NAME.get(_OTHER_SPELLINGS.get(name, name))


def present_province(province: Province) -> Province:
    """What the province is today."""
    return PROVINCE_BY_KEY[province.successor] if province.successor else province


def province_name(key: str) -> str:
    """The name of a province by its key; "" for an unknown one."""
    found = PROVINCE_BY_KEY.get(key)
    return found.name if found else ""
