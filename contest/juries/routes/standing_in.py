"""Who stands in for secretaries in conflict: all of an edition; one entry, where the committee chooses another; one's
own desk."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries.queries import briefs
from contest.foundation.access import Permission
from contest.foundation.pages import Paging, flash_refusal, page, page_number
from contest.foundation.refusal import Refusal, refuse_with
from contest.juries import actions, queries
from contest.juries.forms import StandInForm
from contest.juries.queries import PartOfEntry, StandInLine, Unserved
from contest.juries.routes.blueprint import routes

_AT = "/<slug>/hoi-dong/nguoi-thay"


@dataclass(frozen=True, slots=True)
class StandInsPage:
    """Everybody who stands in, and the parts that nobody is left for."""

    paging: Paging[StandInLine]
    unserved: list[Unserved]
    may_choose: bool


@dataclass(frozen=True, slots=True)
class StandInPage:
    """One entry: its parts that need somebody, each with its form, and everybody who ever stood in."""

    entry_id: int
    code: str
    title: str
    parts: list[tuple[PartOfEntry, StandInForm]]
    history: list[StandInLine]
    may_choose: bool


@routes.get(_AT)
@page(Permission.JURY_READ)
def stand_ins() -> ResponseReturnValue:
    """The list."""
    may_choose = g.actor.may(Permission.CONFLICT_REPLACE, g.edition.id)
    view = StandInsPage(queries.stand_in_list(g.edition.id, page_number()), queries.unserved(g.edition.id), may_choose)
    return render_template("juries/stand_ins.html", view=view)


@routes.get(f"{_AT}/<int:entry_id>")
@page(Permission.JURY_READ)
def stand_in(entry_id: int) -> ResponseReturnValue:
    """One entry."""
    return _shown(entry_id)


@routes.post(f"{_AT}/<int:entry_id>")
@page(Permission.CONFLICT_REPLACE)
def stand_in_choice(entry_id: int) -> ResponseReturnValue:
    """Choose another person for a part."""
    form = StandInForm()
    part = {one.council_id: one for one in queries.parts_of_entry(g.edition.id, entry_id)}.get(form.part.data or 0)
    if part is None:
        flash_refusal(refuse_with("stand_in_unneeded"))
        return redirect(url_for(".stand_in", entry_id=entry_id), 303)
    form.offer(part)
    if form.validate_on_submit():
        try:
            actions.choose_stand_in(
                g.actor, g.edition.id, entry_id, form.part.data or 0, form.person_id.data, form.reason.data or ""
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã đổi người thay và báo cho người cũ, người mới.", "done")
            return redirect(url_for(".stand_in", entry_id=entry_id), 303)
    return _shown(entry_id, form), 422


def _shown(entry_id: int, typed: StandInForm | None = None) -> str:
    brief = briefs(g.edition.id, [entry_id]).get(entry_id)
    if brief is None:
        raise NotFound
    parts = [(part, _form(part, typed)) for part in queries.parts_of_entry(g.edition.id, entry_id)]
    view = StandInPage(
        entry_id,
        brief.code,
        brief.title,
        parts,
        queries.stand_in_history(g.edition.id, entry_id),
        g.actor.may(Permission.CONFLICT_REPLACE, g.edition.id),
    )
    return render_template("juries/stand_in.html", view=view)


def _form(part: PartOfEntry, typed: StandInForm | None) -> StandInForm:
    """The form of a part: as it was typed, or fresh."""
    if typed is not None and typed.part.data == part.council_id:
        return typed
    form = StandInForm(formdata=None, part=part.council_id)
    form.offer(part)
    return form


@routes.get("/<slug>/hoi-dong/toi-thay")
@page(Permission.PROGRESS_READ)
def standing_in() -> ResponseReturnValue:
    """The entries at which one stands in, and those one leaves to others."""
    own = g.actor.id or 0
    return render_template(
        "juries/standing_in.html",
        paging=queries.duties(g.edition.id, own, page_number()),
        kept_from=queries.kept_from(g.edition.id, own),
    )
