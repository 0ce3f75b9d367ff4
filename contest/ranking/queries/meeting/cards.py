"""A meeting, its agenda, its members and its votes as rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import case, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.database import asked_once, db
from contest.juries.models import Conflict, Council, JudgingRound, RoundEntry, Seat
from contest.people.models import Person
from contest.ranking.models import Ballot, BallotCount, BallotVoter, Meeting, MeetingItem, MeetingPresence
from contest.ranking.rules.meeting import Member, Terms


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting; council "" and council_id None when all sit together. names: codes may be said, not only numbers."""

    id: int
    edition_id: int
    round_id: int
    round_key: str
    round_name: str
    round_state: str
    council_id: int | None
    council: str
    number: int
    state: str
    place: str
    opened_at: datetime | None
    closed_at: datetime | None
    remarks: str
    names: bool


class ItemCard(NamedTuple):
    """Something on the agenda."""

    id: int
    place: int
    kind: str
    words: str
    entry_ids: tuple[int, ...]
    state: str
    decision: str
    decided_at: datetime | None


class BallotCard(NamedTuple):
    """A vote. voted: who has; choices: who chose what, empty when it is secret; counts: votes an option."""

    id: int
    item_id: int
    question: str
    options: tuple[str, ...]
    terms: Terms
    opened_at: datetime
    closed_at: datetime | None
    result: Mapping[str, Any]
    voted: frozenset[int]
    choices: Mapping[int, int]
    counts: tuple[int, ...]


class Labelled(NamedTuple):
    """An entry of the round as the meeting names it: its code, or its judging number while the round is blind."""

    label: str
    title: str


_MEETING = (
    select(
        Meeting.id, JudgingRound.edition_id, JudgingRound.id, JudgingRound.key, JudgingRound.state, Meeting.council_id,
        Council.name, Meeting.number, Meeting.state, Meeting.place, Meeting.opened_at, Meeting.closed_at,
        Meeting.remarks,
    )
    .join(JudgingRound, JudgingRound.id == Meeting.round_id)
    .outerjoin(Council, Council.id == Meeting.council_id)
    .order_by(Meeting.id)
)  # fmt: skip


def meetings(edition_id: int, round_key: str) -> list[MeetingCard]:
    """The meetings on a round, in the order they were called."""
    query = _MEETING.where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_key)
    return [_meeting(row) for row in db.session.execute(query)]


def meetings_about(edition_id: int, round_key: str, entry_id: int) -> list[MeetingCard]:
    """The meetings on a round that spoke, or are to speak, of an entry. One query, two when there are some."""
    items = db.session.execute(
        select(MeetingItem.meeting_id, MeetingItem.entry_ids)
        .join(Meeting, Meeting.id == MeetingItem.meeting_id)
        .join(JudgingRound, JudgingRound.id == Meeting.round_id)
        .where(JudgingRound.edition_id == edition_id, JudgingRound.key == round_key)
    )
    spoke = {meeting_id for meeting_id, entry_ids in items if entry_id in entry_ids}
    return [card for card in meetings(edition_id, round_key) if card.id in spoke] if spoke else []


def meeting_card(edition_id: int, meeting_id: int) -> MeetingCard | None:
    """One meeting of an edition."""
    row = db.session.execute(
        _MEETING.where(JudgingRound.edition_id == edition_id, Meeting.id == meeting_id)
    ).one_or_none()
    return _meeting(row) if row else None


def minutes_meetings(edition_id: int, before: datetime) -> list[MeetingCard]:
    """The meetings that were over by then, for the minutes of a result."""
    query = _MEETING.where(JudgingRound.edition_id == edition_id, Meeting.closed_at <= before)
    return [_meeting(row) for row in db.session.execute(query)]


def _meeting(row: Any) -> MeetingCard:
    edition_id, key, state = row[1], row[3], row[4]
    rounds = regulation_of(edition_id).rounds
    rules = next((round_ for round_ in rounds if round_.key == key), None)
    # Who meets on one blind round may be about to judge the same entries in another.
    later = rounds[rounds.index(rules) + 1 :] if rules else ()
    names = (state == "closed" or rules is None or not rules.blind) and not any(round_.blind for round_ in later)
    name = rules.name if rules else key
    return MeetingCard(
        row[0], edition_id, row[2], key, name, state, row[5], row[6] or "", row[7], row[8], row[9], row[10], row[11],
        row[12], names,
    )  # fmt: skip


def members_of(card: MeetingCard) -> list[Member]:
    """Everybody with a seat in the meeting, the chair first; present: came and has not left. Asked once for a page."""
    return asked_once((__name__, "members", card.id), lambda: _members(card))


def _members(card: MeetingCard) -> list[Member]:
    rank = case({"chair": 0, "deputy": 1, "clerk": 2}, value=Seat.role, else_=3)
    query = (
        select(Person.id, Person.name, Seat.role, MeetingPresence.id, Council.key, Seat.team_key)
        .join(Seat, Seat.person_id == Person.id)
        .join(Council, Council.id == Seat.council_id)
        .outerjoin(
            MeetingPresence,
            (MeetingPresence.person_id == Person.id)
            & (MeetingPresence.meeting_id == card.id)
            & MeetingPresence.left_at.is_(None),
        )
        .where(Council.edition_id == card.edition_id, Seat.left_at.is_(None))
        .order_by(rank, Person.sort_key, Person.id)
    )
    councils = regulation_of(card.edition_id).councils
    if card.council_id is not None:
        query = query.where(Seat.council_id == card.council_id)
    else:
        # All who judge this round sit together; a council of another round does not.
        query = query.where(
            Council.key.not_in([c.key for c in councils if c.rounds and card.round_key not in c.rounds])
        )
    teams = {(council.key, team.key): team.name for council in councils for team in council.teams}
    found: dict[int, Member] = {}
    for person_id, name, role, presence, council, team in db.session.execute(query):
        own = teams.get((council, team), "")
        found.setdefault(person_id, Member(person_id, name, role, presence is not None, own))
    return list(found.values())


