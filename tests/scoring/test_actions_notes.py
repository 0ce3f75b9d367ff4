"""A judge's notes and photographs: kept once, never overwritten unseen, nobody else's until the round is closed."""

import pytest
from sqlalchemy import select

from contest.editions.rules import Presentation, Round
from contest.foundation.database import db
from contest.foundation.forgetting import forget_about_entry
from contest.foundation.ledger import LedgerEvent
from contest.foundation.naming import Names
from contest.foundation.refusal import Refusal
from contest.scoring import actions, queries
from contest.scoring.models import JudgeFile
from contest.scoring.rules import Clock, Standing, clock_of, why_not_attach, why_not_note
from tests.scoring.makers import Judging, conflict, make_judging

pytestmark = pytest.mark.usefixtures("db")


def note(judging: Judging, text: str, version: int, key: str = "", spoken: int | None = None) -> int:
    """The first judge writes about the first entry."""
    entry_id = judging.entries[0].id
    saved = actions.save_note(
        judging.judge(), judging.edition.id, "preliminary", entry_id, text, version, key, spoken=spoken
    )
    return saved.version


def attach(judging: Judging, sha256: str, judge: int = 0) -> int:
    """A judge keeps a photograph of the first entry."""
    actor, entry_id = judging.judge(judge), judging.entries[0].id
    return actions.attach_photo(
        actor, judging.edition.id, "preliminary", entry_id, sha256, "image/jpeg", "Máy chạy thử"
    )


def codes(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_the_clock_runs_for_what_the_regulation_says_and_only_counts_on_a_visit() -> None:
    told = Presentation(minutes=7, questions=3)
    assert clock_of(Round(key="final", name="Chung khảo", evidence=("presentation",))) == Clock(
        "presentation", 600, 300
    )
    assert clock_of(Round(key="final", name="Chung khảo", presentation=told)) == Clock("presentation", 420, 180)
    assert clock_of(Round(key="final", name="Chung khảo", evidence_of_some=("site_visit",))) == Clock("visit")
    assert clock_of(Round(key="final", name="Chung khảo")) is None


def test_notes_go_on_after_the_sheet_is_handed_in_and_end_with_the_round() -> None:
    assert why_not_note(Standing("open", sheet_state="submitted")) == []
    assert [one.code for one in why_not_note(Standing("closed"))] == ["note_closed"]
    assert [one.code for one in why_not_note(Standing("open", in_conflict=True))] == ["sheet_in_conflict"]
    assert [one.code for one in why_not_note(Standing("open"), "x" * 20_001, -1)] == [
        "note_too_long",
        "note_time_strange",
    ]
    full = [str(place) for place in range(20)]
    assert [one.code for one in why_not_attach(Standing("open"), full, "a")] == ["attachments_full"]


def test_a_note_is_kept_once_and_never_overwritten_unseen() -> None:
    judging = make_judging()
    assert note(judging, "Máy chạy êm", 0, "k1", spoken=615) == 1
    assert note(judging, "Máy chạy êm", 0, "k1") == 1
    assert note(judging, "Máy chạy êm, dễ dùng", 1, "k2") == 2
    with pytest.raises(Refusal) as refused:
        note(judging, "Từ máy khác", 1, "k3")
    assert codes(refused) == ["note_changed_elsewhere"]
    kept = queries.noted(judging.round.id, judging.entries[0].id, judging.judges[0].id)
    assert (kept.text, kept.spoken, kept.version) == ("Máy chạy êm, dễ dùng", 615, 2)


def test_nobody_reads_notes_and_photographs_before_the_round_is_closed() -> None:
    judging = make_judging()
    note(judging, "Máy chạy êm", 0)
    attach(judging, "ab" * 32)
    attach(judging, "cd" * 32, judge=1)
    round_ = queries.scored_round(judging.edition.id, "preliminary")
    assert queries.noted_by_all(round_, judging.entries[0].id) == {}
    judging.round.state = "closed"
    round_ = queries.scored_round(judging.edition.id, "preliminary")
    read = queries.noted_by_all(round_, judging.entries[0].id)
    assert {judge: (one.text, len(one.files)) for judge, one in read.items()} == {
        judging.judges[0].id: ("Máy chạy êm", 1),
        judging.judges[1].id: ("", 1),
    }
    with pytest.raises(Refusal) as refused:
        note(judging, "Sau giờ", 1)
    assert codes(refused) == ["note_closed"]


def test_a_photograph_is_bound_by_its_hash_and_taken_away_by_its_judge_only() -> None:
    judging = make_judging()
    kept = attach(judging, "ab" * 32)
    with pytest.raises(Refusal) as refused:
        attach(judging, "ab" * 32)
    assert codes(refused) == ["attachment_twice"]
    with pytest.raises(Refusal) as refused:
        actions.remove_photo(judging.judge(1), judging.edition.id, "preliminary", judging.entries[0].id, kept)
    assert codes(refused) == ["attachment_unknown"]
    actions.remove_photo(judging.judge(), judging.edition.id, "preliminary", judging.entries[0].id, kept)
    kinds = db.session.scalars(select(LedgerEvent.kind).order_by(LedgerEvent.id)).all()
    assert kinds[-2:] == ["evidence.attached", "evidence.removed"]
    assert queries.noted(judging.round.id, judging.entries[0].id, judging.judges[0].id).files == []


def test_a_judge_in_conflict_keeps_nothing() -> None:
    judging = make_judging()
    conflict(judging, judging.judges[0], judging.entries[0])
    with pytest.raises(Refusal) as refused:
        note(judging, "Máy chạy êm", 0)
    assert "sheet_in_conflict" in codes(refused)


def test_when_somebody_of_the_entry_is_forgotten_the_photographs_of_the_visit_go() -> None:
    judging = make_judging()
    note(judging, "Gặp em Ngô Bảo Tác Giả", 0)
    attach(judging, "ab" * 32)
    db.session.commit()
    forget_about_entry(Names(["Ngô Bảo Tác Giả"], "•"), judging.edition.id, judging.entries[0].id)
    assert db.session.scalars(select(JudgeFile.removed_at)).all() != [None]
    kept = queries.noted(judging.round.id, judging.entries[0].id, judging.judges[0].id)
    assert "Tác Giả" not in kept.text
