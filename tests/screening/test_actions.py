"""Decisions on eligibility: by one, by many, from a file; each stays on record and is told to the entrant."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text

from contest.entries.models import Entry, EntryAuthor, EntryStep, SupplementItem
from contest.entries.queries import eligible_ids, held
from contest.entries.rules import AuthorFacts, EntryFacts, Standing
from contest.foundation.access import Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.screening import actions, queries, reports
from contest.screening.models import ScreeningDecision
from contest.screening.rules import checks
from tests.editions.makers import make_edition, regulation
from tests.entries.makers import make_entry, workbook
from tests.people.makers import actor_of, grant, make_person


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest whose dossiers are being looked at."""
    return make_edition(stage="screening")


@pytest.fixture
def ada(edition: Any) -> Any:
    """Somebody of the secretariat."""
    return actor_of(make_person("Phạm Thị Ái"), (Role.SECRETARY, edition))


def codes_of(refusal: pytest.ExceptionInfo[Refusal]) -> set[tuple[str, str]]:
    return {(reason.code, reason.where) for reason in refusal.value.reasons}


def test_an_eligible_entry_is_told_so_and_goes_into_the_ledger(edition: Any, ada: Any, db: Any) -> None:
    entry = make_entry(edition, email="binh@example.org")
    actions.decide(ada, edition.id, entry.id, "eligible")
    assert (entry.status, eligible_ids(edition.id)) == ("eligible", [entry.id])
    assert db.session.scalar(select(Letter.subject)) == "Hồ sơ KT-001 hợp lệ"
    event = db.session.scalar(select(LedgerEvent).where(LedgerEvent.kind == "screening.decided"))
    assert event.payload == {"decisions": [{"code": "KT-001", "verdict": "eligible", "reason": ""}]}


def test_turning_down_needs_a_reason(edition: Any, ada: Any) -> None:
    entry = make_entry(edition)
    with pytest.raises(Refusal) as refusal:
        actions.decide(ada, edition.id, entry.id, "ineligible", "  ")
    assert codes_of(refusal) == {("screening_reason_missing", "reason")}
    assert entry.status == "submitted"


def test_a_supplement_needs_what_and_by_when(edition: Any, ada: Any, db: Any) -> None:
    entry = make_entry(edition)
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.decide(ada, edition.id, entry.id, "needs_supplement")
    assert codes_of(refusal) == {("screening_what_missing", "reason"), ("screening_day_missing", "supplement_by")}
    with pytest.raises(Refusal) as refusal:
        actions.decide(ada, edition.id, entry.id, "needs_supplement", "Bản mô tả", date(2020, 1, 1))
    assert codes_of(refusal) == {("screening_day_past", "supplement_by")}
    actions.decide(ada, edition.id, entry.id, "needs_supplement", "Bản mô tả", date(2099, 1, 1))
    assert (entry.status, entry.status_reason, entry.supplement_by) == (
        "needs_supplement",
        "Bản mô tả",
        date(2099, 1, 1),
    )


def test_a_decision_sent_again_because_no_answer_came_is_the_one_there_is(edition: Any, ada: Any, db: Any) -> None:
    entry = make_entry(edition, email="binh@example.org")
    by, words = date(2099, 1, 1), "Bản mô tả"
    for _ in range(2):
        actions.decide(ada, edition.id, entry.id, "needs_supplement", words, by)
    assert [len(db.session.scalars(select(row)).all()) for row in (ScreeningDecision, Letter)] == [1, 1]
    # Somebody else, other words, or something that came meanwhile: that is another decision.
    other = actor_of(make_person("Lê Thị Mai"), (Role.SECRETARY, edition))
    actions.decide(other, edition.id, entry.id, "needs_supplement", words, by)
    actions.decide(other, edition.id, entry.id, "needs_supplement", "Ảnh", by)
    item = db.session.scalars(select(SupplementItem).order_by(SupplementItem.id)).all()[-1]
    item.answered_at, item.state = now(), "answered"
    actions.decide(other, edition.id, entry.id, "needs_supplement", "Ảnh", by)
    assert len(db.session.scalars(select(ScreeningDecision)).all()) == 4


