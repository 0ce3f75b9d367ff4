"""Who won says how to be paid: when that is taken, and what the office may do with it."""

from collections.abc import Sequence

from contest.ceremony.rules.money import Paid, Payee, lacking, paid_sum
from contest.foundation.refusal import Reason

# What of the kinds of payees a winner may say of themselves.
KINDS_OF_ADULTS = ("author", "representative")
KINDS_OF_CHILDREN = ("guardian",)
PAPER_FORMATS = ("pdf", "jpeg", "png", "heic")
PAPER_MB = 10


def kinds_of(*, is_child: bool, is_unit: bool) -> tuple[str, ...]:
    """As what somebody may be paid for a share: for a child its guardian or the unit is."""
    if is_unit:
        return ("unit",)
    return (*(KINDS_OF_CHILDREN if is_child else KINDS_OF_ADULTS), "unit")


def why_not_say(
    payee: Payee, payments: Sequence[Paid], *, is_public: bool, is_child: bool, is_unit: bool, is_childs_account: bool
) -> list[Reason]:
    """Why what a winner says is not taken, each at its field.

    is_public: the result is; is_childs_account: the account is that of an author under age. What was paid out already
    is not said anew, unless it came back.
    """
    if not is_public:
        return [Reason("payee_not_yet")]
    if is_childs_account:
        return [Reason("payee_childs_account")]
    if paid_sum(payments):
        return [Reason("payee_paid")]
    reasons = []
    if payee.kind not in kinds_of(is_child=is_child, is_unit=is_unit):
        reasons.append(Reason("payee_missing", {}, "kind"))
        payee = payee._replace(kind="guardian" if is_child else "author")
    reasons += [
        Reason("payee_paper", {}, "paper") if each.code == "payee_proxy_paper" else each
        for each in lacking(payee, is_child=is_child)
    ]
    if payee.way == "bank" and not payee.account_name.strip():
        reasons.append(Reason("payee_account_name", {}, "account_name"))
    return reasons


def why_not_check(payee: Payee | None, *, is_said: bool, is_checked: bool) -> list[Reason]:
    """Why there is nothing for the office to look at."""
    return [] if payee is not None and is_said and not is_checked else [Reason("payee_nothing_to_check")]


def cleaned(payee: Payee) -> Payee:
    """Without what its way does not need; numbers of accounts without spaces and dots."""
    payee = payee._replace(account=payee.account.replace(" ", "").replace(".", ""))
    return payee if payee.way == "bank" else payee._replace(bank="", account="", account_name="")
