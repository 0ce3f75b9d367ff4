"""Every entry handed in with what reports count it by."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import bindparam, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import ask
from contest.papers.queries.winners import Winners, winners
from contest.prizes.rules import TIER_AWARD

ALONE, TOGETHER = "Cá nhân", "Nhóm"
MALE, FEMALE, UNKNOWN = "Nam", "Nữ", "Không ghi"
_GENDERS = {"nam": MALE, "nu": FEMALE}
_OUT = ("draft", "withdrawn")


class Counted(NamedTuple):
    """An entry as reports count it. kind: alone or together; genders: how many authors of each; prize: "" for none."""

    code: str
    field: str
    division: str
    unit: str
    locality: str
    kind: str
    genders: Mapping[str, int]
    is_eligible: bool
    prize: str

    @property
    def authors(self) -> int:
        """How many authors it has."""
        return sum(self.genders.values())


_ENTRIES = (
    select(Entry.id, Entry.code, Entry.field_key, Entry.division_key, Entry.unit, Entry.locality, Entry.status)
    .where(Entry.edition_id == bindparam("edition_id"), Entry.status.not_in(_OUT))
    .order_by(Entry.code)
)
_AUTHORS = (
    select(EntryAuthor.entry_id, EntryAuthor.gender)
    .join(Entry, Entry.id == EntryAuthor.entry_id)
    .where(Entry.edition_id == bindparam("edition_id"), Entry.status.not_in(_OUT))
)


def counted(edition_id: int) -> tuple[Winners, list[Counted]]:
    """The winners, and every entry that was handed in, in the order of their codes, with its tier prize."""
    regulation, given = regulation_of(edition_id), winners(edition_id)
    prizes = {each.entry.id: each.prize for each in given.entries if each.award_key == TIER_AWARD}
    genders: dict[int, dict[str, int]] = {}
    for entry_id, gender in ask(_AUTHORS, {"edition_id": edition_id}):
        own, word = genders.setdefault(entry_id, {}), _GENDERS.get(gender, UNKNOWN)
        own[word] = own.get(word, 0) + 1
    rows = ask(_ENTRIES, {"edition_id": edition_id}).all()
    return given, [
        Counted(
            row.code or "",
            regulation.field_name(row.field_key) if row.field_key else "",
            _division(regulation, row.division_key),
            row.unit,
            row.locality,
            TOGETHER if sum(genders.get(row.id, {}).values()) > 1 else ALONE,
            genders.get(row.id, {}),
            row.status == "eligible",
            prizes.get(row.id, ""),
        )
        for row in rows
    ]


def _division(regulation: Regulation, key: str) -> str:
    return regulation.division_name(key) if key else ""
