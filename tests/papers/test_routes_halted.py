"""Who takes back the consent to the judging is obeyed at once, by everything that judges; scores wait, uncounted."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.models import Edition
from contest.entries import actions as entries
from contest.entries.models import Consent, Entry, EntryAuthor, EntryStep
from contest.foundation import jobs
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.home.queries import public_status
from contest.papers import actions, queries
from contest.papers.jobs.dossiers import contents
from contest.ranking.actions import run_ranking
from contest.ranking.queries import placings
from contest.scoring.actions import close_round
from contest.scoring.models import ScoreSheet
from contest.screening.actions import decide
from tests.editions.makers import text_of
from tests.scoring.makers import Judging, make_judging, number_of, score

CONSENTS = "consents: [judging, publish_name]\n"


@pytest.fixture
def judging(db: Any) -> Judging:
    """An open blind round of two entries, whose authors have agreed to be judged."""
    made = make_judging(2, text=CONSENTS + text_of("small_technical"))
    for entry in made.entries:
        author = EntryAuthor(entry_id=entry.id, position=1, name="Ngô Bảo")
        db.session.add(author)
        db.session.flush()
        given = {"author_id": author.id, "purpose": "judging", "given_by": "self"}
        db.session.add(Consent(**given, given_at=made.round.made_at))
        entry.email = "gia-dinh@example.org"
    db.session.commit()
    return made


def author_of(db: Any, entry: Entry) -> int:
    """The key of the entry's author."""
    return int(db.session.scalar(select(EntryAuthor.id).where(EntryAuthor.entry_id == entry.id)))


def take_back(judging: Judging, db: Any, entry: Entry) -> None:
    """The office puts on record that the author takes the consent back."""
    entries.withdraw_consent(
        judging.office, judging.edition.id, entry.id, author_of(db, entry), "judging", "self", "Gia đình gọi điện"
    )


def give_again(judging: Judging, db: Any, entry: Entry) -> None:
    """A signed paper says that the author agrees again."""
    entries.record_paper(
        judging.office,
        judging.edition.id,
        entry.id,
        author_of(db, entry),
        {("judging", "self"), ("publish_name", "self")},
        "Giấy ngày 1/9, cặp số 2",
    )


def test_judges_no_longer_see_it_and_see_it_again_when_it_is_given_again(
    judging: Judging, db: Any, client_of: Any
) -> None:
    first, judge = judging.entries[0], client_of(judging.judges[0])
    score(judging, 0, 0)
    tasks, sheet = "/thu-nghiem/cham-diem", f"/thu-nghiem/cham-diem/preliminary/{number_of(0)}"
    assert first.title in judge.get(tasks).text
    take_back(judging, db, first)
    assert first.title not in judge.get(tasks).text
    assert judge.get(sheet).status_code == 404
    assert first.title not in judge.get("/thu-nghiem/xung-dot-cua-toi").text
    with pytest.raises(Refusal):
        score(judging, 1, 0)
    give_again(judging, db, first)
    assert (first.status, first.halted_from) == ("eligible", "")
    assert judge.get(sheet).status_code == 200
    kept = db.session.scalars(select(ScoreSheet).where(ScoreSheet.entry_id == first.id)).all()
    assert [one.state for one in kept] == ["submitted"]
    score(judging, 1, 0)


