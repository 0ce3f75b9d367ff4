"""What is due is written: reminders before a date, an amendment to everybody, results to each; each occasion once."""

from datetime import datetime, time, timedelta
from hashlib import sha256

from sqlalchemy import select, update

from contest.editions.queries import edition_by_id, regulation_of, versions
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import LOCAL, local, now
from contest.foundation.database import db
from contest.foundation.forgetting import unlink_copy
from contest.foundation.mail import Letter, link, post, rule_of
from contest.foundation.refusal import refuse_with
from contest.foundation.tokens import opened_token, signed
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment
from contest.letters import queries
from contest.letters.models import ReminderStop
from contest.letters.rules import due_time, left_words
from contest.papers.actions.proofs import remind_of_proofs
from contest.papers.actions.unitproofs import remind_units
from contest.papers.queries.proofs import proofs
from contest.papers.queries.unitproofs import unit_proofs
from contest.results.queries import is_held, published_at, revoked_awards, standing_posting

_STOP = "letters.stop"
_STOP_LIVES = timedelta(days=90)


@action(Permission.LETTER_SEND)
def remind_of_drafts(actor: Actor, edition_id: int) -> int:
    """Write to those whose draft is not handed in, so many hours before their deadline; returns how many.

    The deadline is the announced one, or a later one that was given to this entry alone.
    """
    edition, announced = edition_by_id(edition_id), regulation_of(edition_id).timeline.submission.shown_deadline
    rule, moment_now = rule_of(edition_id, "entry.draft_reminder"), now()
    written = 0
    for draft in queries.drafts_to_remind(edition_id):
        deadline = max(announced, draft.allowed_until or announced)
        hours = due_time(rule.times, deadline, draft.began, moment_now)
        if hours is None or (edition.stage != "open" and draft.allowed_until is None):
            continue
        values = {
            "hội thi": edition.title,
            "tên hồ sơ": draft.title,
            "hạn nộp": moment(local(deadline)),
            "còn lại": left_words(deadline, moment_now),
            "đường dẫn": link("entries.entry", slug=edition.slug, entry_id=draft.entry_id),
            "thôi nhắc": link("letters.stop", token=stop_token(draft.entry_id)),
        }
        once = f"draft:{draft.entry_id}:{int(deadline.timestamp())}:{hours}"
        about = f"entry:{draft.entry_id}"
        written += post("entry.draft_reminder", edition_id, draft.to, values, about=about, once=once, rule=rule)
    return written


@action(Permission.LETTER_SEND)
def remind_of_supplements(actor: Actor, edition_id: int) -> int:
    """Write to those who have not sent what was asked for, before its date; returns how many."""
    edition, rule, moment_now = edition_by_id(edition_id), rule_of(edition_id, "entry.supplement_reminder"), now()
    written = 0
    for one in queries.supplements_to_remind(edition_id):
        hours = due_time(rule.times, one.deadline, one.asked_at, moment_now)
        if hours is None:
            continue
        values = {
            "hội thi": edition.title,
            "mã số": one.who.code,
            "tên hồ sơ": one.who.title,
            "hạn bổ sung": day(one.by),
            "còn lại": left_words(one.deadline, moment_now),
            "nội dung cần bổ sung": one.what,
            "đường dẫn": link("entries.entry", slug=edition.slug, entry_id=one.who.entry_id),
        }
        once = f"supplement:{one.who.entry_id}:{one.by.isoformat()}:{hours}"
        about = f"entry:{one.who.entry_id}"
        written += post("entry.supplement_reminder", edition_id, one.who.to, values, about=about, once=once, rule=rule)
    return written


@action(Permission.LETTER_SEND)
def remind_of_open_proofs(actor: Actor, edition_id: int) -> int:
    """Write to those who have not said whether their certificates are right, before the last day; returns how many."""
    rule, moment_now, written = rule_of(edition_id, "certificate.proof_reminder"), now(), 0
    for entry_id, proof in proofs(edition_id).items():
        end = datetime.combine(proof.due_on, time(23, 59, 59), LOCAL)
        hours = due_time(rule.times, end, proof.asked_at, moment_now)
        if proof.answered_at is None and hours is not None:
            written += remind_of_proofs(actor, edition_id, [entry_id], f"{proof.due_on:%Y%m%d}:{hours}")
    for unit in unit_proofs(edition_id):
        end = datetime.combine(unit.due_on, time(23, 59, 59), LOCAL)
        hours = due_time(rule.times, end, unit.asked_at, moment_now)
        if unit.answered_at is None and hours is not None:
            return written + remind_units(actor, edition_id, f"{unit.due_on:%Y%m%d}:{hours}")
    return written


