"""Tables of results."""

from contest.results.models.complaints import Complaint, ComplaintFile, Reappraisal
from contest.results.models.revocations import Revocation
from contest.results.models.seals import Publication, Seal, SealFile

__all__ = ["Complaint", "ComplaintFile", "Publication", "Reappraisal", "Revocation", "Seal", "SealFile"]
