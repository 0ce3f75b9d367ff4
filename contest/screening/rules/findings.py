"""What a check found: a rule of the regulation, the datum it looked at, and whether that fulfils it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["pass", "fail", "unknown"]
# Rules whose datum is about the work and not about persons.
_OF_THE_WORK = {
    "applied_since",
    "applied_until",
    "created_since",
    "applied_recently",
    "recognised_recently",
    "applied_in",
    "authors_max",
    "division",
    "field",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Evidence for a person who decides; nothing follows from it by itself.

    `words` is the rule as the regulation has it, `datum` what was looked at, as a sentence. `about` says where the
    datum lies in the dossier: "author:2", "part:photos", "answer:idea", "fact:applied_on", or "" (the dossier).
    `seen` says who looked, where a person settled what the machine left open.
    """

    rule: str
    verdict: Verdict
    datum: str
    words: str
    about: str = ""
    seen: str = ""

    @property
    def key(self) -> str:
        """What tells this finding from the others about the same entry."""
        return f"{self.rule}@{self.about}" if self.about else self.rule

    @property
    def told(self) -> str:
        """The finding as it may stand in a letter and in the ledger: nothing personal, no names of files."""
        tells_nobody = self.rule in _OF_THE_WORK
        return f"Không đáp ứng quy định: {self.words}." + (f" {self.datum}." if tells_nobody else "")


def finding(rule: str, holds: bool | None, datum: str, words: str, about: str = "") -> Finding:
    """A finding from a yes, a no, or nobody knows."""
    verdict: Verdict = "unknown" if holds is None else "pass" if holds else "fail"
    return Finding(rule, verdict, datum or "chưa có", words, about)


@dataclass(frozen=True, slots=True)
class Sum:
    """How many findings of each verdict."""

    passed: int
    failed: int
    unknown: int


def sum_of(findings: Sequence[Finding]) -> Sum:
    """Count the findings."""
    counts = {verdict: sum(one.verdict == verdict for one in findings) for verdict in ("pass", "fail", "unknown")}
    return Sum(counts["pass"], counts["fail"], counts["unknown"])


@dataclass(frozen=True, slots=True)
class Flip:
    """A finding that another regulation turns: the rule in words, the verdict before and after, the datum after.

    A rule that only one of the two regulations has is "" on the other side.
    """

    key: str
    words: str
    before: Verdict | Literal[""]
    after: Verdict | Literal[""]
    datum: str


def flips(before: Sequence[Finding], after: Sequence[Finding]) -> tuple[Flip, ...]:
    """What changes between two evaluations of one entry, in the order of the later one.

    A new rule that is fulfilled, and one that falls away and was fulfilled, turn nothing.
    """
    old = {one.key: one for one in before}
    new = {one.key: one for one in after}
    found = []
    for key, one in new.items():
        was = old[key].verdict if key in old else ""
        if was != one.verdict and not (was == "" and one.verdict == "pass"):
            found.append(Flip(key, one.words, was, one.verdict, one.datum))
    for key, one in old.items():
        if key not in new and one.verdict != "pass":
            found.append(Flip(key, one.words, one.verdict, "", one.datum))
    return tuple(found)
