"""Tables of papers: dossiers put together for a council, certificates and how they look, administrative documents."""

from contest.papers.models.bundles import Bundle
from contest.papers.models.certificates import Certificate, CertificateDesign, CertificateProof
from contest.papers.models.documents import DocumentTemplate, IssuedDocument

__all__ = ["Bundle", "Certificate", "CertificateDesign", "CertificateProof", "DocumentTemplate", "IssuedDocument"]
