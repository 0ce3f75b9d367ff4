"""The result is frozen."""

from collections.abc import Mapping

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_text
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.forgetting import when_forgotten
from contest.foundation.refusal import refuse
from contest.prizes.actions import weigh
from contest.prizes.queries import latest_proposal
from contest.results.models import Seal, SealFile
from contest.results.queries import SealCard, brief_of, content_of, frozen_of, package_files
from contest.results.rules import canonical, checking, mark, same_content, why_not_seal


@action(Permission.RESULT_SEAL)
def seal_results(actor: Actor, edition_id: int) -> SealCard:
    """Freeze the result; the same result keeps its version. Raises Refusal: result_prizes_open, result_seal_not_now."""
    proposal = latest_proposal(edition_id)
    confirmed = proposal is not None and proposal.confirmed_at is not None
    refuse(why_not_seal(edition_by_id(edition_id).stage, confirmed=confirmed))
    # The minutes tell how sure the result is; where no worker has got to it yet, it is worked out now.
    weigh(edition_id)
    frozen, newest = frozen_of(edition_id), newest_seal_row(edition_id)
    if newest is not None and same_content(newest.document, frozen.document):
        return SealCard(newest.version, newest.digest, newest.sealed_at)
    edition, at = edition_by_id(edition_id), now()
    version = (newest.version if newest else 0) + 1
    files = package_files(edition_id, frozen, edition.title, version, at)
    content = frozen.document | {"files": {name: checking.sha256(text.encode()) for name, text in files.items()}}
    result = canonical(content).encode()
    seal = Seal(
        edition_id=edition_id,
        version=version,
        digest=checking.sha256(result),
        document=content,
        mark=mark(brief_of(edition, regulation_text(edition_id), proposal)),
        sealed_at=at,
        sealed_by_id=actor.id,
        faults=_faults(result, files),
    )
    db.session.add(seal)
    db.session.flush()
    db.session.add_all(SealFile(seal_id=seal.id, name=name, text=text) for name, text in files.items())
    payload = {"version": seal.version, "digest": seal.digest, "awards": len(content["awards"])}
    ledger.note(actor, edition_id, "results.sealed", f"edition:{edition_id}", payload)
    return SealCard(seal.version, seal.digest, seal.sealed_at, actor.name)


def _faults(result: bytes, files: Mapping[str, str]) -> list[str]:
    """What the package's own program says of what is about to be sealed: it computes everything in its own way."""
    whole = {checking.RESULT: result, checking.SEAL: f"{checking.sha256(result)}\n".encode()}
    return checking.check(whole | {name: text.encode() for name, text in files.items()})[0]


@when_forgotten
def keep_mark(edition_id: int, entry_id: int) -> None:
    """A title that lost its author's name is the sealed title still, which never had it."""
    newest = newest_seal_row(edition_id)
    if newest is not None and same_content(newest.document, content_of(edition_id)):
        proposal = latest_proposal(edition_id)
        newest.mark = mark(brief_of(edition_by_id(edition_id), regulation_text(edition_id), proposal))


def newest_seal_row(edition_id: int) -> Seal | None:
    """The newest sealed version, to be looked at or shown."""
    newest = select(func.max(Seal.version)).where(Seal.edition_id == edition_id).scalar_subquery()
    return db.session.scalar(select(Seal).where(Seal.edition_id == edition_id, Seal.version == newest))
