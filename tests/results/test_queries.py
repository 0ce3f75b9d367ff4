"""A sealed result taken away proves itself on another machine, and says so when a single byte is another."""

import io
import zipfile
from typing import Any

from sqlalchemy import select

from contest.editions.models import Edition
from contest.editions.queries import regulation_text
from contest.prizes.actions import confirm_awards, move_award, reopen_awards
from contest.prizes.models import Award
from contest.ranking.models import Placing
from contest.results.actions import seal_results
from contest.results.models import Seal
from contest.results.queries import package, sealed_result
from contest.results.rules import checking
from contest.scoring.models import ScoreSheet
from tests.results.makers import make_decided


def sealed_package(**parts: Any) -> tuple[Edition, bytes]:
    edition, _, organiser, _ = make_decided(**parts)
    seal_results(organiser, edition.id)
    sealed = sealed_result(edition.id)
    assert sealed is not None
    return edition, package(edition.id, sealed)


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_package_of_an_edition_checks_itself_and_the_seal_says_so(db: Any) -> None:
    edition, content = sealed_package(points=["90", "84", "84", "80.5", "66"])
    files = files_of(content)
    assert checking.check(files) == ([], [])
    assert set(files) == {
        "ket-qua.json", "ma-niem-phong.txt", "diem/final.json", "the-le.yaml", "doc-truoc.txt",
        "cach-tinh.json", "kiem-tra.py", "kiem-tra-day-du.py",
    }  # fmt: skip
    assert files["the-le.yaml"].decode() == regulation_text(edition.id)
    assert db.session.scalars(select(Seal.faults)).one() == []
    for name, whole in files.items():
        assert checking.check(files | {name: whole[:-1] + bytes([whole[-1] ^ 1])})[0], name


def test_the_same_version_is_the_same_package_and_names_nobody(db: Any) -> None:
    edition, content = sealed_package()
    sealed = sealed_result(edition.id, 1)
    assert sealed is not None
    assert package(edition.id, sealed) == content
    assert sealed_result(edition.id, 2) is None
    everything = b"".join(files_of(content).values()).decode()
    assert ("Lê Thị Thử" in everything, "Trần Văn Chấm" in everything, '"judge"' in everything) == (False, False, False)


def test_the_package_stays_as_it_was_sealed_whatever_is_changed_afterwards(db: Any) -> None:
    edition, content = sealed_package()
    placing = db.session.query(Placing).order_by(Placing.id).first()
    placing.derivation = placing.derivation | {"needed": 9}
    db.session.query(ScoreSheet).first().total = 1
    db.session.flush()
    sealed = sealed_result(edition.id)
    assert sealed is not None
    assert package(edition.id, sealed) == content


def test_a_prize_that_does_not_follow_is_sealed_with_what_the_program_found(client_of: Any, db: Any) -> None:
    edition, entries, organiser, person = make_decided()
    award = db.session.scalars(select(Award).where(Award.entry_id == entries[0].id)).one()
    award.amount_vnd = 1
    db.session.commit()
    seal_results(organiser, edition.id)
    assert db.session.scalars(select(Seal.faults)).one() == ["Giải Nhất, hồ sơ KT-001: tiền thưởng không đúng thể lệ."]
    page = client_of(person).get("/thu-nghiem/cong-bo").text
    assert "Tính lại độc lập không khớp" in page
    assert "tiền thưởng không đúng thể lệ" in page


def test_what_organisers_wrote_of_a_child_is_not_sealed(db: Any) -> None:
    edition, entries, organiser, _ = make_decided(stage="deliberation")
    reopen_awards(organiser, edition.id, "Có kiến nghị")
    move_award(organiser, edition.id, entries[1].id, "third", "Em Lê Thị Thử 2 tự làm một phần")
    confirm_awards(organiser, edition.id)
    seal_results(organiser, edition.id)
    sealed = sealed_result(edition.id)
    assert sealed is not None
    assert "tự làm một phần" in str(sealed.document)
    assert "Lê Thị Thử" not in str(sealed.document)
    assert checking.check(files_of(package(edition.id, sealed)))[0] == []
