"""Reads for screening: desk, evidence, decisions so far, rules not fulfilled, effects of amendments."""

from contest.screening.queries.announced import AnnouncedRow, announced
from contest.screening.queries.by_rule import RuleEntry, RuleRow, entries_failing, letters_of, rule_rows, words_of_rule
from contest.screening.queries.decisions import Batch, ByHand, Decision, batches, by_hand, decisions, latest_reasons
from contest.screening.queries.desk import (
    GROUPS,
    DeskRow,
    Neighbours,
    desk,
    desk_rows,
    group_counts,
    group_of,
    neighbours,
    waiting_ids,
)
from contest.screening.queries.effects import effects
from contest.screening.queries.evidence import evidence, evidence_of

__all__ = [
    "GROUPS",
    "AnnouncedRow",
    "Batch",
    "ByHand",
    "Decision",
    "DeskRow",
    "Neighbours",
    "RuleEntry",
    "RuleRow",
    "announced",
    "batches",
    "by_hand",
    "decisions",
    "desk",
    "desk_rows",
    "effects",
    "entries_failing",
    "evidence",
    "evidence_of",
    "group_counts",
    "group_of",
    "latest_reasons",
    "letters_of",
    "neighbours",
    "rule_rows",
    "waiting_ids",
    "words_of_rule",
]
