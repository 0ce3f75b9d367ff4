"""Prize money: how it is divided and taxed, who gets each share, what was paid, who signed for it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from contest.ceremony.rules.money import PAY_WAYS, PAYEES, SIGNERS
from contest.editions.models import Edition
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import Table
from contest.people.models import Person


class MoneyRule(Table):
    """How an edition pays its prizes: one payee an award or each author; tax kept back, if an accountant says so."""

    __tablename__ = "money_rule"
    __table_args__ = (CheckConstraint("split IN ('entry', 'authors')", name="split"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), unique=True)
    split: Mapped[str] = mapped_column(String(10), default="entry")
    is_taxed: Mapped[bool] = mapped_column(default=False)
    # Hundredths of a percent of what is above the threshold.
    tax_rate: Mapped[int] = mapped_column(default=0)
    tax_threshold_vnd: Mapped[int] = mapped_column(BigInteger, default=0)
    # Which law or decision says so, and which accountant confirmed it.
    tax_source: Mapped[str] = mapped_column(String(300), default="")
    tax_confirmed_by: Mapped[str] = mapped_column(String(200), default="")
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class PrizePayee(Table):
    """Who gets a share and how. The account is shown to whoever pays, and deleted once it has served."""

    __tablename__ = "prize_payee"
    __of_entrant__ = True
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(PAYEES)}", name="kind"),
        CheckConstraint(f"way IN {tuple(PAY_WAYS)}", name="way"),
        UniqueConstraint("edition_id", "share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    # Which share: the award's reference, and the author's key or 0 ("…:17").
    share: Mapped[str] = mapped_column(String(90))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey(EntryAuthor.id))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200), info={"secret": True})
    way: Mapped[str] = mapped_column(String(10))
    bank: Mapped[str] = mapped_column(String(100), default="")
    account: Mapped[str] = mapped_column(String(30), default="", info={"secret": True})
    account_name: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    proxy: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    proxy_paper: Mapped[str] = mapped_column(String(300), default="", info={"secret": True})
    # The proxy's authorisation as it was uploaded, in the store under its hash.
    paper_sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    paper_name: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    paper_type: Mapped[str] = mapped_column(String(100), default="")
    # Who won said it, not the office: nothing is paid to it before the office has looked at it.
    said_at: Mapped[datetime | None]
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # Why it has to be said again.
    sent_back: Mapped[str] = mapped_column(String(300), default="", info={"of_office": True})
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # The account was deleted by schedule or because somebody was forgotten.
    erased_at: Mapped[datetime | None]


class PayeeAsking(Table):
    """Who won a share is asked how to be paid; asked anew, the link of before is dead."""

    __tablename__ = "payee_asking"
    __table_args__ = (UniqueConstraint("edition_id", "share"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    share: Mapped[str] = mapped_column(String(90))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    asked_at: Mapped[datetime]
    # How often: the link bears it, so that only the newest opens.
    times: Mapped[int] = mapped_column(default=1)


class PrizePayment(Table):
    """Money of a share went out; one that came back keeps its line, with when and why."""

    __tablename__ = "prize_payment"
    __of_entrant__ = True
    __table_args__ = (
        CheckConstraint(f"way IN {tuple(PAY_WAYS)}", name="way"),
        CheckConstraint("amount_vnd > 0", name="amount"),
        CheckConstraint("tax_vnd >= 0 AND tax_vnd <= amount_vnd", name="tax"),
        UniqueConstraint("edition_id", "payment_key"),
        Index("ix_prize_payment_edition_id_share", "edition_id", "share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    share: Mapped[str] = mapped_column(String(90))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    # Before tax; the payee got the amount less the tax.
    amount_vnd: Mapped[int] = mapped_column(BigInteger)
    tax_vnd: Mapped[int] = mapped_column(BigInteger, default=0)
    way: Mapped[str] = mapped_column(String(10))
    paid_on: Mapped[date]
    # Number of the voucher or of the transfer.
    voucher: Mapped[str] = mapped_column(String(100), default="")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    payment_key: Mapped[str] = mapped_column(String(64))
    returned_on: Mapped[date | None]
    return_reason: Mapped[str] = mapped_column(String(300), default="", info={"of_office": True})
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class PrizeReceipt(Table):
    """Somebody signed for a share: with a finger on a tablet (the picture is kept), or on paper (a scan may be)."""

    __tablename__ = "prize_receipt"
    __of_entrant__ = True
    __table_args__ = (
        CheckConstraint(f"signer IN {tuple(SIGNERS)}", name="signer"),
        CheckConstraint("way IN ('tablet', 'paper')", name="way"),
        UniqueConstraint("edition_id", "receipt_key"),
        # One that stands for each share.
        Index(
            "uq_prize_receipt_standing",
            "edition_id",
            "share",
            unique=True,
            sqlite_where=text("voided_at IS NULL"),
            postgresql_where=text("voided_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    share: Mapped[str] = mapped_column(String(90))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    # As the decision says, before tax; and the tax that was kept back of it.
    amount_vnd: Mapped[int] = mapped_column(BigInteger)
    tax_vnd: Mapped[int] = mapped_column(BigInteger, default=0)
    signer: Mapped[str] = mapped_column(String(10))
    signed_by: Mapped[str] = mapped_column(String(200), info={"secret": True})
    proxy_paper: Mapped[str] = mapped_column(String(300), default="", info={"secret": True})
    way: Mapped[str] = mapped_column(String(10))
    # The drawn signature as PNG, or the scan of the signed list, in the store under its hash.
    picture_sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    signed_at: Mapped[datetime]
    kept_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # The tablet's own key: sent twice after a lost connection, it is kept once.
    receipt_key: Mapped[str] = mapped_column(String(64))
    voided_at: Mapped[datetime | None]
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    void_reason: Mapped[str] = mapped_column(String(300), default="", info={"of_office": True})
