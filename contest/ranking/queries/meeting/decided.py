"""What a meeting decided about a tie, so that whoever takes it down need not type it again."""

from typing import NamedTuple

from contest.ranking.queries.meeting.cards import meeting_card
from contest.ranking.queries.meeting.table import BallotView, ItemView, table_view


class DecidedTie(NamedTuple):
    """The item, and the places its last vote between the entries gives; who has as many votes as another has none."""

    item: ItemView
    places: dict[int, int]


def decided_tie(edition_id: int, meeting_id: int, entry_ids: frozenset[int]) -> DecidedTie | None:
    """What the meeting concluded about exactly these entries, None when it did not."""
    card = meeting_card(edition_id, meeting_id)
    if card is None:
        return None
    done = [item for item in table_view(card, 0).done if frozenset(item.numbers) == entry_ids]
    if not done:
        return None
    item = done[-1]
    votes = [ballot for ballot in item.ballots if len(ballot.choices) == len(item.numbers) + 1 and ballot.chosen]
    return DecidedTie(item, _places(item.numbers, votes[-1]) if votes else {})


def _places(entry_ids: tuple[int, ...], ballot: BallotView) -> dict[int, int]:
    """The chosen one first, the others by their votes; equals, and all after them, are left to a person."""
    given = zip(entry_ids, ballot.choices[: len(entry_ids)], strict=True)
    rated = [(option == ballot.chosen, votes, entry_id) for entry_id, (option, votes, _) in given]
    places: dict[int, int] = {}
    for place, (first, votes, entry_id) in enumerate(sorted(rated, reverse=True), 1):
        if sum((first, votes) == each[:2] for each in rated) > 1:
            break
        places[entry_id] = place
    return places
