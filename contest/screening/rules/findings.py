"""What a check found: a rule of the regulation, the datum it looked at, and whether that fulfils it."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["pass", "fail", "unknown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence for a person who decides; nothing follows from it by itself."""

    rule: str
    verdict: Verdict
    datum: str
    words: str


def finding(rule: str, holds: bool | None, datum: str, words: str) -> Finding:
    """A finding from a yes, a no, or nobody knows."""
    verdict: Verdict = "unknown" if holds is None else "pass" if holds else "fail"
    return Finding(rule, verdict, datum or "chưa có", words)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many findings of each verdict."""

    passed: int
    failed: int
    unknown: int


def sum_of(findings: list[Finding]) -> Sum:
    """Count the findings."""
    counts = {verdict: sum(one.verdict == verdict for one in findings) for verdict in ("pass", "fail", "unknown")}
    return Sum(counts["pass"], counts["fail"], counts["unknown"])
