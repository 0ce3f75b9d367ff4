"""The download desk, covering lists of units, dossiers for councils, certificates, documents, the reconciler."""

from contest.papers.routes.answering import proof, proof_answer, proof_confirmation
from contest.papers.routes.blueprint import routes
from contest.papers.routes.bundles import (
    bundle_file,
    bundle_order,
    bundle_progress,
    bundle_removal,
    bundle_taken,
    bundles,
)
from contest.papers.routes.certificates import (
    certificate,
    certificate_check,
    certificate_issue,
    certificate_print,
    certificate_replacement,
    certificate_specimen,
    certificates,
)
from contest.papers.routes.covering import covering_copy, covering_list
from contest.papers.routes.designs import certificate_background, certificate_design, certificate_design_change
from contest.papers.routes.desk import copy, desk
from contest.papers.routes.documents import (
    document,
    document_details,
    document_file,
    document_number,
    document_replacement,
    document_scan,
    document_signed,
    documents,
)
from contest.papers.routes.figures import (
    figures_copy,
    office_chart,
    office_figures,
    public_chart,
    public_page_of_figures,
)
from contest.papers.routes.guests import guest, guest_dropping, guest_new, guests, guests_taking
from contest.papers.routes.packages import (
    package_file,
    package_order,
    package_progress,
    package_removal,
    packages,
)
from contest.papers.routes.places import fees, places
from contest.papers.routes.proofs import (
    proof_asking,
    proof_case,
    proof_list,
    proof_reminder,
    proof_settlement,
)
from contest.papers.routes.reconciling import reconciling
from contest.papers.routes.templates import (
    document_template,
    document_template_file,
    document_template_reset,
    document_template_upload,
)
from contest.papers.routes.unitproofs import unit_proof_answer, unit_proof_case, unit_proof_own
from contest.papers.routes.yearbook import (
    yearbook,
    yearbook_file,
    yearbook_order,
    yearbook_progress,
    yearbook_removal,
)

__all__ = [
    "bundle_file",
    "bundle_order",
    "bundle_progress",
    "bundle_removal",
    "bundle_taken",
    "bundles",
    "certificate",
    "certificate_background",
    "certificate_check",
    "certificate_design",
    "certificate_design_change",
    "certificate_issue",
    "certificate_print",
    "certificate_replacement",
    "certificate_specimen",
    "certificates",
    "copy",
    "covering_copy",
    "covering_list",
    "desk",
    "document",
    "document_details",
    "document_file",
    "document_number",
    "document_replacement",
    "document_scan",
    "document_signed",
    "document_template",
    "document_template_file",
    "document_template_reset",
    "document_template_upload",
    "documents",
    "fees",
    "figures_copy",
    "guest",
    "guest_dropping",
    "guest_new",
    "guests",
    "guests_taking",
    "office_chart",
    "office_figures",
    "package_file",
    "package_order",
    "package_progress",
    "package_removal",
    "packages",
    "places",
    "proof",
    "proof_answer",
    "proof_asking",
    "proof_case",
    "proof_confirmation",
    "proof_list",
    "proof_reminder",
    "proof_settlement",
    "public_chart",
    "public_page_of_figures",
    "reconciling",
    "routes",
    "unit_proof_answer",
    "unit_proof_case",
    "unit_proof_own",
    "yearbook",
    "yearbook_file",
    "yearbook_order",
    "yearbook_progress",
    "yearbook_removal",
]
