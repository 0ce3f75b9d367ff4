"""Papers of results: what is posted, and the minutes of a sealed result."""

from contest.results.reports.account import account_paper
from contest.results.reports.accounting import account_of
from contest.results.reports.minutes import minutes
from contest.results.reports.posted import photograph_list, posted_list

__all__ = ["account_of", "account_paper", "minutes", "photograph_list", "posted_list"]
