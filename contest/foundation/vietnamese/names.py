"""People's names, their telephones, and the names of files that carry a title."""

import re
import unicodedata
from collections.abc import Sequence

from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese.legacy import is_legacy_font
from contest.foundation.vietnamese.letters import fold, nfc

_LONGEST_FILE_NAME = 100
_LONGEST_PERSON = 80
_MOST_WORDS = 10
_NAME_MARKS = frozenset(" .'’‘ʼ-‐‑–")
# Names Windows keeps for devices, whatever the extension.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")
_PHONE_PUNCTUATION = re.compile(r"[\s.\-–()/]+")
_MOBILE = re.compile(r"0[35789]\d{8}", re.ASCII)
_LANDLINE = re.compile(r"02\d{9}", re.ASCII)
# The eleven-digit mobile numbers that became ten in 2018; old registers still carry them.
_MOVED = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


def plausible_name(text: str) -> bool:
    """Whether a text may be a person's full name: letters, spaces, hyphens, apostrophes and dots only.

    Generous on purpose (H'Lan Niê Kdăm, Y Thuôn Ayŭn, Chau Sóc Thi): it stops figures, addresses, formulas
    and lists of people, never an unusual name.
    """
    name = nfc(text)
    letters = [letter for letter in name if letter not in _NAME_MARKS]
    if len(letters) < 2 or len(name) > _LONGEST_PERSON or len(name.split()) > _MOST_WORDS:
        return False
    if not all(unicodedata.category(letter)[0] in "LM" for letter in letters):
        return False
    return name[0] not in _NAME_MARKS and len(set(fold(name))) > 1 and not is_legacy_font(text)


def parse_phone(value: str | int, where: str = "") -> str:
    """A Vietnamese telephone as digits from 0: "0912345678"; a landline has eleven ("02438256789").

    Reads +84, 0084, 84, spaces, dots, hyphens and brackets, the zero that a spreadsheet dropped, and the
    eleven-digit mobile numbers of before 2018. Raises Refusal: phone_unreadable.
    """
    text = nfc(str(value))
    digits = _PHONE_PUNCTUATION.sub("", text)
    digits = re.sub(r"^(\+|00)840?", "0", digits)
    if len(digits) >= 11 and digits.startswith("84"):
        digits = "0" + digits[2:]
    if len(digits) in (9, 10) and digits[:1] in tuple("235789"):
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in _MOVED:
        digits = _MOVED[digits[:4]] + digits[4:]
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
        raise refuse_with("phone_unreadable", where, value=text[:40])
    return digits


def file_name(code: str, title: str, ext: str) -> str:
    """ "KT-012_may-gap-mia.pdf": ASCII, the code first, whole words of the title, at most 100 characters."""
    ending = "." + re.sub(r"[^a-z0-9]+", "", fold(ext)) if ext else ""
    head = re.sub(r"[^A-Za-z0-9.-]+", "-", _ascii(code)).strip("-.")[:40]
    room = _LONGEST_FILE_NAME - len(ending) - len(head) - 1
    tail = ""
    for word in re.findall(r"[a-z0-9]+", fold(title)):
        longer = f"{tail}-{word}" if tail else word[:room]
        if len(longer) > room:
            break
        tail = longer
    stem = "_".join(part for part in (head, tail) if part) or "tep"
    return f"{'_' if _DEVICES.match(stem) else ''}{stem}{ending}"[:_LONGEST_FILE_NAME]


def file_names(titles: Sequence[str], ext: str) -> list[str]:
    """File names of several titles in one folder: those that fall together once they are cut are numbered ("02-…")."""
    found: list[str] = []
    for title in titles:
        name, again = file_name("", title, ext), 1
        while name in found:
            again += 1
            name = file_name("", f"{again:02} {title}", ext)
        found.append(name)
    return found


def _ascii(text: str) -> str:
    """Accents off but capitals kept, as codes are written."""
    plain = unicodedata.normalize("NFKD", nfc(text).replace("đ", "d").replace("Đ", "D"))
    return plain.encode("ascii", "ignore").decode("ascii")
