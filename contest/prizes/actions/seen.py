"""A change that alters figures, held against what stands now: what would follow, why not, and its making."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from contest.editions.actions import digest_of
from contest.editions.queries import edition_by_id, regulation_text
from contest.editions.rules import Regulation
from contest.editions.rules.amendment import why_not_amend
from contest.foundation.access import Actor
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.prizes.actions.making import make_change
from contest.prizes.queries import latest_proposal
from contest.prizes.queries.changing import (
    ChangeCard,
    Ranked,
    change_of,
    places_now,
    prizes_now,
    ranked_rounds,
    world_of,
)
from contest.prizes.rules.changes import (
    Change,
    Difference,
    ScoreCorrected,
    Standing,
    World,
    changed,
    difference,
    fingerprint_of,
    standing,
    why_not_possible,
    why_not_propose_change,
    why_not_rank_after,
)
from contest.scoring.queries import later_rounds
from contest.scoring.rules import cells, why_not_reopen_round, why_not_score


@dataclass(frozen=True, slots=True)
class SeenChange:
    """A change held against what stands now."""

    edition_id: int
    terms: Mapping[str, Any]
    ranked: Ranked
    world: World
    change: Change
    amended: Regulation | None
    after: Standing
    difference: Difference
    fingerprint: str

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of what was asked: for a corrected sheet also the figures that stood there."""
        if not isinstance(self.change, ScoreCorrected):
            return dict(self.terms)
        stood = self._sheet()
        was = {key: value for key in self.change.points if (value := stood.get(key)) is not None}
        return {**self.terms, "was": {key: format(value.normalize(), "f") for key, value in was.items()}}

    def content(self) -> dict[str, Any]:
        """What is shown of it, as it is kept."""
        proposal = latest_proposal(self.edition_id)
        reopens = proposal is not None and proposal.confirmed_at is not None
        return self.difference.document() | {"reopens": reopens}

    def why_not(self, reason: str) -> list[Reason]:
        """Why it cannot be done as things stand."""
        return [
            *self.why_not_now(reason),
            *self._why_not_amend(reason),
            *(why_not_possible(self.world, self.change) or self._why_not_figures()),
        ]

    def why_not_now(self, reason: str) -> list[Reason]:
        """Why nothing can be changed now, whatever it is."""
        stage = edition_by_id(self.edition_id).stage
        reasons = why_not_propose_change(stage, reason, ranked=bool(self.ranked.runs), outdated=self.ranked.outdated)
        round_key = getattr(self.change, "round_key", "")
        if not reasons and round_key:
            reasons = why_not_reopen_round("closed", reason, later_rounds(self.edition_id, round_key))
        return reasons

    def _why_not_amend(self, reason: str) -> list[Reason]:
        if self.amended is None:
            return []
        stage = edition_by_id(self.edition_id).stage
        reasons = why_not_amend(self.ranked.regulation, self.amended, stage, reason or "-")
        if self.change.document()["digest"] == digest_of(regulation_text(self.edition_id)):
            reasons.append(Reason("amendment_changes_nothing"))
        return reasons

    def _sheet(self) -> Mapping[str, Decimal | None]:
        """The figures that stand on the sheet to be corrected."""
        change = self.change
        assert isinstance(change, ScoreCorrected)
        given = next(each for each in self.world.rounds if each.rules.key == change.round_key)
        contender = next(each for each in given.contenders if each.entry_id == change.entry_id)
        return next(sheet.points for sheet in contender.sheets if sheet.judge_id == change.judge_id)

    def _why_not_figures(self) -> list[Reason]:
        change = self.change
        if not isinstance(change, ScoreCorrected):
            return []
        given = next(each for each in self.world.rounds if each.rules.key == change.round_key)
        known = {cell.key for cell in cells(given.criteria)}
        whole = {key: value for key, value in self._sheet().items() if key in known}
        return why_not_score(given.criteria, {**whole, **change.points})

    def make(self, actor: Actor, card: ChangeCard) -> None:
        """Do it; what comes out is what was seen, to the last place. Raises Refusal: change_differs …"""
        make_change(actor, self.edition_id, card, self.ranked, self.change)
        places = places_now(ranked_rounds(self.edition_id))
        wanted = {
            key: {each.entry_id: (each.rank, each.points, each.status, each.goes_on) for each in placed.values()}
            for key, placed in self.after.rounds.items()
        }
        given = {entry_id: tier for entry_id, tier in self.after.prizes.items() if tier}
        if wanted != places or (self.world.plan is not None and given != prizes_now(self.edition_id)):
            raise refuse_with("change_differs")


def seen_change(edition_id: int, kind: str, terms: Mapping[str, Any], text: str) -> SeenChange:
    """Work out what would follow. Raises Refusal where nothing could be ranked after it."""
    ranked = ranked_rounds(edition_id)
    change, amended = change_of(edition_id, kind, terms, text)
    world = world_of(edition_id, ranked)
    # An amendment may ask for what the regulation in force does not look at: votes, birth dates, seats.
    base = world_of(edition_id, ranked, amended) if amended else world
    following = changed(base, change)
    refuse(why_not_rank_after(following))
    after = standing(following)
    mark = fingerprint_of(world, change)
    if amended:
        mark = digest_of(mark + fingerprint_of(base, change))
    moved = difference(world, standing(world), after)
    return SeenChange(edition_id, terms, ranked, world, change, amended, after, moved, mark)