def items_of(meeting_id: int) -> list[ItemCard]:
    """The agenda in its order."""
    rows = db.session.execute(
        select(
            MeetingItem.id, MeetingItem.place, MeetingItem.kind, MeetingItem.words, MeetingItem.entry_ids,
            MeetingItem.state, MeetingItem.decision, MeetingItem.decided_at,
        )
        .where(MeetingItem.meeting_id == meeting_id)
        .order_by(MeetingItem.place, MeetingItem.id)
    )  # fmt: skip
    return [ItemCard(*row[:4], tuple(row[4]), *row[5:]) for row in rows]


def entry_ids_of(card: MeetingCard) -> dict[str, int]:
    """The entries the meeting may speak of, by code and by judging number in capitals."""
    query = (
        select(Entry.id, Entry.code, RoundEntry.number)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .where(RoundEntry.round_id == card.round_id)
    )
    if card.council_id is not None:
        query = query.where(RoundEntry.council_id == card.council_id)
    found: dict[str, int] = {}
    for entry_id, code, number in db.session.execute(query):
        found[number.upper()] = entry_id
        if card.names and code:
            found[code.upper()] = entry_id
    return found


def labels_of(card: MeetingCard, entry_ids: Iterable[int]) -> dict[int, Labelled]:
    """How the meeting names these entries."""
    rows = db.session.execute(
        select(Entry.id, Entry.code, Entry.title, RoundEntry.number)
        .join(RoundEntry, RoundEntry.entry_id == Entry.id)
        .where(RoundEntry.round_id == card.round_id, Entry.id.in_(set(entry_ids)))
    )
    return {
        entry_id: Labelled((code or number) if card.names else number, title) for entry_id, code, title, number in rows
    }


def outs_of(edition_id: int, items: Collection[ItemCard], members: Collection[Member]) -> dict[int, frozenset[int]]:
    """Who must be out of the room for each item: members in a conflict that nobody dismissed with an entry of it."""
    entries = {entry_id for item in items for entry_id in item.entry_ids}
    rows = db.session.execute(
        select(Conflict.person_id, Conflict.entry_id).where(
            Conflict.edition_id == edition_id,
            Conflict.state != "dismissed",
            Conflict.entry_id.in_(entries),
            Conflict.person_id.in_({one.person_id for one in members}),
        )
    )
    barred: dict[int, set[int]] = {}
    for person_id, entry_id in rows:
        barred.setdefault(entry_id, set()).add(person_id)
    return {
        item.id: frozenset(person_id for entry_id in item.entry_ids for person_id in barred.get(entry_id, ()))
        for item in items
    }


def ballots_of(item_ids: Iterable[int]) -> list[BallotCard]:
    """The votes on these items, the first first."""
    rows = db.session.execute(
        select(
            Ballot.id, Ballot.item_id, Ballot.question, Ballot.options, Ballot.is_secret, Ballot.terms,
            Ballot.opened_at, Ballot.closed_at, Ballot.result,
        )
        .where(Ballot.item_id.in_(set(item_ids)))
        .order_by(Ballot.id)
    ).all()  # fmt: skip
    ids = [row[0] for row in rows]
    voters: dict[int, dict[int, int | None]] = {}
    for ballot_id, person_id, choice in db.session.execute(
        select(BallotVoter.ballot_id, BallotVoter.person_id, BallotVoter.choice).where(BallotVoter.ballot_id.in_(ids))
    ):
        voters.setdefault(ballot_id, {})[person_id] = choice
    counts: dict[int, dict[int, int]] = {}
    for ballot_id, place, votes in db.session.execute(
        select(BallotCount.ballot_id, BallotCount.place, BallotCount.votes).where(BallotCount.ballot_id.in_(ids))
    ):
        counts.setdefault(ballot_id, {})[place] = votes
    return [_ballot(row, voters.get(row[0], {}), counts.get(row[0], {})) for row in rows]


def _ballot(row: Any, voters: Mapping[int, int | None], counts: Mapping[int, int]) -> BallotCard:
    id_, item_id, question, options, secret, terms, opened_at, closed_at, result = row
    return BallotCard(
        id_, item_id, question, tuple(options),
        Terms(secret, Fraction(terms["majority"]), Fraction(terms["quorum"]), terms["chair_decides"]),
        opened_at, closed_at, result or {}, frozenset(voters),
        {person_id: choice for person_id, choice in voters.items() if choice is not None},
        tuple(counts.get(place, 0) for place in range(len(options))),
    )  # fmt: skip


def attended(meeting_id: int) -> frozenset[int]:
    """Everybody who was there, also those who left before the end."""
    return frozenset(
        db.session.scalars(select(MeetingPresence.person_id).where(MeetingPresence.meeting_id == meeting_id))
    )
