"""Who won says how to be paid; the office asks, looks at it, and sends back what cannot be right."""

from collections.abc import Collection

from sqlalchemy import select

from contest.ceremony.actions.payouts import drop_papers, line_of, put_payee
from contest.ceremony.models import PayeeAsking, PrizePayee
from contest.ceremony.queries.money import MoneyLine, money_book
from contest.ceremony.queries.payees import (
    Asked,
    asked,
    is_child,
    is_contact,
    is_payable,
    linked,
    payee_token,
    recipients,
)
from contest.ceremony.rules.money import Payee
from contest.ceremony.rules.payees import cleaned, why_not_check, why_not_say
from contest.editions.queries import edition_by_id
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.files import StoredFile
from contest.foundation.mail import link, post, rule_of
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import nfc


@action(Permission.PAYOUT_MANAGE)
def ask_payees(actor: Actor, edition_id: int) -> tuple[int, int]:
    """Ask who won a share that has no payee yet how to be paid, by a letter with a link.

    Returns how many shares, and of how many of them somebody was written to. Raises Refusal: money_unsealed,
    payee_not_yet, payee_nobody.
    """
    book = money_book(edition_id)
    if not book.is_sealed:
        raise refuse_with("money_unsealed")
    if not is_payable(edition_id):
        raise refuse_with("payee_not_yet")
    wanted = [line for line in book.lines if line.state == "lacking"]
    if not wanted:
        raise refuse_with("payee_nobody")
    written = _write("payout.payee", edition_id, wanted)
    payload = {"shares": len(wanted), "written": written}
    ledger.note(actor, edition_id, "payout.payees_asked", f"edition:{edition_id}", payload)
    return len(wanted), written


def _write(event: str, edition_id: int, lines: Collection[MoneyLine], why: str = "") -> int:
    """The letter of an event about each share, with a link that was never given before; returns of how many shares."""
    edition, rule = edition_by_id(edition_id), rule_of(edition_id, event)
    to = recipients(edition_id, [line.share for line in lines])
    made, written = _renewed(edition_id, lines), set()
    for line in lines:
        share = line.share
        values = {
            "hội thi": edition.title,
            "giải": f"{share.prize}, hồ sơ {share.code}" if share.code else f"{share.prize}, {share.unit}",
            "đường dẫn": link("ceremony.payee_answer", token=payee_token(made[share.key])),
            "lý do": why,
        }
        about = f"entry:{share.entry_id}" if share.entry_id else ""
        for one in to[share.key]:
            if post(event, edition_id, one, values, about=about, rule=rule):
                written.add(share.key)
    return len(written)


def _renewed(edition_id: int, lines: Collection[MoneyLine]) -> dict[str, Asked]:
    """Asked from now on: links of before are dead."""
    keys = {line.share.key: line.share.entry_id for line in lines}
    own = (PayeeAsking.edition_id == edition_id, PayeeAsking.share.in_(list(keys)))
    known = {row.share: row for row in db.session.scalars(select(PayeeAsking).where(*own))}
    for share, entry_id in keys.items():
        if share in known:
            known[share].asked_at, known[share].times = now(), known[share].times + 1
        else:
            db.session.add(PayeeAsking(edition_id=edition_id, share=share, entry_id=entry_id, asked_at=now()))
    db.session.flush()
    return asked(edition_id)


@action(Permission.ENTRY_OWN)
def say_payee(
    actor: Actor, edition_id: int, entry_id: int, share: str, payee: Payee, paper: StoredFile | None = None
) -> None:
    """Say how to be paid for a share of the entry one looks after.

    Raises Refusal: entry_not_visible, share_unknown, payee_not_yet, payee_childs_account, payee_paid, payee_account …
    """
    if not is_contact(actor, edition_id, entry_id):
        raise refuse_with("entry_not_visible")
    line = line_of(edition_id, share)
    if line.share.entry_id != entry_id:
        raise refuse_with("share_unknown")
    _say(actor, edition_id, line, payee, paper)


