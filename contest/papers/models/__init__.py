"""Tables of papers: dossiers for a council, certificates with their looks and proofs, administrative documents."""

from contest.papers.models.bundles import Bundle
from contest.papers.models.certificates import (
    Certificate,
    CertificateCorrection,
    CertificateDesign,
    CertificateProof,
)
from contest.papers.models.documents import DocumentTemplate, IssuedDocument

__all__ = [
    "Bundle",
    "Certificate",
    "CertificateCorrection",
    "CertificateDesign",
    "CertificateProof",
    "DocumentTemplate",
    "IssuedDocument",
]
