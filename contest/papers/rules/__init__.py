"""Which papers there are and who may have them now: `kinds` of spreadsheets, `bundles` of dossiers for a council."""

from contest.papers.rules.backgrounds import BACKGROUND_WORDS
from contest.papers.rules.bundles import BUNDLE_KINDS, SHOWN_FOR, volumes, why_not_bundle
from contest.papers.rules.guests import GUEST_WORDS
from contest.papers.rules.kinds import GROUPS, KINDS, UNSEALED, Kind, kind_of, why_not_hand_out
from contest.papers.rules.letters import PROOF_EVENTS
from contest.papers.rules.packages import PACKAGE_WORDS
from contest.papers.rules.proofs import PROOF_WORDS
from contest.papers.rules.unitproofs import UNIT_PROOF_WORDS
from contest.papers.rules.winners_wordlist import WINNERS_WORDS
from contest.papers.rules.wordlist import WORDS as OTHER_WORDS
from contest.papers.rules.yearbook import YEARBOOK_WORDS

WORDS = OTHER_WORDS | WINNERS_WORDS | PROOF_WORDS | YEARBOOK_WORDS | BACKGROUND_WORDS | GUEST_WORDS | UNIT_PROOF_WORDS
WORDS |= PACKAGE_WORDS
EVENTS = PROOF_EVENTS

__all__ = [
    "BUNDLE_KINDS",
    "EVENTS",
    "GROUPS",
    "KINDS",
    "SHOWN_FOR",
    "UNSEALED",
    "WORDS",
    "Kind",
    "kind_of",
    "volumes",
    "why_not_bundle",
    "why_not_hand_out",
]