def test_a_decision_is_undone_by_another_and_both_stay(edition: Any, ada: Any, db: Any) -> None:
    entry = make_entry(edition)
    actions.decide(ada, edition.id, entry.id, "ineligible", "Ngoài lĩnh vực")
    actions.decide(ada, edition.id, entry.id, "eligible")
    assert (entry.status, entry.status_reason) == ("eligible", "")
    assert [one.verdict for one in queries.decisions(entry.id)] == ["eligible", "ineligible"]
    steps = db.session.scalars(select(EntryStep.status).order_by(EntryStep.id)).all()
    assert steps == ["ineligible", "eligible"]


def test_nobody_decides_on_a_draft_or_after_the_end(edition: Any, ada: Any, db: Any) -> None:
    draft, entry = make_entry(edition, None, status="draft"), make_entry(edition)
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.decide(ada, edition.id, draft.id, "eligible")
    assert codes_of(refusal) == {("screening_not_submitted", "")}
    edition.stage = "published"
    with pytest.raises(Refusal) as refusal:
        actions.decide(ada, edition.id, entry.id, "eligible")
    assert codes_of(refusal) == {("screening_over", "")}


def test_all_that_wait_are_accepted_at_once_and_only_they(edition: Any, ada: Any, db: Any) -> None:
    for place, status in enumerate(("submitted", "received", "ineligible", "needs_supplement", "withdrawn"), 1):
        make_entry(edition, f"KT-{place:03}", status=status)
    assert actions.accept_all(ada, edition.id) == 2
    assert actions.accept_all(ada, edition.id) == 0
    assert queries.group_counts(edition.id) == {"waiting": 0, "needs_supplement": 1, "eligible": 2, "ineligible": 1}
    events = db.session.scalars(select(LedgerEvent)).all()
    assert [len(event.payload["decisions"]) for event in events] == [2]


def test_of_a_deed_on_many_the_audit_tells_each_change_and_timelines_tell_the_step(
    edition: Any, ada: Any, db: Any
) -> None:
    entries = [make_entry(edition, f"KT-{place:03}") for place in (1, 2)]
    before = entries[0].version
    actions.accept_all(ada, edition.id)
    line = db.session.scalars(select(AuditLine).where(AuditLine.deed == "screening.many.accept_all")).one()
    changes = [change for change in line.changes if change[0] == "entry" and change[3] == "submitted"]
    assert changes == [["entry", entry.id, "status", "submitted", "eligible"] for entry in entries]
    steps = db.session.execute(select(EntryStep.entry_id, EntryStep.by_name).where(EntryStep.status == "eligible"))
    assert sorted(tuple(step) for step in steps) == [(entry.id, "Phạm Thị Ái") for entry in entries]
    db.session.expire_all()
    assert [(entry.status, entry.version) for entry in entries] == [("eligible", before + 1)] * 2


def test_an_entry_changed_since_it_was_read_is_not_written_over(edition: Any, ada: Any, db: Any) -> None:
    entry = make_entry(edition)
    db.session.commit()
    assert db.session.get(Entry, entry.id).status == "submitted"
    db.session.execute(text("UPDATE entry SET version = version + 1, title = 'Bản mới'"))
    with pytest.raises(Refusal) as refusal:
        actions.decide(ada, edition.id, entry.id, "eligible")
    assert codes_of(refusal) == {("changed_meanwhile", "")}
    assert db.session.get(Entry, entry.id).status == "submitted"


def test_an_observer_decides_nothing(edition: Any) -> None:
    entry = make_entry(edition)
    observer = actor_of(make_person(), (Role.OBSERVER, edition))
    with pytest.raises(Refusal):
        actions.decide(observer, edition.id, entry.id, "eligible")


HEAD = ("Mã số", "Kết luận", "Lý do", "Hạn bổ sung")


def take(actor: Any, edition: Any, *rows: tuple[Any, ...]) -> Any:
    return actions.import_decisions(actor, edition.id, actions.read_decisions(workbook(HEAD, *rows)).rows)


