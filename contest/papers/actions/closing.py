"""The closing package leaves the house: on record with a digest of all that is in it."""

from contest.editions.queries import edition_by_id
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.refusal import refuse
from contest.juries.queries import barred_entries
from contest.papers.rules import why_not_hand_out


@action(Permission.EXPORT_MAKE)
def hand_out_package(actor: Actor, edition_id: int, sha256: str, files: int, size: int) -> None:
    """Note that a package was taken. sha256: of its SHA256SUMS.txt, or of the one file it is in.

    Raises Refusal: export_in_conflict.
    """
    refuse_apart(actor, edition_id)
    payload = {"sha256": sha256, "files": files, "bytes": size}
    ledger.note(actor, edition_id, "export.made", "package", payload)


def refuse_apart(actor: Actor, edition_id: int) -> None:
    """Stop who has a conflict of interest with an entry that stands in it. Raises Refusal: export_in_conflict."""
    apart = bool(barred_entries(edition_id, actor.id))
    public = edition_by_id(edition_id).stage in ("published", "archived")
    refuse(why_not_hand_out("register", judges=False, scoring=False, apart=apart, is_public=public))
