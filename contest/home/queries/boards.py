"""The figures of a board: one edition, one person who asks, seven queries at most."""

from collections import Counter
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from contest.ceremony.queries.payees import payees_waiting
from contest.editions.queries import EditionCard
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.entries.queries import entry_kinds, owned_by, unseen_count
from contest.foundation.access import Actor, Role
from contest.foundation.audit import change_seen, settled
from contest.foundation.clock import now
from contest.foundation.database import ask
from contest.home.queries.rounds import judges_rounds, office_rounds
from contest.home.queries.seats import empty_councils
from contest.home.queries.statements import FIGURES
from contest.home.rules import Facts, MyEntry, RoundFacts, shown_status
from contest.juries.queries import DUTIES_WAITING, kept_from
from contest.papers.queries.proofs import proofs_waiting
from contest.papers.queries.unitproofs import unit_proof_waits
from contest.results.queries import looks_waiting

_LATER = ("screening", "judging", "deliberation", "decided", "published", "archived")
_OFFICE = frozenset({Role.ADMIN, Role.ORGANISER, Role.SECRETARY, Role.OBSERVER})
_JURY = frozenset({Role.JUDGE, Role.CHAIR, Role.CLERK})
_MOST_OF_MINE = 20
# When entries may be looked at anew: complaints are about results that were shown.
_SHOWN = ("decided", "published", "archived")


def board_facts(actor: Actor, edition: EditionCard, regulation: Regulation) -> Facts:
    """How the edition stands for this person."""
    roles = frozenset(role for role, where in actor.roles if where is None or where == edition.id)
    in_office = bool(roles & _OFFICE)
    submission = regulation.timeline.submission
    single = single_figures(edition.id, actor.id) if in_office else {}
    by_status, by_field = _entries(edition.id) if in_office else ({}, {})
    mine = _mine(actor, edition) if not roles or roles & {Role.ENTRANT, Role.UNIT} else ()
    watches_councils = in_office and edition.stage in ("closed", "screening")
    return Facts(
        roles=roles,
        stage=edition.stage,
        at=now(),
        opens=submission.opens,
        deadline=submission.enforced_deadline,
        announced=submission.shown_deadline,
        by_status=by_status,
        by_field=by_field,
        files_unseen=unseen_count(edition.id, regulation) if in_office else 0,
        councils=len(regulation.councils),
        councils_empty=empty_councils(edition.id, regulation) if watches_councils else (),
        rounds=_rounds(actor, edition, regulation, roles),
        my_entries=mine,
        my_proofs=proofs_waiting([each.id for each in mine]) if mine and edition.stage in _SHOWN else frozenset(),
        my_unit_proof=Role.UNIT in roles and edition.stage in _SHOWN and unit_proof_waits(edition.id, actor.id),
        my_payees=payees_waiting(actor, edition.id) if mine and edition.stage in _SHOWN else frozenset(),
        looks=looks_waiting(edition.id, actor.id or 0) if roles & _JURY and edition.stage in _SHOWN else 0,
        posting_days=regulation.timeline.publication_days if in_office else 0,
        **_standing_in(actor, edition, single, roles),
        **single,
    )


def _standing_in(actor: Actor, edition: EditionCard, single: dict[str, Any], roles: frozenset[Role]) -> dict[str, Any]:
    """What waits for who stands in for a secretary, and what a secretary leaves to others; nothing once results are
    public. What the office's figures say of it already is taken out of them."""
    conflicts, duties = single.pop("conflicts", None), single.pop("duties", None)
    if actor.id is None or edition.stage in _SHOWN[1:]:
        return {}
    whose = {"edition_id": edition.id, "person_id": actor.id}
    found: dict[str, Any] = {"is_apart": bool(conflicts), "duties": duties or 0}
    if not roles & {Role.SECRETARY, Role.CLERK}:
        return found
    if duties is None:
        found["duties"] = ask(select(DUTIES_WAITING), whose).scalar_one()
    if conflicts is None or conflicts:
        found["kept_from"] = tuple(kept_from(edition.id, actor.id))
    return found


def _rounds(
    actor: Actor, edition: EditionCard, regulation: Regulation, roles: frozenset[Role]
) -> tuple[RoundFacts, ...]:
    """The rounds from where this person stands; nothing before there can be any."""
    if edition.stage not in _LATER:
        return ()
    office = office_rounds(edition.id, regulation) if roles & _OFFICE else ()
    if not roles & _JURY:
        return office
    leads = bool(roles & {Role.CHAIR, Role.CLERK})
    own = judges_rounds(edition.id, regulation, actor.id, leads=leads)
    if not office:
        return own
    return tuple(
        replace(round_, mine=mine.mine, mine_settled=mine.mine_settled, mine_asked=mine.mine_asked)
        for round_, mine in zip(office, own, strict=True)
    )


def _entries(edition_id: int) -> tuple[dict[str, int], dict[str, int]]:
    """Entries by their own state, and by field."""
    states: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for (status, field_key), many in entry_kinds(edition_id).items():
        states[status] += many
        if status not in ("draft", "withdrawn"):
            fields[field_key] += many
    return dict(states), dict(fields)


def single_figures(edition_id: int, person_id: int | None = None) -> dict[str, Any]:
    """Figures that are one number each, in one query; person_id: whose approvals and votes are waited for."""
    row = ask(FIGURES, {"edition_id": edition_id, "person_id": person_id or 0, "at": now()} | settled()).one()
    *found, number, is_settled = row
    change_seen(number, is_settled)
    figures: dict[str, Any] = dict(zip(row._fields, found, strict=False))
    for name in ("has_proposal", "is_sealed", "is_published"):
        figures[name] = bool(figures[name])
    return figures


def _mine(actor: Actor, edition: EditionCard) -> tuple[MyEntry, ...]:
    """The person's entries, what needs something first; the outcome only once it is public."""
    if actor.id is None:
        return ()
    rows = ask(
        select(Entry.id, Entry.code, Entry.title, Entry.status)
        .where(Entry.edition_id == edition.id, owned_by(actor), Entry.status != "withdrawn")
        .order_by(Entry.status.not_in(("needs_supplement", "draft")), Entry.id.desc())
        .limit(_MOST_OF_MINE)
    )
    return tuple(MyEntry(row.id, row.code, row.title, shown_status(row.status, edition.stage)) for row in rows)
