"""A vote of the council: on which terms it is taken, who may cast one, what it decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from contest.editions.rules import Vote
from contest.foundation.refusal import Reason
from contest.ranking.rules.meeting.sitting import Member, entitled, needed_present, presiding

ABSTAINED = "Không ý kiến"
MOTION = ("Đồng ý", "Không đồng ý", ABSTAINED)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a vote is taken: the share of those present who may vote that carries it, and of all of them to be there."""

    secret: bool
    majority: Fraction
    quorum: Fraction
    chair_decides: bool


def terms_of(vote: Vote | None) -> Terms:
    """The regulation's terms; where it is silent: open, half of those present, two thirds there, the chair decides."""
    given = vote or Vote(on="disputed", majority=Fraction(1, 2))
    return Terms(given.secret, given.majority, given.quorum, given.chair_decides)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote came to. chosen: the option that carries it, by place; tied: options only the chair can part."""

    counts: tuple[int, ...]
    needed: int
    chosen: int | None
    tied: tuple[int, ...] = ()


def counted(
    options: Sequence[str], counts: Sequence[int], present: int, terms: Terms, casting: int | None = None
) -> Outcome:
    """The outcome of so many votes an option when `present` may vote. casting: the option of who presides, at a tie.

    An option carries with the most votes and at least the majority of those present; abstaining carries nothing.
    """
    needed = max(1, -(-present * terms.majority.numerator // terms.majority.denominator))
    most = max((count for place, count in enumerate(counts) if options[place] != ABSTAINED), default=0)
    first = tuple(place for place, count in enumerate(counts) if count == most and options[place] != ABSTAINED)
    if most < needed:
        return Outcome(tuple(counts), needed, None)
    if len(first) == 1:
        return Outcome(tuple(counts), needed, first[0])
    if terms.chair_decides and casting in first:
        return Outcome(tuple(counts), needed, casting)
    return Outcome(tuple(counts), needed, None, first if terms.chair_decides else ())


def why_not_vote(members: Sequence[Member], out: frozenset[int], terms: Terms) -> list[Reason]:
    """Why an item cannot be voted on now: too few of those who may vote are there, or nobody presides."""
    may = entitled(members, out)
    here = sum(one.present for one in may)
    needed = needed_present(len(may), terms.quorum)
    reasons = []
    if here < needed:
        reasons.append(Reason("meeting_no_quorum", {"here": here, "all": len(may), "needed": needed}))
    if presiding(members, out) is None:
        reasons.append(Reason("meeting_nobody_presides"))
    return reasons


def why_not_cast(person_id: int, members: Sequence[Member], out: frozenset[int], voted: frozenset[int]) -> list[Reason]:
    """Why somebody cannot cast a vote: in conflict, without a vote here, not present, or done so before."""
    if person_id in out:
        return [Reason("meeting_vote_conflict")]
    own = next((one for one in entitled(members, out) if one.person_id == person_id), None)
    if own is None:
        return [Reason("meeting_vote_none")]
    if person_id in voted:
        return [Reason("meeting_vote_twice")]
    return [] if own.present else [Reason("meeting_vote_absent")]
