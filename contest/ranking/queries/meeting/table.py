"""What is on the table, as one member of the meeting may see it."""

from dataclasses import dataclass
from typing import NamedTuple

from contest.foundation.refusal import Reason
from contest.juries.queries import Stood, clerks_instead
from contest.ranking.queries.meeting.cards import (
    BallotCard,
    ItemCard,
    Labelled,
    MeetingCard,
    ballots_of,
    items_of,
    labels_of,
    members_of,
    outs_of,
)
from contest.ranking.rules.meeting import Member, departures, entitled, presiding, why_not_cast, why_not_vote


class BallotView(NamedTuple):
    """A vote for one reader. choices: (option, votes, names) once counted; may: whether the reader may vote now."""

    id: int
    question: str
    options: tuple[str, ...]
    secret: bool
    is_open: bool
    voted: int
    entitled: int
    choices: tuple[tuple[str, int, tuple[str, ...]], ...]
    chosen: str
    needed: int
    present: int
    tied: tuple[tuple[int, str], ...]
    casting: str
    may: bool
    has_voted: bool


class ItemView(NamedTuple):
    """An item for one reader: hidden when the reader is in conflict with it, or (foreign) stands in for the clerk of
    the council at other entries only. out: names of who must be out; clerks: who stands in for its clerk.
    """

    id: int
    kind: str
    words: str
    entries: tuple[Labelled, ...]
    numbers: tuple[int, ...]
    state: str
    decision: str
    out: tuple[str, ...]
    hidden: bool
    presides: str
    ballots: tuple[BallotView, ...]
    why_not_vote: tuple[Reason, ...]
    clerks: tuple[str, ...] = ()
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """The meeting for one reader. leaves: how often somebody has to get up in the rest of the agenda as it stands."""

    card: MeetingCard
    members: tuple[Member, ...]
    table: ItemView | None
    waiting: tuple[ItemView, ...]
    done: tuple[ItemView, ...]
    leaves: int
    here: int
    voting: int
    is_member: bool
    is_here: bool
    presides: bool


def table_view(card: MeetingCard, person_id: int, lent: frozenset[int] | None = None) -> TableView:
    """The whole meeting in a handful of queries, however long its agenda.

    lent: for who has no seat there and stands in for its clerk, the entries at which they do.
    """
    members, items = members_of(card), items_of(card.id)
    outs = outs_of(card.edition_id, items, members)
    labels = labels_of(card, (entry_id for item in items for entry_id in item.entry_ids))
    ballots: dict[int, list[BallotCard]] = {}
    for ballot in ballots_of(item.id for item in items):
        ballots.setdefault(ballot.item_id, []).append(ballot)
    stood = clerks_instead(card.council_id, {entry_id for item in items for entry_id in item.entry_ids})
    views = {}
    for item in items:
        view = _item(item, members, outs[item.id], labels, ballots.get(item.id, []), person_id, lent)
        views[item.id] = view._replace(clerks=_clerks(item, stood))
    by_state = {state: [item for item in items if item.state == state] for state in ("table", "waiting", "done")}
    now = outs[by_state["table"][0].id] if by_state["table"] else frozenset()
    head = presiding(members, now)
    own = next((one for one in members if one.person_id == person_id), None)
    voters = entitled(members, frozenset())
    return TableView(
        card,
        tuple(members),
        views[by_state["table"][0].id] if by_state["table"] else None,
        tuple(views[item.id] for item in by_state["waiting"]),
        tuple(views[item.id] for item in by_state["done"]),
        departures([item.id for item in by_state["waiting"]], outs, now),
        sum(one.present for one in voters),
        len(voters),
        own is not None,
        own is not None and own.present,
        head is not None and head.person_id == person_id,
    )


def _item(
    item: ItemCard,
    members: list[Member],
    out: frozenset[int],
    labels: dict[int, Labelled],
    ballots: list[BallotCard],
    person_id: int,
    lent: frozenset[int] | None,
) -> ItemView:
    foreign = lent is not None and not lent & set(item.entry_ids)
    hidden = foreign or person_id in out
    head = presiding(members, out)
    return ItemView(
        item.id,
        item.kind,
        "" if hidden else item.words,
        () if hidden else tuple(labels[entry_id] for entry_id in item.entry_ids if entry_id in labels),
        () if hidden else item.entry_ids,
        item.state,
        "" if hidden else item.decision,
        tuple(one.name for one in members if one.person_id in out),
        hidden,
        head.name if head else "",
        () if hidden else tuple(_ballot(ballot, members, out, person_id) for ballot in ballots),
        tuple(why_not_vote(members, out, ballots[-1].terms)) if ballots else (),
        foreign=foreign,
    )


def _clerks(item: ItemCard, stood: list[Stood]) -> tuple[str, ...]:
    """Who took an item down instead of the clerk: as it was when it was decided, else as it is."""
    names = (one.name for one in stood if one.entry_id in item.entry_ids and one.stood_at(item.decided_at))
    return tuple(dict.fromkeys(names))


def _ballot(ballot: BallotCard, members: list[Member], out: frozenset[int], person_id: int) -> BallotView:
    """Counts and names only once it is counted: nobody votes by what the others did."""
    names = {one.person_id: one.name for one in members}
    over = ballot.closed_at is not None
    counts = tuple(ballot.result.get("counts", ())) if over else ()
    choices = tuple(
        (
            option,
            counts[place] if over else 0,
            tuple(sorted(names.get(who, "") for who, choice in ballot.choices.items() if choice == place)),
        )
        for place, option in enumerate(ballot.options)
        if over
    )
    chosen = ballot.result.get("chosen")
    casting = ballot.result.get("casting")
    may = not over and not why_not_cast(person_id, members, out, ballot.voted)
    return BallotView(
        ballot.id,
        ballot.question,
        ballot.options,
        ballot.terms.secret,
        not over,
        len(ballot.voted),
        len(entitled(members, out)),
        choices,
        "" if chosen is None else ballot.options[chosen],
        ballot.result.get("needed", 0),
        ballot.result.get("present", 0),
        tuple((place, ballot.options[place]) for place in ballot.result.get("tied", ())),
        "" if casting is None else ballot.options[casting],
        may,
        person_id in ballot.voted,
    )
