"""What an entry is to the public: its own state, and what judging, prizes and the decision have made of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from contest.entries.rules.words import STATUS_KINDS as OWN_KINDS
from contest.entries.rules.words import STATUS_WORDS as OWN_WORDS

STATUS_WORDS = OWN_WORDS | {
    "in_round": "Đang chấm",
    "stopped": "Không vào vòng sau",
    "proposed": "Được đề nghị giải",
    "awarded": "Đạt giải",
    "not_awarded": "Không đạt giải",
    "revoked": "Bị thu hồi giải",
}
STATUS_KINDS = OWN_KINDS | {
    "in_round": "waiting",
    "stopped": "neutral",
    "proposed": "attention",
    "awarded": "done",
    "not_awarded": "neutral",
    "revoked": "refused",
}
# Stages in which the organisers' decision stands.
DECIDED = ("decided", "published", "archived")
SHOWN = ("published", "archived")
# What only the office may know before the results are public.
_EMBARGOED = ("stopped", "proposed", "awarded", "not_awarded", "revoked")


@dataclass(frozen=True, slots=True)
class Course:
    """How far an entry has come: its own state, its last round, whether it goes on from there, its awards' states."""

    own: str
    last_round: str = ""
    goes_on: bool | None = None
    awards: Sequence[str] = ()


def status_of(course: Course, *, final_round: str, stage: str) -> str:
    """The contract's status of an entry, derived from all rooms' records."""
    if course.own != "eligible":
        return course.own
    if "confirmed" in course.awards:
        return "awarded"
    if "revoked" in course.awards:
        return "revoked"
    if "proposed" in course.awards:
        return "proposed"
    if not course.last_round:
        return "eligible"
    if stage in DECIDED:
        return "not_awarded"
    if course.goes_on is False and course.last_round != final_round:
        return "stopped"
    return "in_round"


def shown_status(status: str, stage: str) -> str:
    """What the entrant and the public read: nothing of the outcome before the results are public."""
    if status in _EMBARGOED and stage not in SHOWN:
        return "in_round"
    return status


VERDICT_WORDS = {"eligible": "Hợp lệ", "ineligible": "Không hợp lệ", "needs_supplement": "Yêu cầu bổ sung"}
SHEET_WORDS = {
    "": "Chưa chấm",
    "draft": "Đang chấm",
    "submitted": "Đã nộp phiếu",
    "absent": "Vắng",
    "abstained": "Không chấm",
    "recused": "Từ chối vì liên quan",
}
