"""Pairs of judges that should not always meet: put down with a reason, taken off again."""

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.juries.models import JudgePair
from contest.juries.queries import apart_pairs, seats

_MOST_LETTERS = 1000


@action(Permission.JURY_MANAGE)
def put_apart(actor: Actor, edition_id: int, first_id: int, second_id: int, reason: str) -> int:
    """Two judges are given the same entries only where there is no other way; returns the key of the pair.

    Raises Refusal: not_a_judge_here, pair_of_one, pair_known, jury_reason_needed.
    """
    seated = {seat.person_id for seat in seats(edition_id)}
    for person_id, where in ((first_id, "first_id"), (second_id, "second_id")):
        if person_id not in seated:
            raise refuse_with("not_a_judge_here", where)
    if first_id == second_id:
        raise refuse_with("pair_of_one", "second_id")
    pair = (min(first_id, second_id), max(first_id, second_id))
    if pair in apart_pairs(edition_id):
        raise refuse_with("pair_known", "second_id")
    words = whole(reason, _MOST_LETTERS, "reason")
    if not words:
        raise refuse_with("jury_reason_needed", "reason")
    row = JudgePair(edition_id=edition_id, first_id=pair[0], second_id=pair[1], reason=words, made_at=now())
    row.made_by_id = actor.id
    db.session.add(row)
    db.session.flush()
    ledger.note(actor, edition_id, "pair.put_apart", f"pair:{row.id}", {"judges": list(pair)})
    return row.id


@action(Permission.JURY_MANAGE)
def let_meet(actor: Actor, edition_id: int, pair_id: int) -> None:
    """The pair may meet again like any other; ledger and audit keep that it once was not to. One gone stays so."""
    row = db.session.get(JudgePair, pair_id)
    if row is None or row.edition_id != edition_id:
        return
    ledger.note(actor, edition_id, "pair.let_meet", f"pair:{row.id}", {"judges": [row.first_id, row.second_id]})
    db.session.delete(row)
    db.session.flush()
