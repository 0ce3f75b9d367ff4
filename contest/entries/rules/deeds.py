"""May it be edited, handed in, withdrawn, given a file: every reason against, at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from contest.editions.rules import DossierPart, Regulation
from contest.entries.rules.completeness import FILES, missing, missing_parts, uploaded_parts
from contest.entries.rules.deadlines import why_not_take
from contest.entries.rules.facts import EntryFacts, FileFacts, Standing
from contest.entries.rules.words import STATUS_WORDS
from contest.foundation.refusal import Reason

# Stages in which the secretariat still works on dossiers.
OFFICE_STAGES = ("open", "closed", "screening", "judging")
AMENDABLE = ("submitted", "received")
# Judging is halted while somebody's consent to it is taken back.
HALTED = "halted"
# Not judged: nobody sees them to score them, and no round waits for their sheets.
OUT = ("withdrawn", "ineligible", HALTED)
HALTABLE = ("submitted", "needs_supplement", "received", "eligible")
# Taking part: one that is halted may come back, so that it keeps its place in every quota.
ACTIVE = (*HALTABLE, HALTED)
# Once the organisers have decided, the judging that consent was asked for is over.
_JUDGED_STAGES = ("decided", "published", "archived")


@dataclass(frozen=True, slots=True)
class Entrant:
    """What is known of the person who hands in."""

    is_confirmed: bool
    is_unit: bool
    entries_of_person: int
    entries_of_unit: int


def why_not_edit(standing: Standing, regulation: Regulation, stage: str, at: datetime, today: date) -> list[Reason]:
    """Why the entrant may no longer change the dossier. A draft may always be written on, also after the deadline."""
    if standing.status == "draft":
        return []
    if standing.status == "withdrawn":
        return [Reason("entry_withdrawn")]
    if standing.status == HALTED:
        return [Reason("entry_halted")]
    if standing.status == "needs_supplement":
        return _why_not_supplement(standing, stage, today)
    if standing.status not in AMENDABLE:
        return [Reason("entry_settled", {"status": STATUS_WORDS[standing.status]})]
    return why_not_take(regulation, standing, stage, at)


def _why_not_supplement(standing: Standing, stage: str, today: date) -> list[Reason]:
    if stage not in OFFICE_STAGES:
        return [Reason("entry_stage_over")]
    if standing.supplement_by is not None and today > standing.supplement_by:
        return [Reason("supplement_over", {"day": standing.supplement_by})]
    return []


def why_not_submit(
    standing: Standing,
    facts: EntryFacts,
    faults: Sequence[Reason],
    entrant: Entrant,
    regulation: Regulation,
    stage: str,
    at: datetime,
    today: date,
) -> list[Reason]:
    """Every reason for which the dossier cannot be taken now; an empty list is a yes."""
    if standing.status == "draft":
        reasons = why_not_take(regulation, standing, stage, at) + _why_not_this_person(facts, entrant, regulation)
    else:
        reasons = why_not_edit(standing, regulation, stage, at, today)
    if not entrant.is_confirmed:
        reasons.append(Reason("address_not_confirmed"))
    at_fault = {reason.where for reason in faults}
    lacking = [reason for reason in missing(facts, regulation) if reason.where not in at_fault]
    return [*reasons, *faults, *lacking]


def _why_not_this_person(facts: EntryFacts, entrant: Entrant, regulation: Regulation) -> list[Reason]:
    reasons = []
    quota = regulation.entrants.quota
    if regulation.entrants.submitted_by == "unit" and not entrant.is_unit:
        reasons.append(Reason("unit_submits"))
    # Who hands in for a unit hands in many; the unit's own ceiling holds for them.
    if quota.per_person is not None and not entrant.is_unit and entrant.entries_of_person >= quota.per_person:
        reasons.append(Reason("quota_person", {"limit": quota.per_person, "count": entrant.entries_of_person}))
    if quota.per_unit is not None and facts.unit and entrant.entries_of_unit >= quota.per_unit:
        params = {"unit": facts.unit, "limit": quota.per_unit, "count": entrant.entries_of_unit}
        reasons.append(Reason("quota_unit", params, "unit"))
    return reasons


def why_not_withdraw(
    standing: Standing, reason: str, regulation: Regulation, stage: str, at: datetime, office: bool
) -> list[Reason]:
    """Why the entry cannot be withdrawn: by its entrant until the deadline, by the secretariat until the end."""
    if standing.status == "withdrawn":
        return [Reason("entry_withdrawn")]
    if standing.status == "draft":
        return []
    reasons = [] if reason else [Reason("entry_reason_missing", {}, "reason")]
    if not office and standing.status != "needs_supplement":
        return reasons + why_not_take(regulation, standing, stage, at)
    return reasons if stage in OFFICE_STAGES else [*reasons, Reason("entry_stage_over")]


def status_by_consents(status: str, before: str, stage: str, taken_back: bool) -> str:
    """The state of an entry once consents to its judging changed; before: the state it had when it was halted.

    taken_back: whether somebody's consent to the judging stands taken back.
    """
    if taken_back and status in HALTABLE and stage not in _JUDGED_STAGES:
        return HALTED
    return before if status == HALTED and not taken_back else status


def part_of(regulation: Regulation, key: str) -> DossierPart | None:
    """The part of the dossier with this key."""
    return next((part for part in regulation.dossier if part.key == key), None)


def why_not_attach(files: Sequence[FileFacts], part_key: str, regulation: Regulation) -> list[Reason]:
    """Why a file cannot be added to this part. A part for one file takes a new one in place of the old."""
    part = part_of(regulation, part_key)
    if part is None:
        return [Reason("part_unknown", {}, f"{FILES}{part_key}")]
    if part not in uploaded_parts(regulation):
        return [Reason("part_on_paper", {"part": part.name}, f"{FILES}{part_key}")]
    count = Counter(file.part_key for file in files)[part_key]
    if part.max_files > 1 and count >= part.max_files:
        return [Reason("part_full", {"part": part.name, "limit": part.max_files}, f"{FILES}{part_key}")]
    return []


def why_not_remove(standing: Standing, facts: EntryFacts, file_id: int, regulation: Regulation) -> list[Reason]:
    """A dossier that was handed in keeps its required parts: first the new file, then the old one away."""
    if standing.status == "draft":
        return []
    gone = next((file for file in facts.files if file.id == file_id), None)
    if gone is None:
        return [Reason("file_unknown")]
    rest = EntryFacts(files=tuple(file for file in facts.files if file.id != file_id))
    lacking = {reason.where for reason in missing_parts(rest, regulation)}
    part = part_of(regulation, gone.part_key)
    if part is not None and f"{FILES}{part.key}" in lacking:
        return [Reason("part_needed", {"part": part.name}, f"{FILES}{part.key}")]
    return []