def test_a_file_of_decisions_is_taken_in_and_twice_changes_nothing(edition: Any, ada: Any, db: Any) -> None:
    for place in (1, 2, 3):
        make_entry(edition, f"KT-{place:03}")
    rows = (
        ("KT-001", "Hợp lệ", None, None),
        ("KT-002", "KHÔNG HỢP LỆ", "Ngoài lĩnh vực", None),
        ("KT-003", "cần bổ sung", "Bản mô tả", "01/02/2099"),
    )
    outcome = take(ada, edition, *rows)
    assert (outcome.decided, outcome.unchanged) == (3, 0)
    states = db.session.execute(select(Entry.code, Entry.status).order_by(Entry.code)).all()
    assert states == [("KT-001", "eligible"), ("KT-002", "ineligible"), ("KT-003", "needs_supplement")]
    again = take(ada, edition, *rows)
    assert (again.decided, again.unchanged) == (0, 3)


def test_faults_of_a_file_are_all_told_at_their_cells_and_nothing_is_done(edition: Any, ada: Any) -> None:
    entry = make_entry(edition)
    with pytest.raises(Refusal) as refusal:
        take(
            ada,
            edition,
            ("KT-001", "Hợp lệ", None, None),
            ("KT-001", "Hợp lệ", None, None),
            ("KT-404", "Hợp lệ", None, None),
            ("KT-001", "chưa biết", None, None),
            ("KT-001", "Không hợp lệ", None, None),
            ("KT-001", "Cần bổ sung", "x", "31/02/2099"),
        )
    told = [f"{reason.where}: {sentence(reason)}" for reason in refusal.value.reasons]
    for place, words in (
        ("dòng 3, cột “Mã số” (ô A3)", "đã có ở dòng 2"),
        ("dòng 4, cột “Mã số” (ô A4)", "Không có hồ sơ mã số “KT-404”"),
        ("dòng 5, cột “Kết luận” (ô B5)", "“chưa biết” không đọc được"),
        ("dòng 6, cột “Lý do” (ô C6)", "Hãy ghi lý do"),
        ("dòng 7, cột “Hạn bổ sung” (ô D7)", "không có trong lịch"),
    ):
        assert any(one.startswith(place) and words in one for one in told), (place, told)
    assert entry.status == "submitted"


def test_the_list_of_decisions_has_reasons(edition: Any, ada: Any) -> None:
    make_entry(edition, "KT-001")
    entry = make_entry(edition, "KT-002", title="Bếp không khói")
    actions.decide(ada, edition.id, entry.id, "ineligible", "Ngoài lĩnh vực")
    report = reports.verdicts(edition.id)
    rows = [(row["code"], row["verdict"], row["reason"]) for row in report.all_rows()]
    assert rows == [("KT-002", "Không hợp lệ", "Ngoài lĩnh vực")]


def test_a_file_never_overrules_a_hand_unasked(edition: Any, ada: Any) -> None:
    entry = make_entry(edition, "KT-001")
    actions.decide(ada, edition.id, entry.id, "eligible")
    line = ("KT-001", "Không hợp lệ", "Ngoài lĩnh vực", None)
    with pytest.raises(Refusal) as refusal:
        take(ada, edition, line)
    (reason,) = refusal.value.reasons
    assert reason.code == "screening_by_hand"
    assert "Phạm Thị Ái đã kết luận hồ sơ KT-001 hợp lệ bằng tay; tệp ghi không hợp lệ" in sentence(reason)
    rows = actions.read_decisions(workbook(HEAD, line)).rows
    assert actions.import_decisions(ada, edition.id, rows, overrule=()).kept == 1
    assert entry.status == "eligible"
    assert actions.import_decisions(ada, edition.id, rows, overrule={"KT-001"}).decided == 1
    assert entry.status == "ineligible"
    # What a file decided, another file may change without being asked.
    assert take(ada, edition, ("KT-001", "Hợp lệ", None, None)).decided == 1


