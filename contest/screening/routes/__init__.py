"""The desk: who waits, the evidence, decisions one by one, by many, by a rule, from a file, and back; the radar."""

from contest.screening.routes.announced import announced
from contest.screening.routes.blueprint import routes
from contest.screening.routes.desk import check, desk, look
from contest.screening.routes.file import decisions_file, decisions_file_confirmed
from contest.screening.routes.many import acceptance, batch_undo, batches, by_rule, rejection
from contest.screening.routes.passages import pair_passages
from contest.screening.routes.radar import old_titles, old_titles_back, pair, pair_picture, radar, radar_sweep
from contest.screening.routes.supplements import ask, item

__all__ = [
    "acceptance",
    "announced",
    "ask",
    "batch_undo",
    "batches",
    "by_rule",
    "check",
    "decisions_file",
    "decisions_file_confirmed",
    "desk",
    "item",
    "look",
    "old_titles",
    "old_titles_back",
    "pair",
    "pair_passages",
    "pair_picture",
    "radar",
    "radar_sweep",
    "rejection",
    "routes",
]
