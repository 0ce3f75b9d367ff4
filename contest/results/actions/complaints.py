"""Complaints: filed on the page, recorded from paper, given to somebody without a conflict, answered, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.actions.telling import write_to_entrant
from contest.entries.models import Entry
from contest.entries.queries import id_of_code
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.files import StoredFile
from contest.foundation.mail import Recipient, link, post
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.vietnamese import date as day
from contest.people.queries import people_cards
from contest.results.models import Complaint, ComplaintFile, Reappraisal
from contest.results.queries.complaints import handler_facts, owns, taking
from contest.results.rules.complaints import (
    MOST_FILES,
    OPEN,
    OUTCOMES,
    answer_by,
    why_not_answer,
    why_not_file,
    why_not_handle,
    why_not_record,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A complaint on paper: of which entry, signed by whom, received when, and why it is taken after the last day."""

    code: str
    from_name: str
    received_on: date | None
    late_reason: str = ""


@action(Permission.ENTRY_OWN)
def file_complaint(
    actor: Actor, edition_id: int, entry_id: int, about: str, text: str, files: Sequence[StoredFile] = ()
) -> int:
    """Complain about the result of one's own entry; returns the complaint's number. Raises Refusal: complaint_over …"""
    if not owns(actor, edition_id, entry_id):
        raise refuse_with("complaint_not_yours")
    refuse([*why_not_file(taking(edition_id, entry_id), today(), text), *_too_many(files)])
    return _take(actor, edition_id, entry_id, "site", about, text, today(), files)


@action(Permission.COMPLAINT_HANDLE)
def record_complaint(
    actor: Actor, edition_id: int, paper: Paper, about: str, text: str, files: Sequence[StoredFile] = ()
) -> int:
    """Record a complaint that came on paper; returns its number. Raises Refusal: complaint_late_reason …"""
    entry_id = id_of_code(edition_id, paper.code.strip())
    unknown = [Reason("complaint_entry_unknown", where="code")] if entry_id is None else []
    why = why_not_record(
        taking(edition_id, entry_id or 0), paper.received_on, today(), text, paper.from_name, paper.late_reason
    )
    refuse([*unknown, *why, *_too_many(files)])
    assert entry_id is not None
    assert paper.received_on is not None
    return _take(actor, edition_id, entry_id, "paper", about, text, paper.received_on, files, paper)


def _too_many(files: Sequence[StoredFile]) -> list[Reason]:
    return [Reason("complaint_files_many", {"most": MOST_FILES}, "files")] if len(files) > MOST_FILES else []


def _take(
    actor: Actor,
    edition_id: int,
    entry_id: int,
    way: str,
    about: str,
    text: str,
    received_on: date,
    files: Sequence[StoredFile],
    paper: Paper | None = None,
) -> int:
    newest = db.session.scalar(select(func.max(Complaint.number)).where(Complaint.edition_id == edition_id))
    row = Complaint(
        edition_id=edition_id,
        entry_id=entry_id,
        number=(newest or 0) + 1,
        way=way,
        about=about,
        text=text.strip(),
        from_name=paper.from_name.strip() if paper else "",
        late_reason=paper.late_reason.strip() if paper else "",
        made_by_id=actor.id,
        received_on=received_on,
        made_at=now(),
        answer_by=answer_by(regulation_of(edition_id), received_on),
    )
    db.session.add(row)
    db.session.flush()
    for file in files:
        kept = ComplaintFile(complaint_id=row.id, name=file.name, sha256=file.sha256, media_type=file.media_type)
        kept.size, kept.kept_at = file.size, now()
        db.session.add(kept)
    _note(actor, row, "complaints.received", {"way": way, "about": about, "late": bool(row.late_reason)})
    _tell(row, "complaint.received", {"ngày nhận": day(received_on), "hạn trả lời": day(row.answer_by)})
    return row.number


