"""Things are listed, laid out, handed over, brought back: each move once, with who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from contest.ceremony.actions.rehearsing import refuse_rehearsed
from contest.ceremony.models import CeremonyItem, ItemMove, ItemRule
from contest.ceremony.queries.items import AwardRow, ItemBook, item_book
from contest.ceremony.rules.items import ITEM_KINDS, MOVES, Move, Usual, places, usual_items, why_not_move
from contest.editions.models import Edition
from contest.editions.queries import regulation_of
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.prizes.rules import TIER_AWARD


@action(Permission.CEREMONY_PREPARE)
def list_usual_items(actor: Actor, edition_id: int) -> int:
    """List what the regulation says awards come with, where nothing of that name is listed; returns how many."""
    known = set(db.session.scalars(select(CeremonyItem.name).where(CeremonyItem.edition_id == edition_id)))
    usual = [one for one in usual_items(regulation_of(edition_id), TIER_AWARD) if one.name not in known]
    for place, one in enumerate(usual, len(known)):
        _list(edition_id, one, place)
    return len(usual)


def _list(edition_id: int, one: Usual, place: int) -> int:
    item = CeremonyItem(edition_id=edition_id, kind=one.kind, name=one.name, per=one.per, position=place)
    db.session.add(item)
    db.session.flush()
    for (award_key, tier_key), count in one.counts.items():
        db.session.add(ItemRule(item_id=item.id, award_key=award_key, tier_key=tier_key, count=count))
    db.session.flush()
    return item.id


@action(Permission.CEREMONY_PREPARE)
def add_item(actor: Actor, edition_id: int, kind: str, name: str, per: str) -> int:
    """List a thing; how many each award gets is said afterwards. Raises Refusal: item_name_missing."""
    name = whole(name, 200, "name")
    if not name or kind not in ITEM_KINDS or per not in ("entry", "author"):
        raise refuse_with("item_name_missing", "name")
    same = (CeremonyItem.edition_id == edition_id, CeremonyItem.name == name)
    found = db.session.scalar(select(CeremonyItem).where(*same))
    if found is not None:
        return found.id
    return _list(edition_id, Usual(kind, name, "author" if per == "author" else "entry", {}), 1000)


@action(Permission.CEREMONY_PREPARE)
def set_item_rules(actor: Actor, edition_id: int, counts: Mapping[tuple[int, str, str], int]) -> None:
    """Say how many of each thing go with each award; (item, award, tier): count, 0 for none. Others stay.

    Raises Refusal: item_unknown, item_count.
    """
    own = set(db.session.scalars(select(CeremonyItem.id).where(CeremonyItem.edition_id == edition_id)))
    if {item_id for item_id, _, _ in counts} - own:
        raise refuse_with("item_unknown")
    if any(count < 0 or count > 1000 for count in counts.values()):
        raise refuse_with("item_count")
    rows = {
        (row.item_id, row.award_key, row.tier_key): row
        for row in db.session.scalars(select(ItemRule).where(ItemRule.item_id.in_(own)))
    }
    for key, count in counts.items():
        row = rows.get(key)
        if row is not None and count == 0:
            db.session.delete(row)
        elif row is not None:
            row.count = count
        elif count:
            db.session.add(ItemRule(item_id=key[0], award_key=key[1], tier_key=key[2], count=count))


@action(Permission.CEREMONY_PREPARE)
def remove_item(actor: Actor, edition_id: int, item_id: int) -> None:
    """Take a thing off the list that never moved. Raises Refusal: item_unknown, item_in_use."""
    item = db.session.get(CeremonyItem, item_id)
    if item is None or item.edition_id != edition_id:
        raise refuse_with("item_unknown")
    if db.session.scalar(select(ItemMove.id).where(ItemMove.item_id == item_id).limit(1)) is not None:
        raise refuse_with("item_in_use")
    for rule in db.session.scalars(select(ItemRule).where(ItemRule.item_id == item_id)):
        db.session.delete(rule)
    db.session.flush()
    db.session.delete(item)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A move somebody wants: what kind, how many of which thing, for which award."""

    kind: str
    item_id: int
    award: str
    count: int


@action(Permission.CEREMONY_PREPARE)
def move_items(actor: Actor, edition_id: int, wanted: Sequence[Wanted], move_key: str, note: str = "") -> int:
    """Move things, all or none; the same key moves nothing twice. Returns how many lines were added.

    Raises Refusal: item_unknown, item_award_unknown, item_no_packed …, item_too_many, item_collector_missing.
    """
    _lock(edition_id)
    if _is_done(edition_id, move_key):
        return 0
    book = item_book(edition_id)
    reasons = _faults(book, wanted, note)
    moved = list(book.moves)
    for one in wanted:
        move = Move(one.item_id, one.award, one.kind, one.count)
        reasons += why_not_move(move, book.dues, moved) if not reasons else []
        moved.append(move)
    refuse(reasons)
    entries = {award.ref: award.entry_id for award in book.awards}
    for one in wanted:
        db.session.add(
            ItemMove(
                edition_id=edition_id,
                item_id=one.item_id,
                award=one.award,
                entry_id=entries.get(one.award),
                kind=one.kind,
                count=one.count,
                note=whole(note, 300, "note"),
                made_at=now(),
                made_by_id=actor.id,
                move_key=move_key,
            )
        )
    return len(wanted)


