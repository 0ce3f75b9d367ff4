"""Deeds of a council's meeting: called, its agenda, who is there, what is on the table, votes, decisions, its end."""

from contest.ranking.actions.meeting.agenda import (
    add_disputed,
    add_item,
    decide_item,
    drop_item,
    order_agenda,
    put_on_table,
)
from contest.ranking.actions.meeting.balloting import cast_casting_vote, cast_vote, close_ballot, open_ballot
from contest.ranking.actions.meeting.holding import call_meeting, close_meeting, mark_presence, open_meeting

__all__ = [
    "add_disputed",
    "add_item",
    "call_meeting",
    "cast_casting_vote",
    "cast_vote",
    "close_ballot",
    "close_meeting",
    "decide_item",
    "drop_item",
    "mark_presence",
    "open_ballot",
    "open_meeting",
    "order_agenda",
    "put_on_table",
]
