"""What waits for whom, the public states of an entry, and what the next stage needs: tables of cases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules.stages import STAGES
from contest.foundation.access import Actor, Role
from contest.foundation.clock import local
from contest.foundation.refusal import Reason
from contest.foundation.words import sentence
from contest.home.rules import (
    STATUS_KINDS,
    STATUS_WORDS,
    CouncilFacts,
    Course,
    Facts,
    Front,
    MyEntry,
    RoundFacts,
    RoundState,
    Standing,
    by_urgency,
    menu,
    next_deeds,
    shown_status,
    status_of,
    time_left,
    why_not_advance,
)

OPENS = datetime(2026, 1, 1, tzinfo=UTC)
DEADLINE = datetime(2026, 6, 30, 16, 59, tzinfo=UTC)
NOON = datetime(2026, 6, 20, 5, tzinfo=UTC)
CONTRACT = {
    "draft",
    "submitted",
    "needs_supplement",
    "received",
    "eligible",
    "ineligible",
    "halted",
    "withdrawn",
    "in_round",
    "stopped",
    "proposed",
    "awarded",
    "not_awarded",
    "revoked",
}


def facts(stage: str, *roles: Role, **more: Any) -> Facts:
    """An edition ten days before its deadline."""
    given_ = {"at": NOON, "opens": OPENS, "deadline": DEADLINE} | more
    return Facts(roles=frozenset(roles), stage=stage, **given_)


def round_(state: str = "", **more: Any) -> RoundFacts:
    """The preliminary round."""
    return RoundFacts("preliminary", "Sơ khảo", state, **more)


FINAL = RoundFacts("final", "Chung khảo")
RANKED = round_("closed", sheets=6, settled=6, is_ranked=True)

FIRST_DEEDS: list[tuple[Facts, str, str]] = [
    (facts("draft", Role.ORGANISER), "Soát lại thể lệ trước khi mở nhận hồ sơ.", "editions.regulation"),
    (facts("open", Role.ORGANISER, questions=3), "3 câu hỏi chờ trả lời.", "editions.questions"),
    (
        facts("open", Role.ORGANISER),
        "Chưa có hồ sơ nào được nộp. Hãy gửi địa chỉ trang hội thi cho các đơn vị.",
        "editions.public",
    ),
    (facts("open", Role.SECRETARY, by_status={"submitted": 4}), "4 hồ sơ đã nộp, chờ thẩm định.", "screening.desk"),
    (
        facts("open", Role.ORGANISER, at=DEADLINE, by_status={"eligible": 7, "draft": 2, "withdrawn": 1}),
        "Đã hết hạn nộp; có 7 hồ sơ. Hãy kết thúc nhận hồ sơ.",
        "home.stages",
    ),
    (
        facts("closed", Role.ORGANISER, by_status={"submitted": 2}),
        "Đã kết thúc nhận 2 hồ sơ. Hãy chuyển sang thẩm định.",
        "home.stages",
    ),
    (
        facts("screening", Role.SECRETARY, by_status={"submitted": 2, "received": 1}),
        "Còn 3 hồ sơ chờ thẩm định.",
        "screening.desk",
    ),
    (
        facts("screening", Role.SECRETARY, by_status={"needs_supplement": 2}),
        "2 hồ sơ đang chờ bổ sung.",
        "entries.supplements",
    ),
    (
        facts("screening", Role.ORGANISER, by_status={"eligible": 9}, councils_empty=("Hội đồng Một", "Hội đồng Hai")),
        "2 hội đồng chưa có giám khảo: Hội đồng Một, Hội đồng Hai.",
        "juries.councils",
    ),
    (
        facts("screening", Role.ORGANISER, by_status={"eligible": 9}),
        "9 hồ sơ hợp lệ, các hội đồng đã đủ người. Hãy chuyển sang chấm điểm.",
        "home.stages",
    ),
    (
        facts("screening", Role.SECRETARY, by_status={"eligible": 9}),
        "Thẩm định đã xong; chờ Ban Tổ chức chuyển sang chấm điểm.",
        "",
    ),
    (
        facts("judging", Role.SECRETARY, rounds=(round_(), FINAL)),
        "Hãy phân công giám khảo cho vòng Sơ khảo.",
        "juries.assignment",
    ),
    (
        facts("judging", Role.SECRETARY, rounds=(round_("preparing", entries=5, sheets=9, short_of_judges=2),)),
        "2 hồ sơ ở vòng Sơ khảo chưa đủ giám khảo.",
        "juries.assignment",
    ),
    (
        facts("judging", Role.SECRETARY, rounds=(round_("preparing", entries=5, sheets=15),)),
        "Đã phân công đủ. Hãy mở vòng Sơ khảo để giám khảo chấm.",
        "juries.assignment",
    ),
    (
        facts("judging", Role.JUDGE, rounds=(round_("open", mine=6, mine_settled=4, mine_asked=2),)),
        "Điểm chênh lệch: 2 hồ sơ ở vòng Sơ khảo chờ ông/bà xem lại hoặc chấm thêm.",
        "scoring.tasks",
    ),
    (
        facts("judging", Role.CHAIR, rounds=(round_("open", of_my_council=9, cases=3, cases_to_conclude=1),)),
        "1 hồ sơ có điểm chênh lệch ở vòng Sơ khảo chờ kết luận.",
        "scoring.cases",
    ),
    (
        facts("judging", Role.ORGANISER, rounds=(round_("open", sheets=15, settled=15, cases=2),)),
        "Đã nhận đủ 15 phiếu; 2 hồ sơ ở vòng Sơ khảo có điểm chênh lệch chưa kết luận.",
        "scoring.cases",
    ),
    (
        facts("judging", Role.ORGANISER, rounds=(round_("open", sheets=15, settled=11),)),
        "Còn 4 trong 15 phiếu chưa nộp ở vòng Sơ khảo.",
        "scoring.progress",
    ),
    (
        facts("judging", Role.ORGANISER, rounds=(round_("open", sheets=15, settled=15),)),
        "Đã nhận đủ 15 phiếu. Hãy đóng vòng Sơ khảo.",
        "scoring.progress",
    ),
    (
        facts("judging", Role.ORGANISER, rounds=(round_("closed", sheets=15, settled=15),)),
        "Đã đóng vòng Sơ khảo. Hãy xếp hạng.",
        "ranking.ranking",
    ),
    (
        facts("judging", Role.ORGANISER, rounds=(round_("closed", is_ranked=True, ties=2),)),
        "2 nhóm đồng hạng ở vòng Sơ khảo chờ hội đồng quyết định.",
        "ranking.ranking",
    ),
    (
        facts("judging", Role.ORGANISER, rounds=(RANKED, FINAL)),
        "Hãy chốt danh sách từ vòng Sơ khảo vào vòng Chung khảo.",
        "ranking.ranking",
    ),
    (
        facts("judging", Role.ORGANISER, rounds=(RANKED,)),
        "Mọi vòng chấm đã đóng và đã xếp hạng. Hãy chuyển sang xét giải.",
        "home.stages",
    ),
    (
        facts("deliberation", Role.ORGANISER),
        "Hãy đề xuất giải từ kết quả xếp hạng.",
        "prizes.prizes",
    ),
    (
        facts("deliberation", Role.ORGANISER, has_proposal=True, awards_proposed=86),
        "86 giải được đề nghị, chờ Ban Tổ chức xác nhận.",
        "prizes.prizes",
    ),
    (
        facts("deliberation", Role.ORGANISER, has_proposal=True, awards_confirmed=86),
        "Đã xác nhận 86 giải. Hãy ghi nhận quyết định trao giải.",
        "home.stages",
    ),
    (facts("decided", Role.ORGANISER), "Hãy niêm phong kết quả trước khi công bố.", "results.publication"),
    (
        facts("decided", Role.ORGANISER, is_sealed=True),
        "Kết quả đã niêm phong. Hãy công bố khi đến giờ.",
        "results.publication",
    ),
    (
        facts("published", Role.SECRETARY),
        "Kết quả đã công bố. Hãy in giấy chứng nhận và danh sách trao giải.",
        "papers.desk",
    ),
    (
        facts("judging", Role.JUDGE, rounds=(round_("open", mine=12, mine_settled=5),)),
        "Còn 7 hồ sơ chờ chấm ở vòng Sơ khảo.",
        "scoring.tasks",
    ),
    (
        facts("judging", Role.JUDGE, rounds=(round_("open", mine=12, mine_settled=12),)),
        "Đã nộp đủ 12 phiếu, không còn hồ sơ nào chờ chấm.",
        "",
    ),
    (facts("screening", Role.JUDGE), "Chưa có hồ sơ nào chờ chấm.", ""),
    (
        facts("judging", Role.CLERK, rounds=(round_("open", of_my_council=20, of_my_council_settled=18),)),
        "Hội đồng còn 2 phiếu chưa nộp ở vòng Sơ khảo.",
        "scoring.progress",
    ),
    (
        facts("judging", Role.CHAIR, rounds=(round_("open", of_my_council=20, of_my_council_settled=20),)),
        "Hội đồng đã nộp đủ phiếu ở vòng Sơ khảo. Hãy xem lại rồi đóng vòng chấm.",
        "scoring.progress",
    ),
    (facts("open", Role.ENTRANT), "Hội thi đang nhận hồ sơ; còn 10 ngày.", "entries.start"),
    (
        facts("open", Role.ENTRANT, my_entries=(MyEntry(1, None, "Máy tỉa hạt", "draft"),)),
        "Hồ sơ “Máy tỉa hạt” chưa nộp; còn 10 ngày.",
        "entries.entry",
    ),
    (
        facts("screening", Role.UNIT, my_entries=(MyEntry(1, "KT-001", "Máy tỉa hạt", "needs_supplement"),)),
        "Hồ sơ KT-001 cần bổ sung theo yêu cầu của Ban Thư ký.",
        "entries.entry",
    ),
    (
        facts("judging", Role.ENTRANT, my_entries=(MyEntry(1, "KT-001", "Máy tỉa hạt", "in_round"),)),
        "Hội đồng giám khảo đang chấm.",
        "",
    ),
    (facts("judging", Role.OBSERVER), "Không có việc nào đang chờ.", ""),
]


@pytest.mark.parametrize(("known", "words", "endpoint"), FIRST_DEEDS, ids=[case[1][:50] for case in FIRST_DEEDS])
def test_the_first_line_of_a_board_is_the_next_thing_to_do(known: Facts, words: str, endpoint: str) -> None:
    first = next_deeds(known)[0]
    assert (first.words, first.endpoint) == (words, endpoint)
    assert first.is_wait == (endpoint == "")


@given(
    stage=st.sampled_from(STAGES),
    roles=st.frozensets(st.sampled_from(list(Role))),
    states=st.dictionaries(st.sampled_from(["draft", "submitted", "received", "eligible"]), st.integers(0, 9)),
    state=st.sampled_from(["", "preparing", "open", "closed"]),
    sheets=st.integers(0, 5),
)
def test_everybody_is_told_something_at_every_stage(
    stage: str, roles: frozenset[Role], states: dict[str, int], state: str, sheets: int
) -> None:
    known = facts(stage, *roles, by_status=states, rounds=(round_(state, sheets=sheets, mine=sheets), FINAL))
    deeds = next_deeds(known)
    assert deeds
    assert all(deed.words.endswith(".") for deed in deeds)
    assert all(deed.verb and deed.endpoint for deed in deeds if not deed.is_wait)


COURSES: list[tuple[Course, str, str]] = [
    (Course("draft"), "open", "draft"),
    (Course("withdrawn", "preliminary", True, ("confirmed",)), "published", "withdrawn"),
    (Course("ineligible"), "judging", "ineligible"),
    (Course("eligible"), "judging", "eligible"),
    (Course("eligible", "preliminary"), "judging", "in_round"),
    (Course("eligible", "preliminary", True), "judging", "in_round"),
    (Course("eligible", "preliminary", False), "judging", "stopped"),
    (Course("eligible", "final", False), "judging", "in_round"),
    (Course("eligible", "final", None, ("proposed",)), "deliberation", "proposed"),
    (Course("eligible", "final", None, ("removed",)), "deliberation", "in_round"),
    (Course("eligible", "final", None, ("confirmed",)), "decided", "awarded"),
    (Course("eligible", "final", None), "decided", "not_awarded"),
    (Course("eligible", "preliminary", False), "published", "not_awarded"),
    (Course("eligible", "final", None, ("removed", "revoked")), "published", "revoked"),
    (Course("eligible", "final", None, ("removed",)), "published", "not_awarded"),
    (Course("eligible"), "published", "eligible"),
]


@pytest.mark.parametrize(("course", "stage", "status"), COURSES)
def test_the_public_state_of_an_entry_follows_from_its_course(course: Course, stage: str, status: str) -> None:
    assert status_of(course, final_round="final", stage=stage) == status


def test_the_states_are_the_contracts_and_each_has_words_and_a_kind() -> None:
    assert set(STATUS_WORDS) == set(STATUS_KINDS) == CONTRACT


@pytest.mark.parametrize("status", ["stopped", "proposed", "awarded", "not_awarded"])
def test_nothing_of_the_outcome_is_shown_before_the_results_are_public(status: str) -> None:
    assert shown_status(status, "decided") == "in_round"
    assert shown_status(status, "published") == status
    assert shown_status("needs_supplement", "screening") == "needs_supplement"


def standing(**more: Any) -> Standing:
    """Everything ready."""
    return Standing(**({"at": NOON, "deadline": DEADLINE, "eligible": 1} | more))


MISSING: list[tuple[str, Standing, list[str]]] = [
    ("open", standing(), []),
    (
        "open",
        standing(at=DEADLINE),
        ["Hạn nộp 23:59 ngày 30/06/2026 đã qua. Hãy sửa mốc thời gian trong thể lệ trước khi mở nhận hồ sơ."],
    ),
    ("closed", standing(), ["Còn nhận hồ sơ đến 23:59 ngày 30/06/2026. Kết thúc sớm thì phải ghi lý do."]),
    ("closed", standing(at=DEADLINE), []),
    ("screening", standing(unscreened=("KT-001",)), []),
    (
        "screening",
        standing(papers_missing=("Quy chế chấm điểm",)),
        ["Chưa ghi số và ngày của “Quy chế chấm điểm” trong thể lệ."],
    ),
    (
        "judging",
        standing(
            unscreened=tuple(f"KT-{n:03}" for n in range(1, 13)),
            awaiting_supplement=("KT-099",),
            eligible=0,
            councils=(CouncilFacts("Hội đồng Một", 0), CouncilFacts("Hội đồng Hai", 3)),
            fields_alone=("Cơ khí",),
        ),
        [
            "Còn 12 hồ sơ chưa thẩm định: KT-001, KT-002, KT-003, KT-004, KT-005, KT-006, KT-007, KT-008, KT-009, "
            "KT-010 và 2 hồ sơ khác.",
            "Còn 1 hồ sơ chờ bổ sung: KT-099.",
            "Chưa có hồ sơ nào hợp lệ để chấm.",
            "Lĩnh vực “Cơ khí” có hồ sơ nhưng không hội đồng nào phụ trách.",
            "Hội đồng Một chưa có giám khảo nào.",
        ],
    ),
    (
        "deliberation",
        standing(
            rounds=(
                RoundState("Sơ khảo", "closed", 0, is_ranked=False),
                RoundState("Bán kết", "open", 4, is_ranked=False),
                RoundState("Chung khảo", "", 0, is_ranked=False),
            )
        ),
        [
            "Vòng Sơ khảo đã đóng nhưng chưa xếp hạng.",
            "Vòng Bán kết chưa đóng: còn 4 phiếu chưa nộp.",
            "Vòng Chung khảo chưa được tổ chức.",
        ],
    ),
    ("decided", standing(), ["Chưa đề xuất giải."]),
    (
        "decided",
        standing(has_proposal=True, awards_unconfirmed=2),
        ["Còn giải được đề nghị nhưng chưa được xác nhận."],
    ),
    ("published", standing(), ["Kết quả chưa được niêm phong."]),
    ("published", standing(is_sealed=True), ["Kết quả đã niêm phong nhưng chưa được công bố."]),
    ("published", standing(is_sealed=True, is_published=True), []),
    (
        "archived",
        standing(complaints_until=date(2026, 6, 25)),
        ["Còn nhận khiếu nại đến hết ngày 25/06/2026. Lưu trữ sớm thì phải ghi lý do."],
    ),
]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("stage", "known", "words"), MISSING)
def test_the_next_stage_names_everything_that_is_missing(stage: str, known: Standing, words: list[str]) -> None:
    assert [sentence(reason) for reason in why_not_advance(known, stage)] == words


def test_a_reason_is_enough_to_close_early_but_never_to_skip_work() -> None:
    assert why_not_advance(standing(), "closed", "Đã đủ hồ sơ") == []
    assert why_not_advance(standing(), "closed", "  ") != []
    assert why_not_advance(standing(unscreened=("KT-001",)), "judging", "gấp") == [
        Reason("stage_entries_unscreened", {"count": 1, "codes": "KT-001"})
    ]


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (timedelta(days=12, hours=3), "còn 12 ngày"),
        (timedelta(hours=47, minutes=59), "còn 47 giờ"),
        (timedelta(minutes=59), "còn 59 phút"),
        (timedelta(seconds=5), "còn 1 phút"),
        (timedelta(0), "đã hết hạn"),
        (timedelta(days=-3), "đã hết hạn"),
    ],
)
def test_time_left_is_said_as_people_say_it(rest: timedelta, words: str) -> None:
    assert time_left(rest) == words


def front(slug: str, stage: str, days: int) -> Front:
    """An edition whose deadline is so many days away."""
    at = NOON + timedelta(days=days)
    return Front(slug, slug, stage, OPENS, at, is_taking=stage == "open", is_mine=False)


def test_the_front_page_begins_with_the_nearest_deadline_and_ends_with_the_oldest_results() -> None:
    editions = [
        front("old", "archived", -700),
        front("last", "published", -300),
        front("later", "open", 90),
        front("judged", "judging", -20),
        front("soon", "open", 5),
    ]
    assert [each.slug for each in by_urgency(editions)] == ["soon", "later", "judged", "last", "old"]


def places(actor: Actor, stage: str = "judging") -> set[str]:
    """Endpoints in the actor's menu of edition 1."""
    return {item.endpoint for group in menu(actor, 1, stage) for item in group.items}


