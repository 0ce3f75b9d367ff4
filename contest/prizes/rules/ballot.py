"""A vote of the organising committee: counted in whole votes against exact shares of all who may vote.

The regulation says which share of the members must agree ("ít nhất 2/3 thành viên Ban Tổ chức đồng ý"): of all of them,
who abstains or stays away agrees no more than who votes against. Where it says none, more than half must.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, NamedTuple

from contest.editions.rules.awards import Approval
from contest.foundation.refusal import Reason

FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
CHOICES = {FOR: "Đồng ý", AGAINST: "Không đồng ý", ABSTAIN: "Không ý kiến"}
WAYS = {"meeting": "Tại cuộc họp", "circulation": "Lấy ý kiến từng người"}
PHONE, PAPER, OUT = "phone", "paper", "out"
FEWEST_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """What carries a vote: the share of all members that must agree (over: more than it), and that must take part."""

    share: Fraction
    over: bool = False
    quorum: Fraction | None = None

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "share": str(self.share),
            "over": self.over,
            "quorum": None if self.quorum is None else str(self.quorum),
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Terms":
        """As it was kept."""
        quorum = kept["quorum"]
        return cls(Fraction(kept["share"]), kept["over"], None if quorum is None else Fraction(quorum))


def terms_of(approval: Approval) -> Terms:
    """The regulation's terms; more than half where it names no share."""
    if approval.share is None:
        return Terms(Fraction(1, 2), over=True, quorum=approval.quorum)
    return Terms(approval.share, quorum=approval.quorum)


class Count(NamedTuple):
    """Votes of a ballot, by telephone and on paper together; members: all who may vote, also who did not."""

    members: int
    agree: int
    against: int = 0
    abstained: int = 0

    @property
    def voted(self) -> int:
        """How many took part; who abstains does."""
        return self.agree + self.against + self.abstained


def count(members: int, cast: Mapping[str, int], paper: Mapping[str, int]) -> Count:
    """The votes by choice, cast here and counted on paper."""
    found = Counter(cast) + Counter(paper)
    return Count(members, found[FOR], found[AGAINST], found[ABSTAIN])


def needed(members: int, terms: Terms) -> int:
    """How many must agree."""
    exact = members * terms.share
    return exact.numerator // exact.denominator + 1 if terms.over else _up(exact)


def quorum(members: int, terms: Terms) -> int:
    """How many must take part."""
    return 0 if terms.quorum is None else _up(members * terms.quorum)


