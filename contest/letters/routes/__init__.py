"""Pages of the outbox: what waits and what left, its rules and words, texts for the telephone, silence."""

from contest.letters.routes.blueprint import routes
from contest.letters.routes.outbox import outbox
from contest.letters.routes.rules import rules
from contest.letters.routes.texts import texts

# Named so that importing the room hangs its views on the blueprint.
__all__ = ["outbox", "routes", "rules", "texts"]
