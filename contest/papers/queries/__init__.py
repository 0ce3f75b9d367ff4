"""What the pages ask: `bundles` and last copies for the desk, `certificates`, `documents` and how they are cited."""

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
from contest.papers.queries.documents import citation, citations

__all__ = [
    "JOB",
    "BundleCard",
    "LastCopy",
    "bundle_card",
    "bundle_folder",
    "bundle_path",
    "bundled",
    "bundles",
    "citation",
    "citations",
    "job_key",
    "last_copies",
    "overdue",
    "overtaken",
    "progress_of",
]
