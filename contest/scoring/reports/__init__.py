"""Papers of scoring: the workbook of every sheet, and the sheets that judges fill in by hand."""

from contest.scoring.reports.paper import paper_sheets
from contest.scoring.reports.sheets import score_sheets

__all__ = ["paper_sheets", "score_sheets"]
