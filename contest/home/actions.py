"""The one deed of the front door: to take an edition to its next stage once every room is ready."""

from contest.editions.actions import change_stage
from contest.editions.queries import EditionCard, edition_by_id
from contest.editions.rules.stages import why_not_change_stage
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.refusal import refuse
from contest.home import queries
from contest.home.rules import STAGES, why_not_advance


@action(Permission.EDITION_ADVANCE)
def advance(actor: Actor, edition_id: int, stage: str, reason: str = "") -> EditionCard:
    """To the next stage, or one back with a reason; refused with everything that is missing in any room."""
    here = edition_by_id(edition_id).stage
    refuse(why_not_change_stage(here, stage, reason))
    if STAGES.index(stage) > STAGES.index(here):
        refuse(why_not_advance(queries.standing_of(edition_id, stage), stage, reason))
    return change_stage(actor, edition_id, stage, reason)
