"""Papers of results."""

from contest.results.reports.account import account_paper
from contest.results.reports.accounting import account_of
from contest.results.reports.fairness import NOTE as FAIRNESS_NOTE
from contest.results.reports.fairness import fairness_lines, fairness_paper, fairness_tables
from contest.results.reports.minutes import minutes
from contest.results.reports.nominated import nomination_list, returned_list
from contest.results.reports.posted import photograph_list, posted_list

__all__ = [
    "FAIRNESS_NOTE",
    "account_of",
    "account_paper",
    "fairness_lines",
    "fairness_paper",
    "fairness_tables",
    "minutes",
    "nomination_list",
    "photograph_list",
    "posted_list",
    "returned_list",
]
