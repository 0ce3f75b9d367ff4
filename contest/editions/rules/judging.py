"""How entries are judged: rounds, criteria, how sheets become one figure, who goes on."""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, model_validator
from pydantic import Field as Limits
from pydantic_core import PydanticCustomError

from contest.editions.rules.base import (
    Count,
    Day,
    Exact,
    Instant,
    Key,
    Name,
    Part,
    Percent,
    Points,
    Positive,
    Share,
    Text,
)

Evidence = Literal["dossier", "model", "presentation", "site_visit", "interview", "video"]
RoundingRule = Literal["half_up", "half_even", "down", "up"]


class Rounding(Part):
    """Digits after the comma, and what becomes of a half."""

    places: Annotated[int, Limits(ge=0, le=6)] = 2
    rule: RoundingRule = "half_up"


class Band(Part):
    """What a level of a criterion means, from so many points up."""

    from_: Points = Limits(alias="from")
    text: Name


class CriterionPart(Part):
    """A part of a criterion, scored by itself; the parts' maxima add up to the criterion's."""

    key: Key
    name: Name
    max: Points
    step: Points | None = None
    note: Text = ""


class Criterion(Part):
    """A criterion with its maximum; `weight` multiplies its points in the total (1 unless said)."""

    key: Key
    name: Name
    max: Points
    min: Points = Decimal(0)
    step: Points = Decimal("0.5")
    weight: Exact = Decimal(1)
    note: Text = ""
    levels: tuple[Band, ...] = ()
    parts: tuple[CriterionPart, ...] = ()


class Trim(Part):
    """Leave out the lowest and highest sheets once there are enough."""

    drop_low: Annotated[int, Limits(ge=0, le=5)] = 1
    drop_high: Annotated[int, Limits(ge=0, le=5)] = 1
    when_at_least: Positive = 5


class Combine(Part):
    """Several sheets to one figure. `adjusted` takes the severity of judges out, raw stays beside it.

    model: how severity is found: `mixed` corrects each judge by one figure, `full` also how wide a scale they use and
    how steady they are. weighted: the chair's and the members' sheets count by `weights` of their role on the council.
    """

    method: Literal["mean", "median", "weighted", "adjusted", "sum"] = "mean"
    model: Literal["mixed", "full"] = "mixed"
    trim: Trim | None = None
    weights: dict[Literal["chair", "deputy", "clerk", "member"], Exact] = Limits(default_factory=dict)
    rounding: Rounding = Rounding()


class Disagreement(Part):
    """How far sheets of one entry may lie apart (0: any difference), what then, and which sheets count in the end.

    then: after the judges have looked again and still lie apart, who is called.
    counts: `chair` leaves it to the conclusion; `all` and `closest_two` bind it.
    """

    limit: Points
    of: Literal["total", "criterion"] = "total"
    then: Literal["none", "third_judge", "whole_council"] = "none"
    counts: Literal["chair", "all", "closest_two"] = "chair"


class Threshold(Part):
    """`at_least` is >=, `above` is >: exactly one of them."""

    at_least: Points | None = None
    above: Points | None = None

    def holds(self, points: Decimal) -> bool:
        """Whether the points reach the threshold."""
        if self.at_least is not None:
            return points >= self.at_least
        return self.above is None or points > self.above


class GoesOn(Part):
    """Who goes on to the next round: over a threshold, the first `top`, a percentage, grades, or the council's choice.

    per: whether `top` and `percent` count over the edition or in each field, division or council.
    boundary_tie: what becomes of equals on the last place.
    """

    threshold: Threshold | None = None
    top: Positive | None = None
    percent: Percent | None = None
    per: Literal["edition", "field", "division", "council"] = "edition"
    grades: tuple[Name, ...] = ()
    chosen_by: Literal["rule", "council"] = "rule"
    boundary_tie: Literal["expand", "withhold", "to_council"] = "expand"


class Vote(Part):
    """A vote of the council: on what, and the share that carries it.

    quorum: the share of those entitled that must be present. At a tie the chair's vote decides, where it is said to.
    """

    on: Literal["disputed", "ties", "all"]
    majority: Share
    secret: bool = False
    quorum: Share = Fraction(2, 3)
    chair_decides: bool = True


class Presentation(Part):
    """How entries are presented: minutes to speak, to answer, until the next is called; in which order they are called.

    call_order: drawn by lot, balanced against the earlier round, or by code. units_together: a school travels once.
    """

    minutes: Positive = 10
    questions: Count = 5
    changeover: Count = 5
    call_order: Literal["lot", "counterbalanced", "code"] = "lot"
    units_together: bool = True


