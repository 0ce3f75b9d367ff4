"""Sheets of paper are printed: each gets a code that it keeps however often it is printed again."""

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse_with
from contest.foundation.tokens import random_code
from contest.people.rules import CODE_LETTERS
from contest.scoring import queries
from contest.scoring.models import PaperSheet
from contest.scoring.queries import PrintPair
from contest.scoring.queries.papers import codes_of
from contest.scoring.rules import with_check
from contest.scoring.rules.paper import BODY

# More pages than this are more than a printer takes at once, and than a page may be waited for.
MOST_SHEETS = 400
MOST_SPARES = 50


@action(Permission.SCORE_KEY_IN)
def print_paper(
    actor: Actor, edition_id: int, round_key: str, *, council_id: int | None = None, judge_id: int | None = None
) -> list[PrintPair]:
    """Sheets for every entry and judge that has said nothing yet, of one council, one judge, or all in reach.

    Raises Refusal: paper_nothing_to_print, paper_too_many, scoring_closed.
    """
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    if round_.state == "closed":
        raise refuse_with("scoring_closed")
    reach = queries.councils_in_reach(actor, edition_id)
    pairs = queries.pairs_to_print(round_.id, reach, council_id=council_id, judge_id=judge_id)
    if not pairs:
        raise refuse_with("paper_nothing_to_print")
    if len(pairs) > MOST_SHEETS:
        raise refuse_with("paper_too_many", limit=MOST_SHEETS)
    fresh = _fresh_codes(edition_id, sum(not pair.code for pair in pairs))
    coded = [pair if pair.code else pair._replace(code=fresh.pop()) for pair in pairs]
    moment = now()
    db.session.add_all(
        PaperSheet(
            edition_id=edition_id,
            round_id=round_.id,
            code=pair.code,
            entry_id=pair.entry_id,
            judge_id=pair.judge_id,
            council_id=pair.council_id,
            printed_at=moment,
            printed_by_id=actor.id,
        )
        for before, pair in zip(pairs, coded, strict=True)
        if not before.code
    )
    facts = {"round": round_.key, "sheets": len(coded), "new": sum(not pair.code for pair in pairs)}
    ledger.note(actor, edition_id, "paper.printed", f"round:{round_.key}", facts)
    return coded


@action(Permission.SCORE_KEY_IN)
def print_spares(
    actor: Actor, edition_id: int, round_key: str, count: int, council_id: int | None = None
) -> list[PrintPair]:
    """Blank sheets with codes of their own, for a torn one or a judge who joins late."""
    round_ = queries.scored_round(edition_id, round_key, lock="share")
    if round_.state == "closed":
        raise refuse_with("scoring_closed")
    reach = queries.councils_in_reach(actor, edition_id)
    if reach is not None and council_id not in reach:
        raise refuse_with("not_your_council")
    codes = _fresh_codes(edition_id, min(max(count, 1), MOST_SPARES))
    name = queries.council_names(edition_id).get(council_id or 0, "")
    moment = now()
    db.session.add_all(
        PaperSheet(
            edition_id=edition_id,
            round_id=round_.id,
            code=code,
            council_id=council_id if name else None,
            is_spare=True,
            printed_at=moment,
            printed_by_id=actor.id,
        )
        for code in codes
    )
    ledger.note(actor, edition_id, "paper.printed", f"round:{round_.key}", {"round": round_.key, "spares": len(codes)})
    return [PrintPair(0, "", "", 0, "", council_id, name, code) for code in codes]


def _fresh_codes(edition_id: int, count: int) -> list[str]:
    """Codes that no sheet of the edition has (the table refuses a double, too)."""
    known = codes_of(edition_id) if count else set()
    made: list[str] = []
    while len(made) < count:
        code = with_check(random_code(CODE_LETTERS, BODY))
        if code not in known:
            known.add(code)
            made.append(code)
    return made