def _lock(edition_id: int) -> None:
    """One after the other: two telephones must not hand out the same medal."""
    db.session.execute(select(Edition.id).where(Edition.id == edition_id).with_for_update())


def _is_done(edition_id: int, move_key: str) -> bool:
    same = (ItemMove.edition_id == edition_id, ItemMove.move_key == move_key)
    return db.session.scalar(select(ItemMove.id).where(*same).limit(1)) is not None


def _faults(book: ItemBook, wanted: Sequence[Wanted], note: str) -> list[Reason]:
    reasons = []
    known = {item.id for item in book.items}
    awards = {award.ref for award in book.awards} | {award for _, award in book.of_award}
    for one in wanted:
        if one.item_id not in known:
            reasons.append(Reason("item_unknown"))
        if one.kind not in MOVES:
            reasons.append(Reason("item_move_unknown"))
        if one.award and one.award not in awards:
            reasons.append(Reason("item_award_unknown"))
        if one.kind == "collected" and not note.strip():
            reasons.append(Reason("item_collector_missing", {}, "note"))
        if one.kind in ("spoilt", "taken_back") and not note.strip():
            reasons.append(Reason("item_reason_missing", {}, "note"))
    return reasons


@action(Permission.CEREMONY_PREPARE)
def pack_group(actor: Actor, edition_id: int, group: str, move_key: str) -> int:
    """Lay out for the stage everything a group still gets. Raises Refusal: item_no_packed."""
    book = item_book(edition_id)
    wanted = [
        Wanted("packed", item.id, award.ref, left)
        for award in book.awards
        if award.group == group
        for item, count, place in book.due_of(award.ref)
        if (left := count - place.table - place.given) > 0
    ]
    return move_items(actor, edition_id, wanted, move_key) if wanted else 0


@action(Permission.CEREMONY_PREPARE)
def hand_group(actor: Actor, edition_id: int, group: str, absent: Sequence[str], move_key: str) -> tuple[int, int]:
    """Note what lay out for a group as handed over, and of who was absent as put back into the store.

    absent: references of awards nobody came for. Returns how many awards got theirs, and how many things went back.
    Raises Refusal: ceremony_rehearsed.
    """
    refuse_rehearsed(edition_id)
    book = item_book(edition_id)
    own = [award for award in book.awards if award.group == group]
    given, back = _handed(book, own, absent)
    if given or back:
        move_items(actor, edition_id, [*given, *back], move_key)
    return len({each.award for each in given}), sum(each.count for each in back)


def _handed(book: ItemBook, own: Sequence[AwardRow], absent: Sequence[str]) -> tuple[list[Wanted], list[Wanted]]:
    given, back = [], []
    for award in own:
        for item, _, place in book.due_of(award.ref):
            if place.table and award.ref in absent:
                back.append(Wanted("unpacked", item.id, award.ref, place.table))
            elif place.table:
                given.append(Wanted("handed", item.id, award.ref, place.table))
    return given, back


@action(Permission.CEREMONY_PREPARE)
def collect_award(actor: Actor, edition_id: int, award: str, collector: str, move_key: str) -> int:
    """Give everything an award still gets to who came for it after the ceremony. Raises: item_collector_missing …"""
    refuse_rehearsed(edition_id)
    book = item_book(edition_id)
    wanted = [
        Wanted("collected", item.id, award, left)
        for item, count, place in book.due_of(award)
        if (left := count - place.table - place.given) > 0
    ]
    if not wanted and not _is_done(edition_id, move_key):
        raise Refusal([Reason("item_award_unknown")])
    return move_items(actor, edition_id, wanted, move_key, collector)


@action(Permission.CEREMONY_PREPARE)
def put_back_rest(actor: Actor, edition_id: int, move_key: str) -> int:
    """After the ceremony: everything that still lies out goes back into the store. Returns how many things."""
    book = item_book(edition_id)
    _, by_award = places(book.moves)
    wanted = [
        Wanted("unpacked", item_id, award, place.table) for (item_id, award), place in by_award.items() if place.table
    ]
    if wanted:
        move_items(actor, edition_id, wanted, move_key)
    return sum(each.count for each in wanted)
