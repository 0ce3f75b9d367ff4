"""A judge of a blind round walks through the whole house and finds nobody's name; nor what another judge gave."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from typing import Any, NamedTuple
from unicodedata import normalize
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.entries.models import EntryFile
from contest.entries.queries import files
from contest.foundation import derived
from contest.foundation.access import OPERATOR, Role
from contest.foundation.cleaning import take
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.files import path_of
from contest.foundation.kinds import XLSX
from contest.foundation.mail import Letter
from contest.foundation.vietnamese import fold
from contest.juries.actions import presenting
from contest.juries.models import Conflict
from contest.juries.queries.presenting import FrameCard
from contest.juries.rules.timetable import Day, Frame, Room
from contest.people.models import Person
from contest.ranking.actions import meeting
from contest.scoring import actions as scoring
from contest.scoring.models import PaperSheet
from tests.entries.makers import picture
from tests.juries.blind import (
    AUTHOR,
    COMMENT,
    MAKER,
    NAMES,
    NOTE,
    OPEN_ROUND,
    ROUND,
    TOTAL,
    UNIT,
    Visit,
    planted,
    searched,
    told_in,
    walk,
)
from tests.people.makers import grant
from tests.scoring.makers import Judging, number_of

ClientOf = Callable[[Person], FlaskClient]
# 71,5 from one judge, far from what the chair gives: a disagreement, so that a case is open.
GIVEN = {"novelty": Decimal("34.5"), "use": Decimal("16.5"), "effect": Decimal("20.5")}


class Scene(NamedTuple):
    """The contest, and everything that may stand in an address of it."""

    judging: Judging
    known: dict[str, list[Any]]
    meeting: int


def scene() -> Scene:
    """Judge 1 and the chair have scored and disagree; presentations, paper and a meeting are under way."""
    judging = planted()
    edition, entries = judging.edition, judging.entries
    other = judging.judge(1)
    for entry in entries:
        scoring.hand_in_sheet(other, edition.id, ROUND, entry.id, GIVEN, COMMENT)
    scoring.save_note(other, edition.id, ROUND, entries[0].id, NOTE, 0)
    photo = take(io.BytesIO(picture()), "anh.jpg", formats=("jpeg",), max_mb=20, max_pages=None)
    scoring.attach_photo(other, edition.id, ROUND, entries[0].id, photo.sha256, photo.media_type, NOTE)
    rooms = (Room("Phòng 1", (judging.council.id,)),)
    frame = Frame((Day(date(2026, 6, 12), time(8), time(11, 30)),), rooms, 15, 5, 10)
    presenting.set_frame(OPERATOR, edition.id, ROUND, FrameCard(frame, "lot", True))
    draft = presenting.propose_timetable(OPERATOR, edition.id, ROUND, 1)
    presenting.accept_timetable(OPERATOR, edition.id, ROUND, draft)
    presenting.announce_timetable(OPERATOR, edition.id, ROUND)
    scoring.print_paper(judging.office, edition.id, ROUND)
    held = meeting.call_meeting(judging.the_chair, edition.id, ROUND, judging.council.id)
    meeting.add_item(judging.the_chair, edition.id, held, number_of(0))
    meeting.mark_presence(judging.the_chair, edition.id, held, judging.judges[0].id, present=True)
    meeting.open_meeting(judging.the_chair, edition.id, held)
    database.session.commit()
    tables = database.metadata.tables
    ids = {name: list(database.session.scalars(select(tables[name].c.id))) for name in ("entry_file", "judge_file")}
    papers = database.session.scalars(select(PaperSheet.code)).all()
    known = {
        "slug": [edition.slug],
        "round_key": [ROUND, OPEN_ROUND],
        "number": [number_of(0), number_of(1), entries[0].code],
        "entry_id": [entry.id for entry in entries],
        "file_id": [*ids["entry_file"][:9], *ids["judge_file"]],
        "what": ["vua", "trang-1"],
        "code": [*papers, entries[0].code],
        "meeting_id": [held],
        "council_id": [judging.council.id],
        "judge_id": [person.id for person in judging.judges],
        "person_id": [person.id for person in judging.judges],
        "kind": ["register", "tabulation", "workload", "prize-list"],
    }
    return Scene(judging, known, held)


def leaks(visits: Iterable[Visit], words: Iterable[str]) -> dict[str, list[str]]:
    """What was said where it must not be."""
    asked = tuple(words)
    return {visit.address: found for visit in visits if (found := visit.tells(asked))}


def letters_to(person: Person) -> list[bytes]:
    """Everything written to somebody, with its subject."""
    rows = database.session.execute(select(Letter.subject, Letter.text).where(Letter.person_id == person.id))
    return [f"{subject}\n{text}".encode() for subject, text in rows]


def figures(visits: Iterable[Visit]) -> list[str]:
    """Addresses that show the other judge's total, as a figure of its own."""
    told = re.compile(rf"(?<![\d,.]){re.escape(TOTAL)}0?(?!\d)|(?<![\d,.]){re.escape(TOTAL.replace(',', '.'))}0?(?!\d)")
    return [visit.address for visit in visits if told.search(visit.body.decode("utf-8", "ignore"))]


