"""The closing package ordered on its page: made by a job, fetched by its orderer alone; all invented."""

import hashlib
import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from contest.entries.actions import forget_author
from contest.foundation.access import OPERATOR, Role
from contest.foundation.clock import now
from contest.foundation.jobs import work_all
from contest.foundation.ledger import LedgerEvent
from contest.papers.actions.packages import sweep_packages
from contest.papers.models import ClosingPackage
from contest.papers.queries.packages import package_path, packages
from contest.papers.reports import closing
from contest.papers.rules.packages import PACKAGE_KEPT_FOR
from contest.results.actions import publish_results, seal_results
from tests.people.makers import actor_of, grant, make_person
from tests.results.makers import born, make_decided

PAGE = "/thu-nghiem/van-ban/bo-ho-so"
# What is made of every kind is read elsewhere (test_commands); here it is how it is put together.
FEW = ("phu-luc-quyet-dinh.xlsx", "danh-sach-de-cu.xlsx", "the-ten.xlsx")


@pytest.fixture
def office(db: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    edition, entries, organiser, person = make_decided(stage="published")
    authors = [born(entry, None) for entry in entries]
    seal_results(organiser, edition.id)
    publish_results(organiser, edition.id)
    db.session.commit()
    every = closing.parcels_of
    monkeypatch.setattr(closing, "parcels_of", lambda key: [one for one in every(key) if one[2].name in FEW])
    return edition, authors, client_of(person)


def test_a_package_is_ordered_made_and_fetched_by_who_ordered_it(office: Any, db: Any, client_of: Any) -> None:
    edition, authors, browser = office
    assert browser.post(PAGE).status_code == 303
    assert "Chờ đến lượt" in browser.get(PAGE).text
    again = browser.post(PAGE)
    assert (again.status_code, "đang được lập" in again.text) == (422, True)
    (card,) = packages(edition.id)
    assert browser.get(f"{PAGE}/{card.id}/tien-do").json == {"state": "waiting", "done": 0, "total": 1}
    work_all()
    page = browser.get(PAGE).text
    assert "2 tệp" in page
    assert "chưa có hồ sơ nào được đề cử" in page
    given = browser.post(f"{PAGE}/{card.id}/tai")
    with zipfile.ZipFile(io.BytesIO(given.data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS.txt").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert {"bang-tinh/phu-luc-quyet-dinh.xlsx", "bang-tinh/the-ten.xlsx", "muc-luc.xlsx"} == set(files)
    noted = db.session.query(LedgerEvent).filter(LedgerEvent.subject == "package").one()
    assert noted.payload["sha256"] == hashlib.sha256(given.data).hexdigest()
    # It holds what its orderer may have: somebody else of the office makes their own.
    other = make_person("Ban Thư ký")
    grant(other, edition, Role.SECRETARY)
    db.session.commit()
    assert "Chỉ người lập tải được" in client_of(other).get(PAGE).text
    assert "chỉ người ấy tải được" in client_of(other).post(f"{PAGE}/{card.id}/tai", follow_redirects=True).text
    # A name that is put right afterwards overtakes it.
    authors[0].name = "Ngô Thị Ẩn"
    db.session.commit()
    assert "Hãy lập bộ mới" in browser.post(f"{PAGE}/{card.id}/tai", follow_redirects=True).text
    assert browser.post(f"{PAGE}/{card.id}/bo").status_code == 303
    assert packages(edition.id) == []


def test_lists_that_differ_stop_a_package_when_it_is_ordered_and_while_it_waits(office: Any, db: Any) -> None:
    edition, authors, browser = office
    assert browser.post(PAGE).status_code == 303
    authors[0].name = " "
    db.session.commit()
    work_all()
    (card,) = packages(edition.id)
    assert not card.is_there
    assert "Hãy sửa hồ sơ trước" in browser.get(PAGE).text
    stopped = browser.post(PAGE)
    assert (stopped.status_code, "Hãy sửa hồ sơ trước" in stopped.text) == (422, True)


def test_nobody_forgotten_stays_in_a_package_and_none_is_kept_long(office: Any, db: Any) -> None:
    edition, authors, browser = office
    organiser = actor_of(make_person("Cô Mơ"), (Role.ORGANISER, edition))
    paths = []
    for _ in range(2):
        browser.post(PAGE)
        work_all()
        (card,) = packages(edition.id)
        paths.append(package_path(card))
        assert paths[-1].is_file()
        if len(paths) == 1:
            forget_author(organiser, edition.id, authors[2].entry_id, authors[2].id, True)
        else:
            db.session.get_one(ClosingPackage, card.id).asked_at = now() - PACKAGE_KEPT_FOR - timedelta(hours=1)
            db.session.commit()
            assert sweep_packages(OPERATOR) == 1
        assert packages(edition.id) == []
    assert not any(path.exists() for path in paths)
