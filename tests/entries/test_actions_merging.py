"""Two lines of the directory made one with all that hangs on them, audited, and parted again."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.entries import actions, queries
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import OPERATOR, Role
from contest.foundation.audit import AuditLine
from contest.foundation.refusal import Refusal
from contest.people import actions as people
from contest.people import queries as known
from contest.people.models import Invitation, Unit
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import make_entry
from tests.people.makers import grant, grant_unit, make_person, make_unit


@pytest.fixture
def edition(db: Any) -> Any:
    return make_edition("small_youth")


@pytest.fixture
def two(edition: Any) -> tuple[int, int]:
    """One school twice: as the directory has it, and without a commune; with entries, authors, accounts."""
    kept = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    gone = make_unit(edition, "Nguyễn Huệ THCS", "", province="", phone="0912345678", contact="Lê Thị Mai")
    make_entry(edition, "TN-001", unit="Trường THCS Nguyễn Huệ (xã Cư Jút)", field="green")
    make_entry(edition, "TN-002", unit="Nguyễn Huệ THCS", field="green")
    grant_unit(make_person("Phạm Văn Nam"), edition, gone)
    people.invite(OPERATOR, edition.id, Role.UNIT, "Lê Thị Mai", "mai@example.org", gone)
    return kept, gone


def test_what_hangs_on_a_double_moves_and_comes_back(db: Any, edition: Any, two: tuple[int, int]) -> None:
    kept, gone = two
    author = db.session.scalar(select(EntryAuthor).order_by(EntryAuthor.id.desc()))
    author.unit_id = gone
    before = {entry.code: entry.unit_id for entry in db.session.scalars(select(Entry))}
    assert before == {"TN-001": kept, "TN-002": gone}
    merge_id = actions.merge_units(OPERATOR, edition.id, kept, gone)
    assert {entry.unit_id for entry in db.session.scalars(select(Entry))} == {kept}
    assert author.unit_id == kept
    assert [each.name for each in known.unit_accounts(edition.id, kept)] == ["Phạm Văn Nam"]
    assert db.session.scalar(select(Invitation.unit_id)) == kept
    card = known.unit_card(kept)
    assert (card.phone, card.contact, card.place) == ("0912345678", "Lê Thị Mai", "xã Cư Jút, Lâm Đồng")
    assert known.known_units([("THCS Nguyễn Huệ", "")]) == {("THCS Nguyễn Huệ", ""): kept}
    assert [each.id for each in known.unit_cards()] == [kept]
    line = db.session.scalars(select(AuditLine).where(AuditLine.deed == "entries.merging.merge_units")).one()
    assert any(change[:3] == ["unit", gone, "merged_into_id"] for change in line.changes)
    actions.undo_merge(OPERATOR, edition.id, merge_id)
    assert {entry.code: entry.unit_id for entry in db.session.scalars(select(Entry))} == before
    assert author.unit_id == gone
    assert known.unit_accounts(edition.id, kept) == []
    assert (known.unit_card(kept).phone, known.unit_card(gone).phone) == ("", "0912345678")
    with pytest.raises(Refusal) as refused:
        actions.undo_merge(OPERATOR, edition.id, merge_id)
    assert refused.value.reasons[0].code == "merge_undone"


def test_merges_in_a_row_lead_to_the_last_and_are_undone_from_the_last(db: Any, edition: Any, two: Any) -> None:
    kept, gone = two
    third = make_unit(edition, "Trường THCS Nguyễn Huệ", "", province="")
    first = actions.merge_units(OPERATOR, edition.id, gone, third)
    second = actions.merge_units(OPERATOR, edition.id, kept, gone)
    assert db.session.get(Unit, third).merged_into_id == kept
    with pytest.raises(Refusal) as refused:
        actions.undo_merge(OPERATOR, edition.id, first)
    assert refused.value.reasons[0].code == "merge_stands_on"
    actions.undo_merge(OPERATOR, edition.id, second)
    actions.undo_merge(OPERATOR, edition.id, first)
    assert {unit.merged_into_id for unit in db.session.scalars(select(Unit))} == {None}


def test_a_unit_is_not_merged_with_itself_nor_with_one_that_is_gone(edition: Any, two: Any) -> None:
    kept, gone = two
    with pytest.raises(Refusal):
        actions.merge_units(OPERATOR, edition.id, kept, kept)
    actions.merge_units(OPERATOR, edition.id, kept, gone)
    with pytest.raises(Refusal):
        actions.merge_units(OPERATOR, edition.id, kept, gone)


def test_the_quota_counts_both_names_of_a_merged_school(edition: Any, two: Any) -> None:
    kept, gone = two
    actions.merge_units(OPERATOR, edition.id, kept, gone)
    assert queries.unit_counts(edition.id, kept).counting == 2


def test_the_office_sees_doubles_looks_merges_and_undoes(edition: Any, two: Any, client_of: Any, db: Any) -> None:
    kept, gone = two
    secretary = make_person("Trần Thư Ký")
    grant(secretary, edition, Role.SECRETARY)
    office = client_of(secretary)
    page = office.get("/thu-nghiem/don-vi/trung-lap").get_data(as_text=True)
    assert f"/don-vi/gop/{kept}/{gone}" in page or f"/don-vi/gop/{gone}/{kept}" in page
    preview = office.get(f"/thu-nghiem/don-vi/gop/{kept}/{gone}").get_data(as_text=True)
    assert "1 hồ sơ của Cuộc thi" in preview
    assert db.session.get(Unit, gone).merged_into_id is None
    assert office.post(f"/thu-nghiem/don-vi/gop/{kept}/{gone}").status_code == 303
    page = office.get("/thu-nghiem/don-vi/trung-lap").get_data(as_text=True)
    assert "Hoàn tác" in page
    assert office.get(f"/thu-nghiem/don-vi/{gone}").status_code == 303
    assert office.get(f"/thu-nghiem/don-vi/gop/{kept}/{gone}").status_code == 404
    merge_id = known.merges()[0].id
    assert office.post(f"/thu-nghiem/don-vi/gop/{merge_id}/hoan-tac").status_code == 303
    assert db.session.get(Unit, gone).merged_into_id is None
    found = office.get(f"/thu-nghiem/don-vi/trung-lap?giu={kept}&tim=nguyen").get_data(as_text=True)
    assert f"/don-vi/gop/{kept}/{gone}" in found


def test_a_merge_that_runs_over_a_quota_is_said_before_and_after(db: Any, client_of: Any) -> None:
    text = text_of("small_youth").replace(
        "  submitted_by: either\n", "  submitted_by: either\n  quota: {per_unit: 1}\n"
    )
    edition = make_edition("small_youth", text=text)
    kept = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    gone = make_unit(edition, "Nguyễn Huệ THCS", "", province="")
    for code, unit_id in (("TN-001", kept), ("TN-002", gone)):
        make_entry(edition, code, field="green").unit_id = unit_id
    db.session.flush()
    assert queries.overruns(kept, gone) == [(edition.title, 2, 1)]
    secretary = make_person("Cúc")
    grant(secretary, edition, Role.SECRETARY)
    desk, here = client_of(secretary), f"/thu-nghiem/don-vi/gop/{kept}/{gone}"
    assert "quá hạn mức 1 hồ sơ của thể lệ" in desk.get(here).text
    desk.post(here)
    assert "đơn vị nay có 2 hồ sơ, quá hạn mức 1" in desk.get("/thu-nghiem/don-vi/trung-lap").text
    edition.stage = "published"
    db.session.flush()
    assert queries.overruns(kept, gone) == []
