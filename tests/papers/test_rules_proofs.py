"""The proof of certificates: where it stands, who may answer, what may be asked to be corrected."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.entries.rules import AuthorFacts
from contest.papers.rules.certificates import Texts
from contest.papers.rules.proofs import (
    Answer,
    Shown,
    Wanted,
    changes,
    digest,
    state_of,
    told,
    values_of,
    waiting,
    why_not_answer,
    why_not_ask,
    why_not_ask_correction,
    why_not_print_unconfirmed,
)

DUE, AT = date(2026, 11, 5), datetime(2026, 11, 2, tzinfo=UTC)
TEXTS = Texts(
    "Chứng nhận em", ("Đặng Thuỳ Chi",), "Lớp 5A, Trường Hoa Phượng", "", "với giải pháp", "Máy gặt", "Hội thi"
)


def shown(texts: Texts = TEXTS, author: int | None = 7) -> list[Shown]:
    return [Shown("gcn", "Giấy chứng nhận", author, texts)]


@pytest.mark.parametrize(
    ("answered", "right", "seen", "open_ones", "today", "state"),
    [
        (None, None, "", 0, DUE, "waiting"),
        (None, None, "", 0, date(2026, 11, 6), "late"),
        (AT, True, "a", 0, date(2026, 11, 6), "confirmed"),
        (AT, True, "b", 0, DUE, "changed"),
        (AT, False, "a", 2, DUE, "correcting"),
        (AT, False, "b", 0, DUE, "again"),
    ],
)
def test_a_proof_is_confirmed_only_while_what_was_read_is_what_would_be_printed(
    answered: datetime | None, right: bool | None, seen: str, open_ones: int, today: date, state: str
) -> None:
    assert state_of(Answer(DUE, answered, right, seen), "a", open_ones, today) == state


def test_the_prize_is_no_part_of_what_is_confirmed() -> None:
    other = Texts("Chứng nhận em", TEXTS.names, TEXTS.under, "Đạt Giải Nhất", TEXTS.work, TEXTS.title, TEXTS.contest)
    assert digest(told(shown())) == digest(told(shown(other)))


@settings(max_examples=40)
@given(st.sampled_from(["call", "under", "title", "contest"]), st.text("aăđÊỷ 1", min_size=1, max_size=20))
def test_every_change_of_a_line_changes_the_digest_and_is_told(line: str, words: str) -> None:
    values = {name: getattr(TEXTS, name) for name in ("call", "names", "under", "prize", "work", "title", "contest")}
    changed = told(shown(Texts(**(values | {line: words}))))
    before = told(shown())
    same = words == values[line]
    assert (digest(changed) == digest(before)) is same
    assert [each.after for each in changes(before, changed)] == ([] if same else [words])


def test_a_certificate_more_or_less_is_told() -> None:
    two = told([*shown(), *shown(author=8)])
    assert [each.line for each in changes(told(shown()), two)] == ["Giấy mới"]
    assert [each.line for each in changes(two, told(shown()))] == ["Không còn giấy này"]


@pytest.mark.parametrize(
    ("way", "name", "minors", "is_child", "seen", "open_ones", "codes"),
    [
        ("author", "", False, False, "a", 0, []),
        ("unit", "", True, False, "a", 0, []),
        ("guardian", "Mẹ Lan", True, False, "a", 0, []),
        ("guardian", " ", True, False, "a", 0, ["proof_name_guardian"]),
        ("author", "", True, False, "a", 0, ["proof_way_missing"]),
        ("guardian", "Mẹ Lan", False, False, "a", 0, ["proof_way_missing"]),
        ("guardian", "Mẹ Lan", True, True, "a", 0, ["proof_child"]),
        ("office", "", True, False, "a", 0, ["proof_name_office"]),
        ("", "", False, False, "b", 1, ["proof_way_missing", "proof_correcting", "proof_changed"]),
    ],
)
def test_for_a_child_the_guardian_answers_and_only_for_what_stands_there_now(
    way: str, name: str, minors: bool, is_child: bool, seen: str, open_ones: int, codes: list[str]
) -> None:
    why = why_not_answer(way, name, minors=minors, is_child=is_child, seen=seen, now="a", open_corrections=open_ones)
    assert [each.code for each in why] == codes


def test_a_correction_says_what_and_why_at_its_field() -> None:
    assert why_not_ask_correction([Wanted(7, "name", "Đặng Thuỳ Chi", "Đặng Thúy Chi", "Theo giấy khai sinh")]) == []
    told_why = why_not_ask_correction(
        [
            Wanted(7, "name", "Chi", "", "x"),
            Wanted(7, "name", "Chi", "Ch1 2", "x"),
            Wanted(None, "title", "Máy", "Máy gặt", " "),
            Wanted(7, "gender", "Nữ", "khác", "x"),
            Wanted(7, "birth_on", "", "1", "x"),
        ]
    )
    assert [(each.code, each.where) for each in told_why] == [
        ("proof_empty", "v-7-name"),
        ("author_name_strange", "v-7-name"),
        ("proof_why_missing", "w-0-title"),
        ("gender_unknown", "v-7-gender"),
        ("proof_part_unknown", ""),
    ]
    assert [each.code for each in why_not_ask_correction([])] == ["proof_nothing_to_correct"]


def test_what_may_be_corrected_is_what_is_printed_of_the_dossier() -> None:
    values = values_of("Máy gặt", "Trường A", {7: AuthorFacts("Chi", gender="nu", position_title="Lớp 5A")})
    assert values[None, "title"] == "Máy gặt"
    assert values[7, "gender"] == "Nữ"
    assert set(values) == {
        (None, "title"),
        (None, "unit"),
        *((7, part) for part in ("name", "position_title", "unit", "gender")),
    }


def test_printing_waits_for_a_reason_while_somebody_has_not_confirmed() -> None:
    found = waiting(["confirmed", "late", "again", "changed", "correcting"])
    assert (found.unanswered, found.changed, found.correcting, found.total) == (2, 1, 1, 4)
    assert [each.code for each in why_not_print_unconfirmed(found, " ")] == ["proof_print_reason"]
    assert why_not_print_unconfirmed(found, "Nhà in đóng cửa ngày mai") == []
    assert why_not_print_unconfirmed(waiting(["confirmed"]), "") == []


def test_a_last_day_that_is_over_and_no_kind_are_refused_together() -> None:
    assert [each.code for each in why_not_ask(DUE, [], ["gcn"], DUE)] == ["proof_due_past", "proof_no_kind"]
    assert why_not_ask(DUE, ["gcn"], ["gcn"], date(2026, 11, 4)) == []
