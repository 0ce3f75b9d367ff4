"""Supplements item by item: what may be asked and answered, and what the entry's state is then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contest.editions.rules import Regulation
from contest.entries.rules.deeds import OFFICE_STAGES, part_of
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import date as day

ITEM_WORDS = {
    "asked": "Chờ bổ sung",
    "answered": "Đã bổ sung, chờ xem",
    "accepted": "Đã chấp nhận",
    "dropped": "Không cần nữa",
}
ITEM_KINDS = {"asked": "attention", "answered": "waiting", "accepted": "done", "dropped": "neutral"}
MOST_ITEMS = 30
LONGEST_ITEM = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that is missing: a part of the dossier, or words, or both; and by which day it is wanted."""

    words: str
    due_on: date | None
    part_key: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it stands."""

    id: int
    part_key: str
    words: str
    due_on: date
    state: str
    asked_at: datetime
    answer: str = ""
    answered_at: datetime | None = None
    note: str = ""
    times: int = 1


def why_not_ask(wanted: Sequence[Wanted], regulation: Regulation, today: date) -> list[Reason]:
    """Everything against asking for these, each at its row."""
    if not wanted:
        return [Reason("supplement_nothing")]
    reasons = [Reason("supplement_too_many", {"limit": MOST_ITEMS})] if len(wanted) > MOST_ITEMS else []
    for one in wanted:
        if one.part_key and part_of(regulation, one.part_key) is None:
            reasons.append(Reason("part_unknown", {}, f"words-{one.where}"))
        if not one.words:
            reasons.append(Reason("supplement_words_missing", {}, f"words-{one.where}"))
        if one.due_on is None:
            reasons.append(Reason("supplement_due_missing", {"words": one.words[:60]}, f"due-{one.where}"))
        elif one.due_on < today:
            reasons.append(Reason("supplement_due_past", {"due": one.due_on}, f"due-{one.where}"))
    return reasons


def why_not_answer(item: Item | None, stage: str, today: date, has_answer: bool) -> list[Reason]:
    """Why the entrant cannot answer an item (now)."""
    if item is None or item.state in ("accepted", "dropped"):
        return [Reason("supplement_settled")]
    if stage not in OFFICE_STAGES:
        return [Reason("entry_stage_over")]
    if today > item.due_on:
        return [Reason("supplement_item_over", {"day": item.due_on})]
    return [] if has_answer else [Reason("supplement_answer_missing", {}, f"item-{item.id}")]


def status_after(items: Sequence[Item]) -> str:
    """What the entry's state follows from: it needs a supplement as long as one item waits for its entrant."""
    return "needs_supplement" if any(one.state == "asked" for one in items) else "submitted"


def last_due(items: Sequence[Item]) -> date | None:
    """The day until which the entrant may still do something."""
    return max((one.due_on for one in items if one.state == "asked"), default=None)


def told(items: Sequence[Item] | Sequence[Wanted]) -> str:
    """The items as lines of a letter, each with its day."""
    return "\n".join(f"- {one.words}" + (f" (trước hết ngày {day(one.due_on)})" if one.due_on else "") for one in items)


def wanted_of(text: str, due_on: date | None) -> list[Wanted]:
    """What is wanted when it was typed as one text: a line is an item; marks at the beginning of a line fall away."""
    lines = [line.strip().lstrip("-+*•").strip() for line in text.split("\n")]
    return [Wanted(line[:LONGEST_ITEM], due_on) for line in lines if line][:MOST_ITEMS]
