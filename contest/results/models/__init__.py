"""Tables of results."""

from contest.results.models.seals import Publication, Seal

__all__ = ["Publication", "Seal"]
