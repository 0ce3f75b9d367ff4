"""Conflicts of interest that can be found in the papers; a person then confirms or dismisses each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from contest.foundation.vietnamese import fold
from contest.people.rules.units import NO_UNIT, unit_key

KINDS = {
    "declared": "Giám khảo tự khai",
    "recorded": "Ban Thư ký ghi nhận",
    "author": "Là tác giả của hồ sơ",
    "same_name": "Trùng họ tên với tác giả",
    "mentor": "Là người hướng dẫn",
    "guardian": "Là người giám hộ của tác giả",
    "same_unit": "Cùng đơn vị",
    "family": "Cùng họ, cùng địa phương",
    "joint_author": "Từng là đồng tác giả",
    "avoided": "Tác giả đề nghị không chấm",
}
# Half of all Vietnamese share these family names: alone they say nothing.
_COMMON = frozenset(
    (
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
    )
)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What of an entry can touch a judge. authors: (name, unit, person's key or None)."""

    id: int
    unit: str
    locality: str
    mentor: str
    authors: tuple[tuple[str, str, int | None], ...]
    # Units of the directory the entry and its authors come from, with their names.
    units: tuple[tuple[int, str], ...] = ()
    # Guardians of the authors who are children, as they were typed.
    guardians: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgeFacts:
    """What of a judge can touch an entry."""

    id: int
    name: str
    unit: str
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A suspicion: who, which entry, of what kind, and the words of the papers it rests on."""

    judge_id: int
    entry_id: int
    kind: str
    detail: str


def find_conflicts(
    entries: Iterable[EntryFacts],
    judges: Iterable[JudgeFacts],
    joint: Mapping[str, Mapping[str, str]] | None = None,
    avoided: Mapping[int, Sequence[tuple[str, str]]] | None = None,
) -> list[Found]:
    """Every suspicion, one for each pair and kind, in the order of the keys.

    joint: by folded name, with whom somebody wrote an earlier entry (folded name: its title). avoided: by entry, the
    names of people its authors ask to be kept away, each with the reason.
    """
    by_unit: dict[str, list[JudgeFacts]] = defaultdict(list)
    by_name: dict[str, list[JudgeFacts]] = defaultdict(list)
    by_family: dict[str, list[JudgeFacts]] = defaultdict(list)
    by_directory: dict[int, list[JudgeFacts]] = defaultdict(list)
    by_id: dict[int, JudgeFacts] = {}
    for judge in judges:
        by_id[judge.id] = judge
        by_name[fold(judge.name)].append(judge)
        by_family[fold(judge.name).split(" ")[0]].append(judge)
        if unit_key(judge.unit) not in NO_UNIT:
            by_unit[unit_key(judge.unit)].append(judge)
        if judge.unit_id is not None:
            by_directory[judge.unit_id].append(judge)
    found: dict[tuple[int, int, str], Found] = {}
    for entry in entries:
        for one in (
            *_of_units(entry, by_unit, by_directory),
            *_of_people(entry, by_name, by_id),
            *_of_families(entry, by_family),
            *_of_earlier_entries(entry, by_name, joint or {}),
            *_of_wishes(entry, by_name, (avoided or {}).get(entry.id, ())),
        ):
            found.setdefault((one.entry_id, one.judge_id, one.kind), one)
    return [found[key] for key in sorted(found)]


def _of_units(
    entry: EntryFacts, by_unit: dict[str, list[JudgeFacts]], by_directory: dict[int, list[JudgeFacts]]
) -> Iterator[Found]:
    """The same unit by the directory, whatever it was called; else by its name."""
    for unit_id, name in entry.units:
        for judge in by_directory.get(unit_id, ()):
            yield Found(judge.id, entry.id, "same_unit", name)
    for unit in (entry.unit, *(unit for _, unit, _ in entry.authors)):
        for judge in by_unit.get(unit_key(unit), ()):
            yield Found(judge.id, entry.id, "same_unit", unit)


def _of_people(
    entry: EntryFacts, by_name: dict[str, list[JudgeFacts]], by_id: dict[int, JudgeFacts]
) -> Iterator[Found]:
    for name, _, person_id in entry.authors:
        if person_id is not None and person_id in by_id:
            yield Found(person_id, entry.id, "author", name)
        for judge in by_name.get(fold(name), ()):
            if judge.id != person_id:
                yield Found(judge.id, entry.id, "same_name", name)
    told = [("mentor", entry.mentor), *(("guardian", text) for text in entry.guardians)]
    for kind, text in told:
        words = f" {_words(fold(text))} "
        if not words.isspace():
            for name, judges in by_name.items():
                if name and f" {name} " in words:
                    for judge in judges:
                        yield Found(judge.id, entry.id, kind, text)


def _of_families(entry: EntryFacts, by_family: dict[str, list[JudgeFacts]]) -> Iterator[Found]:
    """A rare family name shared, and the entry's locality in the judge's unit."""
    locality = fold(entry.locality)
    if len(locality) < 3:
        return
    for name, _, _ in entry.authors:
        family = fold(name).split(" ")[0]
        if family not in _COMMON:
            for judge in by_family.get(family, ()):
                if locality in fold(judge.unit):
                    yield Found(judge.id, entry.id, "family", f"{name}, {entry.locality}")


def _of_earlier_entries(
    entry: EntryFacts, by_name: dict[str, list[JudgeFacts]], joint: Mapping[str, Mapping[str, str]]
) -> Iterator[Found]:
    """A judge who wrote an earlier entry together with one of the authors."""
    for name, _, _ in entry.authors:
        for other, title in joint.get(fold(name), {}).items():
            for judge in by_name.get(other, ()):
                yield Found(judge.id, entry.id, "joint_author", f"{name}, {title}")


def _of_wishes(
    entry: EntryFacts, by_name: dict[str, list[JudgeFacts]], wishes: Sequence[tuple[str, str]]
) -> Iterator[Found]:
    """Somebody the authors named, with or without a title before the name."""
    for name, reason in wishes:
        words = f" {_words(fold(name))} "
        for known, judges in by_name.items():
            if known and f" {known} " in words:
                for judge in judges:
                    yield Found(judge.id, entry.id, "avoided", reason)


def _words(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() or letter == "'" else " " for letter in text).split())
