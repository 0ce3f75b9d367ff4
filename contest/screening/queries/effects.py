"""What an amendment of the regulation would turn, before it comes into force."""

from contest.editions.queries import Effect, tells_effects
from contest.editions.rules import Regulation
from contest.entries.queries import held
from contest.screening.queries.around import around
from contest.screening.queries.evidence import looks_of
from contest.screening.rules import DECIDABLE, FINDING_WORDS, checks, flips, with_looks

_ABSENT = "không xét"


@tells_effects
def effects(edition_id: int, before: Regulation, after: Regulation) -> list[Effect]:
    """Every entry of which a rule would come out otherwise: which rule, how it was, how it would be, and why."""
    entries = {key: one for key, one in held(edition_id).items() if one.standing.status in DECIDABLE}
    now_around, then_around = around(edition_id, entries, before), around(edition_id, entries, after)
    looks = looks_of(edition_id, entries)
    found = []
    for key, one in entries.items():
        seen = looks.get(key, {})
        was = with_looks(checks(one.facts, one.standing, before, now_around[key]), seen)
        would = with_looks(checks(one.facts, one.standing, after, then_around[key]), seen)
        for flip in flips(was, would):
            found.append(
                Effect(
                    entry_id=key,
                    code=one.code,
                    title=one.facts.title,
                    status=one.standing.status,
                    rule=flip.words,
                    before=FINDING_WORDS[flip.before] if flip.before else _ABSENT,
                    after=FINDING_WORDS[flip.after] if flip.after else _ABSENT,
                    worse=flip.after == "fail",
                    datum=flip.datum,
                )
            )
    return found
