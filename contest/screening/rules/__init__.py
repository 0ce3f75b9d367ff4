"""What decides about eligibility: checks as evidence, and what a person's decision needs."""

from contest.screening.rules.checks import checks
from contest.screening.rules.deciding import DECIDABLE, WAITING, read_verdict, why_not_decide
from contest.screening.rules.findings import Finding, Sum, sum_of
from contest.screening.rules.letters import EVENTS
from contest.screening.rules.words import FINDING_KINDS, FINDING_WORDS, VERDICT_WORDS, WORDS

__all__ = [
    "DECIDABLE",
    "EVENTS",
    "FINDING_KINDS",
    "FINDING_WORDS",
    "VERDICT_WORDS",
    "WAITING",
    "WORDS",
    "Finding",
    "Sum",
    "checks",
    "read_verdict",
    "sum_of",
    "why_not_decide",
]
