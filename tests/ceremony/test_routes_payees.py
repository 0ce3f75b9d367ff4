"""Winners say how to be paid, through the real database; all invented."""

import io
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.ceremony.actions.payouts import erase_accounts
from contest.ceremony.models import PrizePayee
from contest.ceremony.queries.money import money_book
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import OPERATOR
from contest.foundation.action import transaction
from contest.foundation.audit import AuditLine
from contest.foundation.clock import today
from contest.foundation.files import path_of
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.vietnamese import date as shown_date
from contest.people.models import Person
from contest.results.actions import publish_results, seal_results
from tests.entries.makers import picture
from tests.people.makers import make_person
from tests.results.makers import born, make_decided

ClientOf = Callable[[Person], FlaskClient]
PAY = "/thu-nghiem/le-trao-giai/chi-thuong"
ACCOUNT = "9704001122334455"


def public_edition(client_of: ClientOf, name: str = "small_technical") -> tuple[Any, list[Entry], FlaskClient]:
    """A published result; each entry with an address of its own; the browser of who pays."""
    edition, entries, organiser, person = make_decided(name=name)
    for place, entry in enumerate(entries):
        entry.email = f"nguoi{place}@example.org"
    seal_results(organiser, edition.id)
    publish_results(organiser, edition.id)
    return edition, entries, client_of(person)


def line_of(edition: Any, entry: Entry) -> Any:
    return next(each for each in money_book(edition.id, sees_accounts=True).lines if each.share.entry_id == entry.id)


def link_in(db: Any, entry: Entry) -> str:
    about = select(Letter).where(Letter.about == f"entry:{entry.id}", Letter.event.like("payout.%"))
    found = re.search(r"(/nhan-thuong/\S+)", db.session.scalars(about.order_by(Letter.id)).all()[-1].text)
    assert found is not None
    return found[1]


def said(**parts: Any) -> dict[str, Any]:
    whole = {"kind": "author", "name": "Nguyễn Thị Ánh", "way": "bank", "bank": "Ngân hàng Hoa Sen", "account": ACCOUNT}
    return whole | {"account_name": "NGUYEN THI ANH"} | parts


