"""People, the roles they hold for an edition, invitations, claim codes; the directory of units they come from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.foundation.database import Table


class Commune(Table):
    """A commune of the directory, present or former; a former one points to what became of it on its last day.

    Provinces are facts of law (rules/provinces) and named by their key.
    """

    __tablename__ = "commune"
    __table_args__ = (Index("ix_commune_province_key", "province_key", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    province_key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    # Without its kind: "Cư Jút".
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(120), info={"secret": True})
    since_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("commune.id"), index=True)


class Unit(Table):
    """A school, an association, a company, an agency; shared by all editions of the installation."""

    __tablename__ = "unit"
    __of_record__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    # fold() of the name, and what is left when abbreviations and "Trường" are evened out: how it is known again.
    name_key: Mapped[str] = mapped_column(String(300), index=True, info={"secret": True})
    match_key: Mapped[str] = mapped_column(String(300), index=True, info={"secret": True})
    search_text: Mapped[str] = mapped_column(Text, info={"secret": True})
    kind: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(20), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    province_key: Mapped[str] = mapped_column(String(40), default="", index=True)
    commune_id: Mapped[int | None] = mapped_column(ForeignKey(Commune.id), index=True)
    # The place as it was written before the merger of 2025.
    former_place: Mapped[str] = mapped_column(String(200), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="", info={"secret": True})
    email: Mapped[str] = mapped_column(String(254), default="", info={"secret": True})
    since_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    # A duplicate that was merged stays, so that its name still leads to the unit that was kept.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    created_at: Mapped[datetime]


class UnitMerge(Table):
    """Two lines of the directory made one: everything that was moved, so that it can be moved back."""

    __tablename__ = "unit_merge"

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey(Unit.id), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey(Unit.id), index=True)
    # Keys by what they are of: {"entries": [...], "authors": [...], "accounts": [...], "invitations": [...]}.
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None]
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None]


class Person(Table):
    """Somebody with an account: an e-mail address or a phone number; the password is Flask-Security's hash."""

    __tablename__ = "person"
    __of_record__ = True
    __table_args__ = (
        CheckConstraint("email IS NOT NULL OR phone IS NOT NULL OR forgotten_at IS NOT NULL", name="reachable"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True})
    search_text: Mapped[str] = mapped_column(info={"secret": True})
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    phone: Mapped[str | None] = mapped_column(String(20), unique=True, info={"secret": True})
    unit: Mapped[str] = mapped_column(String(300), default="")
    password: Mapped[str | None] = mapped_column(info={"secret": True})
    active: Mapped[bool] = mapped_column(Boolean, default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, info={"secret": True})
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    # The same person's account that was kept when two were joined: its password opens by this address, too.
    joined_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    joined_at: Mapped[datetime | None]
    # What was known of its holder is deleted; the row stays for what was done by it.
    forgotten_at: Mapped[datetime | None]


class ForgetRequest(Table):
    """Somebody wants their account deleted: asked by themselves or put on record by an administrator, then settled."""

    __tablename__ = "forget_request"
    __table_args__ = (CheckConstraint("state IN ('asked', 'done', 'declined', 'taken_back')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "yêu cầu xóa tài khoản"})
    asked_at: Mapped[datetime]
    # How it came, where it did not come from the account itself: "Thư ngày 12/5".
    words: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(12), default="asked", index=True)
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None]
    # Why it was declined, to be read by whoever asked.
    answer: Mapped[str] = mapped_column(Text, default="")


class RoleGrant(Table):
    """A role a person holds: for one edition, or (admin only) for the installation."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("person_id", "edition_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "vai trò"})
    # A string: editions come later in the life than people (one of the two exceptions to "look back").
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    # The unit for which the role "unit" is held.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    granted_at: Mapped[datetime]
    granted_by_id: Mapped[int | None]


class Invitation(Table):
    """An invitation to hold a role; answered by pressing a button, so that no mail scanner can accept it."""

    __tablename__ = "invitation"
    __of_record__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), info={"joins": "lời mời"})
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info={"secret": True})
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    decline_reason: Mapped[str] = mapped_column(default="")
    # Somebody who has not answered is written to once more.
    reminded_at: Mapped[datetime | None]


class ClaimCode(Table):
    """A code handed out on paper, with which somebody without e-mail takes over the account of a phone number."""

    __tablename__ = "claim_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "mã nhận tài khoản"})
    # Only the edition whose paper it was may give the account another code (a string: see RoleGrant).
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), info={"secret": True})
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)


class Try(Table):
    """One try at a door that must not be tried often (sign-in, codes, letters), counted by a hash of who or whence."""

    __tablename__ = "try"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
