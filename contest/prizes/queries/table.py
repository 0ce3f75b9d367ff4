"""What the prize table shows: the ranked entries down to a few below the last prize, and the sums by tier."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from contest.editions.rules import Regulation
from contest.editions.rules.awards import Tier
from contest.foundation.bulk import worked_out_once
from contest.prizes.queries.proposals import ProposalCard
from contest.prizes.queries.table_rows import matching_rows, top_rows
from contest.prizes.rules import Box, Line, TableRow, drawn, plan_of, threshold_words
from contest.prizes.rules.fragile import fragile_words
from contest.ranking.queries import RunCard


class Pool(NamedTuple):
    """The table of one field, division or council, or of the whole edition (no name)."""

    name: str
    blocks: tuple[Box | Line, ...]


class TierLook(NamedTuple):
    """What the table says of a tier beside its name."""

    name: str
    threshold: str
    amount: int | None
    grades: tuple[str, ...]


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
    """Everything the page shows of the tiers. below: ranked entries that are not shown; apart: how many entries the
    reader has a conflict of interest with, and does not see."""

    pools: tuple[Pool, ...] = ()
    sums: tuple[TierSum, ...] = ()
    below: int = 0
    undecided: tuple[str, ...] = ()
    apart: int = 0

    @property
    def given(self) -> int:
        """How many tier prizes stand."""
        return sum(each.given for each in self.sums)

    @property
    def amount(self) -> int:
        """What they are worth together."""
        return sum(each.amount for each in self.sums)


def prize_table(
    edition_id: int,
    regulation: Regulation,
    run: RunCard,
    proposal: ProposalCard | None,
    words: str = "",
    *,
    barred: frozenset[int] = frozenset(),
) -> PrizeTable:
    """The table of the latest ranking of the last round, in one query; with `words` only what matches, without sums.

    barred: entries the reader has a conflict of interest with. They are left out, places and sums do not count them,
    and no word says why a tier is short: it may be that one of them has what is missing.
    """
    scope = table_scope(regulation)
    found = list(matching_rows(run, words, scope) if words else top_rows(edition_id, run, proposal))
    return _laid(found, regulation, scope, proposal, words, barred, run.ranked)


# Whoever decides looks at one table again and again: while its rows are the same, so is what is made of them.
@worked_out_once(most=1 << 10)
def _laid(
    found: list[Any],
    regulation: Regulation,
    scope: str,
    proposal: ProposalCard | None,
    words: str,
    barred: frozenset[int],
    ranked: int,
) -> PrizeTable:
    """The rows that were read, as the table of one reader."""
    tiers = {tier.key: tier for tier in regulation.prizes.tiers}
    below = 0 if words else ranked - len(found)
    above = [row.rank for row in found if row.id in barred]
    if barred:
        found = [row for row in found if row.id not in barred]
        proposal = _without(proposal, barred)
    waits = _waits(proposal, tiers, {row.id for row in found if row.is_by_hand})
    rows = _rows(found, proposal, waits)
    if barred:
        # Reasons count the places of all.
        rows = [row._replace(place=row.place - sum(rank < row.rank for rank in above), reason="") for row in rows]
    if scope != "edition" and not words:
        rows = _placed(rows, scope)
    return PrizeTable(
        pools=tuple(_pools(regulation, scope, rows, proposal, draws=not words)),
        sums=() if words else _sums(regulation, rows, proposal),
        below=below,
        undecided=tuple(dict.fromkeys(words for words, _ in waits.values())),
        apart=len(barred),
    )


def _without(proposal: ProposalCard | None, barred: frozenset[int]) -> ProposalCard | None:
    if proposal is None:
        return None
    ties = tuple(tie for tie in proposal.ties if not barred & set(tie.get("entries", ())))
    return replace(proposal, unfilled=(), ties=ties)


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


def _rows(found: Sequence[Any], proposal: ProposalCard | None, waits: Mapping[int, tuple[str, str]]) -> list[TableRow]:
    fragile = {entry_id: fragile_words(kinds) for entry_id, kinds in (proposal.fragile if proposal else ())}
    may_be = {
        entry_id: tuple(tie["tiers"]) for tie in (proposal.pending() if proposal else ()) for entry_id in tie["entries"]
    }
    rows = []
    # Taken apart by position: half the time of the page was spent on names of columns.
    for row in found:
        entry_id, code, title, unit, field, division, council, rank, points, *award, place = row
        tier, state, by_hand, amount, why, rule_tier = award
        stands = state is not None and state != "removed"
        waits_for = waits.get(entry_id, ("", ""))
        rows.append(
            TableRow(
                entry_id,
                code or "",
                title,
                unit,
                field,
                division,
                council or "",
                rank,
                points,
                tier_key=tier if stands else "",
                is_by_hand=bool(by_hand),
                rule_tier=rule_tier or "",
                amount_vnd=amount if stands else None,
                reason=why if stands or by_hand else "",
                waits=waits_for[0],
                waits_for=waits_for[1],
                may_be=may_be.get(entry_id, ()),
                place=place,
                fragile=fragile.get(entry_id, ""),
            )
        )
    return rows


def _pools(
    regulation: Regulation, scope: str, rows: Sequence[TableRow], proposal: ProposalCard | None, *, draws: bool
) -> list[Pool]:
    """One table for each field, division or council the tiers are given in; one where they are the edition's."""
    plan = plan_of(regulation)
    known = list(plan.keys.get(scope, ()))
    keys = [""] if scope == "edition" else [*known, *sorted({row.scope_key(scope) for row in rows} - set(known))]
    pools = []
    for key in keys:
        own = rows if scope == "edition" else [row for row in rows if row.scope_key(scope) == key]
        if not own:
            continue
        tiers = [tier.key for tier in regulation.prizes.tiers if _has_line(plan.scope_of(tier), scope, tier.key, own)]
        planned, short = _planned(proposal, key), _short(proposal, key)
        blocks = drawn(tiers if draws and proposal else [], own, planned, short)
        pools.append(Pool("" if scope == "edition" else plan.words(scope, key), tuple(blocks)))
    return pools