def test_a_winner_says_how_to_be_paid_by_the_letters_link_and_the_office_checks_before_it_pays(
    db: Any, client_of: ClientOf, client: FlaskClient, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    edition, entries, office = public_edition(client_of)
    assert office.post(f"{PAY}/hoi-nguoi-nhan").status_code == 303
    here = link_in(db, entries[0])
    page = client.get(here)
    assert entries[0].title in page.text
    assert entries[1].title not in page.text
    wrong = client.post(here, data=said(account="12", account_name=""))
    assert wrong.status_code == 422
    assert "6 đến 19 chữ số" in wrong.text
    assert "tên chủ tài khoản" in wrong.text
    assert 'value="Nguyễn Thị Ánh"' in wrong.text
    assert client.post(here, data=said()).status_code == 303
    # Masked for whoever said it, too; whole for who pays alone, and who read it is on record.
    again = client.get(here).text
    assert "chờ kiểm tra" in again
    assert "••••455" in again
    assert ACCOUNT not in again
    line = line_of(edition, entries[0])
    assert line.state == "unchecked"
    case = f"{PAY}/{line.share.key}"
    assert ACCOUNT in office.get(case).text
    assert ACCOUNT not in office.get(PAY).text
    pay = {"amount_vnd": str(line.share.amount_vnd), "paid_on": shown_date(today()), "payment_key": "one"}
    assert "chưa ai của Ban Tổ chức kiểm tra" in office.post(f"{case}/chi", data=pay).text
    assert office.post(f"{case}/kiem-tra", data={"right": "1"}).status_code == 303
    assert office.post(f"{case}/chi", data=pay).status_code == 303
    assert line_of(edition, entries[0]).state == "paid"
    late = client.post(here, data=said(account="1234567890"))
    assert late.status_code == 422
    assert "không đổi người nhận được nữa" in late.text
    assert ACCOUNT not in caplog.text
    assert all(ACCOUNT not in str(each.changes) for each in db.session.scalars(select(AuditLine)))
    assert all(ACCOUNT not in str(each.payload) for each in db.session.scalars(select(LedgerEvent)))
    assert all(ACCOUNT not in each.text for each in db.session.scalars(select(Letter)))


def test_what_cannot_be_right_is_sent_back_with_its_reason_and_a_new_link(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, office = public_edition(client_of)
    office.post(f"{PAY}/hoi-nguoi-nhan")
    first = link_in(db, entries[0])
    client.post(first, data=said())
    case = f"{PAY}/{line_of(edition, entries[0]).share.key}"
    unsaid = office.post(f"{case}/kiem-tra", data={"why": " "})
    assert unsaid.status_code == 422
    assert office.post(f"{case}/kiem-tra", data={"why": "Tên chủ tài khoản khác hồ sơ"}).status_code == 303
    second = link_in(db, entries[0])
    assert second != first
    assert client.get(first).status_code == 404
    assert "Tên chủ tài khoản khác hồ sơ" in client.get(second).text
    assert client.post(second, data=said(account="12345678")).status_code == 303
    assert office.post(f"{case}/kiem-tra", data={"right": "1"}).status_code == 303
    assert line_of(edition, entries[0]).state == "ready"
    # Said anew by the winner it has to be looked at anew.
    client.post(second, data=said(way="cash"))
    after = line_of(edition, entries[0])
    assert (after.state, after.account) == ("unchecked", "")


def test_a_proxy_needs_the_authorisation_which_who_pays_opens_on_record_and_which_goes_with_the_account(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, office = public_edition(client_of)
    office.post(f"{PAY}/hoi-nguoi-nhan")
    here = link_in(db, entries[0])
    without = client.post(here, data=said(proxy="Lê Văn Nam"))
    assert without.status_code == 422
    assert "giấy ủy quyền" in without.text
    odd = client.post(here, data=said(proxy="Lê Văn Nam", paper=(io.BytesIO(b"MZ" + bytes(900)), "a.pdf")))
    assert odd.status_code == 422
    paper = {"proxy": "Lê Văn Nam", "paper": (io.BytesIO(picture()), "uy-quyen-Nam.jpg")}
    assert client.post(here, data=said(**paper)).status_code == 303
    row = db.session.scalars(select(PrizePayee)).one()
    kept = row.paper_sha256
    assert path_of(kept).is_file()
    opened = office.get(f"{PAY}/{line_of(edition, entries[0]).share.key}/giay-uy-quyen")
    assert opened.mimetype == "image/jpeg"
    assert "Nam" not in opened.headers["Content-Disposition"]
    assert db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "payout.paper_read")).one()
    assert client.get(opened.request.path).status_code in (302, 303, 403)
    with transaction():
        erase_accounts(OPERATOR, edition.id)
    db.session.expire_all()
    assert (row.account, row.proxy, row.paper_sha256, row.paper_name) == ("", "", "", "")
    with pytest.raises(FileNotFoundError):
        path_of(kept)


def test_the_account_that_looks_after_the_entry_may_say_it_and_nobody_else(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, office = public_edition(client_of)
    contact, author, stranger = (make_person(name) for name in ("Lan", "Hải", "Tú"))
    entries[0].owner_id = contact.id
    first = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    first.person_id = author.id
    db.session.commit()
    here = f"/thu-nghiem/ho-so/{entries[0].id}/nhan-thuong"
    share = {"share": line_of(edition, entries[0]).share.key}
    office.post(f"{PAY}/hoi-nguoi-nhan")
    assert "chờ khai cách nhận" in client_of(contact).get("/thu-nghiem/ban-lam-viec").text
    assert client_of(contact).post(here, data=said(**share)).status_code == 303
    assert "chờ khai cách nhận" not in client_of(contact).get("/thu-nghiem/ban-lam-viec").text
    assert "••••455" in client_of(contact).get(here).text
    for other in (author, stranger):
        assert client_of(other).get(here).status_code == 404
        assert client_of(other).post(here, data=said(**share)).status_code == 404
    foreign = {"share": line_of(edition, entries[1]).share.key}
    assert client_of(contact).post(here, data=said(**foreign)).status_code == 404
    assert client.get(here).status_code in (302, 303)


def test_before_the_publication_nothing_is_asked_and_for_a_child_the_guardian_says_it(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, organiser, person = make_decided(name="small_youth")
    born(entries[0], today() - timedelta(days=3650))
    entries[0].email = "me@example.org"
    seal_results(organiser, edition.id)
    db.session.commit()
    office = client_of(person)
    office.post(f"{PAY}/hoi-nguoi-nhan")
    assert db.session.scalars(select(Letter).where(Letter.event == "payout.payee")).all() == []
    publish_results(organiser, edition.id)
    office.post(f"{PAY}/hoi-nguoi-nhan")
    here = link_in(db, entries[0])
    assert "cha, mẹ, người giám hộ" in client.get(here).text
    refused = client.post(here, data=said())
    assert refused.status_code == 422
    assert client.post(here, data=said(kind="guardian", name="Lê Thị Mẹ")).status_code == 303
    assert line_of(edition, entries[0]).payee.kind == "guardian"
    child = make_person("Bé")
    entries[0].owner_id = child.id
    only = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    only.person_id = child.id
    db.session.commit()
    own = client_of(child).post(
        f"/thu-nghiem/ho-so/{entries[0].id}/nhan-thuong",
        data=said(kind="guardian", share=line_of(edition, entries[0]).share.key),
    )
    assert own.status_code == 422
    assert "khai thay" in own.text
