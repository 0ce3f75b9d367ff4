"""Councils and their seats, for other rooms and for the page that fills them."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.editions.rules.participation import Team
from contest.foundation.database import db
from contest.foundation.refusal import Reason
from contest.juries.models import Council, Seat
from contest.juries.queries.answers import ANSWER, Answer, answer_of, last_invitation
from contest.juries.queries.sums import present_loads
from contest.juries.rules.seating import SEAT_WORDS, SeatFacts, lacking, lacking_in_teams
from contest.people.models import Invitation, Person


class CouncilRow(NamedTuple):
    """A judging group."""

    id: int
    key: str
    name: str
    field_keys: tuple[str, ...]


class SeatRow(NamedTuple):
    """Somebody's present seat on a council."""

    council_id: int
    person_id: int
    role: str
    expertise: tuple[str, ...]
    most_entries: int | None
    seat_id: int


@dataclass(frozen=True, slots=True)
class Sitter:
    """A seat as the councils' page shows it."""

    seat_id: int
    person_id: int
    name: str
    email: str
    unit: str
    role: str
    role_word: str
    expertise: tuple[str, ...]
    most_entries: int | None
    load: int
    has_account: bool
    # The key of an expert team; "" for who sits on the council as a whole.
    team: str = ""
    is_away: bool = False
    # None for somebody who was never invited by letter.
    answer: Answer | None = None

    @property
    def has_declined(self) -> bool:
        """Whether the person will not come."""
        return self.answer is not None and self.answer.state == "declined"


@dataclass(frozen=True, slots=True)
class CouncilPart:
    """A council on the page: who sits on it and what it still lacks."""

    id: int
    name: str
    fields: tuple[str, ...]
    sitters: tuple[Sitter, ...]
    lacks: tuple[Reason, ...]
    # The rounds it judges when it does not judge all, and its expert teams, each with its fields and people.
    rounds: tuple[str, ...] = ()
    teams: tuple["TeamPart", ...] = ()

    @property
    def whole(self) -> tuple[Sitter, ...]:
        """Who sits on the council as a whole, in no team."""
        known = {team.key for team in self.teams}
        return tuple(one for one in self.sitters if one.team not in known)


@dataclass(frozen=True, slots=True)
class TeamPart:
    """An expert team on the page."""

    key: str
    name: str
    fields: tuple[str, ...]
    sitters: tuple[Sitter, ...]


_RANK = case({"chair": 0, "deputy": 1, "clerk": 2}, value=Seat.role, else_=3)


_COUNCILS = (
    select(Council.id, Council.key, Council.name, Council.field_keys)
    .where(Council.edition_id == bindparam("edition_id"))
    .order_by(Council.id)
)
_SEATS = (
    select(Seat.council_id, Seat.person_id, Seat.role, Seat.expertise, Seat.most_entries, Seat.id)
    .join(Council, Council.id == Seat.council_id)
    .where(Council.edition_id == bindparam("edition_id"), Seat.left_at.is_(None))
    .order_by(Seat.council_id, _RANK, Seat.id)
)
_SITTERS = (
    select(
        Seat.council_id, Seat.id, Seat.person_id, Person.name, Person.email, Person.unit, Seat.role,
        Seat.expertise, Seat.most_entries, Seat.team_key, Seat.is_away, Person.password.is_not(None), *ANSWER,
    )
    .join(Council, Council.id == Seat.council_id)
    .join(Person, Person.id == Seat.person_id)
    .outerjoin(Invitation, Invitation.id == last_invitation(bindparam("edition_id")))
    .where(Council.edition_id == bindparam("edition_id"), Seat.left_at.is_(None))
    .order_by(_RANK, Person.sort_key, Seat.id)
)  # fmt: skip


def councils(edition_id: int) -> list[CouncilRow]:
    """The councils of an edition in the order of the regulation."""
    rows = db.session.execute(_COUNCILS, {"edition_id": edition_id})
    return [CouncilRow(id_, key, name, tuple(fields)) for id_, key, name, fields in rows]


