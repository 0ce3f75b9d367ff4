"""What a dossier still lacks, said at the place where it is to be filled in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from contest.editions.rules import DossierPart, Regulation
from contest.entries.rules.asked import asked_facts, asked_questions
from contest.entries.rules.authors import reference_day
from contest.entries.rules.facts import AuthorFacts, EntryFacts, age_on, is_minor
from contest.entries.rules.words import GIVEN_BY, PURPOSE_WORDS
from contest.foundation.refusal import Reason

CHILD_CONSENTS_FROM = 7
PAPER_PURPOSES = ("judging", "publish_name")
FILES = "files-"


def missing(facts: EntryFacts, regulation: Regulation) -> list[Reason]:
    """Everything the regulation requires and the dossier lacks; `where` is the field, or "files-<part>"."""
    return [*_solution(facts, regulation), *_authors(facts, regulation), *missing_parts(facts, regulation)]


def step_of(where: str) -> str:
    """The step of the form a reason belongs to: solution, authors or files."""
    if where.startswith(FILES):
        return "files"
    return "authors" if where.startswith("rows") or where == "representative" else "solution"


def _solution(facts: EntryFacts, regulation: Regulation) -> Iterator[Reason]:
    if not facts.title:
        yield Reason("title_missing", {"entry_word": regulation.entry_word}, "title")
    if not facts.field_key:
        yield Reason("field_missing", {}, "field_key")
    if regulation.divisions and not facts.division_key:
        yield Reason("division_missing", {}, "division_key")
    if not facts.entrant_type:
        yield Reason("entrant_type_missing", {}, "entrant_type")
    if not facts.summary:
        yield Reason("summary_missing", {}, "summary")
    if not facts.phone:
        yield Reason("contact_missing", {}, "phone")
    if regulation.kind == "youth" and not facts.unit:
        yield Reason("unit_missing", {}, "unit")
    if regulation.authors.mentor == "required" and not facts.mentor:
        yield Reason("mentor_missing", {}, "mentor")
    if facts.entrant_type == "organisation" and not facts.facts.get("organisation"):
        yield Reason("organisation_missing", {}, "fact_organisation")
    for prefix, asked, given in (
        ("fact", asked_facts(regulation), facts.facts),
        ("answer", asked_questions(regulation), facts.answers),
    ):
        for one in asked:
            if one.required and not given.get(one.key):
                yield Reason("answer_missing", {"label": one.label}, f"{prefix}_{one.key}")


def _authors(facts: EntryFacts, regulation: Regulation) -> Iterator[Reason]:
    if not facts.authors:
        yield Reason("authors_missing", {}, "rows-0-name")
        return
    if facts.entrant_type == "group" and len(facts.authors) == 1:
        yield Reason("author_alone", {}, "rows-0-name")
    # Where a regulation knows no groups, co-authors are people who enter together.
    if facts.entrant_type == "individual" and len(facts.authors) > 1 and "group" in regulation.entrants.types:
        yield Reason("author_not_alone", {}, "rows-1-name")
    if regulation.authors.representative == "required" and not any(a.is_representative for a in facts.authors):
        yield Reason("representative_missing", {}, "representative")
    for place, author in enumerate(facts.authors):
        yield from _author(author, f"rows-{place}", regulation)


def _author(author: AuthorFacts, where: str, regulation: Regulation) -> Iterator[Reason]:
    asks = regulation.authors.asks
    if "birth_on" in asks and author.birth_on is None and author.birth_year is None:
        yield Reason("author_birth_missing", {"name": author.name}, f"{where}-birth_on")
    if "unit" in asks and not author.unit:
        yield Reason("author_unit_missing", {"name": author.name}, f"{where}-unit")
    if regulation.kind == "youth" and "position_title" in asks and not author.position_title:
        yield Reason("author_class_missing", {"name": author.name}, f"{where}-position_title")
    if regulation.authors.shares == "required" and author.share is None:
        yield Reason("share_missing", {"name": author.name}, f"{where}-share")
    limit = regulation.authors.minor_below
    minor = is_minor(author, limit, reference_day(regulation))
    if minor and regulation.authors.minors_need_guardian and not author.guardian:
        yield Reason("guardian_missing", {"name": author.name, "limit": limit}, f"{where}-guardian")
    if "judging" in regulation.consents:
        for given_by in consents_needed(author, regulation):
            if ("judging", given_by) not in author.consents:
                who = GIVEN_BY[given_by].lower()
                purpose = PURPOSE_WORDS["judging"].lower()
                yield Reason(
                    "consent_missing",
                    {"who": who, "name": author.name, "purpose": purpose},
                    f"{where}-consent_{given_by}_judging",
                )


def consents_needed(author: AuthorFacts, regulation: Regulation) -> tuple[str, ...]:
    """Who has to agree for this author: the guardian of a minor, the child too from 7 years, an adult alone."""
    day = reference_day(regulation)
    if not is_minor(author, regulation.authors.minor_below, day):
        return ("self",)
    old_enough = author.birth_on is None or age_on(author.birth_on, day) >= CHILD_CONSENTS_FROM
    return ("guardian", "self") if old_enough else ("guardian",)


def paper_consents(author: AuthorFacts, regulation: Regulation) -> frozenset[tuple[str, str]]:
    """What a unit's paper "đồng ý công bố" stands for: judging and the name, by everyone who has to agree.

    Of a pupil whose birth date the register does not have, the guardian and the child are taken to have signed.
    """
    unknown = author.birth_on is None and author.birth_year is None
    both = regulation.kind == "youth" and unknown
    givers = ("guardian", "self") if both else consents_needed(author, regulation)
    purposes = [purpose for purpose in PAPER_PURPOSES if purpose in regulation.consents]
    return frozenset((purpose, given_by) for purpose in purposes for given_by in givers)


def with_paper(author: AuthorFacts, regulation: Regulation, agreed: bool) -> AuthorFacts:
    """The author after the unit's paper: agreed to judging and the name, or not to the name."""
    if agreed:
        return replace(author, consents=author.consents | paper_consents(author, regulation))
    return replace(author, consents=frozenset(one for one in author.consents if one[0] != "publish_name"))


def uploaded_parts(regulation: Regulation) -> tuple[DossierPart, ...]:
    """The parts of the dossier that are files: not models, not forms the house makes that nobody signs."""
    return tuple(
        part for part in regulation.dossier if not part.physical and not (part.made_from_entry and not part.signed)
    )


def least_files(part: DossierPart, authors: int) -> int:
    """The files a required part needs: for each author where asked so, none where the unit hands it in once for all."""
    each = {"entry": 1, "author": max(authors, 1), "unit": 0}[part.per]
    return max(part.min_files, 1) * each if part.required else 0


def missing_parts(facts: EntryFacts, regulation: Regulation) -> list[Reason]:
    """Required parts without enough files. A form made from the entry can be signed and brought later on paper."""
    have = Counter(file.part_key for file in facts.files)
    reasons = []
    for part in uploaded_parts(regulation):
        least = 0 if part.made_from_entry else least_files(part, len(facts.authors))
        if have[part.key] >= least:
            continue
        code = "part_missing" if not have[part.key] else "part_too_few"
        params = {"part": part.name, "least": least, "count": have[part.key]}
        reasons.append(Reason(code, params, f"{FILES}{part.key}"))
    return reasons
