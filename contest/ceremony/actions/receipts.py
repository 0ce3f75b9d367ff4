"""Somebody signs for prize money: with a finger on a tablet, or on paper that is ticked off and scanned."""

import base64
import binascii
import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import select

from contest.ceremony.actions.payouts import line_of, put_payment
from contest.ceremony.actions.rehearsing import refuse_rehearsed
from contest.ceremony.models import PrizeReceipt
from contest.ceremony.rules.money import why_not_sign
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit, whole
from contest.foundation.clock import local, now
from contest.foundation.database import db
from contest.foundation.files import destroy, keep
from contest.foundation.forgetting import when_forgotten
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with

_PNG = "data:image/png;base64,"
# A signature drawn with a finger is a few kilobytes.
_LARGEST_MB = 1
_EARLIEST = timedelta(days=60)


class Signing(NamedTuple):
    """Who signs for a share, as whom, how; picture: the hash of the drawing or of the scan of the signed list."""

    share: str
    name: str
    signer: str
    proxy_paper: str = ""
    way: str = "tablet"
    picture: str = ""
    signed_at: datetime | None = None
    # The money was handed over in cash with it.
    is_cash: bool = False


def drawing(data: str) -> str:
    """Keep a signature that came as PNG in text; returns its hash, "" for none. Raises Refusal: receipt_picture."""
    if not data:
        return ""
    try:
        content = base64.b64decode(data.removeprefix(_PNG), validate=True)
        return keep(io.BytesIO(content), "chu-ky.png", formats=("png",), max_mb=_LARGEST_MB).sha256
    except (binascii.Error, ValueError, Refusal):
        raise refuse_with("receipt_picture", "signature") from None


@action(Permission.CEREMONY_PREPARE)
def sign_receipt(actor: Actor, edition_id: int, signing: Signing, receipt_key: str) -> int:
    """Take somebody's signature for a share; the same key takes it once. Returns the receipt.

    Raises Refusal: ceremony_rehearsed, share_unknown, receipt_twice, receipt_name, receipt_child, receipt_proxy …
    """
    same = (PrizeReceipt.edition_id == edition_id, PrizeReceipt.receipt_key == receipt_key)
    known = db.session.scalar(select(PrizeReceipt.id).where(*same))
    if known is not None:
        return known
    refuse_rehearsed(edition_id)
    line = line_of(edition_id, signing.share)
    refuse(
        why_not_sign(
            signing.name,
            signing.signer,
            signing.proxy_paper,
            is_signed=line.receipt is not None,
            has_mark=bool(signing.picture) or signing.way == "paper",
            is_child=line.share.is_child,
        )
    )
    row = PrizeReceipt(
        edition_id=edition_id,
        share=signing.share,
        entry_id=line.share.entry_id,
        amount_vnd=line.share.amount_vnd,
        tax_vnd=line.tax_vnd,
        signer=signing.signer,
        signed_by=whole(signing.name, 200, "name"),
        proxy_paper=whole(signing.proxy_paper, 300, "proxy_paper"),
        way=signing.way,
        picture_sha256=signing.picture,
        signed_at=_signed_at(signing.signed_at),
        kept_at=now(),
        taken_by_id=actor.id,
        receipt_key=receipt_key,
    )
    db.session.add(row)
    db.session.flush()
    left = line.share.amount_vnd - line.paid_vnd
    if signing.is_cash and left and line.payee is not None and line.payee.way == "cash":
        put_payment(actor, edition_id, line, left, local(row.signed_at).date(), f"Ký nhận {row.id}", receipt_key)
    return row.id


def _signed_at(said: datetime | None) -> datetime:
    """When the tablet says it was signed, if that can be: it may have waited for a line since."""
    moment = now()
    return said if said is not None and moment - _EARLIEST < said <= moment else moment


@action(Permission.CEREMONY_PREPARE)
def tick_paper(actor: Actor, edition_id: int, shares: Sequence[tuple[str, str, str]], scan: str, key: str) -> int:
    """Tick off who signed the printed list: (share, name, signer) of each; scan: the hash of the list. All or none.

    Returns how many were ticked. Raises Refusal: as sign_receipt.
    """
    for share, name, signer in shares:
        own_key = sha256(f"{key}:{share}".encode()).hexdigest()
        sign_receipt(actor, edition_id, Signing(share, name, signer, way="paper", picture=scan), own_key)
    return len(shares)


@action(Permission.CEREMONY_PREPARE)
def attach_scan(actor: Actor, edition_id: int, scan: str) -> int:
    """Put the scan of the signed list beside every paper signature that has none yet; returns beside how many."""
    own = (
        PrizeReceipt.edition_id == edition_id,
        PrizeReceipt.way == "paper",
        PrizeReceipt.picture_sha256 == "",
        PrizeReceipt.voided_at.is_(None),
    )
    rows = list(db.session.scalars(select(PrizeReceipt).where(*own)))
    for row in rows:
        row.picture_sha256 = scan
    return len(rows)


@action(Permission.CEREMONY_PREPARE)
def void_receipt(actor: Actor, edition_id: int, receipt_id: int, reason: str) -> None:
    """A signature does not count; its line stays. Raises Refusal: receipt_unknown, receipt_void_reason."""
    row = db.session.get(PrizeReceipt, receipt_id)
    if row is None or row.edition_id != edition_id or row.voided_at is not None:
        raise refuse_with("receipt_unknown")
    refuse([] if reason.strip() else [Reason("receipt_void_reason", {}, "reason")])
    row.voided_at, row.voided_by_id, row.void_reason = now(), actor.id, whole(reason, 300, "reason")


@action(Permission.ENTRY_MANAGE)
def erase_signatures(actor: Actor, edition_id: int) -> int:
    """Destroy signatures that have served, drawn or scanned, and who signed; that it was signed for stays.

    Returns of how many receipts.
    """
    own = (PrizeReceipt.edition_id == edition_id, PrizeReceipt.picture_sha256 != "")
    rows = list(db.session.scalars(select(PrizeReceipt).where(*own)))
    _without_pictures(rows)
    for row in rows:
        row.signed_by = row.proxy_paper = ""
    if rows:
        ledger.note(actor, edition_id, "receipts.erased", f"edition:{edition_id}", {"receipts": len(rows)})
    return len(rows)


def _without_pictures(rows: Sequence[PrizeReceipt]) -> None:
    """Take the pictures off these receipts and out of the store; one that others show as well stays for them."""
    gone = {row.picture_sha256 for row in rows}
    for row in rows:
        row.picture_sha256 = ""
    db.session.flush()
    asked = select(PrizeReceipt.picture_sha256).where(PrizeReceipt.picture_sha256.in_(gone))
    for picture in gone - set(db.session.scalars(asked)):
        after_commit(partial(destroy, picture))


@when_forgotten
def forget_signatures(edition_id: int, entry_id: int) -> None:
    """The picture of a signature goes with whoever is forgotten; a scan of a list that others signed stays."""
    own = select(PrizeReceipt).where(PrizeReceipt.entry_id == entry_id, PrizeReceipt.picture_sha256 != "")
    _without_pictures([row for row in db.session.scalars(own) if row.way == "tablet"])
