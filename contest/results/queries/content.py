"""The result as one document, without anybody's name: what a seal freezes."""

import hashlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, select

from contest.editions.queries import EditionCard, edition_by_id, parsed_regulation, regulation_of, regulation_text
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import ask, db
from contest.foundation.ledger import FIRST, LedgerEvent
from contest.foundation.shielding import masker_of
from contest.prizes.queries import (
    AwardLine,
    ProposalCard,
    award_lines,
    award_name,
    capped_by,
    changes,
    eligible_scopes,
    latest_proposal,
)
from contest.prizes.queries.ballots import counted_ballots
from contest.ranking.queries import NewestRun, derivations, inputs_of, newest_runs, placings
from contest.results.rules import FORMAT, WRITTEN, canonical, computing_rules, scores_of_entry
from contest.scoring.queries import concluded, scored_rounds


class Frozen(NamedTuple):
    """A result as it would be sealed now: its document, and the scores of each round by the round's key, as JSON."""

    document: dict[str, Any]
    scores: dict[str, str]


def content_of(edition_id: int) -> dict[str, Any]:
    """Regulation, rounds with their rankings, awards, decisions; the ledger's head last."""
    text = regulation_text(edition_id)
    regulation = parsed_regulation(text)
    proposal = latest_proposal(edition_id)
    brief = brief_of(edition_by_id(edition_id), text, proposal)
    runs = {run.key: run.id for run in newest_runs(edition_id)}
    codes = _codes(edition_id)
    rounds = [each | _placings(runs[each["key"]], codes) if "run" in each else each for each in brief["rounds"]]
    # What is sealed cannot be forgotten: words that name an author stand in it without the name.
    unnamed = masker_of(edition_id)
    cases = _cases(edition_id, codes, unnamed)
    rounds = [each | ({"cases": cases[each["key"]]} if cases.get(each["key"]) else {}) for each in rounds]
    awards = [each | {key: unnamed(each[key]) for key in WRITTEN} for each in brief["awards"]]
    decision = brief["decision"]
    changes = [[*change[:-1], unnamed(change[-1])] for change in decision["changes"]]
    return brief | {
        "rules": computing_rules(regulation),
        "rounds": rounds,
        "awards": awards,
        "decision": decision
        | {"changes": changes, "ballots": _ballots(edition_id, unnamed), "fragile": _fragile(proposal, codes)},
        "eligible": eligible_scopes(edition_id, regulation),
        "ledger": _ledger(),
    }


def frozen_of(edition_id: int) -> Frozen:
    """The document with the scores that its points, ranks and prizes are computed from."""
    document, codes = content_of(edition_id), _codes(edition_id)
    runs = {run.key: run.id for run in newest_runs(edition_id)}
    regulation = regulation_of(edition_id)
    scores = {}
    for each in document["rounds"]:
        if "run" in each:
            found = _scores(edition_id, regulation, each["key"], runs[each["key"]] or 0, codes)
            scores[each["key"]] = canonical(found)
    return Frozen(document, scores)


def _scores(
    edition_id: int, regulation: Regulation, key: str, run_id: int, codes: Mapping[int, str]
) -> dict[str, dict[str, Any]]:
    """By code, what each figure of a round's ranking is computed from, without saying whose sheet is whose."""
    contenders = {each.entry_id: each for each in inputs_of(edition_id, key).contenders}
    is_last = regulation.last_round.key == key
    capped = capped_by(edition_id, regulation) if is_last else {}
    return {
        codes[entry_id]: scores_of_entry(contenders[entry_id], how, *capped.get(entry_id, (None, ())))
        for entry_id, how in derivations(run_id).items()
        if entry_id in contenders
    }


def _cases(edition_id: int, codes: Mapping[int, str], unnamed: Callable[[str], str]) -> dict[str, list[list[Any]]]:
    """By round, how disagreements were concluded: code, gap, way, reason, how many sheets do not count; no judges."""
    return {
        round_.key: [
            [codes[case.entry_id], _plain(case.spread), case.way, unnamed(case.reason), len(case.left_out)]
            for case in concluded(round_)
        ]
        for round_ in scored_rounds(edition_id)
    }


