"""Prize money is paid: how, to whom, in one part or several, never more than was decided; some comes back."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from hashlib import sha256

from sqlalchemy import select

from contest.ceremony.models import MoneyRule, PrizePayee, PrizePayment, PrizeReceipt
from contest.ceremony.queries.money import MoneyLine, Rule, money_book, money_rule
from contest.ceremony.rules.money import PAY_WAYS, Payee, lacking, tax_of_part, why_not_pay, why_not_tax
from contest.ceremony.rules.payees import cleaned
from contest.editions.models import Edition
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit, whole
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.files import destroy
from contest.foundation.forgetting import when_forgotten
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import nfc


@action(Permission.PAYOUT_MANAGE)
def set_money_rule(actor: Actor, edition_id: int, rule: Rule) -> None:
    """Say how awards are divided and what tax is kept back. Raises Refusal: tax_rate …, split_begun."""
    refuse(why_not_tax(rule.tax))
    row = db.session.scalar(select(MoneyRule).where(MoneyRule.edition_id == edition_id))
    if (row.split if row is not None else "entry") != rule.split and _has_begun(edition_id):
        raise refuse_with("split_begun", "split")
    if row is None:
        row = MoneyRule(edition_id=edition_id)
        db.session.add(row)
    row.split, row.is_taxed, row.tax_rate = rule.split, rule.tax.is_on, rule.tax.rate
    row.tax_threshold_vnd, row.tax_source = rule.tax.threshold_vnd, whole(rule.tax.source, 300, "source")
    row.tax_confirmed_by = whole(rule.tax.confirmed_by, 200, "confirmed_by")
    row.changed_at, row.changed_by_id = now(), actor.id
    payload = {"split": rule.split, "taxed": rule.tax.is_on, "rate": rule.tax.rate, "above": rule.tax.threshold_vnd}
    ledger.note(actor, edition_id, "payout.rule", f"edition:{edition_id}", payload)


def _has_begun(edition_id: int) -> bool:
    """Whether a share was paid or signed for: shares that were divided anew would be others."""
    signed = select(PrizeReceipt.id).where(PrizeReceipt.edition_id == edition_id, PrizeReceipt.voided_at.is_(None))
    paid = select(PrizePayment.id).where(PrizePayment.edition_id == edition_id, PrizePayment.returned_on.is_(None))
    return any(db.session.scalar(each.limit(1)) is not None for each in (signed, paid))


@action(Permission.PAYOUT_MANAGE)
def set_payee(actor: Actor, edition_id: int, share: str, payee: Payee) -> None:
    """Say who gets a share and how. Raises Refusal: share_unknown, payee_name, payee_account … at their fields."""
    line = line_of(edition_id, share)
    clean = cleaned(Payee(*(nfc(value) for value in payee)))
    refuse(lacking(clean, is_child=line.share.is_child, has_paper=bool(line.said.paper_sha256)))
    row = put_payee(actor, edition_id, line, clean)
    # What the office types it answers for.
    row.checked_at, row.checked_by_id, row.sent_back = now(), actor.id, ""


def put_payee(actor: Actor, edition_id: int, line: MoneyLine, payee: Payee) -> PrizePayee:
    """Who gets a share, within the present deed; it has been looked at."""
    own = (PrizePayee.edition_id == edition_id, PrizePayee.share == line.share.key)
    row = db.session.scalar(select(PrizePayee).where(*own))
    if row is None:
        row = PrizePayee(edition_id=edition_id, share=line.share.key)
        db.session.add(row)
    row.entry_id, row.author_id = line.share.entry_id, line.share.author_id
    for name, value in payee._asdict().items():
        setattr(row, name, value)
    row.changed_at, row.changed_by_id, row.erased_at = now(), actor.id, None
    return row


def line_of(edition_id: int, share: str, *, sees_accounts: bool = True) -> MoneyLine:
    """A share with all that happened to it, nobody else at it. Raises Refusal: money_unsealed, share_unknown."""
    db.session.execute(select(Edition.id).where(Edition.id == edition_id).with_for_update())
    book = money_book(edition_id, sees_accounts=sees_accounts)
    if not book.is_sealed:
        raise refuse_with("money_unsealed")
    line = book.line(share)
    if line is None:
        raise refuse_with("share_unknown")
    return line


@action(Permission.PAYOUT_MANAGE)
def pay_share(
    actor: Actor, edition_id: int, share: str, amount_vnd: int, paid_on: date, voucher: str, payment_key: str
) -> None:
    """Put on record that so much of a share (before tax) was paid; the same key pays nothing twice.

    Raises Refusal: share_unknown, payee_missing …, pay_nothing, pay_too_much, pay_day.
    """
    if is_paid(edition_id, payment_key):
        return
    line = line_of(edition_id, share)
    put_payment(actor, edition_id, line, amount_vnd, paid_on, voucher, payment_key)


def is_paid(edition_id: int, payment_key: str) -> bool:
    """Whether a form was sent before."""
    same = (PrizePayment.edition_id == edition_id, PrizePayment.payment_key == payment_key)
    return db.session.scalar(select(PrizePayment.id).where(*same)) is not None


def put_payment(
    actor: Actor, edition_id: int, line: MoneyLine, amount_vnd: int, paid_on: date, voucher: str, payment_key: str
) -> None:
    """A payment of a share, within the present deed. Raises Refusal as pay_share."""
    done = [each.facts for each in line.payments]
    late = [Reason("pay_day", {}, "paid_on")] if paid_on > today() else []
    refuse([*why_not_pay(line.share.amount_vnd, amount_vnd, line.faults, done), *late])
    assert line.payee is not None
    rule = money_rule(edition_id)
    is_person = line.payee.kind != "unit"
    db.session.add(
        PrizePayment(
            edition_id=edition_id,
            share=line.share.key,
            entry_id=line.share.entry_id,
            amount_vnd=amount_vnd,
            tax_vnd=tax_of_part(rule.tax, line.share.amount_vnd, amount_vnd, done, is_person=is_person),
            way=line.payee.way if line.payee.way in PAY_WAYS else "cash",
            paid_on=paid_on,
            voucher=whole(voucher, 100, "voucher"),
            made_at=now(),
            made_by_id=actor.id,
            payment_key=payment_key,
        )
    )
    db.session.flush()


@action(Permission.PAYOUT_MANAGE)
def pay_all(actor: Actor, edition_id: int, chosen: Sequence[str], paid_on: date, voucher: str, payment_key: str) -> int:
    """Put on record that what is left of these shares was paid, all or none; returns how many.

    Raises Refusal: as pay_share.
    """
    db.session.execute(select(Edition.id).where(Edition.id == edition_id).with_for_update())
    book = money_book(edition_id, sees_accounts=True)
    done = 0
    for share in dict.fromkeys(chosen):
        line = book.line(share)
        if line is None:
            raise refuse_with("share_unknown")
        left = line.share.amount_vnd - line.paid_vnd
        own_key = sha256(f"{payment_key}:{share}".encode()).hexdigest()
        if left and not is_paid(edition_id, own_key):
            put_payment(actor, edition_id, line, left, paid_on, voucher, own_key)
            done += 1
    return done


@action(Permission.PAYOUT_MANAGE)
def return_payment(actor: Actor, edition_id: int, payment_id: int, returned_on: date, reason: str) -> None:
    """Money came back: wrong account, not fetched. Raises Refusal: pay_unknown, pay_returned, pay_reason, pay_day."""
    row = db.session.get(PrizePayment, payment_id)
    if row is None or row.edition_id != edition_id:
        raise refuse_with("pay_unknown")
    if row.returned_on is not None:
        raise refuse_with("pay_returned")
    reasons = [] if reason.strip() else [Reason("pay_reason", {}, "return_reason")]
    refuse(reasons + ([Reason("pay_day", {}, "returned_on")] if returned_on > today() else []))
    row.returned_on, row.return_reason, row.returned_by_id = returned_on, whole(reason, 300, "reason"), actor.id


@action(Permission.PAYOUT_MANAGE)
def note_accounts_read(actor: Actor, edition_id: int, what: str, count: int) -> None:
    """Somebody saw whole numbers of accounts: on one page or in the list for the bank; the record says who and when."""
    ledger.note(actor, edition_id, "payout.accounts_read", what, {"accounts": count})


@action(Permission.ENTRY_MANAGE)
def erase_accounts(actor: Actor, edition_id: int) -> int:
    """Delete the numbers of accounts that have served; that somebody was paid stays. Returns how many."""
    rows = list(
        db.session.scalars(
            select(PrizePayee).where(PrizePayee.edition_id == edition_id, PrizePayee.erased_at.is_(None))
        )
    )
    _erase(rows)
    return len(rows)


def _erase(rows: Sequence[PrizePayee]) -> None:
    papers = {row.paper_sha256 for row in rows} - {""}
    for row in rows:
        row.account = row.account_name = row.bank = row.proxy = row.proxy_paper = ""
        row.paper_sha256 = row.paper_name = row.paper_type = ""
        row.erased_at = now()
    db.session.flush()
    drop_papers(papers)


def drop_papers(papers: Collection[str]) -> None:
    """Destroy authorisations that no payee has any more."""
    kept = set(db.session.scalars(select(PrizePayee.paper_sha256).where(PrizePayee.paper_sha256.in_(papers))))
    for paper in set(papers) - kept:
        after_commit(partial(destroy, paper))


@when_forgotten
def forget_payees(edition_id: int, entry_id: int) -> None:
    """Accounts and names of those who were paid for an entry go with whoever of it is forgotten."""
    rows = list(db.session.scalars(select(PrizePayee).where(PrizePayee.entry_id == entry_id)))
    _erase(rows)
    for row in rows:
        row.name = ""
    for receipt in db.session.scalars(select(PrizeReceipt).where(PrizeReceipt.entry_id == entry_id)):
        receipt.signed_by = receipt.proxy_paper = ""
