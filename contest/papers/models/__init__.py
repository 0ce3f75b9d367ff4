"""Tables of papers: dossiers put together for a council, certificates and how they look."""

from contest.papers.models.bundles import Bundle
from contest.papers.models.certificates import Certificate, CertificateDesign, CertificateProof

__all__ = ["Bundle", "Certificate", "CertificateDesign", "CertificateProof"]
