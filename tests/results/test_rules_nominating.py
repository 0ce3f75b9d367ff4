"""Who the regulation sends up, what stands against it, what of a dossier travels, how a package is looked at."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.editions.rules.awards import Nomination
from contest.entries.rules import AuthorFacts, EntryFacts, FileFacts
from contest.foundation.clock import now
from contest.results.rules.arriving import understand
from contest.results.rules.envelope import (
    DOSSIERS,
    FORMAT,
    MANIFEST,
    Member,
    told,
    travels,
    why_not_manifest,
    why_not_open,
)
from contest.results.rules.nominating import Candidate, Nominated, choose, lacking, why_not_outcome, why_not_send
from tests.editions.makers import regulation

TIERS = ("first", "second", "third")
YOUTH, TECHNICAL = regulation("small_youth"), regulation("small_technical")
BOTH = frozenset({("nomination", "guardian"), ("nomination", "self")})


def nomination(**parts):
    return Nomination.model_validate({"to": "Hội thi toàn quốc", **parts})


def codes(reasons):
    return [reason.code for reason in reasons]


def candidates(*ranks, tiers=()):
    given_tiers = [*tiers, *[""] * (len(ranks) - len(tiers))]
    return [
        Candidate(place, f"KT-{place:02}", rank, tier, tier.title())
        for place, (rank, tier) in enumerate(zip(ranks, given_tiers, strict=True), 1)
    ]


def chosen_ids(chosen):
    return [entry_id for entry_id, _ in chosen.nominees]


def test_the_first_so_many_by_rank_are_chosen_each_with_its_reason():
    chosen = choose(nomination(at_most=2), candidates(3, 1, 2, None), TIERS)
    assert chosen.nominees == ((2, "Hạng 1 vòng cuối"), (3, "Hạng 2 vòng cuối"))


def test_equals_at_the_limit_are_left_to_people_all_of_them():
    chosen = choose(nomination(at_most=2), candidates(1, 2, 2), TIERS)
    assert (chosen_ids(chosen), chosen.tied) == ([1], ("KT-02", "KT-03"))


def test_equals_after_the_limit_is_full_are_nobodys_business():
    chosen = choose(nomination(at_most=1), candidates(1, 2, 2), TIERS)
    assert (chosen_ids(chosen), chosen.tied) == ([1], ())


def test_by_prize_the_better_tier_goes_first_whatever_the_rank():
    given = candidates(1, 2, 3, 4, tiers=("second", "first", "third", ""))
    assert chosen_ids(choose(nomination(by="prize", from_tiers=("first", "second")), given, TIERS)) == [2, 1]
    assert chosen_ids(choose(nomination(by="prize", at_most=3), given, TIERS)) == [2, 1, 3]


@pytest.mark.parametrize("parts", [{"by": "council"}, {"by": "organiser", "at_most": 3}, {"by": "rank"}])
def test_where_people_choose_nobody_is_chosen(parts):
    assert choose(nomination(**parts), candidates(1, 2), TIERS).nominees == ()


@given(st.lists(st.sampled_from([None, 1, 2, 3, 4]), max_size=8), st.integers(1, 6), st.randoms())
def test_the_choice_keeps_its_limit_and_does_not_depend_on_the_order_of_input(ranks, limit, chance):
    given_candidates = candidates(*ranks)
    expected = choose(nomination(at_most=limit), given_candidates, TIERS)
    chance.shuffle(given_candidates)
    assert choose(nomination(at_most=limit), given_candidates, TIERS) == expected
    assert len(expected.nominees) <= limit
    worst = max((ranks[entry_id - 1] for entry_id in chosen_ids(expected)), default=0)
    left = [rank for place, rank in enumerate(ranks, 1) if rank is not None and place not in chosen_ids(expected)]
    assert all(rank > worst for rank in left)


def author(born, consents=frozenset(), **parts):
    return AuthorFacts("Lê An", birth_on=born, consents=frozenset(consents), **parts)


def test_a_child_goes_up_only_with_the_guardian_and_from_seven_its_own_word():
    child, small, adult = date(2018, 5, 1), date(2024, 9, 1), date(1980, 1, 1)
    assert lacking([author(child)], YOUTH) == ["Lê An (người giám hộ, bản thân)"]
    assert lacking([author(child, {("nomination", "guardian")})], YOUTH) == ["Lê An (bản thân)"]
    assert lacking([author(child, BOTH), author(small, {("nomination", "guardian")})], YOUTH) == []
    assert lacking([author(adult)], TECHNICAL) == ["Lê An (bản thân)"]
    assert lacking([author(adult, BOTH, forgotten_at=now())], TECHNICAL) == ["Lê An (đã yêu cầu xóa dữ liệu)"]


def test_everything_that_stands_against_sending_is_told_at_once():
    nominees = [
        Nominated("A", True, "ict", ("Lê An (bản thân)",)),
        Nominated("B", False, "ict"),
        Nominated("C", True, "x"),
    ]
    found = codes(why_not_send(nomination(at_most=2), nominees, {"x": "Tên"}, TECHNICAL))
    assert found == ["nominees_too_many", "nominee_no_consent", "nominee_not_eligible", "nominee_field_unmapped"]
    assert codes(why_not_send(nomination(exact=2), [], {}, TECHNICAL)) == ["nominees_empty"]
    ready = [Nominated("A", True, "ict")]
    assert codes(why_not_send(nomination(exact=2), ready, {"ict": "Tên"}, TECHNICAL)) == ["nominees_too_few"]
    assert why_not_send(nomination(at_most=2), ready, {"ict": "Tên"}, TECHNICAL) == []


def test_a_prize_from_above_has_a_name():
    assert codes(why_not_outcome("awarded", " ")) == ["outcome_award_missing"]
    assert codes(why_not_outcome("lạ", "")) == ["outcome_unknown"]
    assert why_not_outcome("not_awarded", "") == []


def file(part, media="application/pdf"):
    return FileFacts(1, part, "tep", "0" * 64, 10, media, now())


def test_pictures_of_a_child_travel_with_the_consent_to_photographs_alone():
    child = author(date(2018, 5, 1), BOTH)
    facts = EntryFacts(title="Máy", authors=(child,))
    assert travels(file("explanation"), facts, YOUTH)
    assert not travels(file("photos", "image/jpeg"), facts, YOUTH)
    agreed = {("photographs", "guardian"), ("photographs", "self")}
    assert travels(file("photos", "image/jpeg"), EntryFacts(authors=(author(date(2018, 5, 1), agreed),)), YOUTH)


def test_identity_papers_and_contacts_stay_at_home():
    sensitive = YOUTH.dossier[0].model_copy(update={"key": "birth", "sensitive": True})
    assert not travels(file("birth"), EntryFacts(), YOUTH.but(dossier=(sensitive,)))
    who = author(date(2018, 5, 1), guardian="Bà Na", ethnicity="Kinh")
    told_ = str(
        told("A", EntryFacts(title="Máy", field_key="study", phone="0900", email="a@b.vn", authors=(who,)), YOUTH, {})
    )
    assert not any(word in told_ for word in ("Bà Na", "Kinh", "0900", "a@b.vn"))


def test_what_is_told_is_understood_on_the_other_side():
    child = author(date(2018, 5, 1), BOTH, share=5000, position_title="6A")
    facts = EntryFacts(
        title="Máy", field_key="study", division_key="primary", answers={"idea": "Ý tưởng"}, authors=(child,)
    )
    document = told("A-1", facts, YOUTH, {"study": "Đồ dùng  DÀNH CHO học tập"}) | {"files": []}
    arrived, wrong = understand(document, 1, YOUTH)
    assert wrong == []
    assert arrived.facts == facts
    assert (arrived.code, arrived.left_out) == ("A-1", ())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"field": {"name": "Lạ", "above": ""}}, "dossier_field"),
        ({"division": {"name": "Lạ", "levels": ["dai_hoc"]}}, "dossier_division"),
        ({"title": " "}, "dossier_title"),
        ({"authors": []}, "dossier_authors"),
        ({"title": 5}, "dossier_unreadable"),
        ({"title": "x" * 501}, "dossier_unreadable"),
        ({"authors": [{"name": "An"}]}, "dossier_unreadable"),
        ({"authors": "An"}, "dossier_unreadable"),
        ({"field": None}, "dossier_unreadable"),
    ],
)
def test_what_a_stranger_writes_is_never_trusted(change, code):
    facts = EntryFacts(
        title="Máy", field_key="study", division_key="primary", authors=(author(date(2018, 5, 1), BOTH),)
    )
    document = told("A-1", facts, YOUTH, {}) | {"files": []} | change
    assert codes(understand(document, 1, YOUTH)[1]) == [code]


@settings(max_examples=25)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["code", "title", "field", "authors", "files"]), inner, max_size=4)
        ),
        max_leaves=8,
    )
)
def test_no_document_breaks_the_reader(document):
    arrived, wrong = understand(document, 1, YOUTH)
    assert arrived is not None or codes(wrong) == ["dossier_unreadable"]


def member(name, size=10, packed=10, is_plain=True):
    return Member(name, size, packed, is_plain)


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ([member("x.txt")], "package_not_ours"),
        ([member(MANIFEST), member("../x")], "package_path"),
        ([member(MANIFEST), member("/etc/passwd")], "package_path"),
        ([member(MANIFEST), member("files/1/2.pdf/../../x")], "package_path"),
        ([member(MANIFEST), member("files\\1\\1.pdf")], "package_path"),
        ([member(MANIFEST), member(MANIFEST)], "package_damaged"),
        ([member(MANIFEST), member("files/1/1.pdf", is_plain=False)], "package_damaged"),
        ([member(MANIFEST), member("files/1/1.pdf", 300 << 20, 1 << 20)], "package_bomb"),
        ([member(MANIFEST), member(DOSSIERS, 33 << 20, 33 << 20)], "package_bomb"),
        ([member(MANIFEST), member("files/1/1.mp4", 9 << 30, 9 << 30)], "package_bomb"),
        ([member(MANIFEST), *(member(f"files/1/{n}.pdf") for n in range(5_002))], "package_too_many"),
    ],
)
def test_a_package_made_to_harm_is_not_opened(members, code):
    assert codes(why_not_open(members)) == [code]


def test_the_manifest_speaks_of_exactly_what_is_there():
    manifest = {
        "format": FORMAT,
        "version": 1,
        "sender": {"series": "s", "slug": "a", "title": "T"},
        "files": {DOSSIERS: "0" * 64, "files/1/1.pdf": "0" * 64},
    }
    assert why_not_manifest(manifest, [MANIFEST, DOSSIERS, "files/1/1.pdf"]) == []
    assert codes(why_not_manifest(manifest, [MANIFEST, DOSSIERS, "files/1/2.pdf"])) == [
        "package_missing",
        "package_extra",
    ]
    assert codes(why_not_manifest(manifest | {"version": 2}, [])) == ["package_version"]
    for wrong in ([], {}, manifest | {"format": "x"}):
        assert codes(why_not_manifest(wrong, [])) == ["package_not_ours"]
    for wrong in ({"sender": None}, {"files": {"x": "kein sha"}}, {"sender": {"series": "s"}}):
        assert codes(why_not_manifest(manifest | wrong, [])) == ["package_damaged"]