def _has_line(scope: str, table: str, tier_key: str, rows: Sequence[TableRow]) -> bool:
    """A tier of another scope has its line only where its prizes are."""
    return scope == table or (scope == "edition" and any(row.tier_key == tier_key for row in rows))


def table_scope(regulation: Regulation) -> str:
    """The scope most tiers are given in: what the table is divided by."""
    scopes = [tier.scope or regulation.prizes.scope for tier in regulation.prizes.tiers]
    return max(scopes, key=scopes.count, default="edition")


def _placed(rows: Sequence[TableRow], scope: str) -> list[TableRow]:
    """The rows with the place of each inside its pool; they come in the order of their ranks."""
    seen: Counter[str] = Counter()
    last: dict[str, TableRow] = {}
    found = []
    for row in rows:
        key = row.scope_key(scope)
        seen[key] += 1
        before = last.get(key)
        place = before.place if before is not None and before.rank == row.rank else seen[key]
        last[key] = row._replace(place=place)
        found.append(last[key])
    return found


def tier_looks(regulation: Regulation) -> tuple[tuple[str, TierLook], ...]:
    """Each tier's key with how it looks, best first."""
    return tuple(
        (tier.key, TierLook(tier.name, threshold_words(tier.threshold), tier.amount, tuple(tier.grades)))
        for tier in regulation.prizes.tiers
    )


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
    given, waiting = Counter(row.tier_key for row in rows), Counter(row.waits_for for row in rows)
    amounts: Counter[str] = Counter()
    for row in rows:
        amounts[row.tier_key] += row.amount_vnd or 0
    return tuple(
        TierSum(
            tier,
            planned.get(tier.key),
            given[tier.key],
            waiting[tier.key],
            amounts[tier.key],
            tuple(short.get(tier.key, ())),
        )
        for tier in regulation.prizes.tiers
    )