@pytest.mark.parametrize("role", [Role.JUDGE, Role.CHAIR])
def test_who_scores_a_blind_round_finds_no_author_unit_or_school_anywhere(
    app: Flask, db: Any, client_of: ClientOf, role: Role
) -> None:
    held = scene()
    person = held.judging.judges[0] if role is Role.JUDGE else held.judging.chair
    browser = client_of(person)
    seen = walk(app, browser, held.known, role)
    opened = " ".join(address for address, visit in seen.items() if visit.status == 200)
    expected = MUST_OPEN[role].format(meeting=held.meeting, file=held.known["file_id"][2]).split()
    assert [address for address in expected if f"/thu-nghiem/{address}" not in opened] == []
    assert leaks(seen.values(), (*NAMES, MAKER)) == {}
    assert leaks(seen.values(), (COMMENT, NOTE)) == {}
    assert figures(seen.values()) == []
    assert searched(browser, seen.values(), NAMES[:3]) == []
    assert [letter for letter in letters_to(person) if told_in(letter)] == []


def test_a_clerk_keys_sheets_and_writes_minutes_without_a_name(app: Flask, db: Any, client_of: ClientOf) -> None:
    held = scene()
    browser = client_of(held.judging.clerk)
    seen = walk(app, browser, held.known, Role.CLERK)
    opened = " ".join(address for address, visit in seen.items() if visit.status == 200)
    expected = MUST_OPEN[Role.CLERK].format(meeting=held.meeting, sheet=held.known["code"][0]).split()
    assert [address for address in expected if f"/thu-nghiem/{address}" not in opened] == []
    # At the door people say their turn; the number is the council's.
    board = seen[f"/thu-nghiem/thuyet-trinh/{ROUND}/phong/1"].body.decode()
    assert ", lượt 1" in board
    assert ", lượt 2" in board
    assert leaks(seen.values(), (*NAMES, MAKER)) == {}
    # The page for keying repeats what was typed as a code, in its own spelling.
    found = searched(browser, seen.values(), NAMES[:3])
    assert [one for one in found if not one[0].endswith("/phieu-cham")] == []
    assert [letter for letter in letters_to(held.judging.clerk) if told_in(letter)] == []


# The rooms where the office has pages; an observer reads less of the same.
OFFICE = ("home", "people", "juries", "results", "ranking", "prizes", "papers", "letters", "ceremony")


def test_who_judges_blind_and_works_in_the_office_finds_no_name_there_either(
    app: Flask, db: Any, client_of: ClientOf
) -> None:
    held = scene()
    both = held.judging.judges[0]
    grant(both, held.judging.edition, Role.SECRETARY)
    reason = f"Cùng đơn vị {UNIT}, theo {AUTHOR}."
    row = {"edition_id": held.judging.edition.id, "entry_id": held.judging.entries[1].id, "made_at": now()}
    db.session.add(Conflict(person_id=held.judging.judges[1].id, kind="same_unit", state="found", reason=reason, **row))
    db.session.commit()
    browser, known = client_of(both), held.known | {"file_id": [], "letter_id": [1, 2, 3, 4]}
    seen = walk(app, browser, known, Role.SECRETARY, OFFICE)
    board = f"/thu-nghiem/tien-do/{ROUND}"
    with browser.get(board) as answer:
        seen[board] = Visit(board, answer.status_code, str(answer.headers), answer.get_data())
    opened = " ".join(address for address, visit in seen.items() if visit.status == 200)
    expected = MUST_OPEN[Role.SECRETARY].format(entry=held.judging.entries[0].id).split()
    assert [address for address in expected if f"/thu-nghiem/{address}" not in opened] == []
    assert leaks(seen.values(), (*NAMES, MAKER)) == {}
    assert searched(browser, seen.values(), NAMES[:3]) == []


