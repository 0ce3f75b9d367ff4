"""In a blind round a file that may name its author waits for the office, on the judge's page and in the bundle."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.entries import actions as entries
from contest.entries.models import EntryFile
from contest.foundation import jobs
from contest.papers import actions, queries
from tests.editions.makers import text_of
from tests.papers.makers import attach
from tests.scoring.makers import Judging, make_judging, number_of

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHEET = f"/thu-nghiem/cham-diem/preliminary/{number_of(0)}"
LIST = "/thu-nghiem/tep-can-xem"


def judging_of(blind: bool) -> Judging:
    """A round of one entry that has an old Word file."""
    text = text_of("small_technical")
    assert "blind: true" in text
    judging = make_judging(1, text=text if blind else text.replace("blind: true", "blind: false"))
    attach(judging.entries[0], "description", OLD, "Nguyễn Văn A.doc", "application/msword")
    return judging


def left_out(judging: Judging) -> tuple[str, ...]:
    """What a bundle ordered now would not have."""
    bundle = actions.order_bundle(judging.office, judging.edition.id, "preliminary", None, "zip", False)
    jobs.work_all()
    card = queries.bundle_card(bundle)
    assert card is not None
    return card.left_out


def test_judges_have_it_once_the_office_has_looked_and_no_longer_when_that_is_taken_back(
    db: Any, client_of: Any
) -> None:
    judging = judging_of(blind=True)
    judge, office = client_of(judging.judges[0]), client_of(judging.secretary)
    file = db.session.scalars(select(EntryFile)).one()
    bytes_of, clear = f"{SHEET}/tep/{file.id}", f"{LIST}/{judging.entries[0].id}/{file.id}"
    assert "Ban Thư ký chưa xem xong tệp này" in judge.get(SHEET).text
    assert judge.get(bytes_of).status_code == 404
    assert len(left_out(judging)) == 1
    assert "Còn 1 tệp chưa xem" in office.get(LIST).text
    office.post(clear, data={"cleared": "yes"})
    assert "Ban Thư ký chưa xem xong" not in judge.get(SHEET).text
    with judge.get(bytes_of) as answer:
        assert (answer.status_code, answer.data) == (200, OLD)
    assert left_out(judging) == ()
    assert "Đỗ Thị Lan" in office.get(LIST).text
    office.post(clear, data={"cleared": ""})
    assert judge.get(bytes_of).status_code == 404


def test_a_file_handed_in_anew_waits_again(db: Any) -> None:
    judging = judging_of(blind=True)
    entry, file_id = judging.entries[0].id, db.session.scalar(select(EntryFile.id))
    entries.clear_file(judging.office, judging.edition.id, entry, file_id, True)
    attach(judging.entries[0], "description", OLD + b"x", "ban moi.doc", "application/msword")
    assert len(left_out(judging)) == 1


@pytest.mark.parametrize(("blind", "status"), [(True, 404), (False, 200)])
def test_a_round_that_is_not_blind_gives_files_as_they_are(db: Any, client_of: Any, blind: bool, status: int) -> None:
    judging = judging_of(blind)
    file_id = db.session.scalar(select(EntryFile.id))
    with client_of(judging.judges[0]).get(f"{SHEET}/tep/{file_id}") as answer:
        assert answer.status_code == status
