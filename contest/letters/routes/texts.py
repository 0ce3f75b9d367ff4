"""Texts for people without e-mail: copied into Zalo or a message by hand; and silence for who wants no reminders."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import PUBLIC, flash_refusal, page
from contest.foundation.refusal import Refusal
from contest.letters import actions, queries
from contest.letters.routes.blueprint import routes


@routes.get("/<slug>/tin-nhan")
@page(Permission.CODE_HAND_OUT)
def texts() -> ResponseReturnValue:
    """What is to be sent by hand, and what was."""
    done = request.args.get("nhom") == "da-nhan"
    return render_template(
        "letters/texts.html",
        cards=queries.texts(g.actor, g.edition.id, done=done),
        done=done,
        event_words=queries.event_words,
        is_office=g.actor.may(Permission.LETTER_SEND, g.edition.id),
    )


@routes.post("/<slug>/tin-nhan/<int:letter_id>")
@page(Permission.CODE_HAND_OUT)
def text(letter_id: int) -> ResponseReturnValue:
    """Tick a text as sent, or take the tick away."""
    done = request.form.get("done") == "y"
    try:
        actions.tick_text(g.actor, g.edition.id, letter_id, done)
    except Refusal as refusal:
        flash_refusal(refusal)
    else:
        flash("Đã đánh dấu là đã nhắn." if done else "Đã đưa tin trở lại danh sách cần nhắn.", "done")
    return redirect(url_for(".texts") if done else url_for(".texts", nhom="da-nhan"), 303)


@routes.route("/thoi-nhac/<token>", methods=["GET", "POST"])
@page(PUBLIC)
def stop(token: str) -> ResponseReturnValue:
    """No more reminders: by a button, so that no mail scanner can press it."""
    if request.method == "GET":
        return render_template("letters/stop.html", token=token, stopped=False)
    actions.stop_reminders(g.actor, token)
    return render_template("letters/stop.html", token=token, stopped=True)
