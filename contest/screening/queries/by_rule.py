"""Which rules of the regulation entries do not fulfil, counted, and the entries of one rule."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.entries.queries import Held, held
from contest.foundation.audit import until_a_change
from contest.foundation.database import is_one_of
from contest.foundation.letters import filled
from contest.foundation.mail import rule_of
from contest.screening.queries.evidence import evidence
from contest.screening.rules import WAITING, Finding


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule and how many waiting entries fail it, and of how many nobody knows yet."""

    rule: str
    words: str
    failed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """An entry that fails a rule: what was looked at, and how the letter would put it."""

    id: int
    code: str
    title: str
    unit: str
    status: str
    words: str
    datum: tuple[str, ...]
    told: str


# Built once: of ten thousand entries those that were decided are not read.
_WAITING = select(Entry.id).where(
    Entry.edition_id == bindparam("edition_id"), is_one_of(Entry.status, (*WAITING, "needs_supplement"))
)


def waiting_entries(edition_id: int) -> dict[int, Held]:
    """Everything that waits for a decision or for a supplement, whole."""
    return held(edition_id, _WAITING)


def rule_rows(edition_id: int) -> list[RuleRow]:
    """Each rule at least one waiting entry fails or leaves open, the most failed first.

    Kept until something changes: every rule is held against everything that waits.
    """
    return until_a_change(("rules not fulfilled", edition_id), lambda: _rule_rows(edition_id))


def _rule_rows(edition_id: int) -> list[RuleRow]:
    entries = waiting_entries(edition_id)
    found = evidence(edition_id, entries, regulation_of(edition_id)) if entries else {}
    words: dict[str, str] = {}
    counts: dict[str, list[set[int]]] = defaultdict(lambda: [set(), set()])
    for entry_id, findings in found.items():
        for one in findings:
            if one.verdict != "pass":
                words.setdefault(one.rule, one.words)
                counts[one.rule][one.verdict == "unknown"].add(entry_id)
    rows = [RuleRow(rule, words[rule], len(failed), len(unknown)) for rule, (failed, unknown) in counts.items()]
    return sorted(rows, key=lambda row: (-row.failed, -row.unknown, row.words))


def entries_failing(edition_id: int, rule: str) -> list[RuleEntry]:
    """The waiting entries that fail this rule, in the order of codes."""
    entries = waiting_entries(edition_id)
    found = evidence(edition_id, entries, regulation_of(edition_id))
    rows = []
    for entry_id, findings in found.items():
        failed = [one for one in findings if one.rule == rule and one.verdict == "fail"]
        if failed:
            rows.append(_entry(entries[entry_id], failed))
    return rows


def _entry(entry: Held, failed: list[Finding]) -> RuleEntry:
    told = " ".join(dict.fromkeys(one.told for one in failed))
    datum = tuple(one.seen or one.datum for one in failed)
    return RuleEntry(
        id=entry.id,
        code=entry.code,
        title=entry.facts.title,
        unit=entry.facts.unit,
        status=entry.standing.status,
        words=failed[0].words,
        datum=datum,
        told=told,
    )


def words_of_rule(edition_id: int, rule: str) -> str:
    """A rule that nothing fails any more, in words; "" when no waiting entry knows it."""
    return next((row.words for row in rule_rows(edition_id) if row.rule == rule), "")


def letters_of(
    edition_id: int, contest: str, verdict: str, rows: list[RuleEntry], reasons: Mapping[int, str]
) -> dict[int, tuple[str, str]]:
    """Subject and text of the letter each of these entries would get, in the words the edition uses."""
    rule = rule_of(edition_id, f"screening.{verdict}")
    found = {}
    for row in rows:
        if row.id in reasons:
            values = {"hội thi": contest, "mã số": row.code, "tên hồ sơ": row.title, "lý do": reasons[row.id]}
            found[row.id] = (filled(rule.subject, values), filled(rule.text, values))
    return found
