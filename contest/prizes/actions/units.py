"""Awards of units: laid down as the figures say, decided by the organisers with a reason."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import fold
from contest.prizes.models import AwardChange, UnitAward, UnitName
from contest.prizes.queries import latest_proposal, lines_of, unit_suggestions, units_of
from contest.prizes.rules import (
    UnitDecision,
    UnitLine,
    awards_of_units,
    places_of_units,
    undecided_units,
    unit_warnings,
    why_not_unit,
)
from contest.ranking.queries import RunCard, latest_run


def lay_down_units(edition_id: int, regulation: Regulation, lines: Iterable[UnitLine]) -> None:
    """Make the awards of units what the figures say, but for those decided by hand; their figures are kept up to date.

    The units of an award are known again by their folded names.
    """
    rows = {(row.award_key, row.unit_key): row for row in unit_rows(edition_id)}
    wanted = {line.key: line for line in lines}
    for key, row in rows.items():
        if key not in wanted and not row.is_by_hand and row.state != "removed":
            row.state = "removed"
    for key, line in wanted.items():
        row = rows.get(key) or UnitAward(edition_id=edition_id, award_key=line.award_key, unit_key=key[1])
        if key not in rows:
            db.session.add(row)
        row.unit, row.place, row.figure, row.amount_vnd = line.unit, line.place, line.figure, line.amount_vnd
        if not row.is_by_hand:
            row.state, row.reason = "waits" if line.waits else "proposed", line.reason
        rows[key] = row
    _close_filled(regulation, list(rows.values()))


def _close_filled(regulation: Regulation, rows: Sequence[UnitAward]) -> None:
    """Equals wait no longer once others were given every place."""
    for award in awards_of_units(regulation):
        own = [row for row in rows if row.award_key == award.key]
        most = places_of_units(award)
        if most is not None and sum(row.state == "proposed" for row in own) >= most:
            for row in own:
                row.state = "removed" if row.state == "waits" else row.state


def refresh_units(edition_id: int, regulation: Regulation, run: RunCard) -> None:
    """Lay the computed awards of units down anew after a prize has changed: tiers weigh in them."""
    if awards_of_units(regulation) and latest_proposal(edition_id) is not None:
        db.session.flush()
        lay_down_units(edition_id, regulation, lines_of(unit_suggestions(edition_id, regulation, run)))


@action(Permission.PRIZE_DECIDE)
def decide_unit(actor: Actor, edition_id: int, award_key: str, unit: str, reason: str, *, given: bool) -> list[Reason]:
    """Give a unit the award, or decide that it does not get it. Returns what the organisers should know.

    Raises Refusal: prize_all_confirmed, prize_not_now, prize_extra_unknown, prize_unit_unknown, prize_unit_unchanged …
    """
    regulation = regulation_of(edition_id)
    proposal = latest_proposal(edition_id)
    if proposal is not None and proposal.confirmed_at is not None:
        raise refuse_with("prize_all_confirmed")
    rows = unit_rows(edition_id)
    names = {fold(name): name for name in (*units_of(edition_id), *(row.unit for row in rows))}
    stage = edition_by_id(edition_id).stage
    refuse(why_not_unit(regulation, stage, award_key, unit, list(names.values()), reason))
    award = next(each for each in awards_of_units(regulation) if each.key == award_key)
    own = [row for row in rows if row.award_key == award_key]
    row = next((each for each in own if each.unit_key == fold(unit)), None)
    stood = row.state if row is not None else "removed"
    if stood == ("proposed" if given else "removed"):
        raise refuse_with("prize_unit_unchanged", "unit")
    others = sum(each.state == "proposed" for each in own if each is not row)
    if row is None:
        row = UnitAward(edition_id=edition_id, award_key=award_key, unit=names[fold(unit)], unit_key=fold(unit))
        row.amount_vnd = award.amount
        db.session.add(row)
    row.state, row.is_by_hand = "proposed" if given else "removed", True
    row.reason = f"Ban Tổ chức quyết định: {reason.strip()}"
    _note(actor, row, reason.strip(), stood=stood == "proposed", given=given)
    run = latest_run(edition_id, regulation.last_round.key)
    if run is not None:
        refresh_units(edition_id, regulation, run)
    return unit_warnings(award, others) if given else []


def _note(actor: Actor, row: UnitAward, reason: str, *, stood: bool, given: bool) -> None:
    db.session.add(
        AwardChange(
            edition_id=row.edition_id,
            unit=row.unit,
            award_key=row.award_key,
            from_tier=row.award_key if stood else "",
            to_tier=row.award_key if given else "",
            reason=reason,
            changed_at=now(),
            changed_by_id=actor.id,
        )
    )
    kind = "prizes.unit_given" if given else "prizes.unit_taken"
    payload = {"unit": row.unit, "award": row.award_key, "reason": reason}
    ledger.note(actor, row.edition_id, kind, f"edition:{row.edition_id}", payload)


def unit_rows(edition_id: int) -> list[UnitAward]:
    """Every award of a unit, those taken away too."""
    return list(db.session.scalars(select(UnitAward).where(UnitAward.edition_id == edition_id).order_by(UnitAward.id)))


def units_waiting(regulation: Regulation, rows: Iterable[UnitAward]) -> list[str]:
    """The awards in which equals wait for a decision, by name."""
    return undecided_units(regulation, [UnitDecision(row.award_key, row.state, row.is_by_hand) for row in rows])


@action(Permission.ENTRY_MANAGE)
def name_unit(actor: Actor, edition_id: int, unit: str, printed_as: str) -> None:
    """Print a unit with this name everywhere from now on; its award and what was sealed stay as they are."""
    of_unit = (UnitName.edition_id == edition_id, UnitName.unit == unit)
    row = db.session.scalar(select(UnitName).where(*of_unit).with_for_update())
    if row is None:
        row = UnitName(edition_id=edition_id, unit=unit)
        db.session.add(row)
    row.printed_as = printed_as
    db.session.flush()
