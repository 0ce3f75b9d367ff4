"""How well a round was judged: agreement of the judges, their severity, and whether they can be compared at all.

All of it is estimates, so floats: nothing here is a point of anybody. An adjusted ranking takes corrections from it,
rounded to decimals first (ranking.rules.adjusting).
"""

from contest.ranking.rules.quality.agreement import Intraclass, intraclass, kendall_w, krippendorff
from contest.ranking.rules.quality.calibration import Calibration, calibrated
from contest.ranking.rules.quality.judges import Given, JudgeReport, judge_reports
from contest.ranking.rules.quality.links import Links, links
from contest.ranking.rules.quality.posterior import Chances, Posterior, expected_wrong
from contest.ranking.rules.quality.severity import Fit, mixed
from contest.ranking.rules.quality.words import (
    alpha_words,
    concordance_words,
    figure,
    reliability_words,
    remarks,
    signed,
)

__all__ = [
    "Calibration",
    "Chances",
    "Fit",
    "Given",
    "Intraclass",
    "JudgeReport",
    "Links",
    "Posterior",
    "alpha_words",
    "calibrated",
    "concordance_words",
    "expected_wrong",
    "figure",
    "intraclass",
    "judge_reports",
    "kendall_w",
    "krippendorff",
    "links",
    "mixed",
    "reliability_words",
    "remarks",
    "signed",
]
