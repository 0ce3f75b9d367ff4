"""The minutes of a sealed result: votes of the committee, what two approved, which places hang on little."""

from typing import Any

import pytest

from contest.foundation.access import Role
from contest.prizes import actions
from contest.prizes.queries import latest_proposal
from contest.results.actions import seal_results
from contest.results.queries import sealed_result
from contest.results.reports.minutes import minutes
from contest.results.rules.checking.prizes import ballots
from tests.editions.makers import text_of
from tests.people.makers import actor_of, grant, make_person
from tests.prizes.test_actions import make_ranked, one_round
from tests.prizes.test_actions_ballots import APPROVAL


def words(document: Any) -> str:
    return " ".join(repr(block) for block in document.blocks)


@pytest.fixture
def sealed(db: Any) -> Any:
    """Close points, a vote on one entry and one on the list, a confirmation taken back and given again."""
    text = one_round(text_of("small_technical")).replace("  boundary_tie: to_council", APPROVAL)
    edition, entries, organiser = make_ranked(["90", "80", "75", "70"], text=text)
    people = []
    for name in ("Bích", "Cam"):
        person = make_person(name)
        grant(person, edition, Role.ORGANISER)
        people.append(actor_of(person, (Role.ORGANISER, edition)))
    actions.propose_awards(organiser, edition.id)

    def vote(**about: Any) -> None:
        roll = frozenset(each.id or 0 for each in people)
        called = actions.Called("meeting", roll, people[0].id, others=1, **about)
        ballot = actions.open_committee_ballot(people[1], edition.id, called)
        actions.enter_paper_votes(people[1], edition.id, ballot, {"abstain": 1}, "Phiếu lưu tại Văn phòng")
        for each in people:
            actions.cast_committee_vote(each, edition.id, ballot, "for")
        assert actions.close_committee_ballot(people[0], edition.id, ballot)

    vote(entry_id=entries[3].id, tier_key="second", reason="Ứng dụng rộng")
    vote()
    actions.confirm_awards(people[0], edition.id)
    actions.ask_for(people[0], edition.id, "reopen", {}, "Soát lại tiền thưởng")
    actions.ask_for(people[1], edition.id, "reopen", {}, "Soát lại tiền thưởng")
    actions.confirm_awards(people[0], edition.id)
    edition.stage = "decided"
    db.session.commit()
    seal_results(people[0], edition.id)
    found = sealed_result(edition.id)
    assert found is not None
    return edition, entries, found


def test_the_minutes_tell_votes_what_two_approved_and_what_is_fragile(sealed: Any) -> None:
    edition, entries, found = sealed
    told = words(minutes(edition.id, found))
    assert "Biểu quyết lần 1 (tại cuộc họp), hồ sơ KT-004: Giải Nhì" in told
    assert "2 đồng ý, 0 không đồng ý, 1 không ý kiến trong 3 thành viên; cần ít nhất 2 phiếu đồng ý" in told
    assert "Biểu quyết lần 2 (tại cuộc họp), danh sách giải" in told
    assert "III. ĐỘ CHẮC CHẮN CỦA KẾT QUẢ" in told
    proposal = latest_proposal(edition.id)
    assert proposal is not None
    codes = {entry.id: entry.code for entry in entries}
    assert found.document["decision"]["fragile"] == [[codes[key], list(kinds)] for key, kinds in proposal.fragile]
    assert found.document["decision"]["fragile"]
    assert "IV. CÁC VIỆC DO HAI NGƯỜI CỦA BAN TỔ CHỨC DUYỆT" in told
    assert "Mở lại giải đã xác nhận" in told
    assert "Soát lại tiền thưởng" in told
    assert told.count("Bích duyệt") == told.count("Cam duyệt") == 1
    assert "V. NIÊM PHONG" in told


def test_the_program_that_checks_a_seal_counts_the_votes_again(sealed: Any) -> None:
    document = sealed[2].document
    assert list(ballots(document, 2, 3)) == []
    assert list(ballots(document, 3, 3)) == ["Biểu quyết danh sách giải được 2/3, biên bản ghi 3/3."]
    document["decision"]["ballots"][1]["result"]["for"] = 1
    assert "kết quả không khớp số phiếu" in next(ballots(document, 1, 3))
