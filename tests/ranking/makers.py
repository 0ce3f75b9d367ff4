"""Rounds, criteria and sheets for the ranking's tests: by hand for the rules, in the database for the deeds."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from contest.editions.models import Edition
from contest.editions.rules import Criterion, Round
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, Council, JudgingRound, RoundEntry, Seat
from contest.people.models import Person
from contest.ranking.rules import Contender, Sheet
from contest.scoring.models import Score, ScoreSheet
from tests.people.makers import make_person

CRITERIA = (
    Criterion(key="novelty", name="Tính mới", max=Decimal(40)),
    Criterion(key="use", name="Khả năng áp dụng", max=Decimal(30)),
    Criterion(key="effect", name="Hiệu quả", max=Decimal(30)),
)


def make_round(**parts: Any) -> Round:
    """A last round that asks one sheet an entry unless told otherwise."""
    return Round.model_validate({"key": "final", "name": "Chung khảo", "judges_per_entry": 1, **parts})


def sheets(*totals: Any) -> tuple[Sheet, ...]:
    """Handed-in sheets of judges 1, 2, …; a word instead of a figure is the state of a sheet that says nothing."""
    return tuple(
        Sheet(judge, total) if isinstance(total, str) and total.isalpha() else Sheet(judge, "submitted", Decimal(total))
        for judge, total in enumerate(totals, 1)
    )


def contender(entry_id: int, *totals: Any, **parts: Any) -> Contender:
    """An entry with sheets of these totals."""
    return Contender(entry_id, sheets(*totals), **parts)


def by_criteria(entry_id: int, rows: Sequence[Mapping[str, Any]], **parts: Any) -> Contender:
    """An entry with a sheet for every row of points by criterion."""
    made = []
    for judge, row in enumerate(rows, 1):
        points = {key: Decimal(value) for key, value in row.items()}
        made.append(Sheet(judge, "submitted", sum(points.values(), Decimal(0)), points))
    return Contender(entry_id, tuple(made), **parts)


def make_entries(edition: Edition, number: int, **parts: Any) -> list[Entry]:
    """Eligible entries with one author each; `fields` and `divisions` go round."""
    fields, divisions = parts.pop("fields", ["ict"]), parts.pop("divisions", [""])
    made = []
    for place in range(1, number + 1):
        title, unit = f"Máy tưới tự động cho vườn ươm, phương án {place}", f"Trường THPT Số {place % 7 + 1}"
        entry = Entry(
            edition_id=edition.id,
            code=f"KT-{place:03}",
            status="eligible",
            title=title,
            short_title=title,
            field_key=fields[place % len(fields)],
            division_key=divisions[place % len(divisions)],
            unit=unit,
            locality="Xã An Bình",
            search_text=f"{fold(title)} kt-{place:03}",
            created_at=now(),
            updated_at=now(),
            submitted_at=now(),
            **parts,
        )
        made.append(entry)
    db.session.add_all(made)
    db.session.flush()
    db.session.add_all(
        EntryAuthor(
            entry_id=entry.id, position=1, name=f"Lê Thị Thử {place}", unit=entry.unit, birth_on=date(1990, 1, 1)
        )
        for place, entry in enumerate(made, 1)
    )
    db.session.flush()
    return made


def make_council(edition: Edition, judges: int, key: str = "c1") -> tuple[Council, list[Person]]:
    """A council of so many, the first its chair."""
    council = Council(edition_id=edition.id, key=key, name=f"Hội đồng {key}", field_keys=[])
    db.session.add(council)
    people = [make_person(f"Trần Văn Chấm {place}") for place in range(1, judges + 1)]
    db.session.flush()
    db.session.add_all(
        Seat(council_id=council.id, person_id=person.id, role="member" if place else "chair", seated_at=now())
        for place, person in enumerate(people)
    )
    db.session.flush()
    return council, people


def make_scored_round(
    edition: Edition, entries: Sequence[Entry], rows: Sequence[Sequence[Any]], *, key: str, state: str = "closed"
) -> JudgingRound:
    """A round in which the judges have given each entry these totals (a word is a sheet's state)."""
    council, judges = make_council(edition, max(len(row) for row in rows), key=f"{key}_council")
    round_ = JudgingRound(edition_id=edition.id, key=key, state=state, made_at=now(), opened_at=now(), closed_at=now())
    db.session.add(round_)
    db.session.flush()
    given = [
        (entry, judge, total)
        for entry, row in zip(entries, rows, strict=True)
        for judge, total in zip(judges, row, strict=False)
    ]
    db.session.add_all(
        RoundEntry(round_id=round_.id, entry_id=entry.id, council_id=council.id, number=f"S-{place:03}")
        for place, entry in enumerate(entries, 1)
    )
    db.session.add_all(
        Assignment(round_id=round_.id, entry_id=entry.id, judge_id=judge.id, assigned_at=now())
        for entry, judge, _ in given
    )
    handed_in = [(_sheet(round_, entry, judge, total), total) for entry, judge, total in given]
    db.session.add_all(sheet for sheet, _ in handed_in)
    db.session.flush()
    db.session.add_all(score for sheet, total in handed_in if not _is_silent(total) for score in _scores(sheet, total))
    db.session.flush()
    return round_


def _is_silent(given: Any) -> bool:
    return isinstance(given, str) and given.isalpha()


def _sheet(round_: JudgingRound, entry: Entry, judge: Person, given: Any) -> ScoreSheet:
    return ScoreSheet(
        round_id=round_.id,
        entry_id=entry.id,
        judge_id=judge.id,
        state=given if _is_silent(given) else "submitted",
        total=None if _is_silent(given) else Decimal(given),
        updated_at=now(),
    )


def _scores(sheet: ScoreSheet, total: Any) -> Iterator[Score]:
    left = Decimal(total)
    for key, most in (("novelty", 40), ("use", 30), ("effect", 30)):
        points = min(left, Decimal(most))
        left -= points
        yield Score(sheet_id=sheet.id, criterion_key=key, state="scored", points=points)