def test_the_office_is_told_what_to_do_and_the_entrant_gets_a_letter(judging: Judging, db: Any, client_of: Any) -> None:
    office, entry = client_of(judging.secretary), judging.entries[0]
    take_back(judging, db, entry)
    board = office.get("/thu-nghiem/ban-lam-viec").text
    assert "1 hồ sơ tạm dừng chấm vì có người đã rút đồng ý chấm thi" in board
    assert "KT-001" in office.get("/thu-nghiem/dong-y?muc=judging&rut=1").text
    record = office.get(f"/thu-nghiem/danh-muc/{entry.id}").text
    assert "Tạm dừng chấm" in record
    assert "phiếu đã chấm được giữ và không tính" in record
    assert "tạm dừng chấm" in office.get(f"/thu-nghiem/ho-so/{entry.id}/dong-y").text
    give_again(judging, db, entry)
    told = db.session.scalars(select(Letter.event).where(Letter.about == f"entry:{entry.id}").order_by(Letter.id)).all()
    assert told == ["entry.halted", "entry.resumed"]
    steps = db.session.scalars(select(EntryStep.status).where(EntryStep.entry_id == entry.id)).all()
    assert [step for step in steps if step in ("halted", "resumed")] == ["halted", "resumed"]
    assert "tạm dừng chấm vì" not in office.get("/thu-nghiem/ban-lam-viec").text


def test_scores_are_kept_and_not_counted_until_it_goes_on(judging: Judging, db: Any) -> None:
    first = judging.entries[0]
    for judge in range(3):
        for entry in range(2):
            score(judging, judge, entry)
    take_back(judging, db, first)
    assert public_status(judging.edition.id)[first.id] == "halted"
    assert close_round(judging.organiser, judging.edition.id, "preliminary").entries == 1
    rows = {row.entry_id: row for row in placings(run_ranking(judging.organiser, judging.edition.id, "preliminary").id)}
    assert (rows[first.id].rank, rows[first.id].status) == (None, "halted")
    give_again(judging, db, first)
    rows = {row.entry_id: row for row in placings(run_ranking(judging.organiser, judging.edition.id, "preliminary").id)}
    assert (rows[first.id].status, rows[first.id].sheets) == ("ranked", 3)


def test_it_is_in_no_bundle_and_a_bundle_that_has_it_is_not_given_away(
    judging: Judging, db: Any, client_of: Any
) -> None:
    office, edition = client_of(judging.secretary), judging.edition.id
    order = {"round_key": "preliminary", "council": "", "kind": "zip"}
    here = "/thu-nghiem/van-ban/ho-so-cham"
    office.post(here, data=order)
    jobs.work_all()
    (card,) = queries.bundles(edition)
    link = office.post(f"{here}/{card.id}/tai").location
    take_back(judging, db, judging.entries[0])
    assert "Cần lập lại" in office.get(here).text
    for answer in (office.post(f"{here}/{card.id}/tai"), office.get(link)):
        assert answer.status_code == 409
        assert "Hãy bỏ bộ này rồi lập lại" in answer.text
    anew = actions.order_bundle(judging.office, edition, "preliminary", None, "zip", False)
    card = queries.bundle_card(anew)
    assert card is not None
    assert (card.entries, [one.name for one in contents(card).dossiers]) == (1, [number_of(1)])


def test_it_is_neither_decided_on_nor_edited_meanwhile_but_may_be_withdrawn(judging: Judging, db: Any) -> None:
    entry = judging.entries[0]
    take_back(judging, db, entry)
    with pytest.raises(Refusal) as refused:
        decide(judging.office, judging.edition.id, entry.id, "ineligible", "Trùng")
    assert [reason.code for reason in refused.value.reasons] == ["entry_halted"]
    entries.withdraw_entry(judging.office, judging.edition.id, entry.id, "Gia đình không đồng ý nữa")
    give_again(judging, db, entry)
    assert entry.status == "withdrawn"


@pytest.mark.parametrize(("stage", "status"), [("deliberation", "halted"), ("decided", "eligible")])
def test_once_the_prizes_are_decided_the_judging_is_over(judging: Judging, db: Any, stage: str, status: str) -> None:
    db.session.get(Edition, judging.edition.id).stage = stage
    take_back(judging, db, judging.entries[0])
    assert judging.entries[0].status == status


def test_one_who_was_forgotten_has_no_say_left(judging: Judging, db: Any) -> None:
    entry = judging.entries[0]
    entries.forget_author(judging.organiser, judging.edition.id, entry.id, author_of(db, entry), sure=True)
    assert entry.status == "eligible"
