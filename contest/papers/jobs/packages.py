"""The closing package of the page: each file in turn into one ZIP, at last its contents and their digests."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from contest.foundation.access import OPERATOR, Actor
from contest.foundation.files import digest_of
from contest.foundation.jobs import Beat, job, long_job
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.papers.actions import packages as actions
from contest.papers.jobs.dossiers import appearing
from contest.papers.queries.packages import JOB, PackageCard, package_card, package_path, winners_digest
from contest.papers.queries.tallies import Reconciled, check_winners
from contest.papers.reports import closing
from contest.papers.reports.closing import Packed
from contest.people.queries import actor_of

# A file says nothing of when it was put in.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@long_job(JOB)
def package(beat: Beat, package_id: int) -> None:
    """Make one package; done again from the beginning when it was interrupted. What differs meanwhile stops it."""
    card = package_card(package_id)
    if card is None or card.ready_at is not None or card.removed_at is not None:
        return
    try:
        agreed, actor = check_winners(card.edition_id), actor_of(card.asked_by_id or 0)
    except Refusal as refusal:
        actions.stop_package(OPERATOR, card.edition_id, package_id, [sentence(reason) for reason in refusal.reasons])
        return
    digest, path = winners_digest(agreed.winners), package_path(card)
    with appearing(path.parent, path.name) as under_way:
        found = list(_written(under_way, card, actor, agreed, beat))
    there = [one for one in found if not one.why_not]
    missing = [one.lacking for one in found if one.why_not]
    actions.finish_package(
        OPERATOR, card.edition_id, package_id, len(there), missing, digest, path.stat().st_size, digest_of(path)
    )


def _written(path: Path, card: PackageCard, actor: Actor, agreed: Reconciled, beat: Beat) -> Iterator[Packed]:
    """Every file as it lies in the ZIP, or why it is not there."""
    found: list[Packed] = []
    parcels = closing.parcels_of(card.edition_id)
    made = closing.packed(parcels, lambda needs: actor.may(needs, card.edition_id))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as out:
        beat(0, len(parcels))
        for one, content in made:
            found.append(one)
            if not one.why_not:
                out.writestr(zipfile.ZipInfo(one.path, _NO_TIME), content)
            beat(len(found), len(parcels))
            yield one
        for name, content in closing.endings(card.edition_id, found, agreed):
            out.writestr(zipfile.ZipInfo(name, _NO_TIME), content)


@job("papers.sweep_packages")
def sweep_packages() -> None:
    """Take away packages that have been there for some days."""
    actions.sweep_packages(OPERATOR)
