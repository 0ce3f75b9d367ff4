"""One entry before the organisers: its place and how it came about, what the rules gave it, what was decided."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.prizes.models import Award
from contest.prizes.queries.awards import AwardRow, ChangeRow, award_rows, changes
from contest.prizes.queries.proposals import ProposalCard
from contest.prizes.queries.rule_words import RuleWords, rule_words
from contest.prizes.rules import TIER_AWARD
from contest.ranking.models import Placing
from contest.ranking.queries import RunCard


@dataclass(frozen=True, slots=True)
class AwardCard:
    """Everything the page of one entry's prize shows."""

    entry_id: int
    code: str
    title: str
    unit: str
    field_name: str
    division_name: str
    rank: int | None
    points: Decimal | None
    grade: str
    explanation: tuple[str, ...]
    award: AwardRow | None
    extras: tuple[AwardRow, ...]
    rule_tier: str
    rule_reason: str
    passed_over: tuple[str, ...]
    changes: tuple[ChangeRow, ...]

    @property
    def why(self) -> str:
        """Why it has the prize it has; of a prize that was taken away, why that was."""
        if self.award is None:
            return ""
        last = next((one for one in self.changes if one.award_key == TIER_AWARD), None)
        is_gone = self.award.state == "removed" and last is not None and not last.to_tier
        return last.reason if is_gone and last else self.award.reason


def award_card(
    edition_id: int, regulation: Regulation, run: RunCard, proposal: ProposalCard | None, entry_id: int
) -> AwardCard | None:
    """The entry's card, None when it is not in the ranking."""
    row = ask(
        select(
            Entry.code,
            Entry.title,
            Entry.unit,
            Entry.field_key,
            Entry.division_key,
            Placing.rank,
            Placing.points,
            Placing.grade,
            Placing.explanation,
        )
        .join(Placing, Placing.entry_id == Entry.id)
        .where(Placing.run_id == run.id, Entry.id == entry_id, Entry.edition_id == edition_id)
    ).one_or_none()
    if row is None:
        return None
    standing = award_rows(Award.entry_id == entry_id)
    rule = rule_words(proposal.id, entry_id) if proposal else RuleWords()
    return AwardCard(
        entry_id=entry_id,
        code=row.code or "",
        title=row.title,
        unit=row.unit,
        field_name=regulation.field_name(row.field_key),
        division_name=regulation.division_name(row.division_key) if row.division_key else "",
        rank=row.rank,
        points=row.points,
        grade=row.grade,
        explanation=tuple(row.explanation.splitlines()),
        award=next((each for each in standing if each.award_key == TIER_AWARD), None),
        extras=tuple(each for each in standing if each.award_key != TIER_AWARD and each.state != "removed"),
        rule_tier=rule.tier_key,
        rule_reason=rule.reason,
        passed_over=rule.passed_over,
        changes=tuple(changes(edition_id, entry_id)),
    )
