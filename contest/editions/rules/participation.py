"""Who may take part, with what: fields, divisions, entrants, authors, the dossier, the questions, the timeline."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic import Field as Limits

from contest.editions.rules.base import Count, Day, Instant, Key, Name, Part, Positive, Since, Text, Until

Level = Literal["mam_non", "tieu_hoc", "thcs", "thpt", "cao_dang", "dai_hoc", "khac"]
EntrantType = Literal["individual", "group", "organisation"]
Consent = Literal["judging", "publish_name", "photographs", "press", "nomination"]


ExpectedStep = Literal[
    "launch", "submission", "screening", "judging", "scoring_regulation", "nomination", "exhibition", "ceremony"
]  # fmt: skip


class Submission(Part):
    """When dossiers are taken. Pages show `shown_deadline`; the server refuses after `enforced_deadline`.

    paper: what counts for dossiers on paper: the postmark, the day of receipt, either, or paper is not taken.
    by_unit_until: units must have handed over the dossiers they collected (lower levels).
    """

    opens: Instant
    shown_deadline: Instant
    enforced_deadline: Instant
    paper: Literal["postmark", "received", "either", "none"] = "none"
    by_unit_until: Day | None = None
    # Ways a dossier may come, as announced.
    channels: tuple[Literal["online", "post", "in_person", "unit"], ...] = ()
    # "giờ làm việc", where dossiers are handed in: shown as written.
    note: Text = ""


class Timeline(Part):
    """The days of an edition on a clock in Việt Nam; what is unknown stays out."""

    launch: Day | None = None
    submission: Submission
    mid_term_count: Day | None = None
    screening_ends: Day | None = None
    judging_ends: Day | None = None
    publication_days: Count = 0
    complaints_until: Day | None = None
    exhibition: Day | None = None
    ceremony: Day | None = None
    # What only a month or a season is known of, as printed ("giữa tháng 12/2015").
    expected: dict[ExpectedStep, Name] = Limits(default_factory=dict)
    # The closing ceremony launches the next edition.
    launches_next: bool = False


class Field(Part):
    """A field (lĩnh vực) entries are handed in under."""

    key: Key
    name: Name
    maps_to_nation: Name | None = None
    note: Text = ""


class Division(Part):
    """A division (bảng, khối) by school level or age."""

    key: Key
    name: Name
    levels: tuple[Level, ...] = ()
    age_min: Count | None = None
    age_max: Count | None = None


class Team(Part):
    """An expert team inside a council: its members score the entries of these fields, the council meets on all."""

    key: Key
    name: Name
    fields: Annotated[tuple[Key, ...], Limits(min_length=1)]


class Council(Part):
    """A judging group: its fields, and if it judges only some divisions or rounds, which.

    teams: where there are any, each field of the council has one.
    """

    key: Key
    name: Name
    fields: Annotated[tuple[Key, ...], Limits(min_length=1)]
    divisions: tuple[Key, ...] = ()
    rounds: tuple[Key, ...] = ()
    teams: tuple[Team, ...] = ()


class Age(Part):
    """The window of birth dates (both ends in) or of ages; `precision: year` compares years only.

    min and max are ages in full years on `on` (the shown deadline when it is not given).
    """

    min: Count | None = None
    max: Count | None = None
    born_from: Since | None = None
    born_to: Until | None = None
    precision: Literal["day", "year"] = "day"
    on: Day | None = None


class Solution(Part):
    """What a solution must be: since when applied, how recent, where.

    max_age_years_from_recognition counts back from the recognition of the initiative,
    max_age_years_from_deadline from the deadline for handing in.
    """

    applied_since: Since | None = None
    applied_until: Until | None = None
    created_since: Since | None = None
    max_age_years_from_recognition: Positive | None = None
    max_age_years_from_deadline: Positive | None = None
    applied_in: Name | None = None


class Novelty(Part):
    """What a solution must be new against: known until when, in which places, from which sources.

    until: `submission` (the day of handing in) or `deadline`; compared_in: places whose technical level counts.
    """

    until: Literal["submission", "deadline"] | None = None
    compared_in: tuple[Name, ...] = ()
    against: tuple[Literal["published", "applied", "past_winners", "past_entries", "mass_media"], ...] = ()


class Quota(Part):
    """Ceilings on how many entries may come from one place."""

    per_unit: Positive | None = None
    per_person: Positive | None = None
    per_delegation: Positive | None = None


class Entrants(Part):
    """Who may enter, and what is not taken."""

    types: Annotated[tuple[EntrantType, ...], Limits(min_length=1)] = ("individual", "group")
    who: Text = ""
    residence: Text = ""
    age: Age = Age()
    levels: tuple[Level, ...] = ()
    solution: Solution = Solution()
    novelty: Novelty = Novelty()
    submitted_by: Literal["author", "unit", "either"] = "either"
    excludes: tuple[
        Literal["judges_of_this_edition", "organisers_of_this_edition", "secretaries_of_this_edition"], ...
    ] = (
        "judges_of_this_edition",
        "organisers_of_this_edition",
    )
    # never_won_and_improved: new, or entered before without winning and improved since.
    earlier_entry: Literal[
        "any", "never_entered", "never_won", "never_won_or_improved", "never_won_and_improved",
        "not_in_parallel",
    ] = "any"  # fmt: skip
    # Contests the same solution must not be handed in to at the same time, by name.
    not_in_parallel_with: tuple[Name, ...] = ()
    lower_level: Literal["none", "required", "required_unless_improved"] = "none"
    lower_level_name: Text = ""
    topics_excluded: tuple[Name, ...] = ()
    # Kinds taken beside the usual ones, by name (giải pháp tổ chức, quản lý).
    topics_accepted: tuple[Name, ...] = ()
    encouraged: tuple[Name, ...] = ()
    quota: Quota = Quota()


class Help(Part):
    """What help from others the authors may take (declared on the form)."""

    making: Literal["allowed", "declared", "forbidden"] = "declared"
    software: Literal["allowed", "declared", "forbidden"] = "declared"


def _same_for_all(value: Any) -> Any:
    """`help_allowed: declared` is said of every kind of help."""
    return {"making": value, "software": value} if isinstance(value, str) else value


class Authors(Part):
    """Co-authors of one entry. `when_more`: who stands on the form when more than `max` took part."""

    max: Annotated[int, Limits(ge=1, le=50)] = 5
    when_more: Literal["refused", "largest_shares"] = "refused"
    shares: Literal["required", "optional", "none"] = "none"
    shares_sum: Literal[100] = 100
    least_share: Count | None = None
    representative: Literal["required", "none"] = "required"
    units_may_differ: bool = True
    mentor: Literal["required", "optional", "none"] = "none"
    help_allowed: Annotated[Help, BeforeValidator(_same_for_all)] = Help()
    # Facts asked of every author besides the name.
    asks: tuple[
        Literal[
            "birth_on", "gender", "unit", "position_title", "guardian", "qualification", "ethnicity", "union_member"
        ],
        ...,
    ] = (
        "birth_on",
        "unit",
        "position_title",
    )
    minors_need_guardian: bool = True
    minor_below: Literal[16, 18] = 18


class DossierPart(Part):
    """A part of the dossier, on line or on the table."""

    key: Key
    name: Name
    required: bool
    note: Text = ""
    made_from_entry: bool = False
    # Every one named must sign; unit_or_locality_stamp: one of the two stamps is enough.
    signed: tuple[
        Literal["authors", "representative", "guardian", "unit_stamp", "locality_stamp", "unit_or_locality_stamp"], ...
    ] = ()
    formats: tuple[Literal["pdf", "docx", "doc", "xlsx", "pptx", "jpeg", "png", "heic", "mp4", "mov", "zip"], ...] = ()
    max_mb: Annotated[int, Limits(ge=1, le=2048)] = 20
    max_pages: Positive | None = None
    min_files: Count = 0
    max_files: Annotated[int, Limits(ge=1, le=100)] = 1
    copies: Count = 0
    # Once for the entry, once (or `copies` times) for each author, or once for all entries a unit hands in.
    per: Literal["entry", "author", "unit"] = "entry"
    sensitive: bool = False
    delete_after_days: Positive | None = None
    physical: bool = False
    # Hidden from judges in a blind round (it names the authors or their unit).
    names_authors: bool = False


class Question(Part):
    """A section of the description that is typed on line."""

    key: Key
    label: Name
    help: Text = ""
    kind: Literal["line", "text", "choice", "number", "month", "date", "yes_no"] = "text"
    choices: tuple[Name, ...] = ()
    max_words: Positive | None = None
    required: bool = False
    # Left out of what judges see in a blind round.
    names_authors: bool = False
