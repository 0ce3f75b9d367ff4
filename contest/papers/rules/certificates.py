"""Certificates: whom the sealed result gives one, how they are numbered, what one is worth, what is printed."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from contest.editions.rules import Regulation
from contest.editions.rules.awards import Certificate as CertificateKind
from contest.entries.rules import AuthorFacts, reference_day
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold
from contest.foundation.vietnamese import number as numeral

Validity = Literal["valid", "replaced", "revoked"]
# Letters of the public code: none that is taken for another when it is read from paper.
CODE_LETTERS, CODE_LENGTH = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 12
# Who signs for a body, by how its name begins; for the committee of the contest its head.
_OFFICES = (
    ("uy ban nhan dan", "Chủ tịch"), ("ubnd", "Chủ tịch"), ("chu tich", "Chủ tịch"), ("lien hiep", "Chủ tịch"),
    ("lien doan", "Chủ tịch"), ("so ", "Giám đốc"), ("tinh doan", "Bí thư"), ("thanh doan", "Bí thư"),
    ("doan thanh nien", "Bí thư"),
)  # fmt: skip
_SOMEBODY = "Nguyễn Thị Phương Quỳnh"
_USUAL = CertificateKind(key="certificate", name="Giấy chứng nhận của Ban Tổ chức")


class Due(NamedTuple):
    """A certificate the result calls for; `unit` is the name of a unit that has an award without an entry."""

    kind_key: str
    entry_id: int | None
    author_id: int | None
    unit: str
    award_key: str
    tier_key: str
    prize: str

    @property
    def whose(self) -> tuple[str, int | None, int | None, str, str]:
        """For whom and for which award: a certificate of the same is the same, whatever tier it became."""
        return self.kind_key, self.entry_id, self.author_id, self.unit, self.award_key


def kinds_of(regulation: Regulation) -> tuple[CertificateKind, ...]:
    """The regulation's kinds of certificate; the committee's own where it names none."""
    return regulation.certificates or (_USUAL,)


def kind_named(regulation: Regulation, key: str) -> CertificateKind | None:
    """The kind of this key."""
    return next((kind for kind in kinds_of(regulation) if kind.key == key), None)


def usual_design(regulation: Regulation, kind_key: str) -> tuple[str, str, str]:
    """The heading of a kind, the body that gives it and the office of who signs, until somebody sets others.

    "Bằng khen của Chủ tịch UBND tỉnh": what it is, and whose.
    """
    kind = kind_named(regulation, kind_key)
    heading, _, whose = (kind.name if kind else "Giấy chứng nhận").partition(" của ")
    bodies = regulation.bodies
    usual = bodies.organiser if not whose or "Ban Tổ chức" in whose else whose
    body = (kind.body if kind else None) or usual
    begun = fold(body)
    office = next((office for start, office in _OFFICES if begun.startswith(start)), "Trưởng Ban Tổ chức")
    return heading, body, office


def due(
    regulation: Regulation,
    awards: Iterable[Mapping[str, Any]],
    unit_awards: Iterable[Mapping[str, Any]],
    authors: Mapping[int, Sequence[int]],
) -> Iterator[Due]:
    """Every certificate that the sealed awards call for, in the order they are called, kind by kind.

    awards, unit_awards: as sealed; authors: each entry's authors' keys in printed order.
    """
    for kind in kinds_of(regulation):
        for award in awards:
            if kind.key in _given_with(regulation, award["award"], award["tier"]):
                named = award["award"], award["tier"] or "", award["name"]
                # One for the entry, or one for each author; a unit's certificate of an entry's prize names the unit.
                own, place = authors.get(award["entry"], ()), award.get("author", 0)
                # An award for one author (the youngest …) is nobody else's.
                named_one = own[place - 1 : place] if place else own
                whose = named_one if kind.for_ in ("author", "person") else (None,)
                yield from (Due(kind.key, award["entry"], author, "", *named) for author in whose)
        for award in unit_awards:
            if kind.key in _given_with(regulation, award["award"], ""):
                yield Due(kind.key, None, None, award["unit"], award["award"], "", award["name"])


def _given_with(regulation: Regulation, award_key: str, tier_key: str) -> Sequence[str]:
    """The kinds that go with an award; where the regulation says it of no award, the first kind goes with all."""
    of_tiers = {tier.key: tier.certificates for tier in regulation.prizes.tiers}
    awards = (*regulation.extra_awards, *regulation.topic_awards)
    beside = {award.key: award.certificates for award in awards}
    if not any((*of_tiers.values(), *beside.values())):
        return (kinds_of(regulation)[0].key,)
    return of_tiers.get(tier_key, ()) if tier_key else beside.get(award_key, ())


def label_of(kind: CertificateKind, number: int) -> str:
    """The number as it is printed, in the kind's pattern: {n} or {n:04}."""
    return kind.numbering.format(n=number)


