"""What the room's pages ask: `bundles` and last copies for the download desk, `certificates` and their register."""

from contest.papers.queries.bundles import (
    JOB,
    BundleCard,
    LastCopy,
    bundle_card,
    bundle_folder,
    bundle_path,
    bundled,
    bundles,
    job_key,
    last_copies,
    overdue,
    overtaken,
    progress_of,
)

__all__ = [
    "JOB",
    "BundleCard",
    "LastCopy",
    "bundle_card",
    "bundle_folder",
    "bundle_path",
    "bundled",
    "bundles",
    "job_key",
    "last_copies",
    "overdue",
    "overtaken",
    "progress_of",
]
