"""Two lines of the directory made one, with all that hangs on them; and undone again."""

from typing import Any

from sqlalchemy import select

from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.people.actions import living_unit
from contest.people.models import Invitation, RoleGrant, Unit, UnitMerge

# What hangs on a unit, by the word under which its keys are kept.
_HANGING: dict[str, Any] = {
    "entries": (Entry, Entry.unit_id),
    "authors": (EntryAuthor, EntryAuthor.unit_id),
    "accounts": (RoleGrant, RoleGrant.unit_id),
    "invitations": (Invitation, Invitation.unit_id),
    # Units that were merged into the one that goes now lead to the one that stays.
    "aliases": (Unit, Unit.merged_into_id),
}
_FILLED = ("level", "address", "province_key", "commune_id", "former_place", "contact", "phone", "email", "since_on")


@action(Permission.UNIT_MANAGE)
def merge_units(actor: Actor, edition_id: int, kept_id: int, gone_id: int) -> int:
    """Make two units one; what the kept one lacks is taken from the other. Returns the key by which it is undone.

    Raises Refusal: merge_itself, unit_unknown.
    """
    if kept_id == gone_id:
        raise refuse_with("merge_itself")
    kept, gone = living_unit(kept_id), living_unit(gone_id)
    moved: dict[str, Any] = {name: _move(name, gone_id, kept_id) for name in _HANGING}
    moved["filled"] = [name for name in _FILLED if not getattr(kept, name) and getattr(gone, name)]
    for name in moved["filled"]:
        setattr(kept, name, getattr(gone, name))
    gone.merged_into_id = kept_id
    merge = UnitMerge(kept_id=kept_id, gone_id=gone_id, moved=moved, made_at=now(), made_by_id=actor.id)
    db.session.add(merge)
    db.session.flush()
    return merge.id


@action(Permission.UNIT_MANAGE)
def undo_merge(actor: Actor, edition_id: int, merge_id: int) -> None:
    """Part two units again; what was moved since by somebody else stays where it is.

    Raises Refusal: unit_unknown, merge_undone, merge_stands_on.
    """
    merge = db.session.get(UnitMerge, merge_id, with_for_update=True)
    if merge is None:
        raise refuse_with("unit_unknown")
    if merge.undone_at is not None:
        raise refuse_with("merge_undone")
    kept, gone = db.session.get_one(Unit, merge.kept_id), db.session.get_one(Unit, merge.gone_id)
    if kept.merged_into_id is not None or gone.merged_into_id != kept.id:
        raise refuse_with("merge_stands_on")
    for name in _HANGING:
        _move(name, kept.id, gone.id, merge.moved.get(name, []))
    for name in merge.moved.get("filled", []):
        if getattr(kept, name) == getattr(gone, name):
            setattr(kept, name, None if name in ("commune_id", "since_on") else "")
    gone.merged_into_id = None
    merge.undone_at, merge.undone_by_id = now(), actor.id


def _move(name: str, source: int, target: int, ids: list[int] | None = None) -> list[int]:
    """Let what hangs on one unit hang on the other (only those named, if any are); returns the keys of what moved."""
    table, column = _HANGING[name]
    which = select(table).where(column == source).order_by(table.id)
    if ids is not None:
        which = which.where(table.id.in_(ids))
    rows = db.session.scalars(which.with_for_update()).all()
    for row in rows:
        setattr(row, column.key, target)
    return [row.id for row in rows]
