"""Receipts and payouts from the sealed result to the đồng, through the real database; all invented."""

import base64
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import select

from contest.ceremony.actions.payouts import erase_accounts
from contest.ceremony.jobs import erase
from contest.ceremony.models import PrizePayee, PrizeReceipt
from contest.ceremony.queries.money import MoneyBook, money_book
from contest.ceremony.reports.money import receipt_list
from contest.entries.models import EntryAuthor
from contest.foundation.access import OPERATOR, Role
from contest.foundation.action import transaction
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now, today
from contest.foundation.files import path_of
from contest.foundation.forgetting import forget_about_entry
from contest.foundation.ledger import LedgerEvent
from contest.foundation.naming import Names
from contest.foundation.pruning import named_files
from contest.foundation.vietnamese import date as shown_date
from contest.papers.queries.tallies import reconciled
from contest.people.models import Person
from contest.results.actions import seal_results
from tests.editions.makers import text_of
from tests.people.makers import grant, make_person
from tests.printed import pdf_words
from tests.prizes.test_actions import one_round
from tests.results.makers import born, make_decided

ClientOf = Callable[[Person], FlaskClient]
BASE = "/thu-nghiem/le-trao-giai"
TABLET, LIST, PAY = f"{BASE}/ky-nhan/may-tinh-bang", f"{BASE}/ky-nhan", f"{BASE}/chi-thuong"
ACCOUNT = "9704001122334455"


def signature() -> str:
    out = io.BytesIO()
    Image.new("RGB", (90, 36), "white").save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def paid_edition(
    client_of: ClientOf, name: str = "small_technical", text: str = ""
) -> tuple[Any, list[Any], FlaskClient]:
    edition, entries, organiser, person = make_decided(name=name, text=text)
    seal_results(organiser, edition.id)
    return edition, entries, client_of(person)


def keys(edition: Any) -> list[str]:
    return [line.share.key for line in book(edition).lines]


def book(edition: Any) -> MoneyBook:
    return money_book(edition.id, sees_accounts=True)


def payee(**parts: str) -> dict[str, str]:
    return {"kind": "author", "name": "Nguyễn Thị Ánh", "way": "cash"} | parts


def test_signatures_come_from_the_tablet_once_and_their_sum_is_the_decisions(db: Any, client_of: ClientOf) -> None:
    edition, _, browser = paid_edition(client_of)
    assert book(edition).decided_vnd == sum(line.share.amount_vnd for line in book(edition).lines) > 0
    page = browser.get(TABLET).text
    assert all(key in page for key in keys(edition))
    when = (now() - timedelta(hours=2)).isoformat()
    for place, key in enumerate(keys(edition)):
        sent = {"share": key, "name": "Nguyễn Ân", "signer": "author", "signature": signature(), "signed_at": when}
        first, again = (browser.post(TABLET, data=sent | {"key": f"tablet-{place}"}) for _ in range(2))
        assert first.status_code == again.status_code == 200
        assert first.json == again.json
        other = browser.post(TABLET, data=sent | {"key": f"other-{place}"})
        assert other.status_code == 422
        assert other.json is not None
        assert "đã có chữ ký" in other.json["reasons"][0]["words"]
    made = book(edition)
    assert made.signed_vnd == made.decided_vnd
    assert made.differences == []
    assert "Khớp: tổng ký nhận bằng quyết định" in browser.get(LIST).text
    receipt = made.lines[0].receipt
    assert receipt is not None
    assert now() - receipt.signed_at > timedelta(hours=1)
    paper = browser.get(f"{LIST}/{receipt.id}.pdf")
    assert "Nguyễn Ân" in pdf_words(paper.data)
    assert "GIẤY NHẬN TIỀN THƯỞNG" in pdf_words(paper.data)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"signature": ""}, "Chưa có chữ ký"),
        ({"signature": "data:image/png;base64,aGVsbG8="}, "không đọc được"),
        ({"signer": "proxy"}, "giấy ủy quyền"),
        ({"name": " "}, "họ tên người ký"),
        ({"share": "x:0"}, "không còn trong kết quả"),
    ],
)
def test_a_signature_that_says_too_little_is_refused(
    db: Any, client_of: ClientOf, parts: dict[str, str], words: str
) -> None:
    edition, _, browser = paid_edition(client_of)
    sent = {"share": keys(edition)[0], "name": "Ân", "signer": "author", "signature": signature(), "key": "k"} | parts
    refused = browser.post(TABLET, data=sent)
    assert refused.status_code == 422
    assert refused.json is not None
    assert words in refused.json["reasons"][0]["words"]
    assert db.session.scalars(select(PrizeReceipt)).all() == []