def _up(exact: Fraction) -> int:
    return -(-exact.numerator // exact.denominator)


def why_not_decide(found: Count, terms: Terms) -> list[Reason]:
    """Why the committee has not agreed: too few took part, too few said yes; an empty list is a yes."""
    reasons = []
    least = quorum(found.members, terms)
    if found.voted < least:
        reasons.append(Reason("ballot_no_quorum", {"voted": found.voted, "members": found.members, "needed": least}))
    most = needed(found.members, terms)
    if found.agree < most:
        asked = {"votes_for": found.agree, "members": found.members, "needed": most}
        reasons.append(Reason("ballot_short", asked))
    return reasons


class Roll(NamedTuple):
    """Who may vote: here by telephone, of the committee on paper, others on paper; who is out; who presides."""

    phone: frozenset[int]
    paper: frozenset[int]
    others: int
    out: frozenset[int]
    presides: int | None

    @property
    def members(self) -> int:
        """All who may vote."""
        return len(self.phone) + len(self.paper) + self.others


def why_not_open(
    roll: Roll,
    committee: Collection[int],
    way: str,
    closes_at: datetime | None,
    at: datetime,
    *,
    is_open: bool,
    confirmed: bool,
    is_now: bool,
    awards: int,
) -> list[Reason]:
    """Why a vote cannot be opened. committee: who holds the role; is_open: one on the same is running."""
    reasons = []
    if not is_now:
        reasons.append(Reason("ballot_not_now"))
    if confirmed:
        reasons.append(Reason("ballot_confirmed"))
    elif not awards:
        reasons.append(Reason("ballot_nothing"))
    if is_open:
        reasons.append(Reason("ballot_open_already"))
    if way not in WAYS:
        reasons.append(Reason("ballot_way_unknown", where="way"))
    elif way == "circulation" and (closes_at is None or closes_at <= at):
        reasons.append(Reason("ballot_needs_end", where="closes_at"))
    if not (roll.phone | roll.paper | roll.out) <= frozenset(committee):
        reasons.append(Reason("ballot_member_unknown", where="members"))
    if roll.members < FEWEST_MEMBERS:
        reasons.append(Reason("ballot_few_members", {"fewest": FEWEST_MEMBERS, "members": roll.members}, "members"))
    if roll.presides not in roll.phone | roll.paper:
        reasons.append(Reason("ballot_presides_unknown", where="presides"))
    return reasons


@dataclass(frozen=True, slots=True)
class Running:
    """A ballot as it stands when somebody does something in it. voted: who has voted here; moved: its list changed."""

    state: str
    roll: Roll
    voted: frozenset[int]
    closes_at: datetime | None
    way: str
    paper: Mapping[str, int]
    paper_by: int | None = None
    moved: bool = False
    presides_name: str = ""

    @property
    def on_paper(self) -> int:
        """How many vote on paper."""
        return len(self.roll.paper) + self.roll.others


def why_not_cast(ballot: Running, person_id: int | None, choice: str, at: datetime, until: str = "") -> list[Reason]:
    """Why somebody cannot vote."""
    if ballot.state != "open":
        return [Reason("ballot_over")]
    if person_id in ballot.roll.out:
        return [Reason("ballot_conflict")]
    if person_id in ballot.roll.paper:
        return [Reason("ballot_on_paper")]
    if person_id not in ballot.roll.phone:
        return [Reason("ballot_not_member")]
    if person_id in ballot.voted:
        return [Reason("ballot_voted")]
    reasons = []
    if ballot.closes_at is not None and at >= ballot.closes_at:
        reasons.append(Reason("ballot_late", {"until": until}))
    if ballot.moved:
        reasons.append(Reason("ballot_moved"))
    if choice not in CHOICES:
        reasons.append(Reason("ballot_choice_unknown"))
    return reasons


def why_not_to_paper(ballot: Running, person_id: int) -> list[Reason]:
    """Why a member cannot be put down as voting on paper."""
    if ballot.state != "open":
        return [Reason("ballot_over")]
    if person_id in ballot.voted:
        return [Reason("ballot_member_voted")]
    return [] if person_id in ballot.roll.phone else [Reason("ballot_member_unknown")]


def why_not_paper(
    ballot: Running, person_id: int | None, paper: Mapping[str, int], reason: str, *, has_scan: bool
) -> list[Reason]:
    """Why totals counted on paper cannot be entered by this person."""
    if ballot.state != "open":
        return [Reason("ballot_over")]
    reasons = []
    if person_id is not None and person_id == ballot.roll.presides:
        reasons.append(Reason("ballot_paper_presides"))
    reasons += [Reason("ballot_paper_negative", where=key) for key in CHOICES if paper.get(key, 0) < 0]
    given = sum(paper.values())
    if given > ballot.on_paper:
        reasons.append(Reason("ballot_paper_many", {"most": ballot.on_paper, "given": given}, "agree"))
    if not has_scan and not reason.strip():
        reasons.append(Reason("ballot_paper_nothing", where="paper_reason"))
    return reasons


def why_not_close(ballot: Running, person_id: int | None, at: datetime) -> list[Reason]:
    """Why the votes cannot be counted now by this person: who presides counts."""
    if ballot.state != "open":
        return [Reason("ballot_over")]
    reasons = []
    if person_id != ballot.roll.presides:
        reasons.append(Reason("ballot_not_presiding", {"name": ballot.presides_name}))
    left = len(ballot.roll.phone - ballot.voted)
    if ballot.way == "circulation" and left and ballot.closes_at is not None and at < ballot.closes_at:
        reasons.append(Reason("ballot_running", {"left": left}))
    if ballot.on_paper and not ballot.paper:
        reasons.append(Reason("ballot_paper_waits", {"most": ballot.on_paper}))
    return reasons


class Voted(NamedTuple):
    """The newest vote on the whole list that was counted: its number, votes, terms; current: on what stands now."""

    number: int
    found: Count
    terms: Terms
    current: bool


def why_not_approved(approval: Approval, voted: Voted | None) -> list[Reason]:
    """Why the committee's vote does not let the prizes be confirmed, where the regulation asks for a share."""
    if approval.share is None:
        return []
    if voted is None:
        return [Reason("ballot_missing", {"share": str(approval.share)})]
    if not voted.current:
        return [Reason("ballot_outdated", {"number": voted.number})]
    return why_not_decide(voted.found, terms_of(approval))


def outcome(found: Count, terms: Terms) -> dict[str, Any]:
    """What a ballot came to, as it is kept, sealed and printed."""
    return {
        "members": found.members,
        FOR: found.agree,
        AGAINST: found.against,
        ABSTAIN: found.abstained,
        "needed": needed(found.members, terms),
        "quorum": quorum(found.members, terms),
        "carried": not why_not_decide(found, terms),
    }


def count_of(result: Mapping[str, Any]) -> Count:
    """The votes of a kept outcome."""
    return Count(result["members"], result[FOR], result[AGAINST], result[ABSTAIN])
