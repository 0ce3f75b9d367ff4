"""What the entrant declared and only a person can judge to the end: earlier prizes, novelty, topics."""

from collections.abc import Iterator

from contest.editions.rules import Regulation
from contest.editions.rules.words.choices import choice_word
from contest.editions.rules.words.phrases import chosen, first_upper, listed
from contest.entries.rules import EntryFacts
from contest.foundation.vietnamese import fold
from contest.screening.rules.findings import Finding, finding

# What people write when there was nothing; anything else is read by a person.
_NEVER = {
    "chua",
    "khong",
    "khong co",
    "chua co",
    "chua tung",
    "chua du thi",
    "chua tung du thi",
    "chua bao gio",
    "chua tham gia",
    "chua tung tham gia",
}


def declared(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    """A declaration of "never" fulfils the rule about earlier entries; the rest waits for a person."""
    entrants = regulation.entrants
    if entrants.earlier_entry not in ("any", "not_in_parallel"):
        yield _earlier(facts, regulation)
    if entrants.topics_excluded:
        topics = "; ".join(entrants.topics_excluded)
        yield finding("topic", None, f"Tên: {facts.title}", f"Không thuộc đề tài bị loại trừ: {topics}")
    if entrants.earlier_entry == "not_in_parallel" or entrants.not_in_parallel_with:
        names = "; ".join(entrants.not_in_parallel_with) or "cuộc thi khác"
        yield finding("parallel", None, "Tác giả đã cam đoan khi nộp", f"Không đồng thời dự thi: {names}")
    if entrants.lower_level != "none":
        given = facts.facts.get("lower_level", "")
        level = choice_word("Entrants", "lower_level", entrants.lower_level)
        datum = f"Tác giả khai: {given}" if given else "Tác giả chưa khai"
        yield finding("lower_level", None, datum, f"Qua vòng thi cấp dưới: {level}", "fact:lower_level")
    if entrants.novelty.against or entrants.novelty.compared_in:
        against = chosen("Novelty", "against", entrants.novelty.against)
        compared = "; ".join(part for part in (against, listed(entrants.novelty.compared_in)) if part)
        yield finding("novelty", None, f"Tên: {facts.title}", f"Tính mới so với: {compared}")


def _earlier(facts: EntryFacts, regulation: Regulation) -> Finding:
    words = first_upper(choice_word("Entrants", "earlier_entry", regulation.entrants.earlier_entry))
    given = facts.facts.get("earlier", "")
    if not given:
        return finding("earlier_entry", None, "Tác giả chưa khai các lần dự thi trước", words, "fact:earlier")
    never = fold(given).rstrip(" .,;") in _NEVER
    return finding("earlier_entry", True if never else None, f"Tác giả khai: {given}", words, "fact:earlier")
