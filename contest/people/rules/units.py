"""Units: how a name is known again however it was written, what tells same-named ones apart, what a line must have."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold, nfc
from contest.people.rules.provinces import province_name

UNIT_KINDS = {
    "school": "Trường học",
    "association": "Hội, đoàn thể",
    "company": "Doanh nghiệp, hợp tác xã",
    "agency": "Cơ quan nhà nước",
    "other": "Loại khác",
}
UNIT_LEVELS = {
    "mam_non": "Mầm non",
    "tieu_hoc": "Tiểu học",
    "thcs": "THCS",
    "thpt": "THPT",
    "cao_dang": "Cao đẳng, trung cấp",
    "dai_hoc": "Đại học",
    "khac": "Cấp khác",
}
# What people write who come from no unit, by `unit_key`.
NO_UNIT = frozenset({"", "tu do", "ca nhan", "khong", "thi sinh tu do", "tac gia tu do"})
COMMUNE_KINDS = {"xa": "xã", "phuong": "phường", "dac_khu": "đặc khu", "thi_tran": "thị trấn"}
_SHORT = (
    ("trung hoc pho thong", "thpt"),
    ("pho thong trung hoc", "thpt"),
    ("ptth", "thpt"),
    ("t.h.p.t", "thpt"),
    ("trung hoc co so", "thcs"),
    ("pho thong co so", "thcs"),
    ("t.h.c.s", "thcs"),
    ("tieu hoc", "th"),
    ("mam non", "mn"),
    ("thanh pho", "tp"),
    ("dai hoc", "dh"),
    ("khoa hoc va cong nghe", "kh&cn"),
)
_PLACED = re.compile(
    r"^(?P<base>.*?)\s*(?:\(\s*(?P<inside>[^()]*)\)|[,–-]\s*(?P<after>(?:xã|phường|thị trấn|đặc khu|huyện|quận|"
    r"thị xã|thành phố|tp\.?|tỉnh)\s.*))\s*$",
    re.I,
)
_COMMUNE = re.compile(r"^(xa|phuong|dac khu|thi tran|tt\.?|p\.|x\.)\s*(.+)$")
_KIND_OF = {"xa": "xa", "x.": "xa", "phuong": "phuong", "p.": "phuong", "dac khu": "dac_khu"}
# The longer and surer signs first.
_KINDS = (
    ("agency", ("phong gd", "so gd", "so khoa hoc", "uy ban", "ubnd", "phong van hoa", "phong kinh te", "ban quan ly",
                "cong an", "bo chi huy", "trung tam y te", "benh vien", "so nong nghiep", "so y te")),
    ("company", ("cong ty", "doanh nghiep", "hop tac xa", "htx", "nha may", "xi nghiep", "tap doan")),
    ("association", ("hoi ", "lien hiep", "lien doan", "doan tncs", "doan thanh nien", "cong doan", "tinh doan",
                     "huyen doan", "thanh doan", "nha thieu nhi", "cau lac bo", "clb ")),
    ("school", ("truong", "thcs", "thpt", "th ", "tieu hoc", "mam non", "dai hoc", "cao dang", "hoc vien",
                "trung tam gdnn", "trung tam giao duc", "trung tam gdtx")),
)  # fmt: skip
_LEVELS = (
    ("dai_hoc", ("dai hoc", "hoc vien")),
    ("cao_dang", ("cao dang", "trung cap")),
    ("thpt", ("thpt", "trung hoc pho thong", "gdtx", "giao duc thuong xuyen", "gdnn")),
    ("thcs", ("thcs", "trung hoc co so")),
    ("tieu_hoc", ("tieu hoc", "truong th ", "th ")),
    ("mam_non", ("mam non", "mau giao")),
)


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A line of the directory as typed and read."""

    name: str
    kind: str = "other"
    level: str = ""
    address: str = ""
    province_key: str = ""
    commune: str = ""
    former_place: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    since_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit a name may mean. `places`: folded names of its commune, present and former."""

    id: int
    match_key: str
    places: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def unit_key(unit: str) -> str:
    """The unit as it is compared: no accents, the usual long forms shortened, no "trường", no punctuation."""
    text = fold(unit)
    for long, short in _SHORT:
        text = text.replace(long, short)
    words = "".join(letter if letter.isalnum() or letter == "&" else " " for letter in text).split()
    return " ".join(word for word in words if word != "truong")


# Every entry of a school asks for them, three times.
@lru_cache(maxsize=4096)
def unit_spellings(unit: str) -> frozenset[str]:
    """The ways a unit's name is written: whole, without "trường", with the kind in full and shortened; folded."""
    key = unit_key(unit)
    kinds = dict.fromkeys(short for _, short in _SHORT if short in key.split())
    longs = [re.sub(rf"\b{re.escape(short)}\b", long, key) for long, short in _SHORT if short in kinds]
    plain = {" ".join(word for word in fold(unit).split() if word != "truong"), fold(unit), key, *longs}
    return frozenset(form for form in plain if " " in form)


