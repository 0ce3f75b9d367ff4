"""The proposed result is posted, commented on by anybody, taken down with a reason."""

from hashlib import sha256

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.models import Entry
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.jobs import later
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import fold, nfc
from contest.juries.queries import in_conflict
from contest.prizes.queries import award_lines, latest_proposal
from contest.results import queries
from contest.results.models import Posting, PostingRemark
from contest.results.rules import digest, last_day, why_not_post, why_not_remark, why_not_unpost


@action(Permission.RESULT_PUBLISH)
def post_results(actor: Actor, edition_id: int, days: int | None = None) -> Posting:
    """Post what is proposed, for the days the regulation says or for more; a list already posted gives way to it.

    Raises Refusal: posting_not_now, posting_prizes_open, posting_no_awards, posting_days_missing, posting_days_few,
    posting_same.
    """
    regulation, proposal = regulation_of(edition_id), latest_proposal(edition_id)
    lines, asked = award_lines(edition_id, regulation), regulation.timeline.publication_days
    confirmed = proposal is not None and proposal.confirmed_at is not None
    stage = edition_by_id(edition_id).stage
    refuse(why_not_post(stage, confirmed=confirmed, awards=len(lines), days=days, asked_days=asked))
    standing, mark = _standing(edition_id), queries.mark_of(lines)
    if standing is not None:
        if standing.mark == mark:
            refuse([Reason("posting_same", {"day": standing.ends_on})])
        standing.removed_at, standing.remove_reason = now(), "Thay bằng danh sách mới"
    document, given = queries.posted_document(edition_id, regulation, lines), days or asked
    posting = Posting(
        edition_id=edition_id,
        number=len(queries.postings(edition_id)) + 1,
        document=document,
        digest=digest(document),
        mark=mark,
        days=given,
        posted_at=now(),
        posted_by_id=actor.id,
        ends_on=last_day(today(), given),
    )
    db.session.add(posting)
    db.session.flush()
    payload = {"number": posting.number, "digest": posting.digest, "until": posting.ends_on.isoformat()}
    ledger.note(actor, edition_id, "results.posted", f"edition:{edition_id}", payload)
    later("letters.posted", edition_id=edition_id)
    return posting


@action(Permission.RESULT_PUBLISH)
def unpost_results(actor: Actor, edition_id: int, reason: str) -> None:
    """Take the posted list down. Raises Refusal: posting_none, posting_reason_missing."""
    standing = _standing(edition_id)
    refuse(why_not_unpost(reason, is_standing=standing is not None))
    assert standing is not None
    standing.removed_at, standing.remove_reason = now(), nfc(reason)
    ledger.note(actor, edition_id, "results.unposted", f"edition:{edition_id}", {"reason": nfc(reason)})


@action(Permission.ACCOUNT_OPEN)
def send_remark(
    actor: Actor, edition_id: int, text: str, entry_id: int | None = None, sender: str = "", contact: str = ""
) -> None:
    """Anybody's remark on what is posted, for the office alone; the same words again are the same remark.

    Raises Refusal: posting_none, remark_short, remark_over, remark_too_many.
    """
    standing = _standing(edition_id)
    waiting, until = queries.waiting_remarks(edition_id), standing.ends_on if standing else None
    refuse(why_not_remark(text, until, today(), waiting))
    assert standing is not None
    known = sha256(f"{entry_id}\n{fold(text)}".encode()).hexdigest()
    twice = (PostingRemark.posting_id == standing.id) & (PostingRemark.text_digest == known)
    if db.session.scalar(select(PostingRemark.id).where(twice)) is not None:
        return
    here = select(Entry.id).where(Entry.id == entry_id, Entry.edition_id == edition_id)
    db.session.add(
        PostingRemark(
            edition_id=edition_id,
            posting_id=standing.id,
            entry_id=db.session.scalar(here) if entry_id is not None else None,
            text=text.strip(),
            text_digest=known,
            sender=whole(sender, 200, "sender"),
            contact=whole(contact, 200, "contact"),
            sent_at=now(),
        )
    )
    db.session.flush()


@action(Permission.ENTRY_MANAGE)
def settle_remark(actor: Actor, edition_id: int, remark_id: int, conclusion: str) -> None:
    """Say what became of a remark. Raises Refusal: remark_gone, remark_answer_missing."""
    which = (PostingRemark.id == remark_id) & (PostingRemark.edition_id == edition_id)
    remark = db.session.scalar(select(PostingRemark).where(which).with_for_update())
    if remark is None:
        raise refuse_with("remark_gone")
    if remark.entry_id is not None and actor.id is not None and in_conflict(actor.id, remark.entry_id):
        raise refuse_with("remark_conflict")
    if not conclusion.strip():
        raise refuse_with("remark_answer_missing", "conclusion")
    remark.conclusion, remark.settled_at, remark.settled_by_id = conclusion.strip(), now(), actor.id
    ledger.note(actor, edition_id, "results.remark_settled", f"remark:{remark_id}", {"reason": conclusion.strip()})


@action(Permission.ENTRY_MANAGE)
def erase_remark_contacts(actor: Actor, edition_id: int) -> int:
    """Forget who sent remarks and how to reach them; what they said stays. Returns how many were emptied."""
    which = (PostingRemark.edition_id == edition_id) & ((PostingRemark.contact != "") | (PostingRemark.sender != ""))
    found = db.session.scalars(select(PostingRemark).where(which)).all()
    for remark in found:
        remark.sender = remark.contact = ""
    return len(found)


def _standing(edition_id: int) -> Posting | None:
    newest = select(Posting).where(Posting.edition_id == edition_id, Posting.removed_at.is_(None))
    return db.session.scalar(newest.order_by(Posting.number.desc()).with_for_update())
