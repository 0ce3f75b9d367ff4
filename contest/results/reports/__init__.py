"""Papers of results: what is posted, and the minutes of a sealed result."""

from contest.results.reports.minutes import minutes
from contest.results.reports.posted import photograph_list, posted_list

__all__ = ["minutes", "photograph_list", "posted_list"]
