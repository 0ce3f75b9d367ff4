"""Tables of results."""

from contest.results.models.complaints import Complaint, ComplaintFile, Reappraisal
from contest.results.models.embargo import Embargo, Reveal
from contest.results.models.fairness import FairnessSheet
from contest.results.models.nominations import FieldAbove, NominationPackage, Nominee, ReceivedDossier
from contest.results.models.past import PastEdition
from contest.results.models.posting import Posting, PostingRemark
from contest.results.models.revocations import Revocation
from contest.results.models.seals import Publication, Seal, SealFile
from contest.results.models.showcase import Showcase

__all__ = [
    "Complaint",
    "ComplaintFile",
    "Embargo",
    "FairnessSheet",
    "FieldAbove",
    "NominationPackage",
    "Nominee",
    "PastEdition",
    "Posting",
    "PostingRemark",
    "Publication",
    "Reappraisal",
    "ReceivedDossier",
    "Reveal",
    "Revocation",
    "Seal",
    "SealFile",
    "Showcase",
]
