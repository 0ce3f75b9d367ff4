"""The reconciler's page: every list of winners beside the sealed result."""

from collections import Counter

from flask import g, render_template
from flask.typing import ResponseReturnValue

from contest.foundation.access import Permission
from contest.foundation.pages import page
from contest.foundation.refusal import refuse
from contest.juries.queries import barred_entries
from contest.papers.queries.tallies import reconciled
from contest.papers.routes.blueprint import routes
from contest.papers.rules import why_not_hand_out


@routes.get("/<slug>/van-ban/doi-soat")
@page(Permission.EXPORT_MAKE)
def reconciling() -> ResponseReturnValue:
    """All sources side by side, and where they differ."""
    apart, public = bool(barred_entries(g.edition.id, g.actor.id)), g.edition.stage in ("published", "archived")
    refuse(why_not_hand_out("prize-list", judges=False, scoring=False, apart=apart, is_public=public))
    found = reconciled(g.edition.id)
    return render_template(
        "papers/reconciling.html",
        found=found,
        awards=list(dict.fromkeys(award for tally in found.tallies for award in tally.counts)),
        differing=Counter(reason.where for reason in found.reasons),
        seal=found.winners.seal,
    )
