"""Prize money is divided, taxed and paid to the đồng, and held against the decision."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.ceremony.rules.money import (
    Paid,
    Payee,
    Signed,
    TaxRule,
    lacking,
    masked,
    money_differences,
    shares,
    state_of,
    tax_of_part,
    why_not_pay,
    why_not_sign,
    why_not_tax,
)
from contest.foundation.refusal import Reason

TAX = TaxRule(is_on=True, rate=1000, threshold_vnd=10_000_000, source="Thông tư mẫu", confirmed_by="Kế toán Lan")
CASH = Payee("author", "Nguyễn Văn Ân", "cash")
BANK = Payee("author", "Nguyễn Văn Ân", "bank", "Ngân hàng Hoa Sen", "0123456789", "NGUYEN VAN AN")


@settings(max_examples=50)
@given(st.integers(0, 10**9), st.lists(st.one_of(st.none(), st.integers(1, 10_000)), min_size=1, max_size=6))
def test_shares_add_up_to_the_award_to_the_dong(amount: int, weights: list[int | None]) -> None:
    found = shares(amount, weights)
    assert sum(found) == amount
    assert min(found) >= 0
    if None in weights:
        assert max(found) - min(found) <= 1


def test_what_is_left_over_goes_to_whose_share_lost_most() -> None:
    assert shares(100, [3333, 3333, 3334]) == [33, 33, 34]
    assert shares(10_000_001, [5000, 5000]) == [5_000_001, 5_000_000]
    assert shares(7, []) == []


@pytest.mark.parametrize(
    ("amount", "is_person", "tax"),
    [(10_000_000, True, 0), (12_000_000, True, 200_000), (12_000_005, True, 200_001), (12_000_000, False, 0)],
)
def test_tax_is_kept_back_of_what_is_above_the_threshold_for_people_only(
    amount: int, is_person: bool, tax: int
) -> None:
    assert TAX.of(amount, is_person=is_person) == tax
    assert TaxRule().of(amount, is_person=is_person) == 0


def test_a_tax_needs_its_source_and_an_accountant() -> None:
    assert why_not_tax(TaxRule()) == []
    assert why_not_tax(TAX) == []
    told = why_not_tax(TaxRule(is_on=True, threshold_vnd=-1))
    assert [each.where for each in told] == ["rate", "threshold_vnd", "source", "confirmed_by"]


@settings(max_examples=50)
@given(st.integers(1, 10**8), st.lists(st.integers(1, 10**7), max_size=5))
def test_parts_never_pay_more_than_the_award_and_keep_back_the_whole_tax(amount: int, parts: list[int]) -> None:
    done: list[Paid] = []
    for part in [*parts, None]:
        left = amount - sum(each.amount_vnd for each in done)
        now = left if part is None else part
        if why_not_pay(amount, now, [], done):
            continue
        done.append(Paid(now, tax_of_part(TAX, amount, now, done, is_person=True)))
    assert sum(each.amount_vnd for each in done) == amount
    assert sum(each.tax_vnd for each in done) == TAX.of(amount, is_person=True)
    assert state_of(amount, [], done) == "paid"


def test_money_that_came_back_may_be_paid_again_and_too_much_is_refused() -> None:
    back = [Paid(500, 0, is_returned=True)]
    assert state_of(500, [], back) == "returned"
    assert why_not_pay(500, 500, [], back) == []
    assert [each.code for each in why_not_pay(500, 501, [], back)] == ["pay_too_much"]
    assert state_of(500, [], [Paid(200, 0)]) == "part"
    assert state_of(500, [Reason("payee_missing")], []) == "lacking"
    assert state_of(500, [], []) == "ready"
    assert [each.code for each in why_not_pay(500, 1, [Reason("payee_missing")], [])] == ["payee_missing"]


def test_what_is_missing_before_a_share_can_be_paid() -> None:
    assert lacking(CASH, is_child=False) == []
    assert lacking(BANK, is_child=False) == []
    assert [each.code for each in lacking(None, is_child=False)] == ["payee_missing"]
    assert [each.code for each in lacking(CASH, is_child=True)] == ["payee_child"]
    assert lacking(CASH._replace(kind="guardian"), is_child=True) == []
    assert [each.where for each in lacking(BANK._replace(bank=" ", account="12 34"), is_child=False)] == [
        "bank",
        "account",
    ]
    assert [each.where for each in lacking(CASH._replace(proxy="Chị Hoa"), is_child=False)] == ["proxy_paper"]
    assert masked("0123456789") == "••••789"
    assert masked("") == ""


def test_receipts_and_payments_are_held_against_the_decision() -> None:
    due = [("a:0", 500), ("b:0", 300)]
    assert money_differences(due, [Signed("a:0", 500)], [("b:0", 300)]) == []
    told = money_differences(due, [Signed("a:0", 499), Signed("c:0", 1)], [("b:0", 301), ("d:0", 0)])
    assert [(each.share, each.kind, each.amount_vnd) for each in told] == [
        ("a:0", "receipt", -1),
        ("c:0", "gone", 1),
        ("b:0", "over", 1),
    ]


def test_who_signs_says_who_they_are_and_a_child_does_not_sign() -> None:
    free = {"is_signed": False, "has_mark": True, "is_child": True}
    assert why_not_sign("Mẹ Lan", "guardian", "", **free) == []
    assert [each.code for each in why_not_sign("Bé", "author", "", **free)] == ["receipt_child"]
    assert [each.code for each in why_not_sign("Hoa", "proxy", " ", **free)] == ["receipt_proxy"]
    told = why_not_sign("", "", "", is_signed=True, has_mark=False, is_child=False)
    assert [each.code for each in told] == ["receipt_twice", "receipt_name", "receipt_signer", "receipt_mark"]