@action(Permission.ACCOUNT_OPEN)
def say_payee_by_link(actor: Actor, token: str, payee: Payee, paper: StoredFile | None = None) -> None:
    """The same by the link of the letter, without an account. Raises Refusal: payee_link, and as above."""
    one = linked(token)
    if one is None:
        raise refuse_with("payee_link")
    _say(actor, one.edition_id, line_of(one.edition_id, one.share), payee, paper)


def _say(actor: Actor, edition_id: int, line: MoneyLine, payee: Payee, paper: StoredFile | None) -> None:
    clean = cleaned(Payee(*(nfc(value) for value in payee)))
    kept = paper is not None or (bool(line.said.paper_sha256) and line.payee is not None)
    clean = clean._replace(proxy_paper="Bản chụp gửi kèm" if clean.proxy and kept else "")
    refuse(
        why_not_say(
            clean,
            [each.facts for each in line.payments],
            is_public=is_payable(edition_id),
            is_child=line.share.is_child,
            is_unit=line.share.entry_id is None,
            is_childs_account=is_child(actor, edition_id, line.share.entry_id),
        )
    )
    row = put_payee(actor, edition_id, line, clean)
    row.said_at, row.checked_at, row.checked_by_id, row.sent_back = now(), None, None, ""
    _put_paper(row, paper if clean.proxy else None, keeps=bool(clean.proxy))
    ledger.note(actor, edition_id, "payout.payee_said", f"share:{line.share.key[:12]}", {"way": clean.way})


def _put_paper(row: PrizePayee, paper: StoredFile | None, *, keeps: bool) -> None:
    """The authorisation that was uploaded; without a proxy there is none."""
    if paper is None and keeps:
        return
    before = row.paper_sha256
    row.paper_sha256, row.paper_name, row.paper_type = (
        (paper.sha256, paper.name, paper.media_type) if paper is not None else ("", "", "")
    )
    db.session.flush()
    if before and before != row.paper_sha256:
        drop_papers({before})


@action(Permission.PAYOUT_MANAGE)
def check_payee(actor: Actor, edition_id: int, share: str) -> None:
    """What the winner said is right: from now on it can be paid. Raises Refusal: payee_nothing_to_check."""
    row = _said(edition_id, share)
    row.checked_at, row.checked_by_id, row.sent_back = now(), actor.id, ""
    ledger.note(actor, edition_id, "payout.payee_checked", f"share:{share[:12]}", {})


@action(Permission.PAYOUT_MANAGE)
def send_payee_back(actor: Actor, edition_id: int, share: str, why: str) -> bool:
    """What the winner said cannot be right: ask again, with the reason; returns whether somebody was written to.

    Raises Refusal: payee_nothing_to_check, payee_send_back.
    """
    refuse([] if why.strip() else [Reason("payee_send_back", {}, "why")])
    line, row = line_of(edition_id, share), _said(edition_id, share)
    row.sent_back = whole(why, 300, "why")
    ledger.note(actor, edition_id, "payout.payee_sent_back", f"share:{share[:12]}", {})
    return _write("payout.payee_back", edition_id, [line], row.sent_back) == 1


def _said(edition_id: int, share: str) -> PrizePayee:
    line = line_of(edition_id, share)
    is_said = line.said.said_at is not None
    refuse(why_not_check(line.payee, is_said=is_said, is_checked=line.said.is_checked))
    own = (PrizePayee.edition_id == edition_id, PrizePayee.share == share)
    return db.session.scalars(select(PrizePayee).where(*own)).one()


@action(Permission.PAYOUT_MANAGE)
def note_paper_read(actor: Actor, edition_id: int, share: str) -> None:
    """Somebody opened the authorisation of a proxy; the record says who and when."""
    ledger.note(actor, edition_id, "payout.paper_read", f"share:{share[:12]}", {})
