"""The fingerprint of a preview: what it was worked out from, so that nothing else is made than what was seen."""

import hashlib
import json

from contest.prizes.rules.changes.kinds import Change
from contest.prizes.rules.changes.world import World
from contest.ranking.rules import fingerprint

ENGINE = 1


def fingerprint_of(world: World, change: Change) -> str:
    """SHA-256 over every round's inputs, the plan of prizes, what people decided, and the change itself."""
    content = [
        ENGINE,
        [
            [
                fingerprint(each.rules, each.criteria, each.contenders, each.settlements),
                sorted(each.lowered.items()),
            ]
            for each in world.rounds
        ],
        world.plan.prizes.model_dump(mode="json") if world.plan else None,
        world.prize_round,
        [[entry_id, *holder] for entry_id, holder in sorted(world.holders.items())],
        sorted(world.eligible.items()),
        sorted(world.decided.items()),
        type(change).__name__,
        change.document(),
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
