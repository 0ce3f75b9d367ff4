"""Prize money: each share with its payee, payments and receipt, and whether all of it agrees with the decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from contest.ceremony.models import MoneyRule, PrizePayee, PrizePayment, PrizeReceipt
from contest.ceremony.queries.shares import Share, shares_of
from contest.ceremony.rules.money import (
    MoneyDifference,
    Paid,
    Payee,
    Signed,
    Split,
    State,
    TaxRule,
    lacking,
    masked,
    money_differences,
    paid_sum,
    state_of,
)
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold
from contest.papers.queries.winners import Winners, winners


class Rule(NamedTuple):
    """How an edition pays: how an award is divided, what tax is kept back."""

    split: Split
    tax: TaxRule


def money_rule(edition_id: int) -> Rule:
    """What was said of an edition; one payee an award and no tax where nothing was. Kept until a change."""
    return until_a_change(("money rule", edition_id), lambda: _rule(edition_id))


def _rule(edition_id: int) -> Rule:
    columns = (
        MoneyRule.split,
        MoneyRule.is_taxed,
        MoneyRule.tax_rate,
        MoneyRule.tax_threshold_vnd,
        MoneyRule.tax_source,
        MoneyRule.tax_confirmed_by,
    )
    row = ask(select(*columns).where(MoneyRule.edition_id == edition_id)).one_or_none()
    if row is None:
        return Rule("entry", TaxRule())
    return Rule("authors" if row.split == "authors" else "entry", TaxRule(*row[1:]))


class PaymentRow(NamedTuple):
    """A payment as it was made."""

    id: int
    share: str
    amount_vnd: int
    tax_vnd: int
    way: str
    paid_on: date
    voucher: str
    returned_on: date | None
    return_reason: str

    @property
    def facts(self) -> Paid:
        """What sums need of it."""
        return Paid(self.amount_vnd, self.tax_vnd, self.returned_on is not None)


class ReceiptRow(NamedTuple):
    """Who signed for a share."""

    id: int
    share: str
    entry_id: int | None
    amount_vnd: int
    tax_vnd: int
    signer: str
    signed_by: str
    proxy_paper: str
    way: str
    picture_sha256: str
    signed_at: datetime
    voided_at: datetime | None
    void_reason: str


class Said(NamedTuple):
    """Where what is known of a payee comes from. said_at: who won said it then; checked_at: the office agreed."""

    said_at: datetime | None = None
    checked_at: datetime | None = None
    sent_back: str = ""
    paper_sha256: str = ""
    paper_name: str = ""
    paper_type: str = ""

    @property
    def is_checked(self) -> bool:
        """Whether the office answers for it."""
        return self.said_at is None or self.checked_at is not None


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A share with everything that happened to it. account: masked, or whole for whoever pays."""

    share: Share
    payee: Payee | None
    account: str
    tax_vnd: int
    faults: Sequence[Reason]
    payments: Sequence[PaymentRow]
    receipt: ReceiptRow | None
    state: State
    said: Said

    @property
    def paid_vnd(self) -> int:
        """What was paid and kept, before tax."""
        return paid_sum(each.facts for each in self.payments)

    @property
    def net_vnd(self) -> int:
        """What the payee gets in the hand."""
        return self.share.amount_vnd - self.tax_vnd


@dataclass(frozen=True, slots=True)
class MoneyBook:
    """All the prize money of an edition beside the decision."""

    rule: Rule
    lines: Sequence[MoneyLine]
    decided_vnd: int
    differences: Sequence[MoneyDifference]
    is_sealed: bool
    version: int | None

    @property
    def signed_vnd(self) -> int:
        """What receipts say that stand."""
        return sum(line.receipt.amount_vnd for line in self.lines if line.receipt is not None)

    @property
    def paid_vnd(self) -> int:
        """What was paid and kept, before tax."""
        return sum(line.paid_vnd for line in self.lines)

    @property
    def tax_kept_vnd(self) -> int:
        """The tax that was kept back of it."""
        return sum(each.tax_vnd for line in self.lines for each in line.payments if each.returned_on is None)

    def line(self, share: str) -> MoneyLine | None:
        """The line of a share."""
        return next((line for line in self.lines if line.share.key == share), None)


