"""The account of one entry, from its sheets to its prize, in a fixed number of queries for each round."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.queries import briefs
from contest.foundation.clock import local
from contest.foundation.database import ask
from contest.foundation.ledger import LedgerEvent
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment, number
from contest.people.queries import people_cards
from contest.prizes.models import Award
from contest.prizes.queries import candidates_of, changes, latest_proposal, named, plan_for
from contest.prizes.queries.awards import AwardRow, award_rows
from contest.prizes.queries.rule_words import rule_words
from contest.prizes.rules import TIER_AWARD, allocate
from contest.ranking.models import Placing
from contest.ranking.queries import RunCard, council_votes, latest_run
from contest.ranking.queries.meeting import meetings_about, table_view
from contest.ranking.reports.meeting import votes_in_words
from contest.ranking.rules import rederive
from contest.results.models import Seal
from contest.results.queries.complaints import complaints_of
from contest.results.queries.public import PublicStanding, public_standing
from contest.results.queries.revocations import revocations
from contest.results.rules.account import DEEDS, Account, AccountAward, AccountRound, sheets_of_account
from contest.results.rules.complaints import ABOUT, OUTCOMES, STATES
from contest.scoring.queries import ScoredRound, concluded, scored_rounds, sheets_of
from contest.scoring.rules.cases import WAYS


def account_of(edition_id: int, entry_id: int, *, full: bool) -> Account | None:
    """How the result of an entry came about; None when the edition has no such entry.

    full: with judges, comments, votes, the deeds on each sheet and complaints, for the organisers; otherwise what the
    entrant may see of the own entry: figures and reasons, nobody's name.
    """
    brief = briefs(edition_id, [entry_id]).get(entry_id)
    if brief is None:
        return None
    regulation = regulation_of(edition_id)
    standing = [one for one in award_rows(Award.entry_id == entry_id) if one.state == "confirmed"]
    proposal = latest_proposal(edition_id)
    rule = rule_words(proposal.id, entry_id) if proposal else None
    said = () if rule is None else tuple(words for words in (rule.reason, *rule.passed_over) if words)
    seal: Any = ask(
        select(Seal.version, Seal.digest, Seal.sealed_at)
        .where(Seal.edition_id == edition_id)
        .order_by(Seal.version.desc())
        .limit(1)
    ).one_or_none()
    scored = [(round_, latest_run(edition_id, round_.key)) for round_ in scored_rounds(edition_id)]
    last = next((run for round_, run in scored if round_.key == regulation.last_round.key), None)
    awards = _awards(edition_id, regulation, standing, last)
    if not full:
        # A decision that is sealed and not yet published is nobody's to read, not even whose entry it is about.
        public = public_standing(edition_id, entry_id)
        awards = _as_published(public, awards)
        said = said if public and public.version == seal.version else ()
        seal = public
    sealed_at = seal.sealed_at if seal else None
    until = None if full else sealed_at
    rounds, hidden = _rounds(edition_id, scored, entry_id, full, until)
    return Account(
        entry_id=entry_id,
        code=brief.code,
        title=brief.title,
        unit=brief.unit,
        field_name=regulation.field_name(brief.field_key) if brief.field_key else "",
        rounds=rounds,
        ranked_anew=hidden,
        awards=awards,
        by_rule=said,
        decisions=tuple(_decisions(edition_id, regulation, entry_id, full, until)),
        complaints=tuple(_complaints(edition_id, entry_id)) if full else (),
        seal_version=seal.version if seal else None,
        seal_digest=seal.digest if seal else "",
        sealed_at=sealed_at,
        is_full=full,
    )


def _rounds(
    edition_id: int,
    scored: Sequence[tuple[ScoredRound, RunCard | None]],
    entry_id: int,
    full: bool,
    until: datetime | None,
) -> tuple[tuple[AccountRound, ...], tuple[str, ...]]:
    """How the entry stands in each round; the names of those ranked after that moment, which are not told."""
    told, hidden = [], []
    for round_, run in scored:
        if run is None:
            continue
        if until is not None and run.made_at > until:
            hidden.append(round_.name)
            continue
        told.append(_round(edition_id, round_, run, entry_id, full))
    return tuple(one for one in told if one is not None), tuple(hidden)


def _round(edition_id: int, round_: ScoredRound, run: RunCard, entry_id: int, full: bool) -> AccountRound | None:
    row = ask(
        select(Placing.rank, Placing.points, Placing.derivation, Placing.explanation).where(
            Placing.run_id == run.id, Placing.entry_id == entry_id
        )
    ).one_or_none()
    if row is None:
        return None
    sheets = {one.judge_id: one for one in sheets_of(round_.id, round_.criteria, entry_ids=[entry_id])}
    lines = row.derivation["sheets"]
    names = {key: card.name for key, card in people_cards([line["judge"] for line in lines]).items()} if full else {}
    found = rederive(row.derivation)
    return AccountRound(
        name=round_.name,
        cells=tuple(cell.full_name for cell in round_.cells) if not round_.grades else (),
        sheets=sheets_of_account(
            lines,
            names,
            {key: one.points for key, one in sheets.items()},
            {key: one.comment for key, one in sheets.items()},
            [cell.key for cell in round_.cells] if not round_.grades else [],
        ),
        how=tuple(row.explanation.splitlines()),
        rank=row.rank,
        ranked=run.ranked,
        cases=tuple(
            f"Lệch {number(one.spread)} điểm, kết luận: {WAYS.get(one.way, one.way).lower()}. {one.reason}".strip()
            for one in concluded(round_)
            if one.entry_id == entry_id
        ),
        votes=tuple(_votes(edition_id, round_, run, entry_id)) if full else (),
        changes=tuple(_deeds(round_.key, entry_id, names)) if full else (),
        is_rederived=None if found is None else found == row.points,
    )


def _votes(edition_id: int, round_: ScoredRound, run: Any, entry_id: int) -> list[str]:
    """What councils voted and concluded about the entry."""
    said = []
    for vote in council_votes(run):
        if entry_id in {key for key, _, _ in vote.entries}:
            order = ", ".join(code for _, code, _ in vote.entries)
            over = f" Đã rút: {vote.revoke_reason}" if vote.revoked_at else ""
            at = moment(local(vote.settled_at))
            said.append(f"Biểu quyết thứ tự khi bằng điểm ({at}): {order}. {vote.reason}{over}")
    for card in meetings_about(edition_id, round_.key, entry_id):
        if card.closed_at is not None:
            for item in table_view(card, 0).done:
                if entry_id in item.numbers:
                    told = " ".join(part for part in (*map(votes_in_words, item.ballots), item.decision) if part)
                    said.append(f"{item.words or 'Họp hội đồng'} ({moment(local(card.closed_at))}): {told}")
    return said


def _deeds(round_key: str, entry_id: int, names: dict[int, str]) -> list[str]:
    """What was done to the sheets, from the ledger: which cannot be rewritten."""
    rows = ask(
        select(LedgerEvent.at, LedgerEvent.actor_name, LedgerEvent.kind, LedgerEvent.subject, LedgerEvent.payload)
        .where(LedgerEvent.subject.like(f"sheet:{round_key}:{entry_id}:%"), LedgerEvent.kind.in_(DEEDS))
        .order_by(LedgerEvent.id)
    )
    said = []
    for row in rows:
        judge = row.subject.rpartition(":")[2]
        whose = names.get(int(judge), "") if judge.isdigit() else ""
        total, why = row.payload.get("total"), row.payload.get("reason")
        figure = f", tổng {number(Decimal(total))}" if total else ""
        said.append(
            f"{moment(local(row.at))}: {row.actor_name} {DEEDS[row.kind]}{f' của {whose}' if whose else ''}{figure}"
            + (f". Lý do: {why}" if why else "")
        )
    return said


def _awards(
    edition_id: int, regulation: Regulation, standing: Sequence[AwardRow], run: RunCard | None
) -> tuple[AccountAward, ...]:
    again: dict[int, str] = {}
    if run is not None and any(one.award_key == TIER_AWARD and not one.is_by_hand for one in standing):
        found = allocate(plan_for(edition_id, regulation, run), candidates_of(regulation, run))
        again = {one.entry_id: one.reason for one in found.awards}
    return tuple(
        AccountAward(
            named(regulation, one.award_key, one.tier_key),
            one.amount_vnd,
            one.reason,
            None
            if one.is_by_hand or one.award_key != TIER_AWARD
            else one.reason.endswith(again.get(one.entry_id, "\0")),
        )
        for one in standing
    )


def _as_published(public: PublicStanding | None, known: Sequence[AccountAward]) -> tuple[AccountAward, ...]:
    """The awards of the version that is public; those that stand unchanged keep what was computed of them anew."""
    holds = {(one.name, one.reason): one.is_rederived for one in known}
    return tuple(
        AccountAward(each["name"], each["amount_vnd"], each["reason"], holds.get((each["name"], each["reason"])))
        for each in (public.awards if public else ())
    )


def _decisions(edition_id: int, regulation: Regulation, entry_id: int, full: bool, until: datetime | None) -> list[str]:
    """What people decided of its prizes (until the version that is public was sealed), the first first."""
    said = []
    for one in reversed(changes(edition_id, entry_id)):
        if until is not None and one.changed_at > until:
            continue
        tiers = (one.from_tier, one.to_tier)
        before, after = (named(regulation, one.award_key, key) if key else "không giải" for key in tiers)
        by = f", {one.changed_by}" if full and one.changed_by else ""
        said.append(f"{moment(local(one.changed_at))}{by}: từ {before} thành {after}. {one.reason}")
    for gone in reversed(revocations(edition_id, regulation, entry_id)):
        if gone.undone_at is None and not any(f"Quyết định số {gone.decision} " in line for line in said):
            said.append(f"{gone.name} bị thu hồi theo Quyết định số {gone.decision} ngày {day(gone.decided_on)}.")
    return said


def _complaints(edition_id: int, entry_id: int) -> list[str]:
    return [
        f"Đơn số {one.number}, nhận ngày {day(one.received_on)} ({ABOUT[one.about]}): {STATES[one.state].lower()}"
        + (f". {OUTCOMES[one.outcome]}: {one.answer}" if one.outcome else ".")
        for one in reversed(complaints_of(edition_id, entry_id))
    ]
