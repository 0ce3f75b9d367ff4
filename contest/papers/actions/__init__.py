"""Papers leave the house and are on record: `bundles` of dossiers and copies, `certificates`, their `proofs`."""

from contest.papers.actions.bundles import (
    DOWNLOAD,
    finish_bundle,
    hand_out,
    order_bundle,
    remove_bundle,
    sweep_bundles,
    take_bundle,
)
from contest.papers.actions.repeating import repeat_papers

__all__ = [
    "DOWNLOAD",
    "finish_bundle",
    "hand_out",
    "order_bundle",
    "remove_bundle",
    "repeat_papers",
    "sweep_bundles",
    "take_bundle",
]
