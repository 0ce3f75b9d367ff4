"""What several papers of a dossier say alike: who signs, when, and of which contest."""

from collections.abc import Iterable

from contest.editions.rules import DossierPart, Regulation
from contest.entries.rules import EntryFacts, asked_facts, asked_questions, shown_answer
from contest.foundation.report import UNDATED, Signature

NO_PLACE = "....................."
_OF_ORGANISATION = ("organisation", "legal_representative")
_STAMPS = {
    "unit_stamp": "XÁC NHẬN CỦA {unit}",
    "locality_stamp": "XÁC NHẬN CỦA UBND\nXÃ, PHƯỜNG, ĐẶC KHU",
    "unit_or_locality_stamp": "XÁC NHẬN CỦA {unit}\nHOẶC UBND XÃ, PHƯỜNG",
}
_BY_STAMP = "(Ký tên, đóng dấu)"


def under_title(regulation: Regulation) -> tuple[str, ...]:
    """The lines under the title of a paper: the contest as printed."""
    return (regulation.title.upper(),)


def undated() -> str:
    """The place and the day, to be filled in by hand."""
    return f"{NO_PLACE}, {UNDATED}"


def is_youth(regulation: Regulation) -> bool:
    """Whether the authors are pupils."""
    return regulation.kind == "youth"


def is_blind(regulation: Regulation) -> bool:
    """Whether some round is judged without names, so that what judges get must not have any."""
    return any(round_.blind for round_ in regulation.rounds)


def answered_facts(facts: EntryFacts, regulation: Regulation) -> list[tuple[str, str, bool]]:
    """What the regulation asks of the solution: label, answer, whether it takes several lines."""
    organised = facts.entrant_type in ("organisation", "")
    return [
        (one.label, shown_answer(one.kind, facts.facts.get(one.key, "")), one.kind == "text")
        for one in asked_facts(regulation)
        if organised or one.key not in _OF_ORGANISATION
    ]


def answered_questions(facts: EntryFacts, regulation: Regulation, *, naming: bool) -> list[tuple[str, str, str]]:
    """The regulation's questions: label, answer, help. naming: those that name authors, or all the others."""
    named = {question.key for question in regulation.questions if question.names_authors}
    return [
        (one.label, shown_answer(one.kind, facts.answers.get(one.key, "")), one.help)
        for one in asked_questions(regulation)
        if (one.key in named) == naming
    ]


def form_part(regulation: Regulation) -> DossierPart | None:
    """The part of the dossier that is the signed form."""
    return next((part for part in regulation.dossier if part.made_from_entry), None)


def author_title(facts: EntryFacts) -> str:
    """Who signs for the authors."""
    return "TÁC GIẢ" if facts.entrant_type == "individual" or len(facts.authors) == 1 else "ĐẠI DIỆN TÁC GIẢ"


def representative(facts: EntryFacts) -> str:
    """The author who signs for all; the only one there is."""
    return next((author.name for author in facts.authors if author.is_representative), "")


def each_guardian_apart(facts: EntryFacts, regulation: Regulation) -> bool:
    """Whether the guardians sign a page of their own each (the consents), not the form: there are several."""
    return bool(regulation.consents) and len(facts.authors) > 1


def signatures(facts: EntryFacts, regulation: Regulation, signed: Iterable[str]) -> tuple[Signature, ...]:
    """The places for signatures and stamps that the regulation wants, two side by side, the authors last."""
    wanted = set(signed) or {"representative"}
    unit = "NHÀ TRƯỜNG" if is_youth(regulation) else "ĐƠN VỊ"
    found = [Signature(words.format(unit=unit), remark=_BY_STAMP) for key, words in _STAMPS.items() if key in wanted]
    if "guardian" in wanted and not each_guardian_apart(facts, regulation):
        found.append(Signature("CHA, MẸ HOẶC NGƯỜI GIÁM HỘ"))
    if regulation.authors.mentor != "none" and is_youth(regulation):
        found.append(Signature("GIÁO VIÊN HƯỚNG DẪN", facts.mentor))
    if wanted & {"authors", "representative"} or not found:
        found.append(Signature(author_title(facts), representative(facts)))
    return tuple(found)
