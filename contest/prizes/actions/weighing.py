"""How sure a proposal is: worked out once for each, after it was made, and at the latest when the result is sealed."""

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.prizes.models import Proposal
from contest.prizes.queries import latest_proposal
from contest.prizes.queries.sureness import fragile_marks


@action(Permission.PRIZE_PROPOSE)
def weigh_proposal(actor: Actor, edition_id: int) -> None:
    """Keep with the newest proposal which of its prizes hang on one judge or one step of a score."""
    weigh(edition_id)


def weigh(edition_id: int) -> None:
    """The same as part of another deed: it asks no permission. What was weighed stays as it was found."""
    known = latest_proposal(edition_id)
    proposal = db.session.get(Proposal, known.id) if known is not None else None
    if proposal is not None and proposal.weighed_at is None:
        proposal.fragile, proposal.weighed_at = fragile_marks(edition_id), now()
