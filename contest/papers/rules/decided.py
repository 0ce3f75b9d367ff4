"""What a decision said of each prize when it got its number: a name put right afterwards stands in it as it was.

Kept are digests alone, a line each, so that nobody's name lies in the register of documents.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from contest.foundation.refusal import Reason

SOURCE = "decision"
_MOST_TOLD = 12


class Stated(NamedTuple):
    """A line of the decision. key: which prize and whose, the same in every sealed version; said: what it prints."""

    key: str
    code: str
    award: str
    said: tuple[str, ...]

    @property
    def digest(self) -> str:
        """By it a line that says otherwise is known."""
        return hashlib.sha256(json.dumps(self.said, ensure_ascii=False).encode()).hexdigest()[:24]


def told_of(lines: Iterable[Stated]) -> dict[str, str]:
    """What is kept of a decision's lines."""
    return {line.key: line.digest for line in lines}


def why_not_as_decided(label: str, told: Mapping[str, str], lines: Iterable[Stated]) -> list[Reason]:
    """Which prizes the decision in force says otherwise, or not at all; none where nothing is kept of it.

    label: its number. Prizes that were taken back are not among `lines`: another paper says so of them. The last reason
    says what to do.
    """
    if not told:
        return []
    found = []
    for line in lines:
        was = told.get(line.key)
        if was != line.digest:
            words = "reconcile_decided_without" if was is None else "reconcile_decided_otherwise"
            found.append(Reason(words, {"label": label, "code": line.code, "award": line.award}, SOURCE))
    if not found:
        return []
    more, how = len(found) - _MOST_TOLD, Reason("reconcile_decided_how", {"label": label}, SOURCE)
    if more <= 0:
        return [*found, how]
    rest = Reason("reconcile_more", {"source": f"Quyết định số {label}", "more": more}, SOURCE)
    return [*found[:_MOST_TOLD], rest, how]


def why_not_cite(label: str, kinds: Iterable[tuple[str, str]]) -> list[Reason]:
    """Which kinds of certificates would be printed with the number of a decision that was replaced.

    kinds: their names with that number; label: of the decision in its place.
    """
    told = [{"kind": name, "was": was, "label": label} for name, was in kinds]
    return [Reason("reconcile_design_replaced", each, SOURCE) for each in told]


def what_follows(part: str, label: str) -> list[str]:
    """What is to be done after a part of what is printed was put right, as sentences for the office.

    label: the number of the decision that was issued before; "" for none.
    """
    found = []
    if part == "title":
        found.append("Tên này nằm trong kết quả niêm phong: hãy niêm phong phiên bản mới, công bố lại rồi mới in được.")
    if label and part != "gender":
        found.append(f"Quyết định số {label} đã ban hành với nội dung cũ: hãy lập văn bản thay thế ở trang Văn bản.")
    return found
