"""Pages of results: for the public, and for those who post, nominate, seal and publish."""

from contest.results.routes import (
    accounts,
    complaints,
    embargo,
    fairness,
    looks,
    nominations,
    own_complaints,
    past,
    posting,
    public,
    publication,
    received,
    revocations,
    showcase,
)
from contest.results.routes.blueprint import routes

__all__ = [
    "accounts",
    "complaints",
    "embargo",
    "fairness",
    "looks",
    "nominations",
    "own_complaints",
    "past",
    "posting",
    "public",
    "publication",
    "received",
    "revocations",
    "routes",
    "showcase",
]