def seats(edition_id: int) -> list[SeatRow]:
    """Everybody who sits on a council now."""
    rows = db.session.execute(_SEATS, {"edition_id": edition_id})
    return [SeatRow(row[0], row[1], row[2], tuple(row[3]), row[4], row[5]) for row in rows]


def council_parts(edition_id: int) -> list[CouncilPart]:
    """Every council with its people, their loads over all rounds that are not closed, and what is missing."""
    regulation = regulation_of(edition_id)
    loads = present_loads(edition_id)
    sitters: dict[int, list[Sitter]] = {}
    row: Any
    for row in db.session.execute(_SITTERS, {"edition_id": edition_id}):
        council_id, seat_id, person_id, name, email, unit, role, expertise, most, team, away, has_account = row[:12]
        load = loads.get(person_id, 0)
        words = tuple(regulation.field_name(word) for word in expertise)
        told = answer_of(row[12:])
        sitter = Sitter(
            seat_id, person_id, name, email or "", unit, role, SEAT_WORDS[role], words, most, load, has_account, team,
            away, told,
        )  # fmt: skip
        sitters.setdefault(council_id, []).append(sitter)
    return [_part(regulation, row, sitters.get(row.id, [])) for row in councils(edition_id)]


def teams_of(regulation: Regulation, council_key: str) -> tuple[Team, ...]:
    """The expert teams the regulation gives a council."""
    return next((council.teams for council in regulation.councils if council.key == council_key), ())


def _part(regulation: Regulation, council: CouncilRow, sitters: list[Sitter]) -> CouncilPart:
    fields = [(key, regulation.field_name(key)) for key in council.field_keys]
    own = next((each.rounds for each in regulation.councils if each.key == council.key), ())
    judged = [round_ for round_ in regulation.rounds if not own or round_.key in own]
    needs = [round_.judges_per_entry for round_ in judged if not round_.joint_council]
    most = max((need for need in needs if isinstance(need, int)), default=None)
    experts = max((round_.experts_per_entry for round_ in judged), default=0)
    coming = [one for one in sitters if not one.has_declined]
    teams = teams_of(regulation, council.key)
    lacks = lacking([SeatFacts(one.person_id, one.role, one.expertise) for one in coming], most, experts, fields)
    lacks += lacking_in_teams(
        {team.name: [one.role for one in coming if one.team in (team.key, "")] for team in teams}, most
    )
    parts = tuple(
        TeamPart(
            team.key,
            team.name,
            tuple(regulation.field_name(key) for key in team.fields),
            tuple(one for one in sitters if one.team == team.key),
        )
        for team in teams
    )
    rounds = tuple(round_.name for round_ in judged) if own else ()
    names = tuple(name for _, name in fields)
    return CouncilPart(council.id, council.name, names, tuple(sitters), tuple(lacks), rounds, parts)


@dataclass(frozen=True, slots=True)
class SeatCard:
    """One seat, for the page that changes it."""

    id: int
    council_id: int
    council: str
    person_id: int
    name: str
    email: str
    role: str
    expertise: tuple[str, ...]
    most_entries: int | None
    team: str
    council_key: str
    is_away: bool


def seat_card(edition_id: int, seat_id: int) -> SeatCard | None:
    """A present seat of the edition."""
    row: Any = db.session.execute(
        select(
            Seat.id, Council.id, Council.name, Person.id, Person.name, Person.email, Seat.role, Seat.expertise,
            Seat.most_entries, Seat.team_key, Council.key, Seat.is_away,
        )
        .join(Council, Council.id == Seat.council_id)
        .join(Person, Person.id == Seat.person_id)
        .where(Council.edition_id == edition_id, Seat.id == seat_id, Seat.left_at.is_(None))
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    seat_id, council_id, council, person_id, name, email, role, expertise, most, team, key, is_away = row
    words = tuple(expertise)
    return SeatCard(seat_id, council_id, council, person_id, name, email or "", role, words, most, team, key, is_away)
