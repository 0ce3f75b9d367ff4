"""The proposed result is posted before the decision, and what the public says to it is the office's alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.foundation.access import ANONYMOUS, Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import today
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.home.actions import advance
from contest.letters.actions import announce_posting
from contest.prizes.actions import confirm_awards, move_award, reopen_awards
from contest.results import actions, queries
from contest.results.models import Posting, PostingRemark
from tests.people.makers import actor_of, grant, make_person
from tests.results.makers import make_decided

SAID = "Đơn vị của giải Nhất ghi chưa đúng"


@pytest.fixture
def posted(db):
    edition, entries, organiser, person = make_decided(stage="deliberation")
    actions.post_results(organiser, edition.id)
    db.session.commit()
    return edition, entries, organiser, person


def codes(refused):
    return [reason.code for reason in refused.value.reasons]


def days_pass(db, edition, days):
    for posting in db.session.scalars(select(Posting).where(Posting.edition_id == edition.id)):
        posting.ends_on -= timedelta(days=days)
    db.session.commit()


def test_a_posted_list_stands_for_the_regulations_days_and_is_public(app, posted):
    edition = posted[0]
    card = queries.standing_posting(edition.id)
    assert (card.number, card.days, card.ends_on) == (1, 15, today() + timedelta(days=15))
    page = app.test_client().get(f"/{edition.slug}/niem-yet").text
    assert "3 giải dự kiến" in page
    assert "Nêu ý kiến" in page
    assert app.test_client().get(f"/{edition.slug}/ket-qua").status_code == 404


def test_the_decision_waits_for_the_last_day_or_takes_a_reason_on_record(db, posted):
    edition, _, organiser, _ = posted
    with pytest.raises(Refusal) as refused:
        advance(organiser, edition.id, "decided")
    assert codes(refused) == ["posting_not_over"]
    days_pass(db, edition, 15)
    with pytest.raises(Refusal):
        advance(organiser, edition.id, "decided")
    days_pass(db, edition, 1)
    assert advance(organiser, edition.id, "decided").stage == "decided"


def test_without_a_posting_the_decision_needs_a_reason(db):
    edition, _, organiser, _ = make_decided(stage="deliberation")
    with pytest.raises(Refusal) as refused:
        advance(organiser, edition.id, "decided")
    assert codes(refused) == ["posting_missing"]
    assert advance(organiser, edition.id, "decided", "Theo văn bản số 12").stage == "decided"


def test_prizes_changed_after_the_posting_are_posted_again_from_the_first_day(db, posted):
    edition, entries, organiser, _ = posted
    days_pass(db, edition, 20)
    with pytest.raises(Refusal) as refused:
        actions.post_results(organiser, edition.id)
    assert codes(refused) == ["posting_same"]
    reopen_awards(organiser, edition.id, "Có ý kiến")
    move_award(organiser, edition.id, entries[1].id, "third", "Theo kết luận")
    confirm_awards(organiser, edition.id)
    with pytest.raises(Refusal) as refused:
        advance(organiser, edition.id, "decided")
    assert codes(refused) == ["posting_outdated"]
    again = actions.post_results(organiser, edition.id)
    assert (again.number, again.ends_on) == (2, today() + timedelta(days=15))
    assert [card.removed_at is None for card in queries.postings(edition.id)] == [True, False]


def test_a_remark_is_read_by_the_office_alone_and_settled_with_words(app, db, posted, client_of):
    edition, entries, organiser, person = posted
    stranger, address = app.test_client(), f"/{edition.slug}/niem-yet"
    sent = {"entry": str(entries[0].id), "text": SAID, "sender": "Người gửi", "contact": "0900 000 001"}
    assert stranger.post(address, data=sent).status_code == 303
    stranger.post(address, data=sent)
    assert SAID not in stranger.get(address).text
    [row] = queries.remarks(edition.id)
    assert (row.text, row.contact, entries[0].code in row.entry) == (SAID, "0900 000 001", True)
    with pytest.raises(Refusal) as refused:
        advance(organiser, edition.id, "decided")
    assert codes(refused) == ["posting_not_over", "posting_remarks_open"]
    grant(observer := make_person("Người giám sát"), edition, Role.OBSERVER)
    desk = f"/{edition.slug}/quan-ly/niem-yet"
    assert client_of(observer).get(desk).status_code == 403
    assert SAID in client_of(person).get(desk).text
    wrong = client_of(person).post(f"{desk}/y-kien/{row.id}", data={f"r{row.id}-conclusion": " "})
    assert (wrong.status_code, "chưa được điền" in wrong.text) == (422, True)
    client_of(person).post(f"{desk}/y-kien/{row.id}", data={f"r{row.id}-conclusion": "Đã sửa tên đơn vị"})
    assert queries.remarks(edition.id)[0].conclusion == "Đã sửa tên đơn vị"
    assert queries.waiting_remarks(edition.id) == 0


def test_what_is_typed_stays_when_a_remark_is_refused(app, posted):
    edition = posted[0]
    answer = app.test_client().post(f"/{edition.slug}/niem-yet", data={"entry": "0", "text": "ngắn", "contact": "0900"})
    assert answer.status_code == 422
    assert "ít nhất 10 ký tự" in answer.text
    assert 'value="0900"' in answer.text


def test_one_network_cannot_fill_the_desk_with_remarks(app, posted):
    edition = posted[0]
    answers = [
        app.test_client().post(f"/{edition.slug}/niem-yet", data={"text": f"{SAID} lần {number}"})
        for number in range(11)
    ]
    assert [answer.status_code for answer in answers] == [303] * 10 + [422]
    assert "thử quá nhiều lần" in answers[-1].text
    assert f"{SAID} lần 10" in answers[-1].text
    assert queries.waiting_remarks(edition.id) == 10


def test_remarks_leave_no_trace_of_their_senders_in_the_history(db, posted):
    edition, entries, _, _ = posted
    actions.send_remark(ANONYMOUS, edition.id, SAID, entries[0].id, "Người gửi kín", "0900 000 009")
    db.session.commit()
    lines = "".join(str(line.changes) for line in db.session.scalars(select(AuditLine)))
    assert not any(each in lines for each in ("Người gửi kín", "0900 000 009", SAID))
    assert actions.erase_remark_contacts(actor_of(make_person("Ban"), (Role.ORGANISER, edition)), edition.id) == 1
    [kept] = db.session.scalars(select(PostingRemark))
    assert (kept.text, kept.sender, kept.contact) == (SAID, "", "")


def test_a_list_is_taken_down_with_a_reason(app, db, posted):
    edition, _, organiser, _ = posted
    with pytest.raises(Refusal) as refused:
        actions.unpost_results(organiser, edition.id, " ")
    assert codes(refused) == ["posting_reason_missing"]
    actions.unpost_results(organiser, edition.id, "Nhầm danh sách")
    assert "Chưa có danh sách nào" in app.test_client().get(f"/{edition.slug}/niem-yet").text
    with pytest.raises(Refusal) as refused:
        actions.send_remark(ANONYMOUS, edition.id, SAID)
    assert codes(refused) == ["posting_none"]


def test_those_on_the_list_are_written_to_once(db, posted):
    edition, entries, organiser, _ = posted
    for entry in entries:
        entry.email = f"{entry.code.lower()}@example.org"
    db.session.commit()
    assert announce_posting(organiser, edition.id) == 3
    assert announce_posting(organiser, edition.id) == 0
    about = db.session.scalars(select(Letter.about).where(Letter.event == "results.posted")).all()
    assert sorted(about) == sorted(f"entry:{entry.id}" for entry in entries)


def test_what_was_posted_is_not_called_undecided_once_the_result_is_public(posted, app):
    edition, _, organiser, _ = posted
    read = app.test_client().get
    assert "chưa phải quyết định trao giải" in read(f"/{edition.slug}/niem-yet").text
    edition.stage = "decided"
    actions.seal_results(organiser, edition.id)
    actions.publish_results(organiser, edition.id)
    edition.stage = "published"
    page = read(f"/{edition.slug}/niem-yet").text
    assert ("chưa phải quyết định" in page, "Kết quả chính thức đã công bố" in page) == (False, True)