def found(lines: Sequence[MoneyLine], words: str) -> list[MoneyLine]:
    """The lines in which these words stand, marks and capitals aside: a name, a code, a prize, a unit, a payee."""
    wanted = fold(words)
    return [line for line in lines if wanted in fold(_searched(line))] if wanted else list(lines)


def _searched(line: MoneyLine) -> str:
    share = line.share
    payee = line.payee.name if line.payee else ""
    return " ".join((*share.names, share.code, share.title, share.prize, share.unit, payee))


def payees(edition_id: int) -> dict[str, tuple[Payee, Said]]:
    """Who gets each share, with whole accounts, for whoever pays; and who said so."""
    count = len(Payee._fields) + 1
    columns = [getattr(PrizePayee, name) for name in (*Payee._fields, *Said._fields)]
    rows = ask(select(PrizePayee.share, *columns).where(PrizePayee.edition_id == edition_id))
    return {row[0]: (Payee(*row[1:count]), Said(*row[count:])) for row in rows}


def payments(edition_id: int) -> list[PaymentRow]:
    """Every payment, in the order they were made. Kept until a change."""
    columns = [getattr(PrizePayment, name) for name in PaymentRow._fields]
    own = select(*columns).where(PrizePayment.edition_id == edition_id).order_by(PrizePayment.id)
    return list(until_a_change(("payments", edition_id), lambda: [PaymentRow(*row) for row in ask(own)]))


def receipts(edition_id: int) -> list[ReceiptRow]:
    """Every receipt that was signed, those that were voided too. Kept until a change."""
    columns = [getattr(PrizeReceipt, name) for name in ReceiptRow._fields]
    own = select(*columns).where(PrizeReceipt.edition_id == edition_id).order_by(PrizeReceipt.id)
    return list(until_a_change(("receipts", edition_id), lambda: [ReceiptRow(*row) for row in ask(own)]))


def money_book(edition_id: int, *, sees_accounts: bool = False, given: Winners | None = None) -> MoneyBook:
    """All of it at once; money comes from the sealed result alone. given: the winners, where they are known."""
    given = given or winners(edition_id)
    rule = money_rule(edition_id)
    due = shares_of(given, rule.split) if given.seal is not None else []
    known, paid, signed = payees(edition_id), payments(edition_id), receipts(edition_id)
    standing = {each.share: each for each in signed if each.voided_at is None}
    by_share: dict[str, list[PaymentRow]] = {}
    for payment in paid:
        by_share.setdefault(payment.share, []).append(payment)
    lines = [
        _line(share, known.get(share.key), by_share.get(share.key, []), standing.get(share.key), rule, sees_accounts)
        for share in due
    ]
    differences = money_differences(
        [(share.key, share.amount_vnd) for share in due],
        [Signed(each.share, each.amount_vnd) for each in standing.values()],
        [(share, paid_sum(each.facts for each in own)) for share, own in by_share.items()],
    )
    decided = given.money if given.seal is not None else 0
    version = given.seal.version if given.seal is not None else None
    return MoneyBook(rule, lines, decided, differences, given.seal is not None, version)


def _line(
    share: Share,
    known: tuple[Payee, Said] | None,
    own: Sequence[PaymentRow],
    receipt: ReceiptRow | None,
    rule: Rule,
    sees_accounts: bool,
) -> MoneyLine:
    payee, said = known or (None, Said())
    has_paper = bool(said.paper_sha256)
    faults = lacking(payee, is_child=share.is_child, is_checked=said.is_checked, has_paper=has_paper)
    tax = rule.tax.of(share.amount_vnd, is_person=payee is None or payee.kind != "unit")
    account = payee.account if payee else ""
    state = state_of(share.amount_vnd, faults, [each.facts for each in own])
    shown = payee if sees_accounts or payee is None else payee._replace(account=masked(account))
    told = account if sees_accounts else masked(account)
    return MoneyLine(share, shown, told, tax, faults, own, receipt, state, said)
