"""The entrant's own entries: the list, the beginning, the record with its timeline, withdrawal."""

import secrets
from collections.abc import Mapping

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions.rules import DossierPart, Regulation, calendar
from contest.entries import actions, queries
from contest.entries.forms import WithdrawalForm
from contest.entries.routes.blueprint import card_or_404, regulation, routes, why_not_change
from contest.entries.routes.printing import papers_of
from contest.entries.routes.shown import told
from contest.entries.rules import (
    ITEM_KINDS,
    ITEM_WORDS,
    STATUS_KINDS,
    STATUS_WORDS,
    STEP_WORDS,
    Item,
    next_words,
    part_of,
    uploaded_parts,
    why_not_withdraw,
)
from contest.entries.rules.custody import CUSTODY_PUBLIC, KINDS
from contest.foundation.access import Permission
from contest.foundation.clock import now, today
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal
from contest.people.rules import why_not_enter


@routes.get("/<slug>/ho-so/cua-toi")
@page(Permission.ENTRY_OWN)
def mine() -> ResponseReturnValue:
    """My entries in this edition, and the button that begins one."""
    rules = regulation()
    return render_template(
        "entries/mine.html",
        entries=queries.my_entries(g.actor, g.edition.id),
        rules=rules,
        status_words=STATUS_WORDS,
        status_kinds=STATUS_KINDS,
        why_not=_why_not_start(),
        deadline=rules.timeline.submission.shown_deadline,
    )


def _why_not_start() -> list[Reason]:
    rules = regulation()
    held = {role for role, where in g.actor.roles if where == g.edition.id}
    return [*why_not_enter(held), *calendar.why_not_submit(rules, g.edition.stage, now())]


@routes.route("/<slug>/ho-so/moi", methods=["GET", "POST"])
@page(Permission.ENTRY_OWN)
def start() -> ResponseReturnValue:
    """What will be asked, then the beginning of a dossier."""
    if request.method == "POST":
        entry_id = actions.start_entry(g.actor, g.edition.id, request.form.get("start_key", "")[:64])
        return redirect(url_for(".solution", entry_id=entry_id), 303)
    rules = regulation()
    return render_template(
        "entries/start.html",
        rules=rules,
        why_not=_why_not_start(),
        start_key=secrets.token_urlsafe(16),
        deadline=rules.timeline.submission.shown_deadline,
    )


@routes.get("/<slug>/ho-so/<int:entry_id>")
@page(Permission.ENTRY_OWN)
def entry(entry_id: int) -> ResponseReturnValue:
    """One entry as its entrant sees it: state, what to do next, timeline, everything handed in."""
    card = card_or_404(entry_id)
    if card.status == "draft":
        return redirect(url_for(".solution", entry_id=entry_id), 303)
    return entry_page(card, {}, {})


def entry_page(card: queries.EntryCard, faults: Mapping[int, list[str]], typed: Mapping[int, str]) -> str:
    """The entry as its entrant sees it; `faults` and `typed` by the item of a supplement that was refused."""
    rules = regulation()
    return render_template(
        "entries/entry.html",
        card=card,
        rules=rules,
        told=told(card.facts, rules),
        status_word=STATUS_WORDS[card.status],
        status_kind=STATUS_KINDS[card.status],
        next_words=next_words(card.status, g.edition.stage),
        step_words=STEP_WORDS,
        why_not=why_not_change(card, rules),
        why_not_withdraw=_against_withdrawal(card, "?"),
        papers=papers_of(card, rules, typed=False),
        items=[(one, _part(one, rules)) for one in queries.items(card.id)],
        things=queries.things_of(card.id),
        thing_kinds=KINDS,
        thing_words=CUSTODY_PUBLIC,
        item_words=ITEM_WORDS,
        item_kinds=ITEM_KINDS,
        today=today(),
        faults=faults,
        typed=typed,
        may_hand_out=g.actor.may(Permission.CODE_HAND_OUT, g.edition.id),
        history=queries.own_history(g.edition.id, card.id, (card.owner_id, g.actor.id)),
    )


def _part(item: Item, rules: Regulation) -> DossierPart | None:
    """The part an item is about, when files can be put into it."""
    part = part_of(rules, item.part_key)
    return part if part in uploaded_parts(rules) else None


def _against_withdrawal(card: queries.EntryCard, reason: str) -> list[Reason]:
    office = g.actor.may(Permission.ENTRY_MANAGE, g.edition.id)
    return why_not_withdraw(card.standing, reason, regulation(), g.edition.stage, now(), office)


@routes.route("/<slug>/ho-so/<int:entry_id>/rut", methods=["GET", "POST"])
@page(Permission.ENTRY_OWN)
def withdrawal(entry_id: int) -> ResponseReturnValue:
    """Take an entry back, with the reason."""
    card, rules, form = card_or_404(entry_id), regulation(), WithdrawalForm()
    if form.validate_on_submit():
        try:
            actions.withdraw_entry(g.actor, g.edition.id, entry_id, form.reason.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Hồ sơ đã được rút.", "done")
            return redirect(url_for(".mine") if card.owner_id == g.actor.id else url_for(".register"), 303)
    status = 422 if request.method == "POST" else 200
    against = _against_withdrawal(card, "?")
    return render_template("entries/withdrawal.html", card=card, rules=rules, form=form, why_not=against), status


@routes.post("/<slug>/ho-so/<int:entry_id>/bo-ban-sua")
@page(Permission.ENTRY_OWN)
def dropping(entry_id: int) -> ResponseReturnValue:
    """Forget an amendment that was not handed in."""
    card_or_404(entry_id)
    actions.drop_draft(g.actor, g.edition.id, entry_id)
    flash("Đã bỏ bản sửa. Hồ sơ đã nộp vẫn nguyên như trước.", "done")
    return redirect(url_for(".entry", entry_id=entry_id), 303)
