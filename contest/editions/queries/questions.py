"""Questions of the public: who sees which."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select

from contest.editions.models import Question
from contest.foundation.database import ask
from contest.foundation.shielding import without_names
from contest.people.models import Person


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A released question with its answer; who asked is nobody's business."""

    id: int
    text: str
    answer: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as its asker and the secretariat see it."""

    id: int
    text: str
    asked_at: datetime
    asked_by: str | None
    answer: str
    answered_at: datetime | None
    published_at: datetime | None


_Row = tuple[int, str, datetime, str, str, datetime | None, datetime | None]
_ROW = (
    Question.id,
    Question.text,
    Question.asked_at,
    Person.name,
    Question.answer,
    Question.answered_at,
    Question.published_at,
)


def public_questions(edition_id: int) -> list[PublicQuestion]:
    """What has been released, the newest answer first."""
    rows = ask(
        select(Question.id, Question.text, Question.answer, Question.answered_at)
        .where(Question.edition_id == edition_id, Question.published_at.is_not(None))
        .order_by(Question.published_at.desc(), Question.id.desc())
        .limit(200)
    )
    found = [row for row in rows if row.answered_at is not None]
    told = without_names(edition_id, [words for row in found for words in (row.text, row.answer)])
    return [
        PublicQuestion(row.id, told[2 * place], told[2 * place + 1], row.answered_at) for place, row in enumerate(found)
    ]


def my_questions(edition_id: int, person_id: int) -> list[QuestionRow]:
    """What somebody asked, the newest first."""
    return _rows(_of_edition(edition_id).where(Question.asked_by_id == person_id).order_by(Question.id.desc()))


def questions_to_answer(edition_id: int) -> list[QuestionRow]:
    """All questions for the secretariat: those that wait first, the oldest first."""
    return _rows(_of_edition(edition_id).order_by(Question.answered_at.is_not(None), Question.id))


def _of_edition(edition_id: int) -> Select[*_Row]:
    return (
        select(*_ROW)
        .outerjoin(Person, Person.id == Question.asked_by_id)
        .where(Question.edition_id == edition_id)
        .limit(500)
    )


def _rows(statement: Select[*_Row]) -> list[QuestionRow]:
    return [QuestionRow(*row) for row in ask(statement)]
