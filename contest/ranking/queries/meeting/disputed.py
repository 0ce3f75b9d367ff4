"""What waits for the council: entries that stand equal until it has voted, and sheets that lie too far apart."""

from typing import NamedTuple

from contest.ranking.queries.meeting.cards import MeetingCard, entry_ids_of
from contest.ranking.queries.runs import latest_run, waiting_groups
from contest.scoring.queries import case_states

# Steps of a case at which the council or its chair has to say something.
_RIPE = ("choosing", "closing")


class Disputed(NamedTuple):
    """A matter for the council: kind tie or case, the entries, what it is called on the agenda."""

    kind: str
    entry_ids: tuple[int, ...]
    words: str


def disputed(card: MeetingCard) -> list[Disputed]:
    """Everything of the round and council that waits, ties first."""
    own = set(entry_ids_of(card).values())
    run = latest_run(card.edition_id, card.round_key)
    found = [
        Disputed("tie", group, f"Thứ tự của {len(group)} hồ sơ bằng điểm")
        for group in (waiting_groups(run.id) if run else [])
        if own.issuperset(group)
    ]
    # While judges look again, blind, the council does not speak of it.
    ripe = {entry_id for entry_id, step in case_states(card.round_id).open.items() if step in _RIPE}
    return [
        *found,
        *(Disputed("case", (entry_id,), "Các phiếu chấm lệch nhau") for entry_id in sorted(ripe & own)),
    ]
