"""A document as a file: its facts, the template that is in force, the stamp of what is not valid."""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from contest.editions.queries import regulation_of
from contest.foundation.document import DRAFT
from contest.foundation.files import path_of
from contest.foundation.paths import TEMPLATES
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.report import REHEARSAL
from contest.foundation.settings import settings
from contest.foundation.workshop import WorkFailed
from contest.foundation.writers import templated
from contest.papers.queries.documents import template_in_force
from contest.papers.queries.tallies import check_winners
from contest.papers.queries.winners import Winners, sealed_tally, winners, without_names
from contest.papers.reports.documents.entries import (
    announcement_facts,
    eligible_facts,
    entry_counts,
    jury_counts,
    jury_facts,
)
from contest.papers.reports.documents.frame import Making, committee, frame, making, number_text
from contest.papers.reports.documents.meetings import council_minutes_facts, prize_minutes_facts
from contest.papers.reports.documents.statistics import invitation_facts, pictures_of, report_facts
from contest.papers.reports.documents.winners import winner_facts
from contest.papers.rules.decided import SOURCE as DECISION
from contest.papers.rules.documents import DocumentKind, document_kind, document_kinds
from contest.papers.rules.documents.fields import fields_of, sample, shape
from contest.papers.rules.reconciling import why_not_print
from contest.prizes.rules import TIER_AWARD

# What changes by itself when a document gets its number is no change of what it states.
_AROUND = ("so_ky_hieu", "noi_va_ngay", "kem_theo", "cac_can_cu", "cac_van_ban")


def _committee(of: Making) -> dict[str, Any]:
    if not of.regulation.bodies.committee:
        raise refuse_with("document_no_committee")
    return committee(of.regulation)


def _jury(of: Making) -> dict[str, Any]:
    facts = jury_facts(of)
    if not any(council["thanh_vien"] for council in facts["cac_hoi_dong"]):
        raise refuse_with("document_no_jury")
    return facts


def _eligible(of: Making) -> dict[str, Any]:
    facts = eligible_facts(of)
    if not facts["cac_linh_vuc"]:
        raise refuse_with("document_none_eligible")
    return facts


def _submission(of: Making, won: Winners) -> dict[str, Any]:
    praised = {
        tier.key
        for tier in of.regulation.prizes.tiers
        for kind in of.regulation.certificates
        if kind.key in tier.certificates and "khen" in kind.name.lower()
    }
    count = sum(each.award_key == TIER_AWARD and each.tier_key in praised for each in won.entries)
    return {
        **entry_counts(of.edition.id),
        **jury_counts(of.edition.id),
        "kinh_gui": of.regulation.bodies.issuing,
        "so_de_nghi_khen": number_text(count) if count else "",
    }


_FACTS: dict[str, Callable[[Making], dict[str, Any]]] = {
    "committee_decision": _committee,
    "jury_decision": _jury,
    "contest_announcement": announcement_facts,
    "eligible_decision": _eligible,
    "council_minutes": council_minutes_facts,
}
# Papers that name or count winners: printed from the sealed result, while every list of them agrees with it.
_OF_WINNERS: dict[str, Callable[[Making, Winners], dict[str, Any]]] = {
    "prize_minutes": prize_minutes_facts,
    "submission": _submission,
    "result_decision": lambda of, won: {},
    "result_announcement": lambda of, won: entry_counts(of.edition.id),
    "invitation": lambda of, won: invitation_facts(won),
    "closing_report": report_facts,
}
_BEFORE_IT = frozenset({"prize_minutes", "submission", "result_decision"})
NAMES_WINNERS = frozenset(_OF_WINNERS)
_ALL = (*_FACTS, *_OF_WINNERS)


