"""The outbox: what waits to be looked at, what is on its way, what left; one letter as its reader gets it."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.letters import events
from contest.foundation.mail import reply_to
from contest.foundation.pages import flash_refusal, page, page_number
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import number
from contest.juries.queries import barred_entries
from contest.letters import actions, queries
from contest.letters.forms import LetterForm
from contest.letters.queries import LetterCard, LetterFilter
from contest.letters.routes.blueprint import routes
from contest.letters.rules import GROUPS, STATE_KINDS, STATE_WORDS, why_not_change

_DONE = {
    "approve": "Đã duyệt {count} thư.",
    "again": "Sẽ gửi lại {count} thư.",
    "hold": "Đã giữ lại {count} thư.",
    "cancel": "Đã hủy {count} thư.",
}


def _filter() -> LetterFilter:
    """What the address narrows the outbox to; strange values narrow nothing."""
    group = request.args.get("nhom", "")
    event = request.args.get("loai", "")
    known = {each.key for each in events()}
    return LetterFilter(
        group if group in GROUPS else "cho-duyet",
        event if event in known else "",
        request.args.get("tim", "")[:100].strip(),
    )


def _apart() -> frozenset[int]:
    """The entries whose letters are for another of the office to look at."""
    return barred_entries(g.edition.id, g.actor.id)


@routes.get("/<slug>/thu")
@page(Permission.LETTER_SEND)
def outbox() -> ResponseReturnValue:
    """Letters by what becomes of them; those that wait stand first."""
    given, apart = _filter(), _apart()
    return render_template(
        "letters/outbox.html",
        paging=queries.letters(g.edition.id, given, page_number(), apart),
        given=given,
        kept={"nhom": given.group, "loai": given.event, "tim": given.text},
        groups={key: words for key, (words, _) in GROUPS.items()},
        counts=queries.group_counts(g.edition.id, apart),
        events=events(),
        event_words=queries.event_words,
        state_words=STATE_WORDS,
        state_kinds=STATE_KINDS,
        may_rule=g.actor.may(Permission.LETTER_RULE, g.edition.id),
        deeds=_deeds_of(given.group),
    )


def _deeds_of(group: str) -> list[tuple[str, str]]:
    """The buttons of a tab: what every letter under it takes."""
    words = {"approve": "Duyệt, gửi đi", "hold": "Giữ lại", "again": "Gửi lại", "cancel": "Hủy"}
    states = GROUPS[group][1]
    return [(deed, said) for deed, said in words.items() if not any(why_not_change(state, deed) for state in states)]


@routes.post("/<slug>/thu")
@page(Permission.LETTER_SEND)
def decision() -> ResponseReturnValue:
    """Many letters at once: those ticked, or all that the filter lets through."""
    deed = request.form.get("deed", "")
    given = _filter()
    back = redirect(url_for(".outbox", nhom=given.group, loai=given.event, tim=given.text), 303)
    if deed not in _DONE:
        raise NotFound
    every = request.form.get("every") == "y"
    ids = queries.ids_of(g.edition.id, given, _apart()) if every else request.form.getlist("letter", type=int)
    try:
        count = actions.change_letters(g.actor, g.edition.id, ids, deed)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash(_DONE[deed].format(count=number(count)), "done")
    return back


@routes.route("/<slug>/thu/<int:letter_id>", methods=["GET", "POST"])
@page(Permission.LETTER_SEND)
def letter(letter_id: int) -> ResponseReturnValue:
    """One letter exactly as it will leave; a new wording is kept here."""
    card = _card_or_404(letter_id)
    form = LetterForm(subject=card.subject, text=card.text.rstrip("\n"), seen=card.seen)
    editing = form.is_submitted() or request.args.get("sua") == "1"
    if form.validate_on_submit():
        words = form.subject.data or "", form.text.data or "", form.seen.data or ""
        try:
            actions.edit_letter(g.actor, g.edition.id, letter_id, *words)
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã sửa thư. Xin đọc lại trước khi duyệt.", "done")
            return redirect(url_for(".letter", letter_id=letter_id), 303)
    shown = render_template(
        "letters/letter.html",
        card=card,
        form=form,
        editing=editing and not card.is_secret and not why_not_change(card.state, "edit"),
        sender=current_app.config["MAIL_SENDER"],
        office=reply_to(g.edition.id),
        event_words=queries.event_words(card.event),
        state_word=STATE_WORDS[card.state],
        state_kind=STATE_KINDS[card.state],
        may={deed: not why_not_change(card.state, deed) for deed in ("approve", "hold", "cancel", "again", "edit")},
        onward=queries.next_waiting(g.edition.id, letter_id, _apart()),
    )
    return shown, 422 if form.is_submitted() else 200


@routes.post("/<slug>/thu/<int:letter_id>/quyet")
@page(Permission.LETTER_SEND)
def letter_decision(letter_id: int) -> ResponseReturnValue:
    """What becomes of one letter; on to the next one that waits."""
    deed, seen = request.form.get("deed", ""), request.form.get("seen", "")
    card = _card_or_404(letter_id)
    if deed not in _DONE:
        raise NotFound
    try:
        actions.change_letters(g.actor, g.edition.id, [letter_id], deed, seen)
    except Refusal as refusal:
        flash_refusal(refusal)
        return redirect(url_for(".letter", letter_id=letter_id), 303)
    flash(_DONE[deed].format(count=1), "done")
    onward = queries.next_waiting(g.edition.id, letter_id, _apart()) if card.state == "waiting" else None
    return redirect(url_for(".letter", letter_id=onward) if onward else url_for(".outbox"), 303)


def _card_or_404(letter_id: int) -> LetterCard:
    card = queries.letter_card(g.edition.id, letter_id)
    if card is None:
        raise NotFound
    return card
