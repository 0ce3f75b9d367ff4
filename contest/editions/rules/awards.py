"""What is given at the end: tiers, extra and topic awards, certificates, nominations, what the public sees."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field as Limits
from pydantic import model_validator

from contest.editions.rules.base import Count, Day, Exact, Key, Money, Name, Part, Percent, Positive, Share, Text
from contest.editions.rules.judging import Threshold

Scope = Literal["edition", "field", "division", "council"]
PublicField = Literal["title", "authors", "unit", "prize", "locality", "field", "points", "summary", "class", "amount"]


class Quantity(Part):
    """How many prizes: exactly, at most, a percentage of the entries, or open ("một số giải"): exactly one of them.

    exact and at_most alike may stay short when too few reach the threshold: a quantity is never a reason to give
    a prize below it. `by_scope` names other numbers for single fields, divisions or councils (2 here, 3 there).
    """

    exact: Count | None = None
    at_most: Count | None = None
    percent: Percent | None = None
    of: Literal["eligible", "judged", "finalists"] = "judged"
    rounding: Literal["down", "up", "half_up"] = "down"
    open: bool = False
    by_scope: dict[Key, Count] = Limits(default_factory=dict)


class Tier(Part):
    """A prize tier, best first in the list. scope: of this tier when it differs from the others'."""

    key: Key
    name: Name
    quantity: Quantity
    scope: Scope | None = None
    threshold: Threshold | None = None
    # Only entries with this grade in the last graded round.
    grades: tuple[Name, ...] = ()
    amount: Money | None = None
    amount_by_scope: dict[Key, Money] = Limits(default_factory=dict)
    gift: Text = ""
    certificates: tuple[Key, ...] = ()


class Caps(Part):
    """Ceilings on tier prizes of one unit or one author (as many as given unless said)."""

    per_unit: Positive | None = None
    per_author: Positive | None = None


class Approval(Part):
    """Who decides, and the share of its members that must agree.

    quorum: the share of the members that must take part in the vote; secret: nobody learns who chose what.
    """

    by: Literal["organiser", "council", "issuing"] = "organiser"
    share: Share | None = None
    quorum: Share | None = None
    secret: bool = False


class Prizes(Part):
    """The tiers and how they are filled.

    unfilled: what a tier's free places become: `leave` them, or `pass_down` to the next tier.
    boundary_tie: equals on a tier's last place: `expand` gives all of them the prize, `withhold` none,
    `cumulative` gives the place to all and takes the extra from the next tier, `to_council` leaves them to a decision.
    proposed_by: whose proposal the organisers decide on.
    after_revocation: what becomes of the place of a prize that is taken back: `leave` it empty, or `move_up`: the
    tiers are given out again without the entry, and those who thereby reach a better prize get it.
    """

    scope: Scope = "edition"
    tiers: tuple[Tier, ...] = ()
    unfilled: Literal["leave", "pass_down"] = "leave"
    boundary_tie: Literal["expand", "withhold", "cumulative", "to_council"] = "to_council"
    after_revocation: Literal["leave", "move_up"] = "leave"
    caps: Caps = Caps()
    proposed_by: Literal["rule", "field_council", "joint_council", "organiser"] = "rule"
    approval: Approval = Approval()
    calling_order: Literal["lowest_first", "highest_first"] = "lowest_first"
    money_from: Text = ""
    # Whose the money is when an organisation entered: the authors', or the organisation's, which shares it out.
    paid_to: Literal["authors", "organisation"] = "authors"


class AwardPoints(Part):
    """Points of a unit in a collective award, by what its entries reached."""

    entered: Exact = Decimal(0)
    finalist: Exact = Decimal(0)
    tiers: dict[Key, Exact] = Limits(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _tiers_beside(cls, given: Any) -> Any:
        """`{entered: 1, third: 2}`: what is neither entered nor finalist is a tier."""
        if not isinstance(given, dict) or "tiers" in given:
            return given
        own = {key: value for key, value in given.items() if key in ("entered", "finalist")}
        return {**own, "tiers": {key: value for key, value in given.items() if key not in own}}


class ExtraAward(Part):
    """An award beside the tiers: for authors (youngest …), for entries (topic), for units (collective, movement).

    by: how it is found; `council` and `decision` mean people choose.
    stacks: whether it may come on top of a tier prize.
    """

    key: Key
    name: Name
    of: Literal["entries", "authors_of_winners", "authors_of_finalists", "authors", "units", "persons"] = "entries"
    by: Literal[
        "council", "decision", "youngest", "oldest", "female", "minority", "most_finalists", "most_entries", "points",
        "best_overall",
    ] = "council"  # fmt: skip
    quantity: Quantity = Quantity(open=True)
    amount: Money | None = None
    stacks: bool = True
    fields: tuple[Key, ...] = ()
    points: AwardPoints | None = None
    certificates: tuple[Key, ...] = ()
    note: Text = ""


class Certificate(Part):
    """A kind of certificate: whose, for whom, how it is numbered ({n} is the running number)."""

    key: Key
    name: Name
    body: Name | None = None
    for_: Literal["entry", "author", "unit", "person"] = Limits(default="author", alias="for")
    numbering: Annotated[str, Limits(max_length=80)] = "{n:04}"
    condition: Text = ""


class Nomination(Part):
    """Which entries are sent to the next level."""

    to: Name
    at_most: Positive | None = None
    exact: Positive | None = None
    by: Literal["rank", "prize", "council", "organiser"] = "rank"
    from_tiers: tuple[Key, ...] = ()
    deadline: Day | None = None
    note: Text = ""


class Privacy(Part):
    """How long personal data is kept, and what the public may see."""

    retention_days: Positive = 730
    # Signatures on receipts of prize money, which accounting may have to keep longer; without it, retention_days.
    signature_days: Positive | None = None
    public_fields: tuple[PublicField, ...] = ("title", "authors", "unit", "field", "prize")
    # Lists announced on the way: dossiers that came, once none are taken any more, and those found eligible.
    lists: tuple[Literal["received", "eligible"], ...] = ()
