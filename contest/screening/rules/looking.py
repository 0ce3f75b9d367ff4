"""What a person said after looking: it settles what no machine can judge, as long as the datum stays the same."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import moment
from contest.screening.rules.findings import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Look:
    """A person looked: what they found, on which datum (its digest), when, and in which words."""

    verdict: Verdict
    datum_digest: str
    by_name: str
    at: datetime
    note: str = ""


def digest_of(datum: str) -> str:
    """By which a datum is known again without being kept."""
    return hashlib.sha256(datum.encode()).hexdigest()


def with_looks(findings: Sequence[Finding], looks: Mapping[str, Look]) -> list[Finding]:
    """The findings after persons looked; only what was unknown is settled, and only for the datum they saw."""
    return [_settled(one, looks.get(one.key)) for one in findings]


def _settled(one: Finding, look: Look | None) -> Finding:
    if look is None or one.verdict != "unknown" or look.datum_digest != digest_of(one.datum):
        return one
    said = "đạt" if look.verdict == "pass" else "không đạt"
    note = f": {look.note}" if look.note else ""
    return replace(one, verdict=look.verdict, seen=f"{look.by_name} đã xem, {said} ({moment(look.at)}){note}")


def why_not_look(finding: Finding | None, verdict: str, note: str) -> list[Reason]:
    """Why a person's finding cannot be put on record."""
    if finding is None or (finding.verdict != "unknown" and not finding.seen):
        return [Reason("look_not_asked")]
    if verdict not in ("pass", "fail", ""):
        return [Reason("look_unreadable")]
    return [Reason("look_reason_missing", {"rule": finding.words}, "note")] if verdict == "fail" and not note else []