def test_paper_is_ticked_off_scanned_and_a_wrong_line_voided_with_its_reason(db: Any, client_of: ClientOf) -> None:
    edition, _, browser = paid_edition(client_of)
    first, second = keys(edition)[:2]
    ticked = {"share": [first, second], f"name-{first}": "Ân", f"signer-{first}": "author", f"name-{second}": ""}
    refused = browser.post(LIST, data=ticked | {"key": "a"})
    assert refused.status_code == 422
    assert book(edition).signed_vnd == 0
    ticked |= {f"name-{second}": "Bình", f"signer-{second}": "unit", "key": "a"}
    assert browser.post(LIST, data=ticked).status_code == 303
    assert ", chưa có bản quét" in browser.get(LIST).text
    scan = base64.b64decode(signature().partition(",")[2])
    assert browser.post(f"{LIST}/ban-quet", data={"file": (io.BytesIO(scan), "ky.png")}).status_code == 303
    assert ", chưa có bản quét" not in browser.get(LIST).text
    receipt = book(edition).lines[0].receipt
    assert receipt is not None
    assert browser.post(f"{LIST}/{receipt.id}/huy", data={"reason": ""}).status_code == 422
    assert browser.post(f"{LIST}/{receipt.id}/huy", data={"reason": "Ký nhầm dòng"}).status_code == 303
    assert book(edition).lines[0].receipt is None
    assert "Ký nhầm dòng" in browser.get(LIST).text
    words = pdf_words(browser.post(f"{LIST}/danh-sach.pdf").data)
    assert "Bằng chữ" in words
    assert "DANH SÁCH KÝ NHẬN TIỀN THƯỞNG" in words


def test_money_is_paid_in_parts_never_over_the_award_and_may_come_back(db: Any, client_of: ClientOf) -> None:
    edition, _, browser = paid_edition(client_of)
    line = book(edition).lines[-1]
    here = f"{PAY}/{line.share.key}"
    assert line.state == "lacking"
    day = shown_date(today())
    unready = browser.post(f"{here}/chi", data={"amount_vnd": "1", "paid_on": day, "payment_key": "a"})
    assert unready.status_code == 422
    bad = browser.post(here, data=payee(way="bank", bank="Ngân hàng Hoa Sen", account="12 34"))
    assert bad.status_code == 422
    assert "6 đến 19 chữ số" in bad.text
    good = payee(way="bank", bank="Ngân hàng Hoa Sen", account=f" {ACCOUNT[:4]} {ACCOUNT[4:]}")
    assert browser.post(here, data=good).status_code == 303
    half = line.share.amount_vnd // 2
    part = {"amount_vnd": str(half), "paid_on": day, "payment_key": "one"}
    for _ in range(2):
        assert browser.post(f"{here}/chi", data=part).status_code == 303
    assert book(edition).lines[-1].paid_vnd == half
    over = browser.post(f"{here}/chi", data={"amount_vnd": str(half + 2), "paid_on": day, "payment_key": "two"})
    assert over.status_code == 422
    assert "Chỉ còn" in over.text
    made = load_workbook(io.BytesIO(browser.post(f"{PAY}/ngan-hang").data)).active
    cells = [cell.value for row in made.iter_rows() for cell in row]
    assert ACCOUNT in cells
    assert line.share.amount_vnd - half in cells
    many = {"share": [line.share.key], "paid_on": day, "payment_key": "many"}
    assert browser.post(PAY, data=many).status_code == 303
    assert book(edition).lines[-1].state == "paid"
    payment = book(edition).lines[-1].payments[-1]
    back = {"payment": payment.id, "returned_on": day, "return_reason": "Sai số tài khoản"}
    assert browser.post(f"{here}/tra-lai", data=back).status_code == 303
    assert book(edition).lines[-1].state == "part"
    assert "Sai số tài khoản" in browser.get(here).text