@action(Permission.COMPLAINT_ASSIGN)
def assign_complaint(actor: Actor, edition_id: int, number: int, person_id: int) -> None:
    """Give an open complaint to somebody of the office without a conflict.

    Raises Refusal: complaint_settled, complaint_handler_conflict, complaint_handler_scored …
    """
    row = _open(edition_id, number)
    facts = handler_facts(edition_id, row.entry_id, row.made_by_id if row.way == "site" else None, person_id)
    refuse(
        why_not_handle(
            facts.name,
            in_office=facts.in_office,
            in_conflict=facts.in_conflict,
            has_scored=facts.has_scored,
            complains=facts.complains,
        )
    )
    row.handler_id, row.assigned_at, row.assigned_by_id, row.state = person_id, now(), actor.id, "assigned"
    _note(actor, row, "complaints.assigned", {"handler": person_id})
    card = people_cards([person_id])[person_id]
    values = {
        "hội thi": edition_by_id(edition_id).title,
        "họ tên": card.name,
        "mã số": db.session.get_one(Entry, row.entry_id).code or "",
        "số đơn": str(row.number),
        "hạn trả lời": day(row.answer_by),
        "đường dẫn": _page("results.complaint", edition_id, number=row.number),
    }
    to = Recipient(card.name, card.email or "", card.phone or "", card.id)
    post("complaint.assigned", edition_id, to, values, about=f"complaint:{row.id}")


@action(Permission.COMPLAINT_HANDLE)
def answer_complaint(actor: Actor, edition_id: int, number: int, outcome: str, answer: str) -> None:
    """Answer a complaint: by whom it was given to, who still has no conflict, once nobody looks any more.

    Raises Refusal: complaint_not_handler, complaint_looks_open, complaint_handler_conflict, complaint_outcome_missing …
    """
    row = _found(edition_id, number)
    looks = select(func.count()).where(Reappraisal.complaint_id == row.id, Reappraisal.state == "asked")
    refuse(
        why_not_answer(
            row.state,
            is_handler=actor.id is not None and actor.id == row.handler_id,
            outcome=outcome,
            answer=answer,
            looks_open=db.session.scalar(looks) or 0,
        )
    )
    # A conflict may have come to light since it was given to them.
    facts = handler_facts(edition_id, row.entry_id, None, row.handler_id or 0)
    refuse(
        why_not_handle(
            facts.name,
            in_office=facts.in_office,
            in_conflict=facts.in_conflict,
            has_scored=facts.has_scored,
            complains=False,
            where="answer",
        )
    )
    row.state, row.outcome, row.answer = "answered", outcome, answer.strip()
    row.answered_at, row.answered_by_id = now(), actor.id
    late = today() > row.answer_by
    _note(actor, row, "complaints.answered", {"outcome": outcome, "late": late})
    _tell(row, "complaint.answered", {"kết luận": OUTCOMES[outcome], "trả lời": row.answer})


@action(Permission.ENTRY_OWN)
def withdraw_complaint(actor: Actor, edition_id: int, number: int, reason: str = "") -> None:
    """Take an open complaint back: whose entry it is, or the office for a letter that says so.

    Raises Refusal: complaint_settled, complaint_not_yours.
    """
    row = _open(edition_id, number)
    if not owns(actor, edition_id, row.entry_id) and not actor.may(Permission.COMPLAINT_HANDLE, edition_id):
        raise refuse_with("complaint_not_yours")
    row.state, row.withdrawn_at, row.withdraw_reason = "withdrawn", now(), reason.strip()
    _note(actor, row, "complaints.withdrawn", {})


def _found(edition_id: int, number: int) -> Complaint:
    row = db.session.scalar(select(Complaint).where(Complaint.edition_id == edition_id, Complaint.number == number))
    if row is None:
        raise refuse_with("complaint_settled")
    return row


def _open(edition_id: int, number: int) -> Complaint:
    row = _found(edition_id, number)
    if row.state not in OPEN:
        raise refuse_with("complaint_settled")
    return row


def _note(actor: Actor, row: Complaint, kind: str, payload: dict[str, object]) -> None:
    """On record without what anybody wrote."""
    ledger.note(actor, row.edition_id, kind, f"entry:{row.entry_id}", {"number": row.number, **payload})


def _tell(row: Complaint, event: str, more: dict[str, str]) -> None:
    page = _page("results.own_complaints", row.edition_id, entry_id=row.entry_id)
    entry, title = db.session.get_one(Entry, row.entry_id), edition_by_id(row.edition_id).title
    write_to_entrant(entry, title, event, more | {"số đơn": str(row.number), "đường dẫn": page})


def _page(endpoint: str, edition_id: int, **values: int) -> str:
    """The page's address; none where the server has no public one: the deed is done all the same."""
    try:
        return link(endpoint, slug=edition_by_id(edition_id).slug, **values)
    except Refusal:
        return ""
