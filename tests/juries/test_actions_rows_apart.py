"""What comes in a file, or is done to many at once, is refused by name where somebody is in conflict with an entry."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.entries.actions import import_entries, read_register
from contest.entries.models import Entry
from contest.foundation.access import OPERATOR, Role
from contest.foundation.jobs import work_all
from contest.foundation.refusal import Refusal
from contest.foundation.sheets import read_sheet
from contest.juries.actions import record_conflict
from contest.people.models import Person
from contest.people.queries import actor_of as loaded
from contest.ranking.actions import record_votes
from contest.scoring.actions import import_scores
from contest.scoring.queries import scored_round
from contest.scoring.queries.importing import score_headings
from contest.screening import actions as screening
from contest.screening.models import RadarPair, ScreeningBatch
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry, workbook
from tests.people.makers import grant, make_person
from tests.scoring.makers import make_judging
from tests.scoring.test_actions_importing import mail, typed

ClientOf = Callable[[Person], FlaskClient]


def told(refused: Any) -> list[tuple[str, str, str]]:
    """What a refusal says, where, of which entry."""
    return [(one.code, one.where, str(next(iter(one.params.values()), ""))) for one in refused.value.reasons]


class Desk:
    """Three entries that wait; somebody of the secretariat in conflict with the second."""

    def __init__(self, db: Any) -> None:
        self.edition = make_edition(stage="screening")
        titles = ("Máy nhặt đinh trên đường", "Máy nhặt đinh trên đường", "Bếp củi hóa khí")
        self.entries = [make_entry(self.edition, f"KT-00{n}", title=title) for n, title in enumerate(titles, 1)]
        self.person = make_person("Phạm Thị Ái", "ai@example.org")
        grant(self.person, self.edition, Role.SECRETARY)
        record_conflict(OPERATOR, self.edition.id, self.person.id, self.entries[1].id, "con gái")
        db.session.commit()
        self.actor = loaded(self.person.id)

    def states(self, db: Any) -> list[str]:
        """How the entries stand, by code."""
        db.session.commit()
        return list(db.session.scalars(select(Entry.status).order_by(Entry.code)))


def test_a_file_of_decisions_names_the_row_and_decides_nothing(db: Any) -> None:
    desk = Desk(db)
    head = ("Mã số", "Kết luận", "Lý do")
    rows = screening.read_decisions(workbook(head, ("KT-001", "Hợp lệ", ""), ("KT-002", "Hợp lệ", ""))).rows
    where = "dòng 3, cột “Mã số” (ô A3)"
    for deed in (screening.look_through, screening.import_decisions):
        with pytest.raises(Refusal) as refused:
            deed(desk.actor, desk.edition.id, rows)
        assert told(refused) == [("screening_row_apart", where, "KT-002")]
    assert desk.states(db) == ["submitted"] * 3
    assert screening.import_decisions(OPERATOR, desk.edition.id, rows).decided == 2


def test_of_all_that_wait_what_one_is_in_conflict_with_is_left_and_named(db: Any, client_of: ClientOf) -> None:
    desk = Desk(db)
    one, two, three = (entry.id for entry in desk.entries)
    with pytest.raises(Refusal) as refused:
        screening.accept_all(desk.actor, desk.edition.id, [one, two])
    assert told(refused) == [("screening_many_apart", "", "KT-002")]
    with pytest.raises(Refusal) as refused:
        screening.reject_by_rule(desk.actor, desk.edition.id, "Ngoài lĩnh vực", {two: "x", three: "x"})
    assert told(refused) == [("screening_many_apart", "", "KT-002")]
    browser = client_of(desk.person)
    page = browser.post("/thu-nghiem/tham-dinh/chap-nhan", data={"all": "y"}).text
    assert "Ông/bà có xung đột lợi ích với hồ sơ KT-002" in page
    assert f'name="entry" value="{one}"' in page
    assert f'name="entry" value="{two}"' not in page
    assert screening.accept_all(desk.actor, desk.edition.id) == 2
    assert desk.states(db) == ["eligible", "submitted", "eligible"]
    assert screening.accept_all(OPERATOR, desk.edition.id) == 1
    batch = db.session.scalars(select(ScreeningBatch.id).order_by(ScreeningBatch.id.desc())).first()
    with pytest.raises(Refusal) as refused:
        screening.undo_batch(desk.actor, desk.edition.id, batch or 0)
    assert told(refused) == [("screening_undo_apart", "", "KT-002")]


def test_a_pair_of_the_radar_opens_and_is_judged_by_others(db: Any, client_of: ClientOf) -> None:
    desk = Desk(db)
    screening.ask_radar(OPERATOR, desk.edition.id)
    work_all()
    pair = db.session.scalars(select(RadarPair.id)).one()
    with pytest.raises(Refusal) as refused:
        screening.judge_pair(desk.actor, desk.edition.id, pair, "same")
    assert told(refused) == [("screening_pair_apart", "", "KT-002")]
    for page in ("", "/tep"):
        shut = client_of(desk.person).get(f"/thu-nghiem/tham-dinh/nghi-trung/{pair}{page}")
        assert shut.status_code == 409
        assert "Xin nhờ người thay" in shut.text
    screening.judge_pair(OPERATOR, desk.edition.id, pair, "same")


def test_a_register_that_changes_the_entry_names_its_row(db: Any) -> None:
    desk = Desk(db)
    head = ("Mã số", "Tên giải pháp", "Lĩnh vực", "Tác giả", "Đơn vị", "Địa phương", "Tóm tắt")
    field = "Cơ khí tự động hóa, xây dựng, giao thông vận tải"
    lines = [
        (entry.code, f"{entry.title} kiểu mới", field, "Nguyễn Văn Bình", entry.unit, "Bình Minh", "Tóm tắt.")
        for entry in desk.entries[1:]
    ]
    rows = read_register(workbook(head, *lines), desk.edition.id).rows
    with pytest.raises(Refusal) as refused:
        import_entries(desk.actor, desk.edition.id, rows, doubtful="update")
    assert [(code, entry) for code, _, entry in told(refused)] == [("import_row_apart", "KT-002")]
    assert import_entries(OPERATOR, desk.edition.id, rows, doubtful="update").updated == 2


def test_typed_sheets_and_brought_in_votes_name_the_entry(db: Any) -> None:
    judging = make_judging(entries=2, judges=1)
    for person in (judging.clerk, judging.secretary):
        record_conflict(OPERATOR, judging.edition.id, person.id, judging.entries[0].id, "con gái")
    db.session.commit()
    sheet = typed(("KT-001", mail(judging), 35, 20, 22, "tốt"), ("KT-002", mail(judging), 35, 20, 22, "tốt"))
    rows = read_sheet(sheet, score_headings(scored_round(judging.edition.id, "preliminary"))).rows
    with pytest.raises(Refusal) as refused:
        import_scores(judging.the_clerk, judging.edition.id, "preliminary", rows)
    assert told(refused) == [("import_entry_apart", "dòng 2, cột “Mã số” (ô A2)", "KT-001")]
    with pytest.raises(Refusal) as refused:
        record_votes(judging.organiser, judging.edition.id, "preliminary", {"KT-001": 9, "KT-002": 3})
    assert told(refused) == [("ranking_votes_apart", "KT-001", "KT-001")]
    assert import_scores(OPERATOR, judging.edition.id, "preliminary", rows).new == 2
