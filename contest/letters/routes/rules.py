"""When letters of each event leave, and in which words: the organiser's to say, without code."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.letters import MODES, filled, why_not_words
from contest.foundation.mail import RuleCard
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.letters import actions, queries
from contest.letters.forms import RuleForm, WordsForm
from contest.letters.routes.blueprint import routes
from contest.letters.rules import times_words


@routes.get("/<slug>/thu/quy-tac")
@page(Permission.LETTER_RULE)
def rules() -> ResponseReturnValue:
    """Every event with its rule."""
    return render_template(
        "letters/rules.html", cards=queries.rule_cards(g.edition.id), modes=MODES, times_words=times_words
    )


@routes.route("/<slug>/thu/quy-tac/<event>", methods=["GET", "POST"])
@page(Permission.LETTER_RULE)
def rule(event: str) -> ResponseReturnValue:
    """When letters of one event leave."""
    card = _card_or_404(event)
    form = RuleForm(mode=card.mode, times=times_words(card.times))
    if form.validate_on_submit():
        try:
            actions.set_rule(g.actor, g.edition.id, event, form.mode.data or "", form.times.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã lưu quy tắc cho thư “{card.event.words}”.", "done")
            return redirect(url_for(".rules"), 303)
    shown = render_template("letters/rule.html", card=card, form=form, modes=MODES, times_words=times_words)
    return shown, 422 if form.is_submitted() else 200


@routes.route("/<slug>/thu/mau/<event>", methods=["GET", "POST"])
@page(Permission.LETTER_RULE)
def words(event: str) -> ResponseReturnValue:
    """The words of an event's letters: looked at with examples filled in, and kept when nothing is wrong."""
    card = _card_or_404(event)
    form = WordsForm(subject=card.subject, text=card.text)
    subject, text = form.subject.data or "", form.text.data or ""
    status = 200
    if form.validate_on_submit():
        try:
            if request.form.get("go") == "look":
                form.blame(Refusal(why_not_words(card.event, subject, text)))
            else:
                actions.set_words(g.actor, g.edition.id, event, subject, text)
                flash(f"Đã lưu mẫu thư “{card.event.words}”. Thư viết từ nay dùng mẫu này.", "done")
                return redirect(url_for(".rules"), 303)
        except Refusal as refusal:
            form.blame(refusal)
    if form.is_submitted() and form.errors:
        status = 422
    samples = card.event.samples
    return render_template(
        "letters/words.html",
        card=card,
        form=form,
        looked_subject=filled(subject, samples),
        looked_text=filled(text, samples),
    ), status


@routes.post("/<slug>/thu/mau/<event>/tra-lai")
@page(Permission.LETTER_RULE)
def words_reset(event: str) -> ResponseReturnValue:
    """Back to the house's words."""
    card = _card_or_404(event)
    actions.reset_words(g.actor, g.edition.id, event)
    flash(f"Thư “{card.event.words}” trở lại mẫu có sẵn.", "done")
    return redirect(url_for(".words", event=event), 303)


def _card_or_404(event: str) -> RuleCard:
    card = next((each for each in queries.rule_cards(g.edition.id) if each.event.key == event), None)
    if card is None:
        raise NotFound
    return card
