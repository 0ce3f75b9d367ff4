"""Seats of a council: which roles there are, who votes, what a council still lacks, who may not sit on it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from contest.foundation.access import Role
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

ROLE_OF_SEAT = {"chair": Role.CHAIR, "deputy": Role.CHAIR, "clerk": Role.CLERK, "member": Role.JUDGE}
SEAT_WORDS = {"chair": "Chủ tịch", "deputy": "Phó Chủ tịch", "clerk": "Thư ký", "member": "Ủy viên"}
VOTING = frozenset({"chair", "deputy", "member"})
_SEAT_NAMES = {
    "chu tich": "chair",
    "chu tich hoi dong": "chair",
    "truong ban": "chair",
    "pho chu tich": "deputy",
    "pho chu tich hoi dong": "deputy",
    "pho truong ban": "deputy",
    "thu ky": "clerk",
    "thu ky hoi dong": "clerk",
    "uy vien": "member",
    "thanh vien": "member",
    "giam khao": "member",
    "uy vien thu ky": "clerk",
    "chu tich hoi dong giam khao": "chair",
    "pho chu tich hoi dong giam khao": "deputy",
    "": "member",
}


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """One seat as the rules see it."""

    person_id: int
    role: str
    expertise: tuple[str, ...] = ()


def seat_role(text: str) -> str | None:
    """The role a spreadsheet means; blank is a member, None when nothing is known."""
    return _SEAT_NAMES.get(fold(text))


def is_expert(expertise: Collection[str], field_key: str, field_name: str) -> bool:
    """Whether somebody's expertise names the field: by its key, its name, or a word of two syllables within it."""
    name = fold(field_name)
    return any(
        word == field_key or fold(word) == name or (len(fold(word)) > 3 and fold(word) in name) for word in expertise
    )


def lacking(
    seats: Iterable[SeatFacts], judges_per_entry: int | None, experts: int, fields: Iterable[tuple[str, str]]
) -> list[Reason]:
    """What a council still needs before its entries can be judged. `fields`: pairs of key and name."""
    held = list(seats)
    voting = [seat for seat in held if seat.role in VOTING]
    reasons = []
    if not any(seat.role == "chair" for seat in held):
        reasons.append(Reason("council_without_chair"))
    if not any(seat.role == "clerk" for seat in held):
        reasons.append(Reason("council_without_clerk"))
    needed = judges_per_entry or 1
    if len(voting) < needed:
        reasons.append(Reason("council_too_small", {"have": len(voting), "need": needed}))
    for key, name in fields if experts else ():
        skilled = sum(is_expert(seat.expertise, key, name) for seat in voting)
        if skilled < experts:
            reasons.append(Reason("council_without_expert", {"field": name, "have": skilled, "need": experts}))
    return reasons


def lacking_in_teams(teams: Mapping[str, Sequence[str]], judges_per_entry: int | None) -> list[Reason]:
    """Teams with fewer who vote than an entry needs; by name the roles of who scores its fields, the whole council's
    members included."""
    needed = judges_per_entry or 1
    have = {name: sum(role in VOTING for role in roles) for name, roles in teams.items()}
    return [
        Reason("team_too_small", {"team": name, "have": count, "need": needed})
        for name, count in have.items()
        if count < needed
    ]


def leaders(seats: Iterable[tuple[int, str, bool]], barred: Collection[int]) -> frozenset[int]:
    """Who acts for a council on an entry: its chair; its deputies while the chair is away, in conflict, or missing.

    seats: person, role, whether away; barred: who has a conflict of interest with the entry.
    """
    able = [(person, role) for person, role, away in seats if not away and person not in barred]
    chairs = frozenset(person for person, role in able if role == "chair")
    return chairs or frozenset(person for person, role in able if role == "deputy")


def why_not_seat(held: Iterable[SeatFacts], role: str, person_id: int, name: str, *, entered: bool) -> list[Reason]:
    """Every reason for which somebody cannot take a seat of a council."""
    reasons = []
    if entered:
        reasons.append(Reason("judge_has_entered", {"name": name}, "email"))
    if role == "chair" and any(seat.role == "chair" and seat.person_id != person_id for seat in held):
        reasons.append(Reason("chair_taken", {}, "role"))
    return reasons
