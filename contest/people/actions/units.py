"""The directory of units kept by the office: lines written, whole files taken in, accounts given to units."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from contest.foundation.access import Actor, Permission, Role
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import fold, nfc
from contest.people.actions.roles import grant_role, set_unit_of
from contest.people.models import Commune, Unit
from contest.people.rules.directory import CommuneLine, UnitLine
from contest.people.rules.provinces import province_name
from contest.people.rules.units import UnitFacts, commune_title, read_commune, unit_key, why_not_keep_unit


@dataclass(frozen=True, slots=True)
class DirectoryOutcome:
    """What a file did to the directory, or would do."""

    new: int
    updated: int
    unchanged: int


@action(Permission.UNIT_MANAGE)
def add_unit(actor: Actor, edition_id: int, facts: UnitFacts) -> int:
    """Put a unit into the directory. Raises Refusal: what is wrong at its field; unit_there."""
    refuse(why_not_keep_unit(facts))
    commune = _commune(facts)
    if _same(facts, commune) is not None:
        raise refuse_with("unit_there", "name")
    unit = Unit(created_at=now())
    _write(unit, facts, commune)
    db.session.add(unit)
    db.session.flush()
    return unit.id


@action(Permission.UNIT_MANAGE)
def change_unit(actor: Actor, edition_id: int, unit_id: int, facts: UnitFacts) -> None:
    """Put a line of the directory right. Raises Refusal: unit_unknown, unit_there, what is wrong at its field."""
    refuse(why_not_keep_unit(facts))
    unit = living_unit(unit_id)
    commune = _commune(facts)
    other = _same(facts, commune)
    if other is not None and other.id != unit_id:
        raise refuse_with("unit_there", "name")
    _write(unit, facts, commune)


@action(Permission.UNIT_MANAGE)
def import_units(actor: Actor, edition_id: int, lines: Sequence[UnitLine], dry_run: bool = False) -> DirectoryOutcome:
    """Take in a directory, all or nothing; a unit of the same name in the same commune is brought up to date."""
    counts = {"new": 0, "updated": 0, "unchanged": 0}
    for line in lines:
        commune = _commune(line.facts, may_add=not dry_run)
        unit = _same(line.facts, commune) if commune is not None or not line.facts.commune else None
        if unit is None:
            counts["new"] += 1
            if not dry_run:
                unit = Unit(created_at=now())
                _write(unit, line.facts, commune)
                db.session.add(unit)
                db.session.flush()
            continue
        merged = _filled(unit, line.facts)
        changed = any(getattr(unit, name) != value for name, value in merged.items())
        counts["updated" if changed else "unchanged"] += 1
        if changed and not dry_run:
            for name, value in merged.items():
                setattr(unit, name, value)
            _describe(unit, commune)
    return DirectoryOutcome(**counts)


@action(Permission.UNIT_MANAGE)
def import_communes(
    actor: Actor, edition_id: int, lines: Sequence[CommuneLine], dry_run: bool = False
) -> DirectoryOutcome:
    """Take in communes, present and former; a former one is led to what became of it. Raises Refusal."""
    counts = {"new": 0, "updated": 0, "unchanged": 0}
    known = {
        (one.province_key, one.kind, one.name_key, one.ended_on is not None): one
        for one in db.session.scalars(select(Commune))
    }
    made: list[tuple[CommuneLine, Commune]] = []
    for line in lines:
        key = (line.province_key, line.kind, fold(line.name), line.ended_on is not None)
        commune = known.get(key)
        counts["unchanged" if commune else "new"] += 1
        if commune is None:
            commune = known[key] = Commune(
                province_key=line.province_key, kind=line.kind, name=line.name, name_key=fold(line.name)[:120],
                since_on=line.since_on, ended_on=line.ended_on,
            )  # fmt: skip
            if not dry_run:
                db.session.add(commune)
        made.append((line, commune))
    reasons = []
    if not dry_run:
        db.session.flush()
    for line, commune in made:
        if line.successor:
            kind, name = read_commune(line.successor)
            found = [one for key, one in known.items() if key[1:] == (kind, fold(name), False)]
            found = [one for one in found if one.province_key == line.successor_province] or found
            if len(found) != 1:
                reasons.append(Reason("commune_successor_unknown", {"value": line.successor}, line.place))
            elif not dry_run:
                commune.successor_id = found[0].id
    refuse(reasons)
    return DirectoryOutcome(**counts)


@action(Permission.PERSON_INVITE)
def give_unit_account(actor: Actor, edition_id: int, unit_id: int, person_id: int) -> None:
    """Somebody registers entries for this unit from now on. Raises Refusal: unit_unknown, and what roles say."""
    living_unit(unit_id)
    grant_role(actor, edition_id, person_id, Role.UNIT)
    set_unit_of(person_id, edition_id, unit_id)


def living_unit(unit_id: int) -> Unit:
    """The unit for writing. Raises Refusal: unit_unknown."""
    unit = db.session.get(Unit, unit_id, with_for_update=True)
    if unit is None or unit.merged_into_id is not None:
        raise refuse_with("unit_unknown")
    return unit


def _commune(facts: UnitFacts, *, may_add: bool = True) -> Commune | None:
    """The commune of the line; one the directory has not heard of is put into it."""
    if not facts.commune:
        return None
    kind, name = read_commune(facts.commune)
    found = db.session.scalars(
        select(Commune)
        .where(Commune.province_key == facts.province_key, Commune.name_key == fold(name)[:120])
        .order_by(Commune.ended_on.is_not(None), Commune.id)
    ).all()
    match = next((one for one in found if one.kind == kind), None) or next(iter(found), None)
    if match is None and may_add:
        match = Commune(province_key=facts.province_key, kind=kind, name=name[:120], name_key=fold(name)[:120])
        db.session.add(match)
        db.session.flush()
    return match


def _same(facts: UnitFacts, commune: Commune | None) -> Unit | None:
    """The living unit of this name in this commune (or in one that became it), if there is one."""
    here = Unit.commune_id.is_(None)
    if commune is not None:
        kin = select(Commune.id).where(or_(Commune.id == commune.id, Commune.successor_id == commune.id))
        here = Unit.commune_id.in_(kin)
    found = select(Unit).where(Unit.match_key == unit_key(facts.name)[:300], Unit.merged_into_id.is_(None), here)
    if commune is None:
        found = found.where(Unit.province_key == facts.province_key)
    return db.session.scalar(found.order_by(Unit.id))


def _filled(unit: Unit, facts: UnitFacts) -> dict[str, object]:
    """What a file says of a known unit; what it leaves blank stays."""
    names = ("name", "kind", "level", "address", "province_key", "former_place", "contact", "phone", "email",
             "since_on", "ended_on")  # fmt: skip
    merged = {name: getattr(facts, name) or getattr(unit, name) for name in names}
    return merged | ({"kind": unit.kind} if facts.kind == "other" else {})


def _write(unit: Unit, facts: UnitFacts, commune: Commune | None) -> None:
    for name in ("kind", "level", "address", "province_key", "former_place", "contact", "phone", "email"):
        setattr(unit, name, getattr(facts, name))
    unit.name, unit.since_on, unit.ended_on = nfc(facts.name), facts.since_on, facts.ended_on
    unit.commune_id = commune.id if commune else None
    _describe(unit, commune)


def _describe(unit: Unit, commune: Commune | None) -> None:
    """The keys that follow from what the line says."""
    unit.name_key, unit.match_key = fold(unit.name)[:300], unit_key(unit.name)[:300]
    place = commune_title(commune.kind, commune.name) if commune else ""
    words = (unit.name, place, province_name(unit.province_key), unit.former_place, unit.address)
    unit.search_text = fold(" ".join(words)) + " " + unit.match_key
