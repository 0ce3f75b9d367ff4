"""Letters leave when their rule says so, by real SMTP, once; what the post said is known and shown."""

import email
import logging
from dataclasses import replace
from datetime import timedelta
from email import policy

import pytest
from sqlalchemy import select, update

from contest.foundation import jobs
from contest.foundation import post as house_post
from contest.foundation.action import transaction
from contest.foundation.clock import now
from contest.foundation.jobs import Job, work_all
from contest.foundation.mail import Letter, LetterRule, Recipient, let_leave, link, post, write_letter
from contest.foundation.post import MOST_TRIES
from contest.foundation.refusal import Refusal
from tests.editions.makers import make_edition
from tests.foundation.post_office import open_office

TOLD = {"hội thi": "Hội thi A", "mã số": "KT-001", "tên hồ sơ": "Máy gặt", "lý do": "Quá tuổi"}


@pytest.fixture
def office(app, db, monkeypatch):
    with open_office() as office:
        monkeypatch.setitem(app.config, "CONTEST", replace(app.config["CONTEST"], mail_url=office.url))
        yield office


def written(event="entry.withdrawn", to=None, **more):
    edition = make_edition()
    with transaction():
        post(event, edition.id, to or Recipient(email="an@example.org"), TOLD, **more)
    return edition


def the_letter(db):
    db.session.expire_all()
    return db.session.scalars(select(Letter)).one()


def hurry(db):
    """Make what waits for later due now."""
    db.session.execute(update(Job).where(Job.state == "waiting").values(run_at=now() - timedelta(seconds=1)))


def test_a_letter_arrives_as_it_was_written(db, office):
    written()
    assert work_all() == 1
    (content,) = office.letters
    arrived = email.message_from_bytes(content, policy=policy.default)
    letter = the_letter(db)
    assert (letter.state, letter.fault) == ("sent", "")
    assert arrived["subject"] == "Hồ sơ KT-001 đã rút"
    assert arrived["to"] == "an@example.org"
    assert (
        arrived.get_content().replace("\r\n", "\n")
        == "Hồ sơ KT-001 “Máy gặt” của Hội thi A đã được rút.\nLý do: Quá tuổi\n"
    )
    assert content.isascii()


def test_a_letter_sent_is_not_sent_again(db, office):
    written()
    with transaction():
        jobs.later("mail.send", letter_id=the_letter(db).id)
    assert work_all() == 2
    assert len(office.letters) == 1


def test_what_has_to_be_looked_at_waits(db, office):
    edition = make_edition()
    db.session.add(LetterRule(edition_id=edition.id, event="entry.withdrawn", mode="ask"))
    with transaction():
        post("entry.withdrawn", edition.id, Recipient(email="an@example.org"), TOLD)
    assert work_all() == 0
    assert (the_letter(db).state, office.letters) == ("waiting", [])
    with transaction():
        let_leave(the_letter(db))
    assert work_all() == 1
    assert the_letter(db).state == "sent"


def test_an_event_that_is_not_written_about_leaves_no_letter(db, office):
    edition = make_edition()
    db.session.add(LetterRule(edition_id=edition.id, event="entry.withdrawn", mode="off"))
    assert not post("entry.withdrawn", edition.id, Recipient(email="an@example.org"), TOLD)
    assert db.session.scalars(select(Letter)).all() == []


def test_own_words_take_the_place_of_the_houses(db, office):
    edition = make_edition()
    rule = LetterRule(edition_id=edition.id, event="entry.withdrawn", subject="{Mã số} rút", text="Tiếc {TEN HO SO}.")
    db.session.add(rule)
    with transaction():
        post("entry.withdrawn", edition.id, Recipient(email="an@example.org"), TOLD)
    letter = the_letter(db)
    assert (letter.subject, letter.text) == ("KT-001 rút", "Tiếc Máy gặt.\n")


def test_the_same_occasion_is_written_about_once(db, office):
    edition = written(once="nhac:17")
    assert not post("entry.withdrawn", edition.id, Recipient(email="an@example.org"), TOLD, once="nhac:17")
    assert the_letter(db).once_key == "nhac:17"


def test_who_has_no_address_gets_a_text_to_be_copied(db, office):
    written(to=Recipient(phone="0912345678"))
    assert work_all() == 0
    letter = the_letter(db)
    assert (letter.channel, letter.state, letter.to_phone) == ("text", "to_copy", "0912345678")


def test_who_has_neither_gets_none(db, office):
    written(to=Recipient("Nguyễn Văn Bình"))
    assert db.session.scalars(select(Letter)).all() == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"MAIL": "451 later"}, "người gửi (mã 451)"),
        ({"RCPT": "450 busy"}, "người nhận (mã 450)"),
        ({"DATA": "452 full"}, "nội dung thư (mã 452)"),
        ({"END": "451 later"}, "nội dung thư (mã 451)"),
        ({"RCPT": ""}, "cắt kết nối"),
        ({"EHLO": "", "HELO": ""}, "Không nối được"),
    ],
)
def test_a_letter_not_taken_now_is_tried_again_later(db, office, answers, words):
    office.answers = answers
    written()
    work_all()
    letter = the_letter(db)
    assert (letter.state, letter.tries) == ("queued", 1)
    assert words in letter.fault
    waits = db.session.scalar(select(Job.run_at).where(Job.state == "waiting")) - now()
    assert timedelta(seconds=20) < waits < timedelta(seconds=31)
    office.answers = {}
    hurry(db)
    work_all()
    assert (the_letter(db).state, the_letter(db).fault) == ("sent", "")


