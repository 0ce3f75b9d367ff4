"""One proof of certificates as its page shows it, to its holder or to the office."""

from collections.abc import Mapping
from dataclasses import dataclass

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation.access import Actor
from contest.foundation.clock import today
from contest.foundation.mail import link
from contest.foundation.refusal import Refusal
from contest.papers.queries.certificates import Design, design_of, people_of
from contest.papers.queries.proofs import (
    Correction,
    Proof,
    corrections,
    has_minors,
    is_childs_account,
    proof_token,
    told_prizes,
)
from contest.papers.queries.proofs import shown as shown_today
from contest.papers.rules.proofs import (
    Answer,
    Change,
    Shown,
    State,
    Way,
    changes,
    digest,
    state_of,
    told,
    values_of,
    ways,
)


@dataclass(frozen=True, slots=True)
class ProofPage:
    """What a holder or the office sees of one proof; seen: the digest of what stands on the page."""

    edition_id: int
    contest: str
    code: str
    title: str
    proof: Proof
    shown: list[Shown]
    seen: str
    state: State
    ways: tuple[Way, ...]
    is_child: bool
    has_minors: bool
    values: Mapping[tuple[int | None, str], str]
    names: Mapping[int, str]
    corrections: list[Correction]
    changes: list[Change]
    is_prize_told: bool
    designs: Mapping[str, Design]


def proof_page(actor: Actor, edition_id: int, proof: Proof) -> ProofPage:
    """One proof as it stands today, for whoever looks at it."""
    regulation, entry_id = regulation_of(edition_id), proof.entry_id
    people = people_of(edition_id, [entry_id])
    prizes = told_prizes(edition_id, regulation, entry_id)
    shown = shown_today(edition_id, regulation, people, entry_id, proof.kinds, prizes)
    lines = told(shown)
    seen = digest(lines)
    own = corrections(edition_id, entry_id).get(proof.id, [])
    answer = Answer(proof.due_on, proof.answered_at, proof.is_right, proof.seen)
    minors = has_minors(regulation, people, entry_id)
    authors = people.authors.get(entry_id, {})
    return ProofPage(
        edition_id,
        edition_by_id(edition_id).title,
        people.codes[entry_id],
        people.titles[entry_id],
        proof,
        shown,
        seen,
        state_of(answer, seen, sum(each.state == "open" for each in own), today()),
        ways(minors),
        is_childs_account(actor, regulation, people, entry_id),
        minors,
        values_of(people.titles[entry_id], people.units[entry_id], authors),
        {key: author.name for key, author in authors.items()},
        own,
        changes(proof.told, lines) if proof.told and proof.seen != seen else [],
        bool(prizes),
        {key: design_of(edition_id, regulation, key) for key in proof.kinds},
    )


def link_or_none(asked: Proof) -> str:
    """The link by which a guardian answers; empty where links lead nowhere."""
    try:
        return link("papers.proof_answer", token=proof_token(asked))
    except Refusal:
        return ""
