"""The front page: every edition one may know of, with its deadline, those taking entries first."""

from contest.editions.queries import editions, regulations
from contest.foundation.access import Actor, Permission
from contest.foundation.clock import now
from contest.home.rules import Front, by_urgency


def fronts(actor: Actor) -> list[Front]:
    """The editions in the order people look for them; drafts are for those who prepare them."""
    at = now()
    shown = [card for card in editions() if card.stage != "draft" or actor.may(Permission.EDITION_READ, card.id)]
    rules = regulations([card.id for card in shown])
    found = []
    for card in shown:
        submission = rules[card.id].timeline.submission
        found.append(
            Front(
                card.slug,
                card.title,
                card.stage,
                submission.opens,
                submission.shown_deadline,
                is_taking=card.stage == "open" and submission.opens <= at < submission.enforced_deadline,
                is_mine=any(where == card.id for _, where in actor.roles),
            )
        )
    return by_urgency(found)
