"""The prize list as the ceremony and the decision need it."""

from typing import Any

from contest.foundation.report import COUNTRY, Formula, plain
from contest.foundation.writers import xlsx
from contest.prizes.actions import confirm_awards, give_extra, propose_awards
from contest.prizes.reports import _head_signs, prize_list
from tests.editions.makers import regulation, text_of
from tests.prizes.test_actions import EXTRAS, make_ranked, one_round


def test_the_list_has_the_contracts_headings_and_stands_in_calling_order(db: Any) -> None:
    edition, _, organiser = make_ranked(["90", "84", "80", "66"])
    propose_awards(organiser, edition.id)
    report = prize_list(edition.id)
    assert [column.heading for column in report.columns] == [
        "STT", "Mã số", "Tên giải pháp", "Tác giả", "Đơn vị", "Lĩnh vực", "Bảng", "Điểm", "Giải", "Tiền thưởng",
    ]  # fmt: skip
    assert [group.title for group in report.groups] == [
        "I. GIẢI BA (01 giải)",
        "II. GIẢI NHÌ (02 giải)",
        "III. GIẢI NHẤT (01 giải)",
    ]
    assert [row["code"] for row in report.all_rows()] == ["KT-004", "KT-002", "KT-003", "KT-001"]


def test_the_total_is_a_formula_with_our_value_and_stands_in_words(db: Any) -> None:
    edition, _, organiser = make_ranked(["90", "84", "80", "66"])
    propose_awards(organiser, edition.id)
    report = prize_list(edition.id)
    total = report.totals[0].values["amount"]
    assert isinstance(total, Formula)
    assert plain(total) == 40_000_000 + 2 * 32_000_000 + 24_000_000
    assert report.closing == ["Bằng chữ: Một trăm hai mươi tám triệu đồng."]


def test_the_list_says_whether_it_is_confirmed(db: Any) -> None:
    edition, _, organiser = make_ranked(["90"])
    propose_awards(organiser, edition.id)
    assert prize_list(edition.id).subtitle[1] == "(Dự kiến, chưa được xác nhận)"
    confirm_awards(organiser, edition.id)
    assert "Quyết định" in prize_list(edition.id).subtitle[1]


def test_extra_awards_follow_the_tiers(db: Any) -> None:
    text = one_round(text_of("small_technical")).replace("certificates:\n", f"{EXTRAS}certificates:\n")
    edition, entries, organiser = make_ranked(["90", "84"], text=text)
    propose_awards(organiser, edition.id)
    give_extra(organiser, edition.id, entries[0].id, "green", "Hội đồng đề nghị")
    report = prize_list(edition.id)
    assert [group.heading for group in report.groups][-1] == "III. GIẢI CHUYÊN ĐỀ MÔI TRƯỜNG"
    assert plain(report.totals[0].values["amount"]) == 75_000_000


def test_it_can_be_written_as_a_workbook(db: Any) -> None:
    edition, _, organiser = make_ranked(["90", "84"])
    propose_awards(organiser, edition.id)
    assert xlsx.write([prize_list(edition.id)])[:2] == b"PK"
    assert prize_list(edition.id).letterhead is not None
    assert COUNTRY.startswith("CỘNG HÒA")


def test_the_head_signs_in_their_office_and_no_office_stands_where_a_name_is_signed() -> None:
    rules = regulation("small_technical")
    signed = _head_signs(rules.but(bodies=rules.bodies.model_copy(update={"head": "Phó Chủ tịch UBND tỉnh"})))
    assert signed.title.split("\n") == ["TM. BAN TỔ CHỨC", "TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND TỈNH"]
    assert signed.name == ""
