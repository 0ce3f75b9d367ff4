"""What the prize table shows: the ranked entries down to a few below the last prize, and the sums by tier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from contest.editions.rules import Regulation
from contest.editions.rules.awards import Tier
from contest.entries.models import Entry
from contest.entries.queries import matching
from contest.foundation.database import db
from contest.juries.models import Council, RoundEntry
from contest.prizes.models import Award
from contest.prizes.queries.awards import ProposalCard
from contest.prizes.rules import TIER_AWARD, Box, Line, TableRow, drawn, plan_of
from contest.ranking.models import Placing
from contest.ranking.queries import RunCard

# Entries shown under the last prize, and in all while there is none.
_BELOW = 15
_WITHOUT_PRIZES = 50


@dataclass(frozen=True, slots=True)
class Pool:
    """The table of one field, division or council, or of the whole edition (no name)."""

    name: str
    blocks: tuple[Box | Line, ...]
    places: Mapping[int, int]


class TierSum(NamedTuple):
    """A tier in the summary; planned is None where the regulation leaves the number open."""

    tier: Tier
    planned: int | None
    given: int
    waiting: int
    amount: int
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrizeTable:
    """Everything the page shows of the tiers. below: ranked entries that are not shown."""

    pools: tuple[Pool, ...] = ()
    sums: tuple[TierSum, ...] = ()
    below: int = 0
    undecided: tuple[str, ...] = ()

    @property
    def given(self) -> int:
        """How many tier prizes stand."""
        return sum(each.given for each in self.sums)

    @property
    def amount(self) -> int:
        """What they are worth together."""
        return sum(each.amount for each in self.sums)


def prize_table(regulation: Regulation, run: RunCard, proposal: ProposalCard | None, words: str = "") -> PrizeTable:
    """The table of the latest ranking of the last round, in one query; with `words` only what matches, without sums."""
    tiers = {tier.key: tier for tier in regulation.prizes.tiers}
    found = _entries(run, words, proposal)
    waits = _waits(proposal, tiers, {row.id for row in found if row.is_by_hand})
    ruled = proposal.rule_tiers() if proposal else {}
    may_be = {
        entry_id: tuple(tie["tiers"]) for tie in (proposal.pending() if proposal else ()) for entry_id in tie["entries"]
    }
    rows = [_row(row, ruled.get(row.id, ""), waits.get(row.id, ("", "")), may_be.get(row.id, ())) for row in found]
    return PrizeTable(
        pools=tuple(_pools(regulation, rows, proposal, draws=not words)),
        sums=() if words else _sums(regulation, rows, proposal),
        below=found[0].ranked - len(found) if found and not words else 0,
        undecided=tuple(dict.fromkeys(words for words, _ in waits.values())),
    )


def _entries(run: RunCard, words: str, proposal: ProposalCard | None) -> Sequence[Any]:
    award = and_(Award.entry_id == Entry.id, Award.award_key == TIER_AWARD)
    all_ranked = and_(Placing.run_id == run.id, Placing.rank.is_not(None))
    conditions: list[ColumnElement[bool]] = [all_ranked, *matching(words)]
    if not words:
        conditions.append(Placing.rank <= _last_shown(run, proposal))
    ranked = select(func.count()).select_from(Placing).where(all_ranked).scalar_subquery()
    return db.session.execute(
        select(
            Entry.id,
            Entry.code,
            Entry.title,
            Entry.unit,
            Entry.field_key,
            Entry.division_key,
            Council.key.label("council_key"),
            Placing.rank,
            Placing.points,
            Award.tier_key,
            Award.state,
            Award.is_by_hand,
            Award.amount_vnd,
            Award.reason,
            ranked.label("ranked"),
        )
        .join(Placing, Placing.entry_id == Entry.id)
        .outerjoin(Award, award)
        .outerjoin(RoundEntry, (RoundEntry.entry_id == Entry.id) & (RoundEntry.round_id == run.round_id))
        .outerjoin(Council, Council.id == RoundEntry.council_id)
        .where(*conditions)
        .order_by(Placing.rank, Entry.code, Entry.id)
    ).all()


def _last_shown(run: RunCard, proposal: ProposalCard | None) -> ColumnElement[int]:
    """The rank down to which entries are shown: a few below the last prize or tie."""
    pending = [entry_id for tie in (proposal.pending() if proposal else ()) for entry_id in tie["entries"]]
    of_interest = or_(
        Placing.entry_id.in_(pending),
        Placing.entry_id.in_(select(Award.entry_id).where(Award.award_key == TIER_AWARD, Award.state != "removed")),
    )
    lowest = select(func.max(Placing.rank)).where(Placing.run_id == run.id, of_interest).scalar_subquery()
    return func.coalesce(lowest, _WITHOUT_PRIZES - _BELOW) + _BELOW


def _waits(proposal: ProposalCard | None, tiers: Mapping[str, Tier], decided: set[int]) -> dict[int, tuple[str, str]]:
    """For every entry of a tie that somebody in it still waits in: the tie in words, and the tier it stands at."""
    found: dict[int, tuple[str, str]] = {}
    for tie in proposal.pending() if proposal else ():
        if decided.issuperset(tie["entries"]) or tie["tier"] not in tiers:
            continue
        count = len(tie["entries"])
        what = {"unit": " (mức cao nhất của một đơn vị)", "author": " (mức cao nhất của một tác giả)"}
        words = (
            f"{', '.join(tie['codes'])}: {count} hồ sơ bằng nhau, còn {tie['places']} suất {tiers[tie['tier']].name}"
            f"{what.get(tie['about'], '')}"
        )
        found.update((entry_id, (words, tie["tier"])) for entry_id in tie["entries"] if entry_id not in decided)
    return found


def _row(row: Any, rule_tier: str, waits: tuple[str, str], may_be: tuple[str, ...]) -> TableRow:
    stands = row.state is not None and row.state != "removed"
    return TableRow(
        entry_id=row.id,
        code=row.code or "",
        title=row.title,
        unit=row.unit,
        field_key=row.field_key,
        division_key=row.division_key,
        council_key=row.council_key or "",
        rank=row.rank,
        points=row.points,
        tier_key=row.tier_key if stands else "",
        is_by_hand=bool(row.is_by_hand),
        rule_tier=rule_tier,
        amount_vnd=row.amount_vnd if stands else None,
        reason=row.reason if stands or row.is_by_hand else "",
        waits=waits[0],
        waits_for=waits[1],
        may_be=may_be,
    )


def _pools(
    regulation: Regulation, rows: Sequence[TableRow], proposal: ProposalCard | None, *, draws: bool
) -> list[Pool]:
    """One table for each field, division or council the tiers are given in; one where they are the edition's."""
    plan = plan_of(regulation)
    scope = table_scope(regulation)
    known = list(plan.keys.get(scope, ()))
    keys = [""] if scope == "edition" else [*known, *sorted({row.scope_key(scope) for row in rows} - set(known))]
    pools = []
    for key in keys:
        own = [row for row in rows if scope == "edition" or row.scope_key(scope) == key]
        if not own:
            continue
        tiers = [tier.key for tier in regulation.prizes.tiers if _has_line(plan.scope_of(tier), scope, tier.key, own)]
        planned, short = _planned(proposal, key), _short(proposal, key)
        blocks = drawn(tiers if draws and proposal else [], own, planned, short)
        pools.append(Pool("" if scope == "edition" else plan.words(scope, key), tuple(blocks), _places(own)))
    return pools