def test_a_batch_taken_back_leaves_what_was_decided_since_and_is_told(edition: Any, ada: Any, db: Any) -> None:
    first, second = make_entry(edition, "KT-001", email="a@example.org"), make_entry(edition, "KT-002")
    actions.accept_all(ada, edition.id)
    actions.decide(ada, edition.id, second.id, "ineligible", "Ngoài lĩnh vực")
    (batch,) = queries.batches(edition.id)
    undone = actions.undo_batch(ada, edition.id, batch.id)
    assert (undone.back, undone.kept) == (1, 1)
    assert (first.status, second.status) == ("submitted", "ineligible")
    assert db.session.scalars(select(EntryStep.status).where(EntryStep.entry_id == first.id)).all() == [
        "eligible",
        "undone",
    ]
    event = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "screening.undone")).one()
    assert event.payload["codes"] == ["KT-001"]
    assert "Kết luận về hồ sơ KT-001 được rút lại" in db.session.scalars(select(Letter.subject)).all()
    with pytest.raises(Refusal) as refusal:
        actions.undo_batch(ada, edition.id, batch.id)
    assert codes_of(refusal) == {("batch_undone", "")}


def test_a_batch_is_not_taken_back_once_judging_has_begun(edition: Any, ada: Any, db: Any) -> None:
    make_entry(edition)
    actions.accept_all(ada, edition.id)
    edition.stage = "judging"
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.undo_batch(ada, edition.id, queries.batches(edition.id)[0].id)
    assert codes_of(refusal) == {("undo_over", "")}


def test_the_reason_of_a_rejection_by_rule_tells_nothing_personal(edition: Any, ada: Any, db: Any) -> None:
    rules = regulation()
    author = AuthorFacts("Nguyễn Văn Bình", birth_on=date(1950, 3, 12))
    age = rules.entrants.age.model_copy(update={"max": 18})
    rules = rules.but(entrants=rules.entrants.model_copy(update={"age": age}))
    (birth,) = [
        one for one in checks(EntryFacts(authors=(author,)), Standing("submitted"), rules) if one.rule == "birth"
    ]
    assert birth.verdict == "fail"
    assert "Bình" not in birth.told
    assert "1950" not in birth.told


def test_an_amendment_says_who_flips_before_it_is_in_force(edition: Any, ada: Any) -> None:
    old, new = make_entry(edition, "KT-001"), make_entry(edition, "KT-002", status="eligible")
    old.facts, new.facts = {"applied_on": "2023-05"}, {"applied_on": "2025-05"}
    before = regulation()
    solution = before.entrants.solution.model_copy(update={"applied_since": date(2024, 1, 1)})
    after = before.but(entrants=before.entrants.model_copy(update={"solution": solution}))
    turned = queries.effects(edition.id, before, after)
    assert [(one.code, one.rule, one.before, one.after, one.worse) for one in turned] == [
        ("KT-001", "Áp dụng từ 01/01/2024", "Đạt", "Không đạt", True)
    ]
    assert (old.status, new.status) == ("submitted", "eligible")
    assert queries.effects(edition.id, before, before) == []


def test_entries_of_one_person_are_counted_by_name_and_birth(edition: Any, ada: Any, db: Any) -> None:
    rules = regulation()
    quota = rules.entrants.quota.model_copy(update={"per_person": 1})
    rules = rules.but(entrants=rules.entrants.model_copy(update={"quota": quota}))
    born = {"KT-001": date(1990, 1, 2), "KT-002": date(1990, 1, 2), "KT-003": date(1991, 5, 6), "KT-004": None}
    for code, birth in born.items():
        entry = make_entry(edition, code, title=code)
        db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)).one().birth_on = birth
    db.session.flush()
    found = queries.evidence(edition.id, held(edition.id), rules)
    verdicts = {
        held(edition.id)[key].code: one.verdict
        for key, ones in found.items()
        for one in ones
        if one.rule == "per_person"
    }
    assert verdicts == {"KT-001": "fail", "KT-002": "fail", "KT-003": "pass", "KT-004": "pass"}


def test_a_judge_of_the_same_name_is_pointed_out_and_condemns_nobody(edition: Any) -> None:
    judge = make_person("Nguyễn Văn Bình")
    grant(judge, edition, Role.JUDGE)
    make_entry(edition)
    found = queries.evidence(edition.id, held(edition.id), regulation())
    (insider,) = [one for ones in found.values() for one in ones if one.rule == "insider"]
    assert (insider.verdict, insider.datum) == (
        "unknown",
        "Tác giả Nguyễn Văn Bình trùng tên với một người là giám khảo",
    )