def test_accounts_are_seen_by_whoever_pays_on_record_and_deleted_in_time(db: Any, client_of: ClientOf) -> None:
    edition, entries, browser = paid_edition(client_of)
    line = next(each for each in book(edition).lines if each.share.entry_id == entries[0].id)
    here = f"{PAY}/{line.share.key}"
    browser.post(here, data=payee(way="bank", bank="Ngân hàng Hoa Sen", account=ACCOUNT))
    assert ACCOUNT in browser.get(here).text
    reads = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "payout.accounts_read")).all()
    assert len(reads) == 1
    secretary = make_person("Cúc")
    grant(secretary, edition, Role.SECRETARY)
    db.session.commit()
    office = client_of(secretary)
    page = office.get(PAY).text
    assert ACCOUNT not in page
    assert "••••455" in page
    assert office.get(here).status_code == 403
    assert all(ACCOUNT not in str(audited.changes) for audited in db.session.scalars(select(AuditLine)))
    forget_about_entry(Names(["Nguyễn Thị Ánh"], "(đã xóa)"), edition.id, entries[0].id)
    db.session.commit()
    row = db.session.scalars(select(PrizePayee)).one()
    assert (row.account, row.name) == ("", "")
    browser.post(here, data=payee(way="bank", bank="Ngân hàng Hoa Sen", account=ACCOUNT))
    assert erase_accounts(OPERATOR, edition.id) == 1
    db.session.expire_all()
    assert db.session.scalars(select(PrizePayee)).one().account == ""
    assert "Chưa đủ thông tin" in browser.get(PAY).text


