"""Counts of entries, made again only when something changed: counting looks at every entry of the edition."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import bindparam, func, select

from contest.entries.models import Entry
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask

Kinds = Mapping[tuple[str, str], int]

_KINDS = (
    select(Entry.status, Entry.field_key, func.count())
    .where(Entry.edition_id == bindparam("edition_id"))
    .group_by(Entry.status, Entry.field_key)
)


def entry_kinds(edition_id: int) -> Kinds:
    """How many entries there are by state and field, drafts included. One query; two after a change."""

    def count() -> Kinds:
        rows = ask(_KINDS, {"edition_id": edition_id})
        return MappingProxyType({(status, field_key): many for status, field_key, many in rows})

    return until_a_change(("entry kinds", edition_id), count)


def status_counts(edition_id: int) -> dict[str, int]:
    """How many entries stand in which state, drafts included."""
    found: Counter[str] = Counter()
    for (status, _), many in entry_kinds(edition_id).items():
        found[status] += many
    return dict(found)