def brief_of(edition: EditionCard, text: str, proposal: ProposalCard | None) -> dict[str, Any]:
    """The result without the places of its rankings (a run's number and fingerprint stand for them), in three queries.

    text: the regulation's; proposal: the newest, with its confirmation.
    """
    regulation = parsed_regulation(text)
    names = {each.key: each.name for each in regulation.rounds}
    lines = award_lines(edition.id, regulation)
    return {
        "format": FORMAT,
        "edition": {"slug": edition.slug, "title": edition.title, "series": edition.series},
        "regulation": {"number": edition.regulation_number, "digest": hashlib.sha256(text.encode()).hexdigest()},
        "rounds": [_round(run, names) for run in newest_runs(edition.id)],
        "awards": [award_in_brief(award, regulation) for award in lines if award.entry_id is not None],
        "unit_awards": [unit_in_brief(award, regulation) for award in lines if award.entry_id is None],
        "decision": _decision(edition.id, proposal),
    }


def _fragile(proposal: ProposalCard | None, codes: Mapping[int, str]) -> list[list[Any]]:
    """Whose prize by rule one judge or one step of a score would turn: code, kinds."""
    found = proposal.fragile if proposal else ()
    return [[codes[entry_id], list(kinds)] for entry_id, kinds in found if entry_id in codes]


def _ballots(edition_id: int, unnamed: Callable[[str], str]) -> list[dict[str, Any]]:
    """The committee's votes that were counted: on what, terms, counts; nobody's own vote."""
    return [each | {"reason": unnamed(each["reason"])} for each in counted_ballots(edition_id)]


def _round(run: NewestRun, names: Mapping[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = {"key": run.key, "name": names.get(run.key, run.key)}
    if run.id is None:
        return document
    return document | {
        "run": run.number,
        "method": run.method,
        "regulation": run.regulation_number,
        "fingerprint": run.fingerprint,
    }


def _placings(run_id: int | None, codes: Mapping[int, str]) -> dict[str, Any]:
    """The places: code, rank, points, sheets, status, whether it goes on, grade."""
    if run_id is None:
        return {}
    return {
        "placings": [
            [codes[row.entry_id], row.rank, _plain(row.points), row.sheets, row.status, row.goes_on, row.grade]
            for row in placings(run_id)
        ]
    }


def _codes(edition_id: int) -> dict[int, str]:
    rows = ask(select(Entry.id, Entry.code).where(Entry.edition_id == edition_id))
    return {row.id: row.code or "" for row in rows}


def award_in_brief(award: AwardLine, regulation: Regulation) -> dict[str, Any]:
    """An award of an entry as a sealed or posted document says it."""
    return {
        "entry": award.entry_id,
        "code": award.code,
        "title": award.title,
        "award": award.award_key,
        "tier": award.tier_key,
        "name": award_name(regulation, award),
        "scope": award.scope_key,
        "rank": award.rank,
        "points": _plain(award.points),
        "amount_vnd": award.amount_vnd,
        "reason": award.reason,
    } | ({"author": award.author} if award.author else {})


def unit_in_brief(award: AwardLine, regulation: Regulation) -> dict[str, Any]:
    """An award of a unit, likewise."""
    return {
        "unit": award.title,
        "award": award.award_key,
        "name": award_name(regulation, award),
        "place": award.rank,
        "figure": award.figure,
        "amount_vnd": award.amount_vnd,
        "reason": award.reason,
    }


def _decision(edition_id: int, proposal: ProposalCard | None) -> dict[str, Any]:
    return {
        "proposal": proposal.number if proposal else None,
        "unfilled": [
            [each["tier"], each["scope_key"], each["count"]] for each in (proposal.unfilled if proposal else ())
        ],
        "ties": [[each["tier"], each["scope_key"], each["codes"]] for each in (proposal.ties if proposal else ())],
        "votes_for": proposal.votes_for if proposal else None,
        "votes_of": proposal.votes_of if proposal else None,
        "changes": [
            [each.whom, each.award_key, each.from_tier, each.to_tier, each.reason] for each in changes(edition_id)
        ],
    }


def _ledger() -> dict[str, Any]:
    """How many events the ledger had, and the digest of the last."""
    events = db.session.scalar(select(func.max(LedgerEvent.id))) or 0
    head = db.session.scalar(select(LedgerEvent.digest).where(LedgerEvent.id == events))
    return {"events": events, "head": head or FIRST}


def _plain(points: Decimal | None) -> str | None:
    return None if points is None else format(points.normalize(), "f")
