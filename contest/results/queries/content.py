"""The result as one document, without anybody's name: what a seal freezes."""

import hashlib
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_of, regulation_text
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import db
from contest.foundation.ledger import FIRST, LedgerEvent
from contest.juries.queries import rounds
from contest.prizes.queries import award_name, awards, changes, latest_proposal
from contest.ranking.queries import latest_run, placings
from contest.results.rules import FORMAT


def content_of(edition_id: int) -> dict[str, Any]:
    """Regulation, rounds with their rankings, awards, decisions; the ledger's head last."""
    card, regulation = edition_by_id(edition_id), regulation_of(edition_id)
    text = regulation_text(edition_id)
    entries = _entries(edition_id)
    return {
        "format": FORMAT,
        "edition": {"slug": card.slug, "title": card.title, "series": card.series},
        "regulation": {"number": card.regulation_number, "digest": hashlib.sha256(text.encode()).hexdigest()},
        "rounds": [_round(edition_id, regulation, each.key, entries) for each in rounds(edition_id)],
        "awards": _awards(edition_id, regulation, entries),
        "decision": _decision(edition_id),
        "ledger": _ledger(),
    }


def _entries(edition_id: int) -> dict[int, tuple[str, str]]:
    rows = db.session.execute(select(Entry.id, Entry.code, Entry.title).where(Entry.edition_id == edition_id))
    return {row.id: (row.code or "", row.title) for row in rows}


def _round(
    edition_id: int, regulation: Regulation, round_key: str, entries: dict[int, tuple[str, str]]
) -> dict[str, Any]:
    rules = regulation.round_of(round_key)
    document: dict[str, Any] = {"key": round_key, "name": rules.name if rules else round_key}
    run = latest_run(edition_id, round_key)
    if run is None:
        return document
    return document | {
        "run": run.number,
        "method": run.method,
        "regulation": run.regulation_number,
        "fingerprint": run.fingerprint,
        "placings": [
            [entries[row.entry_id][0], row.rank, _plain(row.points), row.sheets, row.status, row.goes_on]
            for row in placings(run.id)
        ],
    }


def _awards(edition_id: int, regulation: Regulation, entries: dict[int, tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {
            "entry": award.entry_id,
            "code": entries[award.entry_id][0],
            "title": entries[award.entry_id][1],
            "award": award.award_key,
            "tier": award.tier_key,
            "name": award_name(regulation, award),
            "scope": award.scope_key,
            "rank": award.rank,
            "points": _plain(award.points),
            "amount_vnd": award.amount_vnd,
            "reason": award.reason,
        }
        for award in awards(edition_id, regulation)
    ]


def _decision(edition_id: int) -> dict[str, Any]:
    proposal = latest_proposal(edition_id)
    return {
        "proposal": proposal.number if proposal else None,
        "unfilled": [
            [each["tier"], each["scope_key"], each["count"]] for each in (proposal.unfilled if proposal else ())
        ],
        "ties": [[each["tier"], each["scope_key"], each["codes"]] for each in (proposal.ties if proposal else ())],
        "votes_for": proposal.votes_for if proposal else None,
        "votes_of": proposal.votes_of if proposal else None,
        "changes": [
            [each.code, each.award_key, each.from_tier, each.to_tier, each.reason] for each in changes(edition_id)
        ],
    }


def _ledger() -> dict[str, Any]:
    """How many events the ledger had, and the digest of the last."""
    events = db.session.scalar(select(func.max(LedgerEvent.id))) or 0
    head = db.session.scalar(select(LedgerEvent.digest).where(LedgerEvent.id == events))
    return {"events": events, "head": head or FIRST}


def _plain(points: Decimal | None) -> str | None:
    return None if points is None else format(points.normalize(), "f")
