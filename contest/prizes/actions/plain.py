"""What takes two and alters no figure by itself: a round opened again, prizes confirmed or opened, an amendment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from contest.editions.actions import amend_regulation, digest_of
from contest.editions.queries import edition_by_id, regulation_if, regulation_of, regulation_text
from contest.editions.rules.amendment import why_not_amend
from contest.foundation.access import Actor
from contest.foundation.refusal import Reason
from contest.prizes.actions.confirming import confirm_awards, reopen_awards, why_not_confirm_now, why_not_reopen_now
from contest.prizes.queries import latest_proposal
from contest.prizes.queries.ballots import digest_now
from contest.prizes.queries.changing import ChangeCard, ranked_rounds
from contest.prizes.rules.changes import Difference
from contest.prizes.rules.changes.plain import PLAIN_EFFECTS
from contest.scoring.actions import reopen_round
from contest.scoring.queries import later_rounds, scored_round
from contest.scoring.rules import why_not_reopen_round


@dataclass(frozen=True, slots=True)
class PlainDeed:
    """A deed asked for, held against what stands now. text: a regulation's new text."""

    edition_id: int
    kind: str
    terms: Mapping[str, Any]
    text: str = ""

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of what was asked."""
        return dict(self.terms)

    @property
    def fingerprint(self) -> str:
        """Over the deed, and what it would be done to."""
        return digest_of(f"{self.kind} {sorted(self.terms.items())} {self._what_stands()}")

    def _what_stands(self) -> str:
        if self.kind == "round":
            return repr(scored_round(self.edition_id, self.terms["round"]).closed_at)
        if self.kind == "amendment":
            return digest_of(regulation_text(self.edition_id))
        proposal = latest_proposal(self.edition_id)
        number, at = (proposal.number, proposal.confirmed_at) if proposal else (0, None)
        return f"{number} {at} {digest_now(self.edition_id)}"

    def why_not(self, reason: str) -> list[Reason]:
        """Why it cannot be done as things stand; the same reasons the deed itself has."""
        missing = [] if reason.strip() else [Reason("change_reason_missing", where="reason")]
        if self.kind == "round":
            round_ = scored_round(self.edition_id, self.terms["round"])
            later = later_rounds(self.edition_id, self.terms["round"])
            return [*why_not_reopen_round(round_.state, "-", later), *missing]
        if self.kind == "confirm":
            return [*why_not_confirm_now(self.edition_id), *missing]
        if self.kind == "reopen":
            return [*why_not_reopen_now(self.edition_id), *missing]
        return [*self._why_not_amend(), *missing]

    def _why_not_amend(self) -> list[Reason]:
        if ranked_rounds(self.edition_id).runs:
            return [Reason("change_is_ranked")]
        before, after = regulation_of(self.edition_id), regulation_if(self.edition_id, self.text)
        reasons = why_not_amend(before, after, edition_by_id(self.edition_id).stage, "-")
        if digest_of(self.text) == digest_of(regulation_text(self.edition_id)):
            reasons.append(Reason("amendment_changes_nothing"))
        return reasons

    def content(self) -> dict[str, Any]:
        """What is shown of it: no figure moves."""
        return Difference((), ()).document() | {"reopens": False, "effects": list(PLAIN_EFFECTS[self.kind])}

    def make(self, actor: Actor, card: ChangeCard) -> None:
        """Do it, in the transaction of the deed that calls. Raises Refusal with what stands in the way."""
        if self.kind == "round":
            reopen_round(actor, self.edition_id, self.terms["round"], card.reason)
        elif self.kind == "amendment":
            amend_regulation(actor, self.edition_id, self.text, card.reason)
        elif self.kind == "confirm":
            confirm_awards(actor, self.edition_id)
        else:
            reopen_awards(actor, self.edition_id, card.reason)
