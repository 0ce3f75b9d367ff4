"""What decides about eligibility: checks as evidence, and what a person's decision needs.

`checks` puts together `timing`, `dossier`, `taking_part`, `levels`, `solution`, `declared`, `around` ·
`findings` what they say, and what another regulation turns · `looking` what persons saw · `deciding` decisions ·
`radar` near-duplicates · `judging` what persons say of them · `announcing` lists for the public ·
`letters`, `words` the sentences.
"""

from contest.screening.rules.announcing import LIST_WORDS, announced_lists, units_told
from contest.screening.rules.around import NOTHING_AROUND, Around
from contest.screening.rules.checks import checks
from contest.screening.rules.deciding import (
    DECIDABLE,
    UNDO_STAGES,
    WAITING,
    read_verdict,
    why_not_decide,
    why_not_disqualify,
    why_not_undo,
)
from contest.screening.rules.findings import Finding, Flip, Sum, flips, sum_of
from contest.screening.rules.judging import why_not_judge
from contest.screening.rules.letters import EVENTS
from contest.screening.rules.looking import Look, digest_of, why_not_look, with_looks
from contest.screening.rules.words import FINDING_KINDS, FINDING_WORDS, VERDICT_WORDS, WORDS

__all__ = [
    "DECIDABLE",
    "EVENTS",
    "FINDING_KINDS",
    "FINDING_WORDS",
    "LIST_WORDS",
    "NOTHING_AROUND",
    "UNDO_STAGES",
    "VERDICT_WORDS",
    "WAITING",
    "WORDS",
    "Around",
    "Finding",
    "Flip",
    "Look",
    "Sum",
    "announced_lists",
    "checks",
    "digest_of",
    "flips",
    "read_verdict",
    "sum_of",
    "units_told",
    "why_not_decide",
    "why_not_disqualify",
    "why_not_judge",
    "why_not_look",
    "why_not_undo",
    "with_looks",
]
