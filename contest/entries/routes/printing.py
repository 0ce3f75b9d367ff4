"""Papers to print, sign and send back: from the dossier as it is, as it is being typed, or blank."""

import io
from dataclasses import replace

from flask import g, render_template, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.rules import Regulation
from contest.entries import reports
from contest.entries.queries import EntryCard
from contest.entries.reports import Paper, Subject
from contest.entries.routes.blueprint import card_or_404, regulation, routes
from contest.entries.routes.steps import reading_of
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.document import Document
from contest.foundation.handing import attached
from contest.foundation.pages import PUBLIC, page
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import docx, pdf

_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# What says that an amendment is printed as it is being typed, not the record.
TYPED = "nhap"
_BLANKS: dict[tuple[str, str], bytes] = {}
_MOST_KEPT = 40


def subject_of(card: EntryCard, rules: Regulation, *, typed: bool) -> Subject:
    """The dossier as it is on record; a draft, or an amendment when asked for, as it is being typed."""
    if card.status == "draft" or (typed and card.draft is not None):
        facts = replace(reading_of(card, rules).facts, files=card.facts.files)
        return Subject(facts, card.code, is_draft=True, standing=card.standing)
    return Subject(
        card.facts,
        card.code,
        standing=card.standing,
        amended_at=card.moments.amended_at,
        digest=card.receipt_digest,
    )


def papers_of(card: EntryCard, rules: Regulation, *, typed: bool) -> tuple[Paper, ...]:
    """The papers a page offers of a dossier."""
    return reports.papers_for(rules, subject_of(card, rules, typed=typed))


@routes.get("/<slug>/ho-so/<int:entry_id>/giay-to/<key>.<ending>")
@page(Permission.ENTRY_OWN)
def printed(entry_id: int, key: str, ending: str) -> ResponseReturnValue:
    """One paper of a dossier, as Word to be changed or as PDF to be printed."""
    card, rules = card_or_404(entry_id), regulation()
    subject = subject_of(card, rules, typed=request.args.get("ban") == TYPED)
    document = reports.made(key, subject, rules)
    if document is None or ending not in _MEDIA:
        raise NotFound
    # Setting the pages takes a while: nobody waits for the database meanwhile.
    let_go()
    name = file_name(card.code or "ban-nhap", document.name.removesuffix(card.code), ending)
    return attached(io.BytesIO(_written(document, ending)), name, _MEDIA[ending])


@routes.get("/<slug>/bieu-mau")
@page(PUBLIC)
def blank_forms() -> ResponseReturnValue:
    """The empty forms of the edition, for those who hand in on paper."""
    _only_if_shown()
    rules = regulation()
    return render_template("entries/blank_forms.html", rules=rules, papers=reports.papers_for(rules))


def _only_if_shown() -> None:
    """A draft of an edition is for those who prepare it. Raises NotFound for everybody else."""
    if g.edition.stage == "draft" and not g.actor.may(Permission.EDITION_READ, g.edition.id):
        raise NotFound


@routes.get("/<slug>/bieu-mau/trong/<key>.<ending>")
@page(PUBLIC)
def blank_form(key: str, ending: str) -> ResponseReturnValue:
    """An empty form, to be filled in by hand or in Word."""
    _only_if_shown()
    document = reports.blank(key, regulation())
    if document is None or ending not in _MEDIA:
        raise NotFound
    let_go()
    content = _kept(document, ending)
    name = file_name(g.edition.slug, document.name, ending)
    return send_file(io.BytesIO(content), mimetype=_MEDIA[ending], as_attachment=True, download_name=name)


def _kept(document: Document, ending: str) -> bytes:
    """A blank form is the same for everybody until the regulation changes, so it is written once."""
    known = (repr(document), ending)
    if known not in _BLANKS:
        if len(_BLANKS) >= _MOST_KEPT:
            _BLANKS.clear()
        _BLANKS[known] = _written(document, ending)
    return _BLANKS[known]


def _written(document: Document, ending: str) -> bytes:
    return pdf.write(document) if ending == "pdf" else docx.write(document)
