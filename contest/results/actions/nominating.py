"""The list for a contest above: chosen by rule, changed by people with reasons, agreed to, answered from above."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Nomination
from contest.entries.actions import record_sending
from contest.entries.actions.telling import write_to_entrant
from contest.entries.models import Entry
from contest.entries.queries import eligible_ids, id_of_code
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.sheets import Heading, SheetRow
from contest.foundation.vietnamese import fold, nfc
from contest.juries.queries import barred_entries, in_conflict
from contest.results import queries
from contest.results.models import FieldAbove, Nominee
from contest.results.rules.nominating import OUTCOMES, Chosen, choose, why_not_outcome

OUTCOME_HEADINGS = (
    Heading("code", ("Mã số", "Mã số gửi")),
    Heading("outcome", ("Kết quả",)),
    Heading("award", ("Giải",), required=False),
    Heading("note", ("Ghi chú",), required=False),
)


def _nomination(edition_id: int, place: int) -> Nomination:
    found = queries.nomination_of(regulation_of(edition_id), place)
    if found is None:
        raise refuse_with("nomination_none")
    return found


def _keep_away(actor: Actor, entry_id: int | None) -> None:
    """Whoever has a conflict of interest with an entry neither chooses nor drops it, nor says what came of it."""
    if entry_id is not None and actor.id is not None and in_conflict(actor.id, entry_id):
        raise refuse_with("nominee_conflict")


def _nominees(edition_id: int, target: str) -> dict[int, Nominee]:
    rows = db.session.scalars(
        select(Nominee).where(Nominee.edition_id == edition_id, Nominee.target == target).with_for_update()
    )
    return {row.entry_id: row for row in rows}


@action(Permission.PRIZE_PROPOSE)
def propose_nominees(actor: Actor, edition_id: int, place: int) -> Chosen:
    """Fill the list as the regulation says; whom people added or dropped stays added or dropped.

    Raises Refusal: nomination_none, nomination_not_now, nomination_by_people.
    """
    nomination, regulation = _nomination(edition_id, place), regulation_of(edition_id)
    candidates = queries.candidates_for(edition_id, regulation)
    if candidates is None:
        raise refuse_with("nomination_not_now")
    chosen = choose(nomination, candidates, [tier.key for tier in regulation.prizes.tiers])
    if not chosen.nominees and not chosen.tied:
        raise refuse_with("nomination_by_people")
    there, wanted = _nominees(edition_id, nomination.to), dict(chosen.nominees)
    for entry_id, row in there.items():
        if not row.is_by_hand and entry_id not in wanted and row.dropped_at is None:
            row.dropped_at, row.drop_reason = now(), "Xếp hạng hoặc giải đã thay đổi"
    for entry_id, reason in chosen.nominees:
        known = there.get(entry_id)
        if known is None:
            db.session.add(_new(actor, edition_id, nomination.to, entry_id, reason))
        elif not known.is_by_hand:
            known.reason, known.dropped_at, known.drop_reason = reason, None, ""
    db.session.flush()
    payload = {"target": nomination.to, "nominees": len(wanted), "tied": list(chosen.tied)}
    ledger.note(actor, edition_id, "nominations.proposed", f"edition:{edition_id}", payload)
    return chosen


def _new(actor: Actor, edition_id: int, target: str, entry_id: int, reason: str, *, by_hand: bool = False) -> Nominee:
    return Nominee(
        edition_id=edition_id,
        target=target,
        entry_id=entry_id,
        is_by_hand=by_hand,
        reason=reason,
        chosen_at=now(),
        chosen_by_id=actor.id,
    )


@action(Permission.PRIZE_PROPOSE)
def add_nominee(actor: Actor, edition_id: int, place: int, code: str, reason: str) -> None:
    """Put an entry on the list with a reason. Raises Refusal: nominee_unknown, nominee_there, nominee_reason."""
    nomination = _nomination(edition_id, place)
    entry_id = id_of_code(edition_id, code.strip())
    if entry_id is None or entry_id not in set(eligible_ids(edition_id)):
        raise Refusal([Reason("nominee_unknown", {"code": code}, "code")])
    _keep_away(actor, entry_id)
    known = _nominees(edition_id, nomination.to).get(entry_id)
    reasons = [Reason("nominee_there", {"code": code}, "code")] if known and known.dropped_at is None else []
    refuse(reasons + ([] if reason.strip() else [Reason("nominee_reason", {}, "reason")]))
    if known is None:
        db.session.add(_new(actor, edition_id, nomination.to, entry_id, nfc(reason), by_hand=True))
    else:
        known.is_by_hand, known.reason, known.dropped_at, known.drop_reason = True, nfc(reason), None, ""
    db.session.flush()
    payload = {"target": nomination.to, "reason": nfc(reason)}
    ledger.note(actor, edition_id, "nominations.added", f"entry:{entry_id}", payload)


@action(Permission.PRIZE_PROPOSE)
def drop_nominee(actor: Actor, edition_id: int, place: int, entry: int, reason: str) -> None:
    """Take an entry off the list; it stays off when the list is filled again. Raises: nominee_gone, nominee_reason."""
    nomination = _nomination(edition_id, place)
    _keep_away(actor, entry)
    known = _nominees(edition_id, nomination.to).get(entry)
    if known is None or known.dropped_at is not None:
        raise refuse_with("nominee_gone")
    if not reason.strip():
        raise refuse_with("nominee_reason", "reason")
    known.is_by_hand, known.dropped_at, known.drop_reason = True, now(), nfc(reason)
    ledger.note(actor, edition_id, "nominations.dropped", f"entry:{entry}", {"reason": nfc(reason)})


@action(Permission.PRIZE_PROPOSE)
def name_fields(actor: Actor, edition_id: int, place: int, names: Mapping[str, str]) -> None:
    """Write down what each field of this edition is called above; a blank is not known yet."""
    target = _nomination(edition_id, place).to
    keys = {field.key for field in regulation_of(edition_id).fields}
    which = (FieldAbove.edition_id == edition_id) & (FieldAbove.target == target)
    known = {row.field_key: row for row in db.session.scalars(select(FieldAbove).where(which).with_for_update())}
    for key in sorted(keys & names.keys()):
        name = nfc(names[key])[:300]
        if key in known:
            known[key].name = name
        else:
            db.session.add(FieldAbove(edition_id=edition_id, target=target, field_key=key, name=name))
    db.session.flush()


@action(Permission.ENTRY_MANAGE)
def record_agreement(
    actor: Actor, edition_id: int, place: int, entry: int, agreed: Collection[tuple[int, str]], note: str
) -> None:
    """Make the consents to sending an entry up what a signed paper says: (author's key, who signed).

    Raises Refusal: nominee_gone, consent_note_missing, consent_not_asked.
    """
    rows = queries.nominee_rows(edition_id, _nomination(edition_id, place).to, regulation_of(edition_id))
    row = next((one for one in rows if one.entry.id == entry and one.dropped_at is None), None)
    if row is None:
        raise refuse_with("nominee_gone")
    for author_id in dict.fromkeys(say.author_id for say in row.says):
        asked = [say.given_by for say in row.says if say.author_id == author_id]
        have = [by for whom, by in agreed if whom == author_id]
        record_sending(actor, edition_id, entry, author_id, asked, have, note)


@action(Permission.ENTRY_MANAGE)
def record_outcome(
    actor: Actor, edition_id: int, place: int, entry: int, outcome: str, award: str = "", note: str = ""
) -> None:
    """Write down what came back from above. Raises: nominee_gone, outcome_unknown, outcome_award_missing."""
    _keep_away(actor, entry)
    known = _nominees(edition_id, _nomination(edition_id, place).to).get(entry)
    if known is None or known.dropped_at is not None:
        raise refuse_with("nominee_gone")
    refuse(why_not_outcome(outcome, award))
    _answer(actor, edition_id, known, outcome, award, note)


def _answer(actor: Actor, edition_id: int, row: Nominee, outcome: str, award: str, note: str) -> bool:
    """Whether this was news."""
    award = whole(award, 200, "award") if outcome == "awarded" else ""
    if (row.outcome, row.award, row.outcome_note) == (outcome, award, nfc(note)):
        return False
    row.outcome, row.award, row.outcome_note = outcome, award, nfc(note)
    row.outcome_at, row.outcome_by_id = now(), actor.id
    payload = {"target": row.target, "outcome": outcome, "award": award}
    ledger.note(actor, edition_id, "nominations.answered", f"entry:{row.entry_id}", payload)
    more = {"cuộc thi cấp trên": row.target, "kết quả": row.award or OUTCOMES[outcome]}
    entry, title = db.session.get_one(Entry, row.entry_id), edition_by_id(edition_id).title
    write_to_entrant(entry, title, "nomination.answered", more)
    return True


@action(Permission.ENTRY_MANAGE)
def import_outcomes(actor: Actor, edition_id: int, place: int, rows: Sequence[SheetRow], dry_run: bool = False) -> int:
    """Results from above out of a workbook, all or nothing; returns how many are news.

    Raises Refusal with every fault of every row, at its cell.
    """
    target = _nomination(edition_id, place).to
    regulation = regulation_of(edition_id)
    listed = {
        one.entry.code: one.entry.id
        for one in queries.nominee_rows(edition_id, target, regulation)
        if one.dropped_at is None
    }
    words = {fold(word): key for key, word in OUTCOMES.items()}
    barred = barred_entries(edition_id, actor.id)
    reasons, seen, said = [], set(), []
    for row in rows:
        code, typed, award = row.text("code"), row.text("outcome"), row.text("award")
        outcome = words.get(fold(typed), typed)
        if code not in listed:
            reasons.append(Reason("outcome_not_nominated", {"code": code}, row.place("code")))
        elif listed[code] in barred:
            reasons.append(Reason("nominee_conflict", {}, row.place("code")))
        elif code in seen:
            reasons.append(Reason("outcome_twice", {"code": code}, row.place("code")))
        reasons += why_not_outcome(outcome, award, row.place("award" if outcome in OUTCOMES else "outcome"))
        seen.add(code)
        said.append((listed.get(code, 0), outcome, award, row.text("note")))
    refuse(reasons)
    known = _nominees(edition_id, target)
    if dry_run:
        return sum((known[key].outcome, known[key].award) != (what, award) for key, what, award, _ in said)
    return sum(_answer(actor, edition_id, known[key], what, award, note) for key, what, award, note in said)