def actor(*roles: tuple[Role, int | None]) -> Actor:
    """Somebody signed in."""
    return Actor(7, "Lê Thị Bưởi", frozenset(roles), signed_in=True)


@pytest.mark.parametrize("role", [*Role])
def test_a_place_stands_once_in_the_menu(role: Role) -> None:
    shown = [item.endpoint for group in menu(actor((role, 1)), 1, "published") for item in group.items]
    assert len(shown) == len(set(shown))


def test_the_way_to_the_decision_goes_over_the_posting() -> None:
    ready = facts("deliberation", Role.ORGANISER, has_proposal=True, awards_confirmed=3, posting_days=15)
    assert next_deeds(ready)[0].endpoint == "results.posting"
    posted = replace(ready, posted_until=local(ready.at).date())
    assert next_deeds(posted)[0].is_wait
    over = replace(posted, posted_until=local(ready.at).date() - timedelta(days=1))
    assert next_deeds(over)[0].endpoint == "home.stages"
    asked = replace(posted, remarks_open=2)
    assert (next_deeds(asked)[0].endpoint, next_deeds(asked)[0].count) == ("results.posting", 2)


def test_the_menu_holds_only_what_the_role_may_open() -> None:
    public = {"editions.public", "editions.regulation", "editions.questions"}
    assert places(Actor(None, "Khách")) == public
    told = {"results.public", "results.gallery", "results.fairness", "results.editions_of_series"}
    assert places(Actor(None, "Khách"), "published") == public | told
    assert places(actor((Role.JUDGE, 1))) == public | {"home.board", "scoring.tasks", "juries.my_conflicts"}
    assert places(actor((Role.CLERK, 1))) == public | {"home.board", "home.rounds"}
    assert places(actor((Role.CLERK, 1)), "decided") == public | {"home.board", "home.rounds", "ceremony.door"}
    assert places(actor((Role.ENTRANT, 1))) == public | {"home.board", "entries.mine"}
    assert places(actor((Role.JUDGE, 2))) == public | {"home.board", "entries.mine"}
    assert "home.stages" in places(actor((Role.OBSERVER, 1)))
    assert "screening.desk" not in places(actor((Role.OBSERVER, 1)))
    assert {"screening.desk", "people.members", "papers.desk"} <= places(actor((Role.SECRETARY, 1)))
    assert "scoring.tasks" not in places(actor((Role.ADMIN, None)))


def test_an_entrant_is_told_the_announced_deadline_and_never_the_days_of_grace() -> None:
    grace = facts("open", Role.ENTRANT)
    told = replace(grace, announced=grace.at + timedelta(hours=3))
    assert next_deeds(told)[0].words == "Hội thi đang nhận hồ sơ; còn 3 giờ."
    late = replace(grace, announced=grace.at - timedelta(hours=1))
    assert next_deeds(late)[0].words == "Hội thi đang nhận hồ sơ."
