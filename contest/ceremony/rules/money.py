"""Prize money: who gets which share to the đồng, what tax is kept back, where each payment stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from contest.foundation.refusal import Reason

Split = Literal["entry", "authors"]
State = Literal["lacking", "unchecked", "ready", "part", "paid", "returned"]
SPLIT_WORDS: dict[Split, str] = {
    "entry": "Một người nhận cho cả giải",
    "authors": "Từng tác giả, theo tỷ lệ đóng góp trong hồ sơ",
}
PAYEES = {
    "author": "Tác giả",
    "representative": "Người đại diện nhóm tác giả",
    "guardian": "Cha, mẹ hoặc người giám hộ",
    "unit": "Đơn vị",
}
PAY_WAYS = {"cash": "Tiền mặt", "bank": "Chuyển khoản"}
STATE_WORDS: dict[State, tuple[str, str]] = {
    "lacking": ("Chưa đủ thông tin", "attention"),
    "unchecked": ("Tự khai, chờ kiểm tra", "attention"),
    "ready": ("Sẵn sàng chi", "waiting"),
    "part": ("Đã chi một phần", "attention"),
    "paid": ("Đã chi đủ", "done"),
    "returned": ("Đã trả lại", "refused"),
}
SIGNERS = {
    "author": "Tác giả",
    "guardian": "Cha, mẹ, người giám hộ",
    "unit": "Đại diện đơn vị",
    "proxy": "Người nhận thay",
}
_HUNDRED_PERCENT = 10_000
UNCHECKED = "payee_unchecked"


def shares(amount_vnd: int, weights: Sequence[int | None]) -> list[int]:
    """The amount in whole đồng by these weights (hundredths of a percent), equal where one is missing; nothing is lost.

    Each gets its share rounded down; the đồng left over go to those whose share lost most, the first of equals first.
    """
    if not weights:
        return []
    known = [weight for weight in weights if weight]
    use = [weight or 0 for weight in weights] if len(known) == len(weights) else [1] * len(weights)
    exact = [Fraction(amount_vnd * weight, sum(use)) for weight in use]
    found = [int(each) for each in exact]
    lost = sorted(range(len(use)), key=lambda place: (found[place] - exact[place], place))
    for place in lost[: amount_vnd - sum(found)]:
        found[place] += 1
    return found


@dataclass(frozen=True, slots=True)
class TaxRule:
    """Tax kept back from what somebody wins: so much of the part above a threshold. An accountant says whether and how.

    rate: hundredths of a percent; is_on only with the source and who confirmed it.
    """

    is_on: bool = False
    rate: int = 0
    threshold_vnd: int = 0
    source: str = ""
    confirmed_by: str = ""

    def of(self, amount_vnd: int, *, is_person: bool) -> int:
        """The tax on an amount in whole đồng, half a đồng rounded up; organisations see to theirs themselves."""
        if not self.is_on or not is_person:
            return 0
        above = max(0, amount_vnd - self.threshold_vnd)
        return (above * self.rate * 2 + _HUNDRED_PERCENT) // (2 * _HUNDRED_PERCENT)


def why_not_tax(rule: TaxRule) -> list[Reason]:
    """Why a tax cannot be kept back so: no rate, no source, nobody who answers for it."""
    if not rule.is_on:
        return []
    reasons = []
    if not 0 < rule.rate <= _HUNDRED_PERCENT:
        reasons.append(Reason("tax_rate", {}, "rate"))
    if rule.threshold_vnd < 0:
        reasons.append(Reason("tax_threshold", {}, "threshold_vnd"))
    if not rule.source.strip():
        reasons.append(Reason("tax_source", {}, "source"))
    if not rule.confirmed_by.strip():
        reasons.append(Reason("tax_confirmed", {}, "confirmed_by"))
    return reasons


class Payee(NamedTuple):
    """Who gets a share and how. account: the number of the bank account; is_child: the author is under age."""

    kind: str = ""
    name: str = ""
    way: str = ""
    bank: str = ""
    account: str = ""
    account_name: str = ""
    proxy: str = ""
    proxy_paper: str = ""


def lacking(payee: Payee | None, *, is_child: bool, is_checked: bool = True, has_paper: bool = False) -> list[Reason]:
    """What is missing before this share can be paid, each at its field.

    is_checked: the office typed it, or looked at what the winner typed; has_paper: the authorisation was uploaded.
    """
    if payee is None or not payee.kind:
        return [Reason("payee_missing", {}, "kind")]
    reasons = []
    if not payee.name.strip():
        reasons.append(Reason("payee_name", {}, "name"))
    if payee.way not in PAY_WAYS:
        reasons.append(Reason("payee_way", {}, "way"))
    if is_child and payee.kind == "author":
        reasons.append(Reason("payee_child", {}, "kind"))
    if payee.way == "bank":
        if not payee.bank.strip():
            reasons.append(Reason("payee_bank", {}, "bank"))
        reasons += why_not_account(payee.account)
    if payee.proxy.strip() and not (payee.proxy_paper.strip() or has_paper):
        reasons.append(Reason("payee_proxy_paper", {}, "proxy_paper"))
    return reasons or ([] if is_checked else [Reason(UNCHECKED)])


def why_not_account(account: str) -> list[Reason]:
    """Why this is no number of a bank account: banks here use 6 to 19 digits or letters."""
    if account.isascii() and account.isalnum() and 6 <= len(account) <= 19:
        return []
    return [Reason("payee_account", {}, "account")]


def masked(account: str) -> str:
    """What may be seen of an account by who may not see it: its last three digits."""
    return f"••••{account[-3:]}" if account else ""


class Paid(NamedTuple):
    """A payment: before tax, the tax kept back, and whether it came back."""

    amount_vnd: int
    tax_vnd: int
    is_returned: bool = False


def paid_sum(payments: Iterable[Paid]) -> int:
    """What was paid and kept, before tax."""
    return sum(each.amount_vnd for each in payments if not each.is_returned)


def state_of(amount_vnd: int, faults: Sequence[Reason], payments: Sequence[Paid]) -> State:
    """Where a share stands."""
    done = paid_sum(payments)
    if done >= amount_vnd:
        return "paid"
    if done:
        return "part"
    if faults:
        return "unchecked" if faults[0].code == UNCHECKED else "lacking"
    return "returned" if payments else "ready"


def why_not_pay(amount_vnd: int, part_vnd: int, faults: Sequence[Reason], payments: Sequence[Paid]) -> list[Reason]:
    """Why so much cannot be paid now: the payee is not known, or it would be more than the award."""
    if faults:
        return list(faults)
    left = amount_vnd - paid_sum(payments)
    if part_vnd < 1:
        return [Reason("pay_nothing", {}, "amount_vnd")]
    return [Reason("pay_too_much", {"left": left}, "amount_vnd")] if part_vnd > left else []


def tax_of_part(rule: TaxRule, amount_vnd: int, part_vnd: int, payments: Sequence[Paid], *, is_person: bool) -> int:
    """The tax of a part: what is due on all paid with it so far, less what was kept back; the last has the rest."""
    kept = sum(each.tax_vnd for each in payments if not each.is_returned)
    whole = rule.of(amount_vnd, is_person=is_person)
    so_far = paid_sum(payments) + part_vnd
    due = whole if so_far >= amount_vnd else whole * so_far // max(1, amount_vnd)
    return max(0, min(part_vnd, due - kept))


class Signed(NamedTuple):
    """A receipt that stands: for which share, how much."""

    share: str
    amount_vnd: int


class MoneyDifference(NamedTuple):
    """Where money does not agree with the decision: which share, what is said of it, by how much."""

    share: str
    kind: Literal["gone", "receipt", "over"]
    amount_vnd: int


DIFFERENCE_WORDS = {
    "gone": "có chữ ký hoặc đã chi nhưng giải không còn trong kết quả",
    "receipt": "số tiền ký nhận khác với quyết định",
    "over": "đã chi nhiều hơn giải thưởng",
}


def money_differences(
    due: Sequence[tuple[str, int]], signed: Iterable[Signed], paid: Iterable[tuple[str, int]]
) -> list[MoneyDifference]:
    """Receipts and payments held against the shares of the decision, to the đồng; an empty list says all agree.

    due: each share with its amount; paid: each share with what was paid and kept. What is not signed or paid yet is no
    difference.
    """
    amounts = dict(due)
    found = []
    for one in signed:
        if one.share not in amounts:
            found.append(MoneyDifference(one.share, "gone", one.amount_vnd))
        elif amounts[one.share] != one.amount_vnd:
            found.append(MoneyDifference(one.share, "receipt", one.amount_vnd - amounts[one.share]))
    for share, amount in paid:
        if amount and share not in amounts:
            found.append(MoneyDifference(share, "gone", amount))
        elif amount > amounts.get(share, 0):
            found.append(MoneyDifference(share, "over", amount - amounts.get(share, 0)))
    return found


def why_not_sign(
    name: str, signer: str, proxy_paper: str, *, is_signed: bool, has_mark: bool, is_child: bool
) -> list[Reason]:
    """Why a receipt is not taken: nobody's name, no signature, a child's own, a proxy without the letter, twice."""
    reasons = []
    if is_signed:
        reasons.append(Reason("receipt_twice"))
    if not name.strip():
        reasons.append(Reason("receipt_name", {}, "name"))
    if signer not in SIGNERS:
        reasons.append(Reason("receipt_signer", {}, "signer"))
    elif signer == "author" and is_child:
        reasons.append(Reason("receipt_child", {}, "signer"))
    elif signer == "proxy" and not proxy_paper.strip():
        reasons.append(Reason("receipt_proxy", {}, "proxy_paper"))
    if not has_mark:
        reasons.append(Reason("receipt_mark", {}, "signature"))
    return reasons