def split_place(text: str) -> tuple[str, str]:
    """The unit's own name and the place behind it: "Trường THCS Nguyễn Huệ (xã Cư Jút)"."""
    found = _PLACED.match(nfc(text))
    if found is None or not found["base"]:
        return nfc(text), ""
    return found["base"], (found["inside"] or found["after"] or "").strip()


def keys_of(text: str) -> tuple[str, ...]:
    """Every match key the text may stand under."""
    base, place = split_place(text)
    return tuple(dict.fromkeys(key[:300] for key in (unit_key(text), unit_key(base) if place else "") if key))


def known_unit(text: str, locality: str, candidates: Sequence[Candidate]) -> int | None:
    """The one unit that is meant, or None: unknown, or several and nothing says which.

    A commune that is named and is not the unit's own says that another unit is meant.
    """
    keys = set(keys_of(text))
    found = [each for each in candidates if each.match_key in keys]
    hint = f" {_plain(split_place(text)[1])} {_plain(locality)} "
    here = [each for each in found if any(f" {_plain(place)} " in hint for place in each.places)]
    if here:
        return here[0].id if len(here) == 1 else None
    if re.search(r" (xa|phuong|thi tran|dac khu) ", hint):
        found = [each for each in found if not each.places]
    return found[0].id if len(found) == 1 else None


def _plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


def likely_kind(name: str) -> str:
    """The kind a name speaks of."""
    text = f"{fold(name)} "
    return next((kind for kind, signs in _KINDS if any(sign in text for sign in signs)), "other")


def likely_level(name: str) -> str:
    """The level of a school, by its name; the highest where it has several."""
    text = f"{fold(name)} "
    return next((level for level, signs in _LEVELS if any(sign in text for sign in signs)), "")


def read_commune(text: str) -> tuple[str, str]:
    """Kind and bare name of a commune: "Xã Cư Jút" is ("xa", "Cư Jút"); without a kind it is taken for a xã."""
    plain = " ".join(nfc(text).split())
    found = _COMMUNE.match(fold(plain))
    if found is None:
        return "xa", plain
    return _KIND_OF.get(found[1], "thi_tran"), plain[len(plain) - len(found[2]) :].strip()


def commune_title(kind: str, name: str) -> str:
    """With its kind: "xã Cư Jút"."""
    return f"{COMMUNE_KINDS.get(kind, 'xã')} {name}" if name else ""


def unit_label(name: str, commune: str, *, is_shared: bool) -> str:
    """The name, and its commune where other units are called the same."""
    return f"{name} ({commune})" if is_shared and commune else name


