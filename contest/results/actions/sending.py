"""The package of a list for a contest above is made: only when nothing stands against it, and on record."""

from typing import IO

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.queries import barred_entries
from contest.results import queries
from contest.results.models import NominationPackage
from contest.results.rules.nominating import why_not_send


@action(Permission.EXPORT_MAKE)
def make_package(actor: Actor, edition_id: int, place: int, out: IO[bytes]) -> str:
    """Write the package of a list into a stream and return its digest, which goes into the letter.

    Raises Refusal: nomination_none, everything that stands against sending, package_file_gone.
    """
    edition, regulation = edition_by_id(edition_id), regulation_of(edition_id)
    nomination = queries.nomination_of(regulation, place)
    if nomination is None:
        raise refuse_with("nomination_none")
    rows = [row for row in queries.nominee_rows(edition_id, nomination.to, regulation) if row.dropped_at is None]
    # Bundles of dossiers are made by who has no conflict with anything in them.
    if barred_entries(edition_id, actor.id) & {row.entry.id for row in rows}:
        raise refuse_with("nominee_conflict")
    above = queries.fields_above(edition_id, nomination.to, regulation)
    refuse(why_not_send(nomination, [row.nominated for row in rows], above, regulation))
    digest = queries.write_package(out, edition, regulation, nomination.to, above, rows)
    db.session.add(
        NominationPackage(
            edition_id=edition_id,
            target=nomination.to,
            digest=digest,
            entries=len(rows),
            made_at=now(),
            made_by_id=actor.id,
        )
    )
    payload = {"target": nomination.to, "digest": digest, "entries": len(rows)}
    ledger.note(actor, edition_id, "nominations.packed", f"edition:{edition_id}", payload)
    return digest
