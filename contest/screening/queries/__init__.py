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
from contest.screening.queries.evidence import evidence, evidence_of, evidence_on
from contest.screening.queries.pair import Judged, PairCard, Side, WorkFile, entries_of_pair, pair_card, picture_of
from contest.screening.queries.pairs import (
    RADAR_GROUPS,
    PairRow,
    desk_counts,
    pair_rows,
    pairs_of,
    radar_counts,
)
from contest.screening.queries.passages import TextFile, Told, owners_of, pair_texts
from contest.screening.queries.radar import Seen, Unread, prints_seen, radar_works, unread_files
from contest.screening.queries.sweeps import (
    OldList,
    RunCard,
    editions_to_sweep,
    last_run,
    old_lists,
    old_title_years,
    run_key,
)

__all__ = [
    "GROUPS",
    "RADAR_GROUPS",
    "AnnouncedRow",
    "Batch",
    "ByHand",
    "Decision",
    "DeskRow",
    "Judged",
    "Neighbours",
    "OldList",
    "PairCard",
    "PairRow",
    "RuleEntry",
    "RuleRow",
    "RunCard",
    "Seen",
    "Side",
    "TextFile",
    "Told",
    "Unread",
    "WorkFile",
    "announced",
    "batches",
    "by_hand",
    "decisions",
    "desk",
    "desk_counts",
    "desk_rows",
    "editions_to_sweep",
    "effects",
    "entries_failing",
    "entries_of_pair",
    "evidence",
    "evidence_of",
    "evidence_on",
    "group_counts",
    "group_of",
    "last_run",
    "latest_reasons",
    "letters_of",
    "neighbours",
    "old_lists",
    "old_title_years",
    "owners_of",
    "pair_card",
    "pair_rows",
    "pair_texts",
    "pairs_of",
    "picture_of",
    "prints_seen",
    "radar_counts",
    "radar_works",
    "rule_rows",
    "run_key",
    "unread_files",
    "waiting_ids",
    "words_of_rule",
]
