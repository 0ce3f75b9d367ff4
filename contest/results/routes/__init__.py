"""Pages of results: for the public, and for those who seal and publish."""

from contest.results.routes import accounts, complaints, looks, own_complaints, public, publication, revocations
from contest.results.routes.blueprint import routes

__all__ = ["accounts", "complaints", "looks", "own_complaints", "public", "publication", "revocations", "routes"]
