"""Consents: as they stand for an entrant and the office, recorded from paper, taken back, answered by their givers."""

import base64

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries import actions, queries
from contest.entries.queries import AuthorConsents
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.entries.rules import GIVEN_BY, PURPOSE_WORDS
from contest.entries.rules.consents import SOURCES, WITHDRAWERS
from contest.foundation.access import Permission
from contest.foundation.mail import link
from contest.foundation.pages import PUBLIC, Paging, flash_refusal, page, page_number, page_there_is
from contest.foundation.refusal import Refusal
from contest.foundation.writers import qr

_SIZE = 50


@routes.get("/<slug>/dong-y")
@page(Permission.ENTRY_READ_ALL)
def consents_lacking() -> ResponseReturnValue:
    """Authors who have not agreed to everything yet, or have taken something back: whom to ask, and what stops."""
    rules, purpose = regulation(), request.args.get("muc", "")
    purpose = purpose if purpose in rules.consents else ""
    only_back = request.args.get("rut") == "1"
    rows = [
        row
        for row in queries.lacking(g.edition.id, rules)
        if (not only_back or row.taken_back)
        and (not purpose or any(each == purpose for each, _ in (*row.taken_back, *(() if only_back else row.missing))))
    ]
    number = page_there_is(page_number(), _SIZE, len(rows))
    return render_template(
        "entries/consents_lacking.html",
        rules=rules,
        paging=Paging(rows[(number - 1) * _SIZE : number * _SIZE], number, _SIZE, len(rows)),
        kept={"muc": purpose, "rut": "1" if only_back else ""},
        purpose=purpose,
        only_back=only_back,
        purposes=PURPOSE_WORDS,
        given_by=GIVEN_BY,
    )


@routes.get("/<slug>/ho-so/<int:entry_id>/dong-y")
@page(Permission.ENTRY_OWN)
def consents(entry_id: int) -> ResponseReturnValue:
    """Who agreed to what for each author, and the links by which guardians and authors answer themselves."""
    return _shown(entry_id)


def _shown(entry_id: int, author_id: int = 0, faults: Refusal | None = None) -> str:
    card, rules = card_or_404(entry_id), regulation()
    authors = queries.consents_of(entry_id, rules)
    may_manage = g.actor.may(Permission.ENTRY_MANAGE, g.edition.id)
    # Whoever has a link answers in its giver's name: only who speaks for the entry hands them out.
    hands_out = may_manage or card.owner_id == g.actor.id
    return render_template(
        "entries/consents.html",
        card=card,
        rules=rules,
        authors=[(author, _links(author) if hands_out else {}) for author in authors],
        purposes=PURPOSE_WORDS,
        given_by=GIVEN_BY,
        sources=SOURCES,
        withdrawers=WITHDRAWERS,
        may_manage=may_manage,
        may_withdraw=hands_out,
        me=g.actor.id,
        faulty=author_id,
        faults=faults.reasons if faults else (),
        note=request.form.get("note", ""),
        ticked=request.form.getlist("agreed"),
    )


def _links(author: AuthorConsents) -> dict[str, str]:
    """The link of each giver; whoever has it answers in that giver's name."""
    if author.is_forgotten:
        return {}
    try:
        return {
            by: link("entries.consent_answer", token=actions.consent_token(author.author_id, author.name, by))
            for by in author.givers
        }
    except Refusal:
        # Without a public address links lead nowhere.
        return {}


@routes.get("/<slug>/dong-y/phieu")
@page(Permission.ENTRY_OWN)
def consent_sheets() -> ResponseReturnValue:
    """Sheets to print for parents and authors: answered by the code with a telephone, or signed and brought back."""
    rules, entry_id = regulation(), request.args.get("hs", type=int)
    sheets = queries.consent_sheets(g.actor, g.edition.id, rules, entry_id)
    return render_template(
        "entries/consent_sheets.html",
        rules=rules,
        sheets=[(sheet, _drawing(sheet)) for sheet in sheets],
        purposes=PURPOSE_WORDS,
        given_by=GIVEN_BY,
    )


def _drawing(sheet: queries.ConsentSheet) -> str:
    """The code of the giver's own link as the address of a picture; empty where links lead nowhere."""
    token = actions.consent_token(sheet.author_id, sheet.author, sheet.given_by)
    try:
        address = link("entries.consent_answer", token=token)
    except Refusal:
        return ""
    return "data:image/svg+xml;base64," + base64.b64encode(qr.svg(address)).decode("ascii")


@routes.post("/<slug>/ho-so/<int:entry_id>/dong-y/<int:author_id>")
@page(Permission.ENTRY_MANAGE)
def consent_paper(entry_id: int, author_id: int) -> ResponseReturnValue:
    """What a signed paper says is put on record."""
    card_or_404(entry_id)
    agreed = {(purpose, by) for purpose, _, by in (each.partition("/") for each in request.form.getlist("agreed"))}
    try:
        actions.record_paper(g.actor, g.edition.id, entry_id, author_id, agreed, request.form.get("note", ""))
    except Refusal as refusal:
        return _shown(entry_id, author_id, refusal), 422
    flash("Đã ghi nhận theo giấy. Trang công khai theo ngay.", "done")
    return redirect(url_for(".consents", entry_id=entry_id), 303)


@routes.post("/<slug>/ho-so/<int:entry_id>/dong-y/<int:author_id>/rut")
@page(Permission.ENTRY_OWN)
def consent_withdrawal(entry_id: int, author_id: int) -> ResponseReturnValue:
    """Take one consent back."""
    card_or_404(entry_id)
    purpose, _, by = request.form.get("what", "").partition("/")
    try:
        actions.withdraw_consent(g.actor, g.edition.id, entry_id, author_id, purpose, by)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã rút sự đồng ý. Trang công khai theo ngay.", "done")
    return redirect(url_for(".consents", entry_id=entry_id), 303)


@routes.route("/dong-y/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def consent_answer(token: str) -> ResponseReturnValue:
    """The page of a guardian or an author who came by their own link: no account, a tick for each purpose."""
    told = actions.link_of(token)
    if told is None:
        raise NotFound
    if request.method == "POST":
        actions.answer_consents(g.actor, token, request.form.getlist("purpose"))
        flash("Đã ghi nhận lựa chọn của bạn. Trang công khai theo ngay.", "done")
        return redirect(url_for(".consent_answer", token=token), 303)
    rules = regulation_of(told.edition_id)
    author = next(each for each in queries.consents_of(told.entry_id, rules) if each.author_id == told.author_id)
    return render_template(
        "entries/consent_answer.html",
        token=token,
        author=author,
        by=told.given_by,
        contest=edition_by_id(told.edition_id).title,
        rules=rules,
        purposes=PURPOSE_WORDS,
        is_asked=told.given_by in author.givers,
    )
