"""Questions and answers: released ones for everybody, one's own, and the desk of the secretariat."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from contest.editions import actions, queries
from contest.editions.forms import AnswerForm, QuestionForm
from contest.editions.routes.blueprint import routes
from contest.editions.routes.public import may, only_if_shown
from contest.foundation.access import ANONYMOUS, Permission
from contest.foundation.pages import PUBLIC, page
from contest.foundation.refusal import Refusal


@routes.get("/<slug>/hoi-dap")
@page(PUBLIC)
def questions() -> ResponseReturnValue:
    """What was asked and answered."""
    only_if_shown()
    return _page(QuestionForm(formdata=None))


@routes.post("/<slug>/hoi-dap")
@page(Permission.QUESTION_ASK)
def ask() -> ResponseReturnValue:
    """Put a question."""
    only_if_shown()
    form = QuestionForm()
    if form.validate():
        try:
            actions.ask_question(g.actor, g.edition.id, form.text.data or "")
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã gửi câu hỏi. Ban Thư ký sẽ trả lời tại trang này.", "done")
            return redirect(url_for("editions.questions"), 303)
    return _page(form), 422


@routes.post("/<slug>/hoi-dap/<int:question_id>/tra-loi")
@page(Permission.QUESTION_ANSWER)
def answer(question_id: int) -> ResponseReturnValue:
    """Answer a question."""
    form = AnswerForm(prefix=f"q{question_id}")
    if form.validate():
        try:
            actions.answer_question(
                g.actor, g.edition.id, question_id, form.answer.data or "", bool(form.publish.data), form.text.data
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash("Đã lưu câu trả lời.", "done")
            return redirect(url_for("editions.questions"), 303)
    return _page(QuestionForm(formdata=None), {question_id: form}), 422


@routes.post("/<slug>/hoi-dap/<int:question_id>/cong-khai")
@page(Permission.QUESTION_ANSWER)
def release(question_id: int) -> ResponseReturnValue:
    """Show an answered question to everybody, or take it back."""
    if request.form.get("hide"):
        actions.withdraw_answer(g.actor, g.edition.id, question_id)
        flash("Câu hỏi không còn công khai.", "done")
    else:
        actions.publish_answer(g.actor, g.edition.id, question_id)
        flash("Đã công khai câu hỏi và câu trả lời.", "done")
    return redirect(url_for("editions.questions"), 303)


def _page(form: QuestionForm, filled: dict[int, AnswerForm] | None = None) -> str:
    """The page for who is asking; `filled`: an answer that could not be saved, as it was typed."""
    actor = g.get("actor", ANONYMOUS)
    may_answer = may(Permission.QUESTION_ANSWER)
    desk = queries.questions_to_answer(g.edition.id) if may_answer else []
    answers = {row.id: (filled or {}).get(row.id) or _answer_form(row) for row in desk}
    mine = queries.my_questions(g.edition.id, actor.id) if actor.id is not None and not may_answer else []
    return render_template(
        "editions/questions.html",
        form=form,
        released=queries.public_questions(g.edition.id),
        mine=mine,
        desk=desk,
        answer_forms=answers,
        may_answer=may_answer,
    )


def _answer_form(row: queries.QuestionRow) -> AnswerForm:
    data = {"text": row.text, "answer": row.answer, "publish": row.published_at is not None}
    return AnswerForm(formdata=None, prefix=f"q{row.id}", data=data)
