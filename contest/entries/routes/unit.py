"""The desk of a unit: its entries with their states, its quota, one workbook for all of them, codes for authors."""

from datetime import datetime

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue

from contest.entries import actions, queries
from contest.entries.routes import registers
from contest.entries.routes.blueprint import regulation, routes
from contest.entries.rules import STATUS_KINDS, STATUS_WORDS, Standing, why_not_take
from contest.foundation.access import Permission
from contest.foundation.clock import now
from contest.foundation.pages import page, page_number
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.vietnamese import fold
from contest.people.queries import UnitCard, unit_of

UNIT = registers.Side(
    key="unit",
    start="entries.unit_intake",
    confirmation="entries.unit_intake_confirmed",
    columns="entries.unit_columns",
    done="entries.unit_desk",
    crumbs=(("Hồ sơ của đơn vị", "entries.unit_desk"),),
    deed=actions.register_entries,
)


def _unit_or_refuse() -> UnitCard:
    card = unit_of(g.actor.id, g.edition.id)
    if card is None:
        raise refuse_with("unit_not_given")
    return card


@routes.get("/<slug>/ho-so/don-vi")
@page(Permission.ENTRY_REGISTER)
def unit_desk() -> ResponseReturnValue:
    """All entries of the unit, each with its state and what it lacks; the quota; what to do next."""
    rules = regulation()
    card = unit_of(g.actor.id, g.edition.id)
    if card is None:
        return render_template("entries/unit_none.html")
    counts = queries.unit_counts(g.edition.id, card.id)
    quota = rules.entrants.quota.per_unit
    own = queries.unit_allowed_until(g.edition.id, card.id, fold(card.label)[:300])
    announced = rules.timeline.submission.shown_deadline
    return render_template(
        "entries/unit_desk.html",
        card=card,
        rules=rules,
        paging=queries.unit_entries(g.edition.id, card.id, rules, page_number()),
        counts=counts,
        quota=quota,
        why_not=_why_not_register(quota, counts.counting, card, own),
        status_words=STATUS_WORDS,
        status_kinds=STATUS_KINDS,
        deadline=max(announced, own or announced),
    )


def _why_not_register(quota: int | None, count: int, card: UnitCard, own: datetime | None) -> list[Reason]:
    """`own` is the end of the time given to this unit alone."""
    reasons = why_not_take(regulation(), Standing("draft", allowed_until=own), g.edition.stage, now())
    if quota is not None and count >= quota:
        reasons = [*reasons, Reason("quota_unit", {"unit": card.label, "limit": quota, "count": count})]
    return reasons


@routes.route("/<slug>/ho-so/don-vi/nhap", methods=["GET", "POST"])
@page(Permission.ENTRY_REGISTER)
def unit_intake() -> ResponseReturnValue:
    """Choose the unit's workbook; then every fault at its cell, or a preview of what would be registered."""
    _unit_or_refuse()
    return registers.start(UNIT)


@routes.post("/<slug>/ho-so/don-vi/nhap/xac-nhan")
@page(Permission.ENTRY_REGISTER)
def unit_intake_confirmed() -> ResponseReturnValue:
    """Register everything on the workbook that was looked at."""
    return registers.confirm(UNIT)


@routes.post("/<slug>/ho-so/don-vi/nhap/cot")
@page(Permission.ENTRY_REGISTER)
def unit_columns() -> ResponseReturnValue:
    """Name the columns of a list laid out by the unit itself."""
    return registers.columns(UNIT)


@routes.route("/<slug>/ho-so/<int:entry_id>/ma-tac-gia", methods=["GET", "POST"])
@page(Permission.CODE_HAND_OUT)
def author_codes(entry_id: int) -> ResponseReturnValue:
    """Codes on paper with which authors claim their place in an entry; pupils need none."""
    authors = queries.claimable(g.actor, g.edition.id, entry_id)
    faults: list[tuple[str, str]] = []
    if request.method == "POST":
        place = request.form.get("author", 0, type=int) or 0
        try:
            paper = actions.hand_out_to_author(
                g.actor, g.edition.id, entry_id, place, request.form.get("phone", "")[:40]
            )
        except Refusal as refusal:
            faults = registers.told(refusal)
        else:
            flash("Đã gắn tài khoản với tác giả; người ấy thấy hồ sơ sau khi nhận tài khoản.", "done")
            return render_template("people/handout.html", paper=paper)
    return (
        render_template(
            "entries/author_codes.html",
            authors=authors,
            entry_id=entry_id,
            faults=faults,
            typed=request.form.get("phone", "")[:40],
            chosen=request.form.get("author", ""),
        ),
        422 if faults else 200,
    )
