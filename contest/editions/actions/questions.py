"""Questions of the public: asked, answered, released for everybody to read."""

from collections.abc import Mapping

from sqlalchemy import func, select

from contest.editions.models import Question
from contest.editions.queries import edition_by_id
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import Recipient, link, post
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.shielding import masker_of
from contest.foundation.vietnamese import nfc
from contest.people.queries import people_cards

MOST_WAITING = 5


@action(Permission.QUESTION_ASK)
def ask_question(actor: Actor, edition_id: int, text: str) -> int:
    """Put a question to the secretariat; only its asker and the secretariat see it until it is released."""
    words = nfc(text)
    if not words:
        raise refuse_with("question_empty", "text")
    waiting = db.session.execute(
        select(func.count()).where(
            Question.edition_id == edition_id, Question.asked_by_id == actor.id, Question.answered_at.is_(None)
        )
    ).scalar_one()
    if waiting >= MOST_WAITING:
        raise refuse_with("question_too_often")
    question = Question(edition_id=edition_id, asked_by_id=actor.id, asked_at=now(), text=words)
    db.session.add(question)
    db.session.flush()
    return question.id


@action(Permission.QUESTION_ANSWER)
def answer_question(
    actor: Actor, edition_id: int, question_id: int, answer: str, publish: bool = False, text: str | None = None
) -> None:
    """Answer, and release at once if wished. `text`: the question as the public reads it, without what names people."""
    question = _of(edition_id, question_id)
    words = nfc(answer)
    if not words:
        raise refuse_with("answer_empty", "answer")
    if text is not None and nfc(text):
        question.text = nfc(text)
    if publish or question.published_at is not None:
        _refuse_names(edition_id, {"text": question.text, "answer": words})
    if not question.answer:
        _tell_asker(question, words)
    question.answer, question.answered_at, question.answered_by_id = words, now(), actor.id
    if publish:
        question.published_at = now()
    db.session.flush()


@action(Permission.QUESTION_ANSWER)
def publish_answer(actor: Actor, edition_id: int, question_id: int) -> None:
    """Show an answered question to everybody."""
    question = _of(edition_id, question_id)
    if not question.answer:
        raise refuse_with("answer_empty", "answer")
    _refuse_names(edition_id, {"text": question.text, "answer": question.answer})
    question.published_at = question.published_at or now()
    db.session.flush()


@action(Permission.QUESTION_ANSWER)
def withdraw_answer(actor: Actor, edition_id: int, question_id: int) -> None:
    """Take a question off the public page; the asker still sees the answer."""
    _of(edition_id, question_id).published_at = None
    db.session.flush()


def _refuse_names(edition_id: int, texts: Mapping[str, str]) -> None:
    """What everybody reads names no entrant, who may be a child. Raises Refusal: question_names, at each field."""
    unnamed = masker_of(edition_id)
    refuse(Reason("question_names", {}, where) for where, text in texts.items() if unnamed(text) != text)


def _tell_asker(question: Question, answer: str) -> None:
    """A letter to who asked, if there is an address."""
    asker = people_cards([question.asked_by_id]).get(question.asked_by_id) if question.asked_by_id else None
    if asker is None:
        return
    edition = edition_by_id(question.edition_id)
    values = {
        "hội thi": edition.title,
        "họ tên": asker.name,
        "câu hỏi": question.text,
        "trả lời": answer,
        "đường dẫn": link("editions.questions", slug=edition.slug),
    }
    to = Recipient(asker.name, asker.email or "", asker.phone or "", asker.id)
    post("question.answered", question.edition_id, to, values, about=f"question:{question.id}")


def _of(edition_id: int, question_id: int) -> Question:
    """The question of this edition. Raises Refusal: question_unknown."""
    question = db.session.execute(
        select(Question).where(Question.id == question_id, Question.edition_id == edition_id)
    ).scalar_one_or_none()
    if question is None:
        raise refuse_with("question_unknown")
    return question
