"""Tables of results."""

from contest.results.models.revocations import Revocation
from contest.results.models.seals import Publication, Seal, SealFile

__all__ = ["Publication", "Revocation", "Seal", "SealFile"]