def facts_of(edition_id: int, kind: str, about: str = "", *, is_agreed: bool = False) -> dict[str, Any]:
    """Everything a document states, as texts.

    is_agreed: other lists of winners are not asked: it was done a moment ago, or nothing is printed.

    Raises Refusal with why it cannot be made yet.
    """
    known = _known(kind)
    of = making(edition_id, known, about)
    if kind not in _OF_WINNERS:
        return {**frame(of), **_FACTS[kind](of)}
    # What comes before the decision, and the one that takes its place, do not wait for the one in force.
    but = DECISION if kind in _BEFORE_IT else ""
    won = winners(edition_id) if is_agreed else check_winners(edition_id, but=but).winners
    if is_agreed:
        sealed = sealed_tally(won)
        refuse([*why_not_print([sealed] if sealed else []), *without_names(won)])
    prizes = {} if kind == "invitation" else winner_facts(won)
    return {**frame(of), **prizes, **_OF_WINNERS[kind](of, won)}


def mark_of(facts: dict[str, Any]) -> str:
    """The digest of what a document states: by it a change after the issue is seen."""
    stated = {key: value for key, value in facts.items() if key not in _AROUND}
    return hashlib.sha256(json.dumps(stated, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def as_word(edition_id: int, kind: str, facts: dict[str, Any], *, is_draft: bool) -> bytes:
    """The document as a Word file, from the edition's own template where there is one. Raises Refusal."""
    name, stamp = _name(edition_id, kind), _stamp(is_draft=is_draft)
    return templated.filled(name, template_of(edition_id, kind), facts, stamp, _pictures(edition_id, kind))


def as_pdf(edition_id: int, kind: str, facts: dict[str, Any], *, is_draft: bool) -> bytes:
    """The document as PDF: the Word file as LibreOffice lays it out, else our own text set by ourselves.

    Raises Refusal: document_pdf_own when the edition has a template of its own and nothing here can lay it out.
    """
    name, stamp = _name(edition_id, kind), _stamp(is_draft=is_draft)
    if not is_own_text(edition_id, kind):
        return templated.filled_pdf(name, text_of(kind), facts, stamp, _pictures(edition_id, kind))
    try:
        return templated.laid_out(as_word(edition_id, kind, facts, is_draft=is_draft))
    except WorkFailed as error:
        raise refuse_with("document_pdf_own" if error.why == "missing" else "pdf_too_much") from error


def _pictures(edition_id: int, kind: str) -> dict[str, bytes]:
    return pictures_of(edition_id) if kind == "closing_report" else {}


def template_of(edition_id: int, kind: str) -> bytes:
    """The template in force: the edition's own, else the one the product brings."""
    own = template_in_force(edition_id, kind)
    return path_of(own.sha256).read_bytes() if own else shipped_template(kind)


def is_own_text(edition_id: int, kind: str) -> bool:
    """Whether the edition has a template of its own."""
    return template_in_force(edition_id, kind) is not None


def text_of(kind: str) -> str:
    """The text of a kind as the product brings it."""
    return (TEMPLATES / "papers" / "documents" / f"{kind}.text").read_text(encoding="utf-8")


@lru_cache(maxsize=len(_ALL))
def shipped_template(kind: str) -> bytes:
    """The template the product brings, as a Word file to change."""
    return templated.template(_known(kind).type, text_of(kind))


def template_faults(kind: str, given: bytes) -> list[templated.Fault]:
    """Everything wrong with a template for this kind."""
    return _looked_at(kind, given).faults


def template_gaps(kind: str, given: bytes) -> list[str]:
    """What the product's own text says of this kind and a template no longer asks for, as people call it."""
    names = _asked_for(kind) - _looked_at(kind, given).names
    return [field.meaning for field in fields_of(kind) if field.name in names]


@lru_cache(maxsize=len(_ALL))
def _asked_for(kind: str) -> frozenset[str]:
    return _looked_at(kind, shipped_template(kind)).names


def _looked_at(kind: str, given: bytes) -> templated.Looked:
    fields = fields_of(kind)
    return templated.looked_at(given, shape(fields), sample(fields))


def _stamp(*, is_draft: bool) -> str:
    if settings().rehearsal:
        return REHEARSAL
    return DRAFT if is_draft else ""


def _name(edition_id: int, kind: str) -> str:
    return next(each.name for each in document_kinds(regulation_of(edition_id)) if each.key == _known(kind).key)


def _known(kind: str) -> DocumentKind:
    known = document_kind(kind)
    if known is None:
        raise refuse_with("document_unknown")
    return known
