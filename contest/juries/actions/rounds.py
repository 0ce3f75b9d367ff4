"""A round prepared (entries, councils, judging numbers) and opened."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.entries.queries import eligible_ids
from contest.foundation import ledger, tokens
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.bulk import insert_many
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import Outgoing, Recipient, link, post_all
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.actions.conflicts import look_for_conflicts
from contest.juries.actions.councils import ensure_councils
from contest.juries.actions.standing_in import see_to_stand_ins
from contest.juries.models import JudgingRound, RoundEntry
from contest.juries.queries import assignments, prepared_round, readiness, round_of, round_rules
from contest.juries.rules.opening import why_not_open
from contest.juries.rules.turns import numbers
from contest.people.queries import people_cards


@action(Permission.JURY_ASSIGN)
def prepare_round(actor: Actor, edition_id: int, round_key: str, entry_ids: Sequence[int] | None = None) -> int:
    """Put entries into a round, each with its council and a neutral number; returns how many are in it.

    The first round takes every eligible entry, a later one those it is given. Preparing again brings in what is new
    and takes out what no longer belongs (unless somebody was already to judge it); numbers once given stay.
    Raises Refusal: jury_round_unknown, jury_round_open, jury_round_closed, jury_round_later, jury_round_empty.
    """
    rules = round_rules(edition_id, round_key)
    regulation = regulation_of(edition_id)
    card = round_of(edition_id, round_key)
    if card is not None and card.state != "preparing":
        raise refuse_with("jury_round_open" if card.state == "open" else "jury_round_closed", round=rules.name)
    if entry_ids is None and round_key != regulation.rounds[0].key:
        if card is None:
            raise refuse_with("jury_round_later", round=rules.name)
        entry_ids = [entry_id for (entry_id,) in _present(card.id)]
    wanted = list(dict.fromkeys(eligible_ids(edition_id) if entry_ids is None else entry_ids))
    if not wanted:
        raise refuse_with("jury_round_empty", round=rules.name)
    council_ids = ensure_councils(actor, edition_id)
    look_for_conflicts(actor, edition_id)
    round_id = card.id if card else _new_round(edition_id, round_key)
    _place_entries(edition_id, round_id, round_key, wanted, _councils_of(regulation, round_key, council_ids, wanted))
    payload = {"round": round_key, "entries": len(wanted)}
    ledger.note(actor, edition_id, "round.prepared", f"round:{round_key}", payload)
    see_to_stand_ins(actor, edition_id)
    return len(wanted)


def _present(round_id: int) -> list[tuple[int]]:
    rows = db.session.execute(select(RoundEntry.entry_id).where(RoundEntry.round_id == round_id))
    return [(row[0],) for row in rows]


def _new_round(edition_id: int, round_key: str) -> int:
    row = JudgingRound(edition_id=edition_id, key=round_key, state="preparing", made_at=now())
    db.session.add(row)
    db.session.flush()
    return row.id


def _councils_of(
    regulation: Regulation, round_key: str, council_ids: dict[str, int], wanted: list[int]
) -> dict[int, int | None]:
    """The council of each entry: the regulation's for its field and division; the only one when none is named."""
    only = next(iter(council_ids.values())) if not regulation.councils else None
    found: dict[tuple[str, str], int | None] = {}
    rows = db.session.execute(select(Entry.id, Entry.field_key, Entry.division_key).where(Entry.id.in_(wanted)))
    councils: dict[int, int | None] = {}
    for entry_id, field, division in rows:
        if (field, division) not in found:
            named = regulation.councils_for(round_key, field, division)
            found[field, division] = council_ids[named[0].key] if named else only
        councils[entry_id] = found[field, division]
    return councils


def _place_entries(
    edition_id: int, round_id: int, round_key: str, wanted: list[int], councils: dict[int, int | None]
) -> None:
    present = {
        row.entry_id: row for row in db.session.scalars(select(RoundEntry).where(RoundEntry.round_id == round_id))
    }
    judged, inside = {row.entry_id for row in assignments(round_id)}, set(wanted)
    for entry_id, row in present.items():
        if entry_id not in inside and entry_id not in judged:
            db.session.delete(row)
        elif entry_id in councils and row.council_id != councils[entry_id]:
            row.council_id = councils[entry_id]
    taken = [int(row.number.rpartition("-")[2]) for row in present.values()]
    secret = tokens.fingerprint("juries.numbers", f"{edition_id}:{round_key}")
    fresh = numbers([entry_id for entry_id in wanted if entry_id not in present], secret, taken)
    rows = [
        {"round_id": round_id, "entry_id": entry_id, "council_id": councils.get(entry_id), "number": number}
        for entry_id, number in sorted(fresh.items(), key=lambda one: one[1])
    ]
    insert_many(RoundEntry, rows)
    db.session.flush()


@action(Permission.ROUND_OPEN)
def open_round(actor: Actor, edition_id: int, round_key: str) -> None:
    """Let the judges in. Raises Refusal with everything that is missing: plan_incomplete, pair_in_conflict …"""
    card = prepared_round(edition_id, round_key)
    rules = round_rules(edition_id, round_key)
    refuse(why_not_open(readiness(edition_id, card)))
    row = db.session.get_one(JudgingRound, card.id)
    row.state, row.opened_at = "open", now()
    db.session.flush()
    present = assignments(card.id)
    payload = {
        "round": round_key,
        "entries": len({one.entry_id for one in present}),
        "judges": len({one.judge_id for one in present}),
    }
    ledger.note(actor, edition_id, "round.opened", f"round:{round_key}", payload)
    _tell_judges(edition_id, rules.name, [one.judge_id for one in present])


def _tell_judges(edition_id: int, round_name: str, judge_ids: list[int]) -> None:
    edition = edition_by_id(edition_id)
    page = link("editions.public", slug=edition.slug)
    cards = people_cards(set(judge_ids))
    counts = Counter(judge_ids)
    letters = []
    for judge_id in sorted(cards):
        card = cards[judge_id]
        values = {
            "hội thi": edition.title,
            "họ tên": card.name,
            "vòng chấm": round_name,
            "số hồ sơ": str(counts[judge_id]),
            "đường dẫn": page,
        }
        letters.append(Outgoing(Recipient(card.name, card.email or "", card.phone or "", card.id), values))
    post_all("round.opened", edition_id, letters)
