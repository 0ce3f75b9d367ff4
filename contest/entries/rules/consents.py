"""Consents after they were given: who has to agree to what, who may take back, and what stays taken back."""

from collections.abc import Collection

from contest.editions.rules import Regulation
from contest.entries.rules.completeness import consents_needed
from contest.entries.rules.facts import AuthorFacts
from contest.foundation.refusal import Reason

# Nobody took it back: it went with the data of its author.
FORGOTTEN = "forgotten"
# Who took a consent back, as pages say it.
WITHDRAWERS = {
    "guardian": "người giám hộ",
    "self": "chính tác giả",
    "entrant": "người nộp hồ sơ",
    "office": "Ban Thư ký",
    FORGOTTEN: "việc xóa dữ liệu cá nhân theo yêu cầu",
}
SOURCES = {"online": "trên mạng", "paper": "trên giấy", "link": "qua đường dẫn riêng"}
# What these have taken back, a tick in the form does not give again: whoever fills it in is somebody else.
_LASTING = ("guardian", "self", "office", FORGOTTEN)


def stays_withdrawn(withdrawn_by: str) -> bool:
    """Whether a consent taken back by this one is given again only by a paper or by their own link."""
    return withdrawn_by in _LASTING


def givers(author: AuthorFacts, regulation: Regulation) -> tuple[str, ...]:
    """Who may have a say for this author: who has to agree, and both where the age is not known for sure."""
    unsure = author.birth_on is None and regulation.kind == "youth"
    return ("guardian", "self") if unsure else consents_needed(author, regulation)


def why_not_record(
    wanted: Collection[tuple[str, str]], author: AuthorFacts, regulation: Regulation, note: str, *, from_paper: bool
) -> list[Reason]:
    """Why these consents cannot be put on record for the author."""
    reasons = []
    known = givers(author, regulation)
    if any(purpose not in regulation.consents or by not in known for purpose, by in wanted):
        reasons.append(Reason("consent_not_asked", {}, "agreed"))
    if from_paper and not note.strip():
        reasons.append(Reason("consent_note_missing", {}, "note"))
    return reasons
