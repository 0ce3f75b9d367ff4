"""Reads of the council's meetings: which there are, what is on the table, entries side by side."""

from contest.ranking.queries.meeting.cards import (
    BallotCard,
    ItemCard,
    MeetingCard,
    attended,
    ballots_of,
    entry_ids_of,
    items_of,
    labels_of,
    meeting_card,
    meetings,
    meetings_about,
    members_of,
    minutes_meetings,
    outs_of,
)
from contest.ranking.queries.meeting.comparing import Compared, compared
from contest.ranking.queries.meeting.decided import DecidedTie, decided_tie
from contest.ranking.queries.meeting.disputed import Disputed, disputed
from contest.ranking.queries.meeting.table import BallotView, ItemView, TableView, table_view

__all__ = [
    "BallotCard",
    "BallotView",
    "Compared",
    "DecidedTie",
    "Disputed",
    "ItemCard",
    "ItemView",
    "MeetingCard",
    "TableView",
    "attended",
    "ballots_of",
    "compared",
    "decided_tie",
    "disputed",
    "entry_ids_of",
    "items_of",
    "labels_of",
    "meeting_card",
    "meetings",
    "meetings_about",
    "members_of",
    "minutes_meetings",
    "outs_of",
    "table_view",
]