@action(Permission.LETTER_SEND)
def announce_amendment(actor: Actor, edition_id: int, number: int) -> int:
    """Tell everybody with an entry or a draft what an amendment changes, each address once; returns how many."""
    edition, rule = edition_by_id(edition_id), rule_of(edition_id, "regulation.amended")
    version = next((each for each in versions(edition_id) if each.number == number), None)
    if version is None or number < 2:
        return 0
    values = {
        "hội thi": edition.title,
        "lần sửa": str(number - 1),
        "lý do": version.reason,
        "nội dung": queries.amendment_text(edition_id, number),
        "hạn nộp": moment(local(regulation_of(edition_id).timeline.submission.shown_deadline)),
        "đường dẫn": link("editions.regulation", slug=edition.slug),
    }
    written = 0
    for one in queries.entrants(edition_id):
        whom = sha256((one.to.email or one.to.phone).encode()).hexdigest()[:24]
        once = f"amended:{edition_id}:{number}:{whom}"
        written += post("regulation.amended", edition_id, one.to, values, once=once, rule=rule)
    return written


@action(Permission.LETTER_SEND)
def announce_results(actor: Actor, edition_id: int) -> int:
    """Tell each entrant the result; published anew, only those whose result changed. Returns how many letters."""
    edition = edition_by_id(edition_id)
    if published_at(edition_id) is None:
        # Taken down again before anybody was told.
        return 0
    rules = {key: rule_of(edition_id, f"results.{key}") for key in ("awarded", "not_awarded")}
    page = link("results.public", slug=edition.slug)
    told = queries.awards_to_tell(edition_id)
    # Whose prize was taken back has a letter of its own about it.
    revoked = {entry_id for entry_id, *_ in revoked_awards(edition_id)}
    rest = queries.not_awarded(edition_id, {one.entry_id for one, _ in told} | revoked)
    written = 0
    for one, prize in [*told, *((each, "") for each in rest)]:
        key = "awarded" if prize else "not_awarded"
        values = {
            "hội thi": edition.title,
            "mã số": one.code,
            "tên hồ sơ": one.title,
            "giải": prize,
            "đường dẫn": page,
        }
        once = f"result:{one.entry_id}:{sha256(prize.encode()).hexdigest()[:16]}"
        about = f"entry:{one.entry_id}"
        written += post(f"results.{key}", edition_id, one.to, values, about=about, once=once, rule=rules[key])
    return written


@action(Permission.LETTER_SEND)
def announce_posting(actor: Actor, edition_id: int) -> int:
    """Tell each entrant whose entry is on the posted list, once for each list; returns how many letters."""
    edition, posting = edition_by_id(edition_id), standing_posting(edition_id)
    if posting is None:
        return 0
    rule, written = rule_of(edition_id, "results.posted"), 0
    kept_back = "giải, hạng giải được công bố tại lễ trao giải" if is_held(edition_id) else ""
    for one, prize in queries.awards_to_tell(edition_id):
        values = {
            "hội thi": edition.title,
            "mã số": one.code,
            "tên hồ sơ": one.title,
            "giải": kept_back or prize,
            "hết ngày": day(posting.ends_on),
            "đường dẫn": link("results.posted", slug=edition.slug),
        }
        once, about = f"posted:{posting.id}:{one.entry_id}", f"entry:{one.entry_id}"
        written += post("results.posted", edition_id, one.to, values, about=about, once=once, rule=rule)
    return written


@action(Permission.LETTER_SEND)
def forget_letters(actor: Actor, edition_id: int) -> int:
    """Empty letters that are older than the regulation keeps personal data after the publication; returns how many.

    That they were written, when, about what and what became of them stays.
    """
    first = published_at(edition_id)
    kept = timedelta(days=regulation_of(edition_id).privacy.retention_days)
    if first is None or now() < first + kept:
        return 0
    emptied = {"to_name": "", "to_address": "", "to_phone": "", "subject": "(đã xóa)", "text": "", "person_id": None}
    which = [Letter.edition_id == edition_id, Letter.written_at < now() - kept, Letter.text != ""]
    found = list(db.session.scalars(select(Letter.id).where(*which)))
    db.session.execute(update(Letter).where(Letter.id.in_(found)).values(**emptied))
    for letter_id in found:
        unlink_copy(letter_id)
    return len(found)


def stop_token(entry_id: int) -> str:
    """What a reminder's link to silence says."""
    return signed(_STOP, [entry_id], _STOP_LIVES)


@action(Permission.ACCOUNT_OPEN)
def stop_reminders(actor: Actor, token: str) -> None:
    """No more reminders of this draft; pressing twice is the same. Raises Refusal: letters_stop_dead."""
    content = opened_token(_STOP, token)
    if content is None:
        raise refuse_with("letters_stop_dead")
    if db.session.get(ReminderStop, content[0]) is None:
        db.session.add(ReminderStop(entry_id=content[0], stopped_at=now()))
        db.session.flush()
