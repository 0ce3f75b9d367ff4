"""Duplicates of the directory: found, looked at side by side, merged with all that hangs on them, parted again."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries import actions, queries
from contest.entries.queries import Hanging
from contest.entries.routes.blueprint import routes
from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.people.queries import UnitFilter, merges, unit_card, units


@routes.get("/<slug>/don-vi/trung-lap")
@page(Permission.UNIT_MANAGE)
def unit_doubles() -> ResponseReturnValue:
    """Units that may be one; with a unit named, any other to merge with it; merges made, to be undone."""
    kept = unit_card(request.args.get("giu", type=int))
    words = request.args.get("tim", "")[:200]
    groups, count = queries.double_groups() if kept is None else ([], 0)
    found = units(UnitFilter(words), 1).rows if kept is not None and words else []
    return render_template(
        "entries/unit_doubles.html",
        groups=groups,
        count=count,
        kept=kept,
        words=words,
        found=[row for row in found if kept is not None and row.id != kept.id],
        merges=merges(),
    )


@routes.get("/<slug>/don-vi/gop/<int:kept_id>/<int:gone_id>")
@page(Permission.UNIT_MANAGE)
def unit_merge(kept_id: int, gone_id: int) -> ResponseReturnValue:
    """Two units side by side: what stays, what goes, what moves with it. Nothing is changed."""
    kept, gone = _both(kept_id, gone_id)
    return render_template(
        "entries/unit_merge.html",
        kept=kept,
        gone=gone,
        moving=queries.entries_by_edition(gone_id),
        overruns=queries.overruns(kept_id, gone_id),
    )


def _both(kept_id: int, gone_id: int) -> tuple[Hanging, Hanging]:
    found = {each.card.id: each for each in queries.hanging({kept_id, gone_id}) if each.card.merged_into_id is None}
    if len(found) != 2:
        raise NotFound
    return found[kept_id], found[gone_id]


@routes.post("/<slug>/don-vi/gop/<int:kept_id>/<int:gone_id>")
@page(Permission.UNIT_MANAGE)
def unit_merged(kept_id: int, gone_id: int) -> ResponseReturnValue:
    """Merge the two that were looked at."""
    over = queries.overruns(kept_id, gone_id)
    actions.merge_units(g.actor, g.edition.id, kept_id, gone_id)
    for title, count, most in over:
        flash(f"{title}: đơn vị nay có {count} hồ sơ, quá hạn mức {most}. Hãy xem hồ sơ nào phải rút.", "attention")
    flash("Đã gộp. Nếu nhầm, bấm Hoàn tác ở cuối trang.", "done")
    return redirect(url_for(".unit_doubles"), 303)


@routes.post("/<slug>/don-vi/gop/<int:merge_id>/hoan-tac")
@page(Permission.UNIT_MANAGE)
def unit_parting(merge_id: int) -> ResponseReturnValue:
    """Undo a merge."""
    actions.undo_merge(g.actor, g.edition.id, merge_id)
    flash("Đã hoàn tác; hai đơn vị và hồ sơ, tài khoản của từng đơn vị trở lại như trước.", "done")
    return redirect(url_for(".unit_doubles"), 303)