def test_each_wait_is_twice_the_one_before_and_there_is_a_last_try(db, office):
    office.answers = {"RCPT": "450 busy"}
    written()
    waits = []
    for _ in range(MOST_TRIES):
        hurry(db)
        work_all()
        run_at = db.session.scalar(select(Job.run_at).where(Job.state == "waiting"))
        waits.append((run_at - now()).total_seconds() if run_at else 0)
    assert [round(wait / 30) for wait in waits] == [1, 2, 4, 8, 16, 32, 64, 0]
    assert (the_letter(db).state, the_letter(db).tries) == ("failed", MOST_TRIES)


def test_an_address_refused_for_good_is_not_tried_again(db, office):
    office.answers = {"RCPT": "550 nobody here"}
    written()
    work_all()
    assert the_letter(db).state == "failed"
    assert db.session.scalars(select(Job.state).where(Job.state == "waiting")).all() == []


def test_a_line_that_breaks_while_the_post_answers_leaves_a_doubt_and_no_second_letter(db, office):
    office.answers = {"END": ""}
    written()
    work_all()
    letter = the_letter(db)
    assert (letter.state, len(office.letters)) == ("unsure", 1)
    assert "không rõ" in letter.fault
    hurry(db)
    work_all()
    assert len(office.letters) == 1


def test_a_worker_killed_over_a_letter_leaves_a_doubt_and_no_second_letter(db, office):
    written()
    db.session.execute(update(Letter).values(state="sending"))
    work_all()
    assert (the_letter(db).state, office.letters) == ("unsure", [])


def test_a_second_worker_with_the_same_letter_sends_nothing(db, office, monkeypatch):
    written()
    begin = house_post._begin

    def other_was_faster(letter_id):
        begin(letter_id)
        return begin(letter_id)

    monkeypatch.setattr(house_post, "_begin", other_was_faster)
    work_all()
    assert (the_letter(db).state, office.letters) == ("sending", [])


def test_sent_again_by_a_person_it_is_the_same_letter(db, office):
    office.answers = {"END": ""}
    written()
    work_all()
    office.answers = {}
    with transaction():
        let_leave(the_letter(db))
    work_all()
    first, second = (email.message_from_bytes(each)["message-id"] for each in office.letters)
    assert first == second
    assert the_letter(db).state == "sent"


def test_no_log_and_no_job_tells_to_whom_or_what_was_written(db, office, caplog):
    office.answers = {"RCPT": "550 an@example.org unknown"}
    with caplog.at_level(logging.DEBUG, "contest"):
        written()
        work_all()
    kept = caplog.text + " ".join(str(row) for row in db.session.execute(select(Job.arguments, Job.last_words)))
    assert "was not taken" in caplog.text
    assert "an@example.org" not in kept
    assert "Máy gặt" not in kept
    assert "an@example.org" not in the_letter(db).fault


def test_a_secret_letter_is_emptied_once_it_is_sent(db, office):
    with transaction():
        write_letter("an@example.org", "Đặt lại mật khẩu", "https://hoithi.vn/dat-lai/abc\n", "people.reset")
    assert the_letter(db).is_secret
    work_all()
    assert b"dat-lai/abc" in office.letters[0]
    assert (the_letter(db).state, the_letter(db).text) == ("sent", "")


def test_while_rehearsing_nothing_leaves_not_even_later(app, db, office, monkeypatch):
    told = app.config["CONTEST"]
    monkeypatch.setitem(app.config, "CONTEST", replace(told, rehearsal=True))
    written()
    assert the_letter(db).state == "rehearsal"
    monkeypatch.setitem(app.config, "CONTEST", told)
    work_all()
    assert office.letters == []


def test_work_long_done_is_forgotten_and_new_work_is_not(db):
    with transaction():
        for state, days in (("done", 8), ("done", 6), ("failed", 91), ("failed", 89), ("waiting", 100)):
            db.session.add(
                Job(
                    name="test.x",
                    arguments={},
                    state=state,
                    run_at=now() - timedelta(days=days),
                    unique_key=f"{state}{days}",
                )
            )
        jobs.prune()
    assert set(db.session.scalars(select(Job.unique_key))) == {"done6", "failed89", "waiting100"}


def test_periodic_work_is_planned_once_in_its_period(db, monkeypatch):
    monkeypatch.setattr(jobs, "_PERIODS", {"test.tick": timedelta(hours=1)})
    jobs.plan_periodic()
    jobs.plan_periodic()
    assert len(db.session.scalars(select(Job.id).where(Job.name == "test.tick")).all()) == 1


def test_a_job_writes_no_letter_with_a_link_to_nowhere(db, office, app, monkeypatch):
    with pytest.raises(Refusal):
        link("editions.public", slug="thu-nghiem")
    told = replace(app.config["CONTEST"], public_url="https://hoithi.vn")
    monkeypatch.setitem(app.config, "CONTEST", told)
    assert link("editions.public", slug="thu-nghiem") == "https://hoithi.vn/thu-nghiem/"
