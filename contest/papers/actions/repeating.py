"""What papers go along into the next edition: designs, templates, the yearbook's cover; nobody's name, no number."""

from sqlalchemy import select

from contest.editions.actions import when_repeated
from contest.editions.queries import regulation_of
from contest.foundation.access import Actor
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.papers.models import CertificateDesign, DocumentTemplate, Yearbook
from contest.papers.rules.certificates import kinds_of

# Who signs, by which decision and on what day is new each time; a picture may show a year that no program reads.
_DESIGN = ("kind_key", "body", "heading", "place", "signatory_title", "is_on_forms", "has_bleed")
_COVER = ("title", "subtitle", "foreword", "signatory_title", "size")


@when_repeated
def repeat_papers(actor: Actor, of_id: int, edition_id: int) -> None:
    """Copy the texts an organiser made for certificates, documents and the yearbook."""
    kinds = {kind.key for kind in kinds_of(regulation_of(edition_id))}
    for design in db.session.scalars(select(CertificateDesign).where(CertificateDesign.edition_id == of_id)):
        if design.kind_key in kinds:
            db.session.add(CertificateDesign(edition_id=edition_id, **{key: getattr(design, key) for key in _DESIGN}))
    newest: dict[str, DocumentTemplate] = {}
    for template in db.session.scalars(
        select(DocumentTemplate)
        .where(DocumentTemplate.edition_id == of_id, DocumentTemplate.laid_aside_at.is_(None))
        .order_by(DocumentTemplate.version)
    ):
        newest[template.kind] = template
    for kind, template in newest.items():
        same = {key: getattr(template, key) for key in ("name", "sha256", "size")}
        made = DocumentTemplate(edition_id=edition_id, kind=kind, version=1, **same)
        made.kept_at, made.kept_by_id = now(), actor.id
        db.session.add(made)
    cover = db.session.scalar(select(Yearbook).where(Yearbook.edition_id == of_id))
    if cover is not None:
        kept = Yearbook(edition_id=edition_id, **{key: getattr(cover, key) for key in _COVER})
        kept.changed_at, kept.changed_by_id = now(), actor.id
        db.session.add(kept)
    db.session.flush()