def worth(state: str, tier_key: str, award: Validity | None, tier_now: str | None) -> Validity:
    """What a certificate is worth today: as the register says, and void when its prize was taken back or changed.

    award: what the result says of the award, None when there is none any more; tier_now: its tier today.
    """
    if state == "revoked" or award in (None, "revoked"):
        return "revoked"
    if state == "replaced" or tier_now != tier_key:
        return "replaced"
    return "valid"


@dataclass(frozen=True, slots=True)
class Texts:
    """What is printed on a certificate, line by line; an empty line is not printed."""

    call: str
    names: tuple[str, ...]
    under: str
    prize: str
    work: str
    title: str
    contest: str

    def digest(self) -> str:
        """The SHA-256 of what is printed: by it a correction after the printing is seen."""
        lines = [self.call, *self.names, self.under, self.prize, self.work, self.title, self.contest]
        return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()


def texts(
    regulation: Regulation,
    edition_title: str,
    prize: str,
    entry_title: str,
    authors: Sequence[AuthorFacts],
    unit: str,
    *,
    kind_key: str = "",
) -> Texts:
    """The texts for these authors (one, or all of an entry), or for a unit when there are none.

    kind_key: of which kind it is; one that praises (bằng khen, giấy khen) is given, others certify.
    """
    kind = kind_named(regulation, kind_key)
    verb = "Tặng" if kind is not None and "khen" in kind.name.lower() else "Chứng nhận"
    names = tuple(author.name for author in authors) or (unit,)
    if not authors:
        return Texts(verb, names, "", f"Đạt {prize}", "", "", edition_title)
    under = _under(authors[0], unit) if len(authors) == 1 else unit
    work = f"với {regulation.entry_word}" if entry_title else ""
    return Texts(f"{verb} {_whom(regulation, authors)}", names, under, f"Đạt {prize}", work, entry_title, edition_title)


def _under(author: AuthorFacts, unit: str) -> str:
    """What stands below one name: class or office, and the author's unit, else the entry's."""
    return ", ".join(part for part in (author.position_title, author.unit or unit) if part)


def _whom(regulation: Regulation, authors: Sequence[AuthorFacts]) -> str:
    if len(authors) > 1:
        return f"nhóm tác giả ({numeral(len(authors))} người)"
    author = authors[0]
    if _is_pupil(author, regulation):
        return "em"
    return {"nam": "ông", "nu": "bà"}.get(author.gender, "ông (bà)")


def _is_pupil(author: AuthorFacts, regulation: Regulation) -> bool:
    """Whoever takes part in a contest of pupils, an eighteen-year-old too; in one of adults, who is under age."""
    if regulation.kind == "youth" or author.birth_on is None:
        return regulation.kind == "youth"
    return _years(author.birth_on, reference_day(regulation)) < regulation.authors.minor_below


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def longest(
    regulation: Regulation,
    edition_title: str,
    entries: Sequence[tuple[str, Sequence[str], str]],
    *,
    alone: bool,
    kind_key: str = "",
) -> Texts:
    """The texts a design is tried on: the longest title, names, unit and prize of a contest, however they go together.

    entries: title, authors' names and unit of each; alone: a certificate for one author.
    """
    title = max((entry[0] for entry in entries), key=len, default="Tên giải pháp dài nhất")
    names = [entry[1] for entry in entries if entry[1]]
    if alone:
        people = [max((name for own in names for name in own), key=len, default=_SOMEBODY)]
    else:
        people = list(max(names, key=lambda own: len(", ".join(own)), default=(_SOMEBODY,)))
    unit = max((entry[2] for entry in entries), key=len, default="")
    prizes = [tier.name for tier in regulation.prizes.tiers] or ["Giải Nhất"]
    authors = [AuthorFacts(name) for name in people]
    return texts(regulation, edition_title, max(prizes, key=len), title, authors, unit, kind_key=kind_key)


def why_not_issue(*, sealed: bool, faults: Sequence[str], current: bool) -> list[Reason]:
    """Why no number may be given now: certificates come from a sealed result that is right and still stands."""
    if not sealed:
        return [Reason("certificate_unsealed")]
    if faults:
        return [Reason("certificate_faulty", {"fault": faults[0]})]
    return [] if current else [Reason("certificate_overtaken")]


def why_not_print(awards: Sequence[Mapping[str, Any]], authors: Mapping[int, Sequence[AuthorFacts]]) -> list[Reason]:
    """What stops every print: a winner twice, a winner without an author, an author without a name."""
    reasons, seen = [], set()
    for award in awards:
        key = award["entry"], award["award"]
        if key in seen:
            reasons.append(Reason("certificate_twice", {"code": award["code"], "prize": award["name"]}))
        seen.add(key)
        people = authors.get(award["entry"], ())
        if not people or not all(person.name.strip() for person in people):
            reasons.append(Reason("certificate_nameless", {"code": award["code"]}))
    return reasons


def tidy_code(typed: str) -> str:
    """A public code as it is kept, however it was typed: small letters, spaces and hyphens do not matter."""
    return "".join(letter for letter in typed.upper() if letter in CODE_LETTERS)


def readable_code(code: str) -> str:
    """The code in groups of four, for paper."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))
