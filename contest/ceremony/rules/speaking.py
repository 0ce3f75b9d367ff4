"""What the one who calls reads aloud: the group, each line, names as they sound and as consents allow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts
from contest.foundation.vietnamese import fold, nfc
from contest.results.rules import may_name

# A syllable as Vietnamese is written: onset, the vowels of the rhyme without tones, what closes it.
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?"
_VOWELS = (
    "(?:uyê|iêu|yêu|oai|oay|oeo|uây|uôi|ươi|ươu|uya|uyu|ia|iê|yê|ya|ua|uô|ưa|ươ|ai|ay|ao|au|âu|ây|eo|êu|iu|oi|ôi|ơi|"
    "ui|ưi|ưu|oa|oă|oe|oo|uâ|uê|uơ|uy|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
)
_CLOSE = "(?:ch|ng|nh|c|m|n|p|t)?"
_SYLLABLE = re.compile(_ONSET + _VOWELS + _CLOSE)
_TONES = str.maketrans(
    "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
# Family names of Khmer and H'Mông people, and what stands second in H'Mông names: written as Vietnamese, often misread.
_FIRST = frozenset(
    {
        *("chau", "neang", "danh", "thach", "giang", "thao", "lau"),
        *("sung", "hang", "trang", "vang", "mua", "lu", "ly"),
        *("cu", "vu", "ro", "siu", "dinh"),
    }
)
_SECOND = frozenset({"a", "seo", "mi", "chu", "sa", "soc", "cham", "o"})


def needs_hint(name: str) -> bool:
    """Whether how a name sounds should be asked: H'Lan Niê Kdăm, Y Thuôn Ayŭn, Giàng A Páo, Chau Sóc Thi.

    By how it is written alone: nobody's ethnicity is asked for it. A hint can be given for every other name, too.
    """
    parts = re.split(r"[\s\-]+", nfc(name).casefold().strip())
    if any(part and not _SYLLABLE.fullmatch(part.strip(".").translate(_TONES)) for part in parts):
        return True
    return len(parts) > 2 and fold(parts[0]) in _FIRST and fold(parts[1]) in _SECOND


class Said(NamedTuple):
    """How an author is called: the words, how they sound, and why the name is not said."""

    name: str
    sounds: str = ""
    is_unnamed: bool = False


def said(author: AuthorFacts, regulation: Regulation, sounds: str, called_as: str) -> Said:
    """How an author is called in the hall, by the consents of today.

    Who may not be named in public is not named aloud either, for the hall is public: the words the family agreed to
    stand instead, else only that it is a pupil or an author.
    """
    if may_name(author, regulation):
        return Said(author.name, sounds)
    return Said(called_as or ("một em học sinh" if regulation.kind == "youth" else "một tác giả"), "", is_unnamed=True)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of the script: what is read, part by part; stand_in: who comes up instead."""

    call_id: int
    prize: str
    title: str
    names: tuple[Said, ...]
    unit: str
    stand_in: str = ""
    hands_over: str = ""


def sentence_of(line: Spoken, entry_word: str) -> str:
    """The line as it is read: whose it is, what it is, where they come from, who comes up for them."""
    names = listed([name.name for name in line.names])
    parts = []
    if line.title:
        whose = f", của {'nhóm tác giả ' if len(line.names) > 1 else ''}{names}" if names else ""
        parts.append(f"{entry_word[:1].upper()}{entry_word[1:]} “{line.title}”{whose}")
    elif names:
        parts.append(names)
    if line.unit:
        parts.append(line.unit)
    words = ", ".join(parts)
    return f"{words}. Người lên nhận thay: {line.stand_in}." if line.stand_in else f"{words}."


def listed(words: Sequence[str]) -> str:
    """Several as they are spoken: A, B và C."""
    return " và ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


def group_words(prize: str, place: int, of: int, title: str = "") -> str:
    """How a group is announced; place counts the groups of this prize from 1."""
    if title:
        return title
    return f"Trao {prize}" if of <= 1 else f"Trao {prize} (đợt {place} trong {of} đợt)"


def usual_title(title: str, short_title: str, longest: int = 90) -> str:
    """The title as it is read aloud: the short one where there is one and the full one is long."""
    return short_title if short_title and len(title) > longest else title


def suggestions(name: str, earlier: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """How the same name sounded before: (name, how it sounds) of other dossiers, the newest first; at most three."""
    own = fold(name)
    return tuple(dict.fromkeys(sounds for other, sounds in earlier if sounds and fold(other) == own))[:3]