def why_not_keep_unit(facts: UnitFacts) -> list[Reason]:
    """What is wrong with a line of the directory, each at its field."""
    reasons = []
    if not unit_key(facts.name):
        reasons.append(Reason("unit_name_missing", {}, "name"))
    if facts.commune and not facts.province_key:
        reasons.append(Reason("unit_province_missing", {}, "province"))
    if facts.since_on and facts.ended_on and facts.ended_on < facts.since_on:
        reasons.append(Reason("unit_days_reversed", {}, "ended_on"))
    return reasons


@dataclass(frozen=True, slots=True)
class Listed:
    """As much of a unit as is needed to find its doubles."""

    id: int
    name: str
    match_key: str
    province_key: str
    commune_id: int | None
    # Where the commune has gone since, and itself.
    commune_now: int | None


def doubles(units: Iterable[Listed]) -> list[tuple[Listed, ...]]:
    """Units that may be one: the same name whatever the order and the abbreviations, in one commune or none known.

    Two communes, of which neither became the other, tell same-named units apart; so do two provinces.
    """
    by_words: dict[str, list[Listed]] = defaultdict(list)
    for unit in units:
        by_words[" ".join(sorted(unit.match_key.split()))].append(unit)
    found = []
    for same in by_words.values():
        if len(same) > 1:
            found += [group for group in by_place(same) if len(group) > 1]
    return sorted(found, key=lambda group: (group[0].match_key, group[0].id))


def by_place(units: Sequence[Listed]) -> list[tuple[Listed, ...]]:
    """Of units of one name, those that may be one by where they are."""
    placed: dict[tuple[str, int | None], list[Listed]] = defaultdict(list)
    for unit in units:
        placed[unit.province_key, unit.commune_now].append(unit)
    nowhere = [unit for (_, commune), group in placed.items() if commune is None for unit in group]
    known = [group for (_, commune), group in placed.items() if commune is not None]
    if not nowhere:
        return [tuple(group) for group in known]
    fitting = [group for group in known if _may_be_one(group[0], nowhere)]
    # Which of several communes a line without one belongs to, nobody can say; it is shown with all of them.
    return [tuple(group + nowhere) for group in fitting] or [tuple(nowhere)]


def _may_be_one(unit: Listed, others: Collection[Listed]) -> bool:
    return any(not other.province_key or other.province_key == unit.province_key for other in others)


def place_words(commune: str, province_key: str) -> str:
    """Commune and province as a reader sees them: "xã Cư Jút, Lâm Đồng"."""
    return ", ".join(part for part in (commune, province_name(province_key)) if part)


UNIT_WORDS = {
    "unit_name_missing": "Chưa ghi tên đơn vị.",
    "unit_province_missing": "Hãy chọn tỉnh, thành phố của xã, phường này.",
    "unit_days_reversed": "Ngày kết thúc phải sau ngày bắt đầu.",
    "unit_unknown": "Không tìm thấy đơn vị này trong danh bạ.",
    "unit_there": "Đơn vị này đã có trong danh bạ, cùng xã, phường. Hãy sửa dòng đang có, hoặc ghi xã, phường khác.",
    "province_unknown": "“{value}” không phải tỉnh, thành phố nào. Ghi tên hiện nay hoặc tên trước ngày 01/7/2025.",
    "unit_kind_unknown": "Loại “{value}” không đọc được. Hãy ghi một trong: {kinds}.",
    "unit_twice_in_file": "Trùng với dòng {other}: cùng tên, cùng xã, phường.",
    "commune_name_missing": "Chưa ghi tên xã, phường.",
    "commune_successor_unknown": "Chưa có xã, phường “{value}” trong danh bạ hay trong tệp này.",
    "unit_email_strange": "Địa chỉ thư “{value}” không đúng.",
    "directory_gone": "Trang xem trước đã mở quá lâu. Hãy chọn lại tệp.",
    "merge_itself": "Hãy chọn hai đơn vị khác nhau để gộp.",
    "merge_undone": "Lần gộp này đã được hoàn tác.",
    "merge_stands_on": "Đơn vị được giữ sau đó đã gộp vào đơn vị khác. Hãy hoàn tác lần gộp sau trước.",
}
