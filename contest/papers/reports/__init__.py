"""Papers the office takes: workbooks of the rooms before, the front sheets of dossiers for a council."""

from contest.papers.reports.fronts import Behind, front, stamp_page
from contest.papers.reports.tallying import tally_of
from contest.papers.reports.workbooks import workbook

__all__ = ["Behind", "front", "stamp_page", "tally_of", "workbook"]
