"""Commands of prizes: what the rules give, kept as a proposal with --apply; the committee's confirmation."""

from collections import Counter
from typing import Any

import click

from contest.editions.queries import edition_named, regulation_of
from contest.entries.queries import briefs
from contest.foundation.access import Actor, Permission
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.shell import opened
from contest.foundation.vietnamese import number
from contest.prizes import actions, queries
from contest.prizes.rules import UnitLine, awards_of_units


@click.group("results")
def results() -> None:
    """Kết quả: xếp hạng, giải thưởng, niêm phong, công bố."""


@results.command("allocate")
@click.argument("slug")
@click.option("--apply", "is_applied", is_flag=True, help="Ghi phương án trao giải; không có thì chỉ tính và in ra.")
@opened
def allocate(actor: Actor, slug: str, is_applied: bool) -> tuple[dict[str, Any], str]:
    """Phương án trao giải theo thể lệ, mỗi giải kèm lý do."""
    edition = edition_named(slug)
    if is_applied:
        found = actions.propose_awards(actor, edition.id).preview
    elif not actor.may(Permission.PRIZE_READ, edition.id):
        raise refuse_with("not_permitted")
    else:
        found = queries.preview(edition.id)
    return _document(slug, edition.id, found), _words(found)


def _document(slug: str, edition_id: int, found: queries.Preview) -> dict[str, Any]:
    given = found.allocation
    entries = briefs(edition_id, {each.entry_id for each in given.awards})
    places = found.regulation.last_round.combine.rounding.places
    return {
        "edition": slug,
        "awards": [
            {
                "code": each.code,
                "title": entries[each.entry_id].title,
                "field": entries[each.entry_id].field_key,
                "division": entries[each.entry_id].division_key,
                "tier": each.tier_key,
                "points": None if each.points is None else f"{each.points:.{places}f}",
                "rank": each.rank,
                "reason": each.reason,
            }
            for each in given.awards
        ],
        "unfilled": [{"tier": each.tier_key, "count": each.count, "reason": each.reason} for each in given.unfilled],
        "ties": [{"tier": each.tier_key, "codes": list(each.codes), "policy": each.policy} for each in given.ties],
        # Beside what the contract names: awards of units, and equals among them that wait for a decision.
        "unit_awards": [_of_unit(each) for each in found.units if not each.waits],
        "unit_ties": [_of_unit(each) for each in found.units if each.waits],
    }


def _of_unit(line: UnitLine) -> dict[str, Any]:
    return {
        "award": line.award_key,
        "unit": line.unit,
        "place": line.place,
        "figure": line.figure,
        "amount_vnd": line.amount_vnd,
        "reason": line.reason,
    }


def _words(found: queries.Preview) -> str:
    names = {tier.key: tier.name for tier in found.regulation.prizes.tiers}
    lines = [f"{names[each.tier_key]:<18} {each.code:<12} {each.reason}" for each in found.allocation.awards]
    counts = Counter(each.tier_key for each in found.allocation.awards)
    lines.append("; ".join(f"{name}: {counts[key]}" for key, name in names.items()) + ".")
    lines.extend(each.reason for each in found.allocation.unfilled)
    lines.extend(
        f"{names[each.tier_key]}: {', '.join(each.codes)} bằng nhau, còn {each.places} suất; chờ hội đồng quyết định."
        for each in found.allocation.ties
        if each.is_pending
    )
    extras = {award.key: award.name for award in awards_of_units(found.regulation)}
    lines.extend(f"{extras[each.award_key]:<18} {each.unit}: {each.reason}" for each in found.units)
    return "\n".join(lines)


@results.command("confirm")
@click.argument("slug")
@click.option("--votes-for", type=click.IntRange(0), help="Số phiếu giấy đồng ý; chỉ người vận hành ghi.")
@click.option("--votes-of", type=click.IntRange(1), help="Số thành viên Ban Tổ chức, cả người vắng.")
@click.option("--reason", default="", help="Phiếu giấy đang ở đâu, hoặc vì sao không có bản quét.")
@opened
def confirm(
    actor: Actor, slug: str, votes_for: int | None, votes_of: int | None, reason: str
) -> tuple[dict[str, Any], str]:
    """Xác nhận các giải đã đề xuất: hai người của Ban Tổ chức, mỗi người một lần với --as; đã biểu quyết thì một."""
    edition = edition_named(slug)
    waits = {"edition": slug, "confirmed": 0, "waits": True}
    if votes_for is not None and votes_of is not None:
        actions.record_paper_vote(actor, edition.id, votes_for, votes_of, reason)
        return waits, "Đã ghi kết quả bỏ phiếu giấy; cần một người của Ban Tổ chức xác nhận."
    if actor.id is None:
        # Nobody by name is not even one of the two.
        refuse(actions.why_not_confirm_now(edition.id) or [Reason("prize_confirm_by_name")])
    if not queries.is_voted(edition.id, regulation_of(edition.id)):
        _, done = actions.ask_for(actor, edition.id, "confirm", {}, "Xác nhận danh sách giải đề nghị")
        if not done:
            return waits, "Đã ghi đề nghị; cần thêm một người xác nhận."
    count = actions.confirm_awards(actor, edition.id)
    return {"edition": slug, "confirmed": count}, f"Đã xác nhận {number(count)} giải."


commands: tuple[click.Command, ...] = (results,)
