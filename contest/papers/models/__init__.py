"""Tables of papers: dossiers for a council, certificates with their looks and proofs, administrative documents,
guests, places at the ceremony and what judges are paid.
"""

from contest.papers.models.bundles import Bundle
from contest.papers.models.certificates import (
    Certificate,
    CertificateCorrection,
    CertificateDesign,
    CertificateProof,
    UnitProof,
)
from contest.papers.models.documents import DocumentTemplate, IssuedDocument
from contest.papers.models.guests import Guest
from contest.papers.models.packages import ClosingPackage
from contest.papers.models.places import EntryPlace, JudgeFee
from contest.papers.models.yearbook import Yearbook, YearbookPrint

__all__ = [
    "Bundle",
    "Certificate",
    "CertificateCorrection",
    "CertificateDesign",
    "CertificateProof",
    "ClosingPackage",
    "DocumentTemplate",
    "EntryPlace",
    "Guest",
    "IssuedDocument",
    "JudgeFee",
    "UnitProof",
    "Yearbook",
    "YearbookPrint",
]
