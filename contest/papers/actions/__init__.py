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

__all__ = [
    "DOWNLOAD",
    "finish_bundle",
    "hand_out",
    "order_bundle",
    "remove_bundle",
    "sweep_bundles",
    "take_bundle",
]