class ResultPart(Part):
    """A part of a round's figure that does not come from this round's criteria alone, e.g. council 80, public 20.

    from `criteria`: the council's figure, scaled so that the criteria's full marks give `weight`;
    from `votes`: weight × votes ÷ the highest number of votes (`scaled_to: highest`), or ÷ all votes.
    opens, closes: between these moments the public votes on the contest's own page; votes from elsewhere are imported.
    """

    key: Key
    name: Name | None = None
    weight: Points
    from_: Literal["criteria", "votes"] = Limits(alias="from")
    scaled_to: Literal["full", "highest", "total"] = "full"
    rounding: Rounding | None = None
    opens: Instant | None = None
    closes: Instant | None = None


class Grade(Part):
    """A band of the totals with a name (xuất sắc, khá, đạt), for rounds that score and grade."""

    name: Name
    threshold: Threshold


_ROUND_NAMES = {
    "screening": "Sơ loại",
    "screening_vote": "Sơ tuyển",
    "selection": "Sơ tuyển",
    "preliminary": "Sơ khảo",
    "final": "Chung khảo",
    "site_visit": "Thẩm định thực tế",
}


def _whole_council_or_number(value: Any) -> Any:
    """A number of sheets, or the word for everybody on the council. Raises ValueError."""
    if value == "all_of_council" or (isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 100):
        return value
    raise PydanticCustomError("judges_wanted", "judges_wanted")


class Round(Part):
    """One judged round. kind `grades`: the council gives each entry one of `grades` instead of points.

    judges_per_entry counts the sheets an entry needs; quorum how many suffice (all unless said).
    ties: the ladder, best first; steps are `criterion:<key>`, `median`, `highest_sheet`, `lowest_sheet`,
    `earlier_round`, `earlier_submission`, `youngest`, `vote_of_council`, `share` (places are shared).
    carry: weights of rounds in the final figure, by round key, adding up to 1; a round's own key included.
    """

    key: Key
    name: Name
    kind: Literal["scores", "grades"] = "scores"
    blind: bool = False
    evidence: tuple[Evidence, ...] = ("dossier",)
    # Evidence taken of some entries only, those the council picks.
    evidence_of_some: tuple[Evidence, ...] = ()
    starts: Day | None = None
    ends: Day | None = None
    judges_per_entry: Annotated[Positive | Literal["all_of_council"], BeforeValidator(_whole_council_or_number)] = (
        "all_of_council"
    )
    quorum: Positive | None = None
    # One undivided council in this round, whatever the councils of the edition.
    joint_council: bool = False
    experts_per_entry: Count = 0
    criteria: tuple[Criterion, ...] = ()
    same_as: Key | None = None
    combine: Combine = Combine()
    parts: tuple[ResultPart, ...] = ()
    carry: dict[Key, Exact] = Limits(default_factory=dict)
    grades: tuple[Name, ...] = ()
    grade_bands: tuple[Grade, ...] = ()
    disagreement: Disagreement | None = None
    ties: tuple[str, ...] = ("share",)
    vote: Vote | None = None
    presentation: Presentation | None = None
    comment: Literal["required", "optional", "none"] = "optional"
    # Each sheet also says which prize the judge would give.
    asks_tier: bool = False
    # What the councils hand over when the round closes.
    hands_over: tuple[Literal["minutes", "tabulation", "prize_list", "nomination_list", "judging_report"], ...] = ()
    goes_on: GoesOn | None = None
    # After the round the organisers look at so many of the highest on the spot.
    site_visit_of_top: Positive | None = None

    @property
    def presents_some(self) -> bool:
        """Whether only those entries are presented that the council picks."""
        return "presentation" in self.evidence_of_some and "presentation" not in self.evidence

    @property
    def is_presented(self) -> bool:
        """Whether entries are presented: all of them, or those the council picks."""
        return "presentation" in (*self.evidence, *self.evidence_of_some) or self.presentation is not None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, given: Any) -> Any:
        """`criteria: same_as:preliminary`, and a round without a name takes the usual one of its key."""
        if not isinstance(given, dict):
            return given
        full = dict(given)
        criteria = full.get("criteria")
        if isinstance(criteria, str) and criteria.startswith("same_as:") and "same_as" not in full:
            full["same_as"] = full.pop("criteria").removeprefix("same_as:").strip()
        key = full.get("key")
        if "name" not in full and isinstance(key, str):
            full["name"] = _ROUND_NAMES.get(key, "Vòng chấm")
        return full
