"""What decides about entries: reading what was typed, shares, windows of birth, codes, keys, the digest."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.queries.presets import preset_text
from contest.editions.rules import parse
from contest.editions.rules.stages import STAGES
from contest.entries.rules import (
    AuthorFacts,
    Entrant,
    EntryFacts,
    FileFacts,
    Standing,
    birth_window,
    code_of,
    content_digest,
    content_of,
    missing,
    next_words,
    plausible_code,
    read_content,
    series_of,
    share_words,
    shares_fault,
    step_of,
    why_not_attach,
    why_not_edit,
    why_not_submit,
    why_not_withdraw,
)
from contest.entries.rules.asked import asked_facts, asked_questions
from contest.entries.rules.history import Known, deed_words, readable
from contest.entries.rules.search import fingerprint, search_terms, search_text
from contest.entries.rules.values import read_month, read_share
from contest.foundation.refusal import Refusal
from tests.editions.makers import regulation
from tests.entries.makers import author_typed, authors_typed, solution_typed, youth_typed

TECHNICAL = regulation()
YOUTH = regulation("small_youth")
TODAY = date(2026, 5, 1)
AT = datetime(2026, 5, 1, tzinfo=UTC)
FILE = FileFacts(1, "description", "a.pdf", "0" * 64, 10, "application/pdf", AT)
WHO = Entrant(is_confirmed=True, is_unit=False, entries_of_person=0, entries_of_unit=0)


def read(solution: dict[str, str] | None = None, authors: dict[str, Any] | None = None, rules: Any = TECHNICAL) -> Any:
    content = {"solution": solution or solution_typed(), "authors": authors or authors_typed()}
    return read_content(content, rules, TODAY)


def faults(reading: Any) -> set[tuple[str, str]]:
    return {(reason.code, reason.where) for reason in reading.faults}


def test_a_whole_form_has_no_faults_and_lacks_only_its_files() -> None:
    reading = read()
    assert faults(reading) == set()
    assert [reason.where for reason in missing(reading.facts, TECHNICAL)] == ["files-description"]
    assert reading.facts.phone == "0912345678"
    assert reading.facts.facts["applied_on"] == "2024-05"
    assert [author.share for author in reading.facts.authors] == [6000, 4000]


def test_a_whole_youth_form_has_no_faults() -> None:
    solution, authors = youth_typed()
    reading = read(solution, authors, YOUTH)
    assert faults(reading) == set()
    assert {reason.where for reason in missing(reading.facts, YOUTH)} == {"files-explanation", "files-photos"}


@pytest.mark.parametrize("rules", [TECHNICAL, YOUTH])
def test_what_is_on_record_reads_back_the_same(rules: Any) -> None:
    typed = (solution_typed(), authors_typed()) if rules is TECHNICAL else youth_typed()
    facts = read(*typed, rules).facts
    again = read_content(content_of(facts, rules), rules, TODAY)
    assert (again.facts, again.faults) == (facts, ())


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("title", "x" * 501, "text_too_long"),
        ("short_title", "x" * 121, "text_too_long"),
        ("title", "Nguyeãn Vaên Ñöùc cheá taïo", "legacy_font"),
        ("field_key", "astronomy", "choice_unknown"),
        ("entrant_type", "committee", "choice_unknown"),
        ("phone", "0912", "phone_unreadable"),
        ("email", "a@b", "email_unreadable"),
        ("answer_known", "w " * 501, "too_many_words"),
        ("fact_created_on", "2024", "month_unreadable"),
        ("fact_created_on", "29/02/2023", "date_impossible"),
    ],
)
def test_each_bad_value_is_told_at_its_field(name: str, value: str, code: str) -> None:
    assert faults(read(solution_typed(**{name: value}))) == {(code, name)}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"birth_on": "31/02/2012"}, ("date_impossible", "rows-0-birth_on")),
        ({"birth_on": "1/3/15"}, ("date_short_year", "rows-0-birth_on")),
        ({"birth_on": "02/05/2026"}, ("birth_in_future", "rows-0-birth_on")),
        ({"name": "Nguyễn Văn A, Trần Thị B"}, ("author_name_strange", "rows-0-name")),
        ({"name": '=HYPERLINK("x")'}, ("author_name_strange", "rows-0-name")),
        ({"name": ""}, ("author_name_missing", "rows-0-name")),
        ({"gender": "khác"}, ("gender_unknown", "rows-0-gender")),
        ({"share": "một nửa"}, ("share_unreadable", "rows-0-share")),
        ({"share": "0"}, ("share_unreadable", "rows-0-share")),
    ],
)
def test_each_bad_author_is_told_on_the_line(changes: dict[str, str], fault: tuple[str, str]) -> None:
    assert fault in faults(read(authors=authors_typed(author_typed(**changes))))


def test_a_pupil_outside_the_window_is_told_at_the_birth_date() -> None:
    solution, authors = youth_typed()
    authors["rows"][0]["birth_on"] = "30/07/2007"
    assert faults(read(solution, authors, YOUTH)) == {("birth_outside_window", "rows-0-birth_on")}


def test_more_authors_than_allowed_and_the_same_one_twice() -> None:
    rows = [author_typed(f"Lê Văn {letter}a", share="") for letter in "abcdef"]
    assert ("authors_too_many", "rows-5-name") in faults(read(authors=authors_typed(*rows)))
    assert ("author_twice", "rows-1-name") in faults(read(authors=authors_typed(author_typed(), author_typed())))


def test_blank_lines_of_the_table_do_not_count() -> None:
    rows = [author_typed(share="60"), {"name": " ", "share": ""}, author_typed("Trần Thị Hoà", share="40")]
    reading = read(authors={"rows": rows, "representative": "2"})
    assert [(author.name, author.is_representative) for author in reading.facts.authors] == [
        ("Nguyễn Văn Bình", False),
        ("Trần Thị Hoà", True),
    ]


@given(st.lists(st.integers(1, 9_999), min_size=1, max_size=5))
def test_only_shares_of_exactly_a_hundred_percent_pass(shares: list[int]) -> None:
    fault = shares_fault(shares, TECHNICAL)
    assert (fault is None) == (sum(shares) == 10_000)


@given(st.integers(1, 10_000), st.integers(1, 4))
def test_shares_cut_anywhere_still_add_up(first: int, cuts: int) -> None:
    rest = 10_000 - first
    shares = [first, *([rest // cuts] * (cuts - 1)), rest - rest // cuts * (cuts - 1)]
    assert shares_fault([share for share in shares if share], TECHNICAL) is None


@given(st.integers(1, 10_000))
def test_a_share_reads_back_as_it_is_printed(share: int) -> None:
    assert read_share(share_words(share)) == share
    assert read_share(share_words(share).replace(",", ".") + " %") == share


@pytest.mark.parametrize("text", ["", "-5", "100,01", "101", "33,333", "5 phần", "1.234,5", "٣"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_share(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("5/2024", "2024-05"),
        ("05-2024", "2024-05"),
        ("tháng 5 năm 2024", "2024-05"),
        ("2024-05", "2024-05"),
        ("20/05/2024", "2024-05-20"),
    ],
)
def test_months_are_read_in_the_ways_people_write_them(text: str, kept: str) -> None:
    assert read_month(text) == kept


@pytest.mark.parametrize("precision", ["day", "year"])
def test_the_window_by_date_or_by_year(precision: str) -> None:
    age = YOUTH.entrants.age.model_copy(update={"precision": precision})
    rules = YOUTH.but(entrants=YOUTH.entrants.model_copy(update={"age": age}))
    assert birth_window(AuthorFacts("A", birth_on=date(2007, 1, 1)), rules) is (precision == "year")
    assert birth_window(AuthorFacts("A", birth_on=date(2006, 12, 31)), rules) is False


def test_without_a_window_of_dates_ages_count_on_the_reference_day() -> None:
    age = YOUTH.entrants.age.model_copy(update={"born_from": None, "born_to": None, "on": date(2026, 9, 1)})
    rules = YOUTH.but(entrants=YOUTH.entrants.model_copy(update={"age": age}))
    assert birth_window(AuthorFacts("A", birth_on=date(2020, 9, 1)), rules) is True
    assert birth_window(AuthorFacts("A", birth_on=date(2020, 9, 2)), rules) is False
    assert birth_window(AuthorFacts("A", birth_on=date(2007, 9, 2)), rules) is True
    assert birth_window(AuthorFacts("A", birth_on=date(2007, 9, 1)), rules) is False
    assert birth_window(AuthorFacts("A", birth_year=2020), rules) is None


@pytest.mark.parametrize(
    ("status", "stage", "moment", "code"),
    [
        ("draft", "published", "2031-01-01", None),
        ("submitted", "open", "2026-05-01", None),
        ("received", "open", "2026-05-01", None),
        ("submitted", "open", "2030-07-01", "submission_over"),
        ("submitted", "closed", "2026-05-01", "edition_not_taking"),
        ("needs_supplement", "screening", "2026-05-01", None),
        ("needs_supplement", "decided", "2026-05-01", "entry_stage_over"),
        ("eligible", "open", "2026-05-01", "entry_settled"),
        ("withdrawn", "open", "2026-05-01", "entry_withdrawn"),
    ],
)
def test_until_when_a_dossier_may_be_changed(status: str, stage: str, moment: str, code: str | None) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    found = [reason.code for reason in why_not_edit(Standing(status), TECHNICAL, stage, at, at.date())]
    assert found == ([code] if code else [])


def test_a_supplement_is_taken_until_the_end_of_its_day() -> None:
    standing = Standing("needs_supplement", supplement_by=TODAY)
    assert why_not_edit(standing, TECHNICAL, "screening", AT, TODAY) == []
    late = why_not_edit(standing, TECHNICAL, "screening", AT, date(2026, 5, 2))
    assert [reason.code for reason in late] == ["supplement_over"]


def test_quotas_and_units_count_only_for_a_first_submission() -> None:
    facts = replace(read().facts, files=(FILE,))
    entrants = TECHNICAL.entrants.model_copy(
        update={"quota": TECHNICAL.entrants.quota.model_copy(update={"per_person": 1}), "submitted_by": "unit"}
    )
    rules = TECHNICAL.but(entrants=entrants)
    busy = replace(WHO, entries_of_person=1)
    first = why_not_submit(Standing("draft"), facts, (), busy, rules, "open", AT, TODAY)
    assert {reason.code for reason in first} == {"unit_submits", "quota_person"}
    assert why_not_submit(Standing("submitted"), facts, (), busy, rules, "open", AT, TODAY) == []


@pytest.mark.parametrize(
    ("status", "office", "stage", "moment", "allowed"),
    [
        ("submitted", False, "open", "2026-05-01", True),
        ("submitted", False, "open", "2030-07-01", False),
        ("submitted", True, "judging", "2030-07-01", True),
        ("submitted", True, "decided", "2030-07-01", False),
        ("needs_supplement", False, "screening", "2030-07-01", True),
        ("withdrawn", True, "open", "2026-05-01", False),
    ],
)
def test_who_may_withdraw_until_when(status: str, office: bool, stage: str, moment: str, allowed: bool) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert (why_not_withdraw(Standing(status), "vì", TECHNICAL, stage, at, office) == []) is allowed


def test_parts_take_files_as_the_regulation_says() -> None:
    photos = tuple(replace(FILE, id=place, part_key="photos") for place in range(10))
    assert [reason.code for reason in why_not_attach(photos, "photos", TECHNICAL)] == ["part_full"]
    assert why_not_attach((FILE,), "description", TECHNICAL) == []
    assert [reason.code for reason in why_not_attach((), "poem", TECHNICAL)] == ["part_unknown"]


@pytest.mark.parametrize(
    ("pattern", "field", "series", "code"),
    [
        ("KT-{n:03}", "mech", "", "KT-007"),
        ("{field}-{n:02}", "mech", "mech", "MECH-07"),
        ("{n}/STKT", "x", "", "7/STKT"),
    ],
)
def test_codes_are_written_as_the_regulation_says(pattern: str, field: str, series: str, code: str) -> None:
    assert (series_of(pattern, field), code_of(pattern, 7, field)) == (series, code)
    assert plausible_code(code)


@pytest.mark.parametrize("code", ["", "mã 1", "=1+1", "../x", "a" * 41, "KT 1"])
def test_strange_codes_are_not_taken(code: str) -> None:
    assert not plausible_code(code)


def test_the_digest_changes_with_every_word_and_every_file() -> None:
    facts = replace(read().facts, files=(FILE,))
    others = [
        replace(facts, title=facts.title + "."),
        replace(facts, files=(replace(FILE, sha256="1" * 64),)),
        replace(facts, authors=facts.authors[::-1]),
        replace(facts, answers={**facts.answers, "known": "khác"}),
    ]
    digests = {content_digest(one) for one in (facts, *others)}
    assert len(digests) == 5
    assert content_digest(facts) == content_digest(replace(facts, facts=dict(facts.facts)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nguyen", True),
        ("NGUYỄN", True),
        ("nguyễn hoà", True),
        ("hòa", True),
        ("hoa", True),
        ("hóa", False),
        ("may gat", True),
        ("dang", True),
        ("đặng", True),
        ("kt-001 dang", True),
        ("khong co", False),
    ],
)
def test_typed_accents_narrow_and_missing_ones_do_not(query: str, found: bool) -> None:
    text = search_text(["KT-001", "Máy gặt lúa", "Nguyễn Thị Hoà", "Đặng Văn Bình"])
    assert all(first in text or second in text for first, second in search_terms(query)) is found


def test_the_same_entry_is_known_again_however_it_was_typed() -> None:
    one = fingerprint("HTX Bình Minh", "Máy gặt lúa", ["Nguyễn Thị Hoà", "Lê An"])
    assert fingerprint("htx  bình minh", "MÁY GẶT LÚA", ["Lê An", "Nguyễn Thị Hòa"]) == one
    assert fingerprint("HTX Bình Minh", "Máy gặt lúa", ["Lê An"]) != one


def test_what_is_missing_is_sent_to_its_step() -> None:
    assert [step_of(where) for where in ("title", "rows-1-share", "representative", "files-photos")] == [
        "solution",
        "authors",
        "authors",
        "files",
    ]
    lacking = missing(EntryFacts(), TECHNICAL)
    assert all(step_of(reason.where) in ("solution", "authors", "files") for reason in lacking)


def test_history_is_told_in_words_and_hides_what_is_secret() -> None:
    changes = [
        ["entry", 1, "status", "draft", "submitted"],
        ["entry", 1, "version", 1, 2],
        ["entry", 1, "phone", "•", "•"],
        ["entry_author", 3, "share", 5000, 6000],
    ]
    known = Known({3: "Trần Bình"}, {}, {})
    assert [tuple(change)[:3] for change in readable(changes, known, TECHNICAL)] == [
        ("Trạng thái", "Bản nháp", "Đã nộp"),
        ("Điện thoại", "(không hiển thị)", "(không hiển thị)"),
        ("Tác giả Trần Bình: tỷ lệ đóng góp", "50 %", "60 %"),
    ]
    assert deed_words("entries.submission.submit_entry") == "Nộp hồ sơ"


def test_a_day_asked_by_the_regulation_and_by_every_form_is_asked_once() -> None:
    regulation = parse(preset_text("tech_haiphong_2022"))
    assert "applied_on" in [question.key for question in regulation.questions]
    assert "applied_on" not in [asked.key for asked in asked_questions(regulation)]
    asked = next(one for one in asked_facts(regulation) if one.key == "applied_on")
    assert (asked.label, asked.required) == ("Tháng năm áp dụng lần đầu", True)


def test_where_a_regulation_knows_no_groups_co_authors_enter_together() -> None:
    two = read(solution_typed(entrant_type="individual"), authors_typed(), TECHNICAL).facts
    entrants = TECHNICAL.entrants.model_copy(update={"types": ("individual", "organisation")})
    no_groups = TECHNICAL.model_copy(update={"entrants": entrants})
    assert "author_not_alone" in [reason.code for reason in missing(two, TECHNICAL)]
    assert "author_not_alone" not in [reason.code for reason in missing(two, no_groups)]


def test_an_entrant_is_not_told_of_a_judging_to_come_once_it_has_begun() -> None:
    said = {stage: next_words("eligible", stage) for stage in STAGES}
    assert said["screening"] == said["open"] == "Hồ sơ hợp lệ và sẽ được Hội đồng giám khảo chấm."
    assert len({said[stage] for stage in ("screening", "judging", "deliberation", "decided", "published")}) == 5
    assert "Kết quả và cách tính" in said["published"] == said["archived"]
    assert {next_words("withdrawn", stage) for stage in STAGES} == {"Hồ sơ đã rút, không tham gia chấm."}
