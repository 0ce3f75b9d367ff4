"""Tables of results."""

from contest.results.models.seals import Publication, Seal, SealFile

__all__ = ["Publication", "Seal", "SealFile"]