def test_tax_is_off_until_an_accountant_says_so_and_shares_follow_the_dossier(db: Any, client_of: ClientOf) -> None:
    edition, entries, browser = paid_edition(client_of)
    db.session.add(EntryAuthor(entry_id=entries[0].id, position=2, name="Vũ Thị Hà", share=3000))
    first = db.session.scalars(
        select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id, EntryAuthor.position == 1)
    ).one()
    first.share = 7000
    db.session.commit()
    before = book(edition)
    assert all(line.tax_vnd == 0 for line in before.lines)
    assert "Chưa khấu trừ thuế" in browser.get(PAY).text
    rule = {"split": "authors", "is_on": "y", "rate": "10", "threshold_vnd": "1.000.000"}
    assert browser.post(f"{PAY}/cach-chi", data=rule).status_code == 422
    rule |= {"source": "Thông tư mẫu, Điều 15", "confirmed_by": "Bà Lan"}
    assert browser.post(f"{PAY}/cach-chi", data=rule).status_code == 303
    made = book(edition)
    assert sum(line.share.amount_vnd for line in made.lines) == made.decided_vnd == before.decided_vnd
    own = [line for line in made.lines if line.share.entry_id == entries[0].id]
    whole = sum(line.share.amount_vnd for line in own)
    assert [line.share.amount_vnd for line in own] == [whole * 7 // 10, whole * 3 // 10]
    assert own[0].tax_vnd == (own[0].share.amount_vnd - 1_000_000) // 10
    # The list to be signed says what is kept back and on which ground, or that nothing is.
    assert "Không khấu trừ thuế" in receipt_list(edition.id, before).closing[-1]
    told = receipt_list(edition.id, made)
    assert {"tax", "net"} <= {column.key for column in told.columns}
    assert told.closing[-1].endswith("Căn cứ: Thông tư mẫu, Điều 15.")
    cash = browser.post(f"{PAY}/{own[0].share.key}", data=payee())
    assert cash.status_code == 303
    sent = {"share": own[0].share.key, "name": "Ánh", "signer": "author", "signature": signature(), "key": "t"}
    assert browser.post(TABLET, data=sent | {"is_cash": "1"}).status_code == 200
    after = book(edition).line(own[0].share.key)
    assert after is not None
    assert (after.state, after.payments[0].tax_vnd) == ("paid", own[0].tax_vnd)
    refused = browser.post(f"{PAY}/cach-chi", data=rule | {"split": "entry"})
    assert refused.status_code == 422
    assert "không đổi cách chia được nữa" in refused.text


def test_for_a_child_somebody_else_gets_the_money_and_signs(db: Any, client_of: ClientOf) -> None:
    edition, entries, browser = paid_edition(client_of, "small_youth")
    born(entries[0], today() - timedelta(days=3650))
    db.session.commit()
    line = next(each for each in book(edition).lines if each.share.entry_id == entries[0].id)
    refused = browser.post(f"{PAY}/{line.share.key}", data=payee())
    assert refused.status_code == 422
    assert "chưa đủ tuổi" in refused.text
    assert browser.post(f"{PAY}/{line.share.key}", data=payee(kind="guardian")).status_code == 303
    sent = {"share": line.share.key, "name": "Bé", "signer": "author", "signature": signature(), "key": "c"}
    assert browser.post(TABLET, data=sent).status_code == 422
    assert browser.post(TABLET, data=sent | {"signer": "guardian", "name": "Mẹ Lan"}).status_code == 200


def test_what_was_signed_differently_stops_the_printing_of_every_list(db: Any, client_of: ClientOf) -> None:
    edition, _, browser = paid_edition(client_of)
    sources = {tally.source for tally in reconciled(edition.id).tallies}
    assert {"receipts", "payouts", "packing"} <= sources
    assert reconciled(edition.id).reasons == ()
    sent = {"share": keys(edition)[0], "name": "Ân", "signer": "author", "signature": signature(), "key": "k"}
    browser.post(TABLET, data=sent)
    assert reconciled(edition.id).reasons == ()
    row = db.session.scalars(select(PrizeReceipt)).one()
    row.amount_vnd -= 1
    db.session.commit()
    told = reconciled(edition.id).reasons
    assert {reason.where for reason in told} == {"receipts"}
    assert browser.post(f"{LIST}/danh-sach.pdf").status_code == 409
    assert "số tiền ký nhận khác với quyết định" in browser.get(LIST).text


def test_accounts_and_signatures_are_deleted_by_schedule_each_after_its_own_days(
    db: Any, client_of: ClientOf, monkeypatch: Any
) -> None:
    text = one_round(text_of("small_technical")) + "\nprivacy: {retention_days: 30, signature_days: 60}\n"
    edition, _, browser = paid_edition(client_of, text=text)
    first, second, *_ = keys(edition)
    browser.post(f"{PAY}/{first}", data=payee(way="bank", bank="Ngân hàng Hoa Sen", account=ACCOUNT))
    drawn = {"share": first, "name": "Ân", "signer": "author", "signature": signature(), "key": "k"}
    browser.post(TABLET, data=drawn)
    browser.post(TABLET, data=drawn | {"share": second, "key": "l"})
    picture = db.session.scalars(select(PrizeReceipt.picture_sha256).distinct()).one()
    page = browser.get("/thu-nghiem/quan-ly/luu-giu").text
    assert "Chữ ký nhận tiền thưởng" in page
    assert "60 ngày" in page
    left = []
    for days in (29, 30, 59, 60):
        monkeypatch.setattr("contest.ceremony.jobs.ended_on", lambda _, ago=days: today() - timedelta(days=ago))
        with transaction():
            erase(edition.id)
        db.session.expire_all()
        signed = db.session.scalars(select(PrizeReceipt)).all()
        account = db.session.scalars(select(PrizePayee.account)).one()
        left.append((account != "", {(row.picture_sha256, row.signed_by) for row in signed}))
    assert left == [
        (True, {(picture, "Ân")}),
        (False, {(picture, "Ân")}),
        (False, {(picture, "Ân")}),
        (False, {("", "")}),
    ]
    with pytest.raises(FileNotFoundError):
        path_of(picture)
    # That it was signed for stays, and the receipt can still be printed.
    assert all(line.receipt for line in book(edition).lines if line.share.key in (first, second))
    assert browser.get(f"{LIST}/{signed[0].id}.pdf").status_code == 200


def test_a_drawn_signature_is_a_file_of_the_house_until_its_signer_is_forgotten(db: Any, client_of: ClientOf) -> None:
    edition, entries, browser = paid_edition(client_of)
    line = next(each for each in book(edition).lines if each.share.entry_id == entries[0].id)
    sent = {"share": line.share.key, "name": "Ân", "signer": "author", "signature": signature(), "key": "k"}
    browser.post(TABLET, data=sent)
    picture = db.session.scalars(select(PrizeReceipt.picture_sha256)).one()
    assert picture in named_files()
    assert path_of(picture).is_file()
    with transaction():
        forget_about_entry(Names(["Ân"], "(đã xóa)"), edition.id, entries[0].id)
    row = db.session.scalars(select(PrizeReceipt)).one()
    assert (row.picture_sha256, row.signed_by) == ("", "")
    with pytest.raises(FileNotFoundError):
        path_of(picture)
    assert browser.get(f"{LIST}/{row.id}.pdf").status_code == 200