def _has_line(scope: str, table: str, tier_key: str, rows: Sequence[TableRow]) -> bool:
    """A tier of another scope has its line only where its prizes are."""
    return scope == table or (scope == "edition" and any(row.tier_key == tier_key for row in rows))


def table_scope(regulation: Regulation) -> str:
    """The scope most tiers are given in: what the table is divided by."""
    scopes = [tier.scope or regulation.prizes.scope for tier in regulation.prizes.tiers]
    return max(scopes, key=scopes.count, default="edition")


def _places(rows: Sequence[TableRow]) -> dict[int, int]:
    """The place of each inside its pool; rows come in the order of their ranks."""
    found: dict[int, int] = {}
    for number, row in enumerate(rows, 1):
        before = rows[number - 2] if number > 1 else None
        equal = before is not None and before.rank == row.rank
        found[row.entry_id] = found[before.entry_id] if equal and before else number
    return found


def _planned(proposal: ProposalCard | None, key: str) -> dict[str, int | None]:
    return {tier: places for tier, own, places in (proposal.planned if proposal else ()) if own in (key, "")}


def _short(proposal: ProposalCard | None, key: str | None) -> dict[str, list[str]]:
    """Why a tier is short by rule, in one pool or (None) in all."""
    found: dict[str, list[str]] = {}
    for each in proposal.unfilled if proposal else ():
        if key is None or each["scope_key"] in (key, ""):
            found.setdefault(each["tier"], []).append(each["reason"])
    return found


def _sums(regulation: Regulation, rows: Sequence[TableRow], proposal: ProposalCard | None) -> tuple[TierSum, ...]:
    planned: dict[str, int | None] = {}
    for tier_key, _, places in proposal.planned if proposal else ():
        known = planned.get(tier_key, 0)
        planned[tier_key] = None if places is None or known is None else known + places
    short = _short(proposal, None)
    return tuple(
        TierSum(
            tier,
            planned.get(tier.key),
            sum(row.tier_key == tier.key for row in rows),
            sum(row.waits_for == tier.key for row in rows),
            sum(row.amount_vnd or 0 for row in rows if row.tier_key == tier.key),
            tuple(short.get(tier.key, ())),
        )
        for tier in regulation.prizes.tiers
    )
