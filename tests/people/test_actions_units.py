"""The directory of units: kept without doubles, taken in whole or not at all, known again however it is written."""

from datetime import date

import pytest

from contest.foundation.access import OPERATOR, Role
from contest.foundation.refusal import Refusal
from contest.people import actions, queries
from contest.people.models import Commune, RoleGrant, Unit
from contest.people.queries import UnitFilter
from contest.people.rules.directory import CommuneLine, UnitLine
from contest.people.rules.units import UnitFacts
from tests.editions.makers import make_edition
from tests.people.makers import make_person, make_unit


@pytest.fixture
def edition(db):
    return make_edition("small_youth")


def codes_of(refused) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_same_named_schools_are_told_apart_by_their_commune(edition):
    make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Đắk Mil")
    make_unit(edition, "Trường THCS Lê Lợi", "xã Cư Jút")
    labels = [card.label for card in queries.unit_cards()]
    assert labels == ["Trường THCS Lê Lợi", "Trường THCS Nguyễn Huệ (xã Cư Jút)", "Trường THCS Nguyễn Huệ (xã Đắk Mil)"]


def test_a_unit_of_the_same_name_in_the_same_commune_is_refused(edition):
    make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    with pytest.raises(Refusal) as refused:
        make_unit(edition, "THCS Nguyễn Huệ", "Xã Cư Jút")
    assert codes_of(refused) == ["unit_there"]


def test_a_name_is_known_again_by_abbreviation_and_by_old_and_new_commune(edition, db):
    unit_id = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    other = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Đắk Mil")
    new = db.session.query(Commune).filter_by(name="Cư Jút").one()
    db.session.add(
        Commune(
            province_key="dak_nong", kind="thi_tran", name="Ea TLing", name_key="ea tling", successor_id=new.id,
            ended_on=date(2025, 6, 30),
        )
    )  # fmt: skip
    db.session.flush()
    asked = [
        ("Trường Trung học cơ sở Nguyễn Huệ (xã Cư Jút)", ""),
        ("thcs nguyen hue", "xã Cư Jút, tỉnh Lâm Đồng"),
        ("THCS Nguyễn Huệ", "thị trấn Ea TLing, tỉnh Đắk Nông"),
        ("THCS Nguyễn Huệ, xã Đắk Mil", ""),
        ("Trường THCS Nguyễn Huệ", ""),
        ("Trường THCS Nguyễn Huệ", "xã Quảng Khê"),
    ]
    known = queries.known_units(asked)
    assert [known.get(each) for each in asked] == [unit_id, unit_id, unit_id, other, None, None]


def test_search_finds_by_folded_text_abbreviation_and_former_place(edition):
    make_unit(edition, "Trường Trung học cơ sở Nguyễn Huệ", "xã Cư Jút", former_place="huyện Cư Jút, tỉnh Đắk Nông")
    make_unit(edition, "Công ty Cổ phần Bình Minh", "xã Cư Jút")
    assert [row.name for row in queries.units(UnitFilter("dak nong"), 1).rows] == ["Trường Trung học cơ sở Nguyễn Huệ"]
    for typed in ("nguyen hue", "THCS nguyễn", "trung hoc co so", "Huệ cư jút"):
        assert [each.label for each in queries.suggestions(typed)] == ["Trường Trung học cơ sở Nguyễn Huệ"], typed
    assert queries.suggestions("  ") == []


def test_a_file_of_units_fills_in_and_never_doubles(edition, db):
    make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    lines = [
        UnitLine(2, UnitFacts("THCS Nguyễn Huệ", "school", "thcs", province_key="lam_dong", commune="xã Cư Jút",
                              phone="02623888111")),
        UnitLine(3, UnitFacts("Trường THCS Lê Lợi", "school", "thcs", province_key="lam_dong", commune="xã Cư Jút")),
    ]  # fmt: skip
    looked = actions.import_units(OPERATOR, edition.id, lines, True)
    assert (looked.new, looked.updated, looked.unchanged) == (1, 1, 0)
    assert db.session.query(Unit).count() == 1
    actions.import_units(OPERATOR, edition.id, lines)
    again = actions.import_units(OPERATOR, edition.id, lines)
    assert (again.new, again.updated, again.unchanged) == (0, 0, 2)
    assert db.session.query(Unit).filter_by(phone="02623888111").one().name == "THCS Nguyễn Huệ"
    assert db.session.query(Commune).count() == 1


def test_former_communes_lead_to_what_became_of_them(edition, db):
    lines = [
        CommuneLine("lam_dong", "xa", "Cư Jút", date(2025, 7, 1), None, "", "lam_dong", ""),
        CommuneLine("dak_nong", "xa", "Tâm Thắng", None, date(2025, 6, 30), "Xã Cư Jút", "lam_dong", ""),
    ]
    outcome = actions.import_communes(OPERATOR, edition.id, lines)
    assert outcome.new == 2
    former = db.session.query(Commune).filter_by(name="Tâm Thắng").one()
    assert db.session.get(Commune, former.successor_id).name == "Cư Jút"
    assert actions.import_communes(OPERATOR, edition.id, lines).unchanged == 2
    lost = [CommuneLine("dak_nong", "xa", "Nam Dong", None, date(2025, 6, 30), "Xã Không Có", "lam_dong", "ô E9")]
    with pytest.raises(Refusal) as refused:
        actions.import_communes(OPERATOR, edition.id, lost)
    assert [(reason.code, reason.where) for reason in refused.value.reasons] == [("commune_successor_unknown", "ô E9")]


def test_an_invited_person_registers_for_the_unit_of_the_invitation(edition, db, monkeypatch):
    unit_id = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    monkeypatch.setattr("contest.people.actions.invitations.random_key", lambda: "the-key")
    actions.invite(OPERATOR, edition.id, Role.UNIT, "Lê Thị Mai", "mai@example.org", unit_id)
    person_id = actions.accept_invitation(OPERATOR, "the-key", "Lê Thị Mai", "mot-hai-ba-bon-nam")
    card = queries.unit_of(person_id, edition.id)
    assert card is not None
    assert card.id == unit_id
    assert queries.units_in_charge(edition.id) == {unit_id}


def test_a_code_on_paper_gives_the_unit_its_account(edition, db):
    unit_id = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    paper = actions.hand_out_for_unit(OPERATOR, edition.id, unit_id, "Lê Thị Mai", "0912345678")
    assert paper.phone == "0912345678"
    assert [(each.name, each.phone) for each in queries.unit_accounts(edition.id, unit_id)] == [
        ("Lê Thị Mai", "0912345678")
    ]


def test_a_role_for_no_unit_is_no_account_of_a_unit(edition, db):
    person = make_person()
    db.session.add(
        RoleGrant(person_id=person.id, edition_id=edition.id, role=str(Role.UNIT), granted_at=person.created_at)
    )
    db.session.flush()
    assert queries.unit_of(person.id, edition.id) is None
