"""Rows known again: which entry on record a row is, may be, or changes; what only looks alike is shown, not guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from contest.entries.rules.facts import AuthorFacts, EntryFacts
from contest.entries.rules.register import RegisterLine
from contest.entries.rules.words import STATUS_WORDS
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

CHANGEABLE = ("submitted", "received", "needs_supplement")
# What somebody decides about rows that only look like an entry on record.
Doubtful = Literal["refuse", "new", "skip", "update"]


@dataclass(frozen=True, slots=True)
class OnRecord:
    """An entry on record, as much as is needed to know it again."""

    id: int
    code: str
    status: str
    title: str
    unit: str
    fingerprint: str
    # The folded names of the authors, in order of the alphabet; only where a unit's own entries are compared.
    people: str = ""


Kind = Literal["new", "same", "doubtful"]
_CHANGED = {
    "title": "tên",
    "summary": "tóm tắt",
    "field_key": "lĩnh vực",
    "division_key": "bảng",
    "unit": "đơn vị",
    "locality": "địa phương",
    "phone": "điện thoại",
    "email": "thư điện tử",
    "mentor": "giáo viên hướng dẫn",
}


@dataclass(frozen=True, slots=True)
class Match:
    """A row and the entry it is, or may be."""

    line: RegisterLine
    kind: Kind
    record: OnRecord | None = None
    what_differs: str = ""


def match_rows(lines: Sequence[RegisterLine], records: Sequence[OnRecord]) -> list[Match]:
    """Which rows are entries on record: by code, or by unit, folded title and authors; likeness is only shown."""
    by_code = {record.code: record for record in records}
    # One that was withdrawn may be handed in anew, but its code is not given twice.
    standing = [record for record in records if record.status != "withdrawn"]
    by_print = {record.fingerprint: record for record in standing}
    by_title: dict[str, OnRecord] = {}
    by_people: dict[str, OnRecord] = {}
    for record in standing:
        by_title.setdefault(fold(record.title), record)
        if record.people:
            by_people.setdefault(record.people, record)
    matches = [_match(line, by_code, by_print, by_title, by_people) for line in lines]
    return _without_taken(matches)


def _without_taken(matches: Sequence[Match]) -> list[Match]:
    """An entry that another row surely is, is not offered to a row that only has the same authors."""
    sure = {match.record.id for match in matches if match.kind == "same" and match.record}
    return [
        Match(match.line, "new")
        if match.kind == "doubtful" and match.what_differs == "tên" and match.record and match.record.id in sure
        else match
        for match in matches
    ]


def _match(
    line: RegisterLine,
    by_code: Mapping[str, OnRecord],
    by_print: Mapping[str, OnRecord],
    by_title: Mapping[str, OnRecord],
    by_people: Mapping[str, OnRecord],
) -> Match:
    same = by_print.get(line.fingerprint)
    if line.code in by_code:
        return Match(line, "same", by_code[line.code])
    if same is not None:
        return Match(line, "doubtful", same, "mã số") if line.code else Match(line, "same", same)
    alike = by_title.get(fold(line.facts.title))
    if alike is not None and not line.code:
        return Match(line, "doubtful", alike, _difference(line, alike))
    named = by_people.get(people_of(line.facts)) if line.facts.authors else None
    if named is not None and not line.code:
        return Match(line, "doubtful", named, "tên")
    return Match(line, "new")


def people_of(facts: EntryFacts) -> str:
    """The folded names of the authors, in order of the alphabet."""
    return "|".join(sorted(fold(author.name) for author in facts.authors))


def decided(matches: Sequence[Match], choices: Mapping[int, Doubtful], rest: Doubtful) -> list[Match]:
    """Doubtful rows as somebody decided on them, by row number; one that is to be skipped stays doubtful."""

    def settle(match: Match) -> Match:
        choice = choices.get(match.line.number, rest)
        if match.kind != "doubtful" or choice not in ("new", "update"):
            return match
        return replace(match, kind="same") if choice == "update" else Match(match.line, "new")

    return [settle(match) for match in matches]


def one_row_each(matches: Sequence[Match], places: Mapping[int, str]) -> list[Reason]:
    """Two rows that are one and the same entry on record: nobody could say which of them is right."""
    first: dict[int, int] = {}
    reasons = []
    for match in matches:
        if match.kind != "same" or match.record is None:
            continue
        other = first.setdefault(match.record.id, match.line.number)
        if other != match.line.number:
            params = {"code": match.record.code, "other": other}
            reasons.append(Reason("row_same_entry", params, places[match.line.number]))
    return reasons


def _difference(line: RegisterLine, record: OnRecord) -> str:
    return "tác giả" if fold(line.facts.unit) == fold(record.unit) else "đơn vị"


def doubt(match: Match, place: str) -> Reason:
    """Why a row is not simply taken as new."""
    record = match.record
    params = {
        "code": record.code if record else "",
        "title": (record.title if record else "")[:80],
        "what": match.what_differs,
    }
    return Reason("row_doubtful", params, place)


def merged(record: EntryFacts, line: RegisterLine) -> EntryFacts:
    """The entry after the row: what the row says replaces, what it leaves blank stays, files stay."""
    given = line.facts
    texts = {
        key: getattr(given, key) or getattr(record, key)
        for key in ("title", "summary", "field_key", "division_key", "unit", "locality", "phone", "email", "mentor")
    }
    known = {fold(author.name): author for author in record.authors}
    authors = tuple(_merged_author(known.get(fold(author.name)), author, line.agreed) for author in given.authors)
    return replace(record, **texts, authors=authors)


def _merged_author(old: AuthorFacts | None, new: AuthorFacts, agreed: bool | None) -> AuthorFacts:
    if old is None:
        return new
    consents = old.consents
    if agreed is not None:
        consents = consents | new.consents if agreed else frozenset(c for c in consents if c[0] != "publish_name")
    born = new.birth_on is not None or new.birth_year is not None
    return replace(
        old,
        name=new.name,
        birth_on=new.birth_on if born else old.birth_on,
        birth_year=new.birth_year if born else old.birth_year,
        gender=new.gender or old.gender,
        share=new.share if new.share is not None else old.share,
        position_title=new.position_title or old.position_title,
        unit=new.unit or old.unit,
        consents=consents,
    )


def why_not_change(record: OnRecord, place: str, same: bool) -> list[Reason]:
    """A dossier that is already decided on is not changed by a file, and one withdrawn does not come back by it."""
    if record.status in CHANGEABLE or (same and record.status != "withdrawn"):
        return []
    return [Reason("row_locked", {"code": record.code, "status": STATUS_WORDS[record.status]}, place)]


def changed_words(before: EntryFacts, after: EntryFacts) -> list[str]:
    """What a row changes about an entry, as a reader says it."""
    words = [word for name, word in _CHANGED.items() if getattr(before, name) != getattr(after, name)]
    names = [author.name for author in before.authors], [author.name for author in after.authors]
    if names[0] != names[1]:
        return [*words, "danh sách tác giả"]
    return [*words, *(["thông tin tác giả"] if before.authors != after.authors else [])]