# What the walk must have seen for its silence to mean anything.
MUST_OPEN = {
    Role.CLERK: "tien-do/preliminary phieu-cham/{sheet} hop/preliminary/{meeting} "
    "hop/preliminary/{meeting}/bien-ban.docx hop/preliminary/{meeting}/bien-ban.pdf thuyet-trinh/preliminary "
    "thuyet-trinh/preliminary/lich.xlsx thuyet-trinh/preliminary/lich.docx thuyet-trinh/preliminary/lich.pdf "
    "thuyet-trinh/preliminary/phong/1 tien-do/preliminary/nhap-phieu tien-do/preliminary/phieu-giay "
    "tien-do/preliminary/chenh-lech",
    Role.SECRETARY: "tien-do/preliminary phan-cong/preliminary/ho-so phan-cong/preliminary/ho-so/{entry} "
    "thuyet-trinh/preliminary thuyet-trinh/preliminary/lich.xlsx xep-hang/preliminary hoi-dong ban-lam-viec",
    Role.JUDGE: "cham-diem/preliminary/A001 cham-diem/preliminary/A001/nghe cham-diem/preliminary/A001/tep/{file} "
    "cham-diem/preliminary/bang cham-diem/preliminary/tai-san lich-thuyet-trinh.ics xung-dot-cua-toi danh-sach-ho-so "
    "hop/preliminary/{meeting} hop/preliminary/{meeting}/hien-tai thuyet-trinh/preliminary/phong/1",
    Role.CHAIR: "tien-do/preliminary thuyet-trinh/preliminary thuyet-trinh/preliminary/lich.xlsx "
    "thuyet-trinh/preliminary/lich.docx thuyet-trinh/preliminary/lich.pdf thuyet-trinh/preliminary/phong/1.ics "
    "thuyet-trinh/preliminary/bien-phong.pdf hop/preliminary/{meeting} tien-do/preliminary/chenh-lech "
    "tien-do/preliminary/dong",
}  # fmt: skip


def test_the_walk_sees_a_name_wherever_one_leaks(
    app: Flask, db: Any, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    judging = planted()
    scoring.hand_in_sheet(judging.judge(1), judging.edition.id, ROUND, judging.entries[0].id, GIVEN, COMMENT)
    number, first = number_of(0), database.session.scalars(select(EntryFile).order_by(EntryFile.id)).all()
    known = {"slug": ["thu-nghiem"], "round_key": [ROUND], "number": [number]}
    known |= {"file_id": [file.id for file in first[:9]], "what": ["vua"]}
    # As it would be if nothing were taken out of files and texts, and parts that name went along.
    monkeypatch.setattr(derived, "anonymous", lambda sha256, media_type: path_of(sha256))
    monkeypatch.setattr(files, "shows_who", lambda part: False)
    monkeypatch.setattr(files, "may_name", lambda file: False)
    monkeypatch.setattr(files, "masked", lambda text, names: text)
    monkeypatch.setattr(files, "_neutral_name", lambda part, place, media_type: f"{fold(AUTHOR)}.bin")
    seen = walk(app, client_of(judging.judges[0]), known, Role.JUDGE)
    told = leaks(seen.values(), (*NAMES, MAKER))
    card = f"/thu-nghiem/cham-diem/{ROUND}/{number}"
    assert {"Giẫngkhuya", "Vẹtkhuỷu", "Quýchxoèn", "thuhopkin"} <= set(told[card])
    kinds = {file.media_type: told.get(f"{card}/tep/{file.id}", []) for file in first[:8]}
    assert all(kinds.values()), kinds
    assert MAKER in kinds["application/pdf"]
    assert "Vẹtkhuỷu" in kinds[XLSX]


@pytest.mark.parametrize("said", [AUTHOR, fold(AUTHOR).upper(), AUTHOR.replace(" ", "-"), normalize("NFD", AUTHOR)])
@pytest.mark.parametrize("form", ["text", "html", "address", "wide", "zip"])
def test_a_planted_word_is_recognised_in_every_form(said: str, form: str) -> None:
    given = {
        "text": said.encode(),
        "html": said.encode("ascii", "xmlcharrefreplace"),
        "address": quote(said).encode(),
        "wide": b"\0\1" + normalize("NFC", said).encode("utf-16-le"),
        "zip": packed(said),
    }[form]
    assert told_in(given, NAMES) == ["Quýchxoèn"]


def packed(words: str) -> bytes:
    """An archive with a member of that name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{words}/a.txt", "")
    return out.getvalue()
