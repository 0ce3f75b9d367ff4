"""The regulation (thể lệ) of one edition, whole: everything that differs from contest to contest is here."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator
from pydantic import Field as Limits

from contest.editions.rules.awards import Certificate, ExtraAward, Nomination, Privacy, Prizes, Tier
from contest.editions.rules.base import Count, Day, Key, Name, Part, Positive, Text, one_or_many
from contest.editions.rules.judging import Criterion, Round
from contest.editions.rules.participation import (
    Authors,
    Consent,
    Council,
    Division,
    DossierPart,
    Entrants,
    Field,
    Question,
    Timeline,
)


class EditionLabel(Part):
    """ "lần thứ tư", "XI": the number as printed, the number as counted, the years as printed."""

    number: Count | None = None
    label: Name | None = None
    years: Name


class Seat(Part):
    """A seat on the organising committee, by office; who left and came is told by days and decisions."""

    role: Literal["head", "standing_deputy", "deputy", "member", "secretary"]
    office: Name
    name: Text = ""
    since: Day | None = None
    until: Day | None = None
    decision: Key | None = None


class Bodies(Part):
    """Who stands behind the edition, as printed on its papers."""

    issuing: Name
    organiser: Name
    standing: Name
    steering: Name | None = None
    partners: tuple[Name, ...] = ()
    # Bodies that help to carry it out, beside the partners that stand behind it.
    coordinating: tuple[Name, ...] = ()
    head: Name | None = None
    place: Name | None = None
    committee: tuple[Seat, ...] = ()
    # By whom the committee, the juries and the secretariat are set up.
    appointed_by: dict[Literal["committee", "jury", "secretariat"], Name] = Limits(default_factory=dict)
    # The juries' own clerks, when they are not the secretariat.
    jury_secretariat: Name | None = None


class Paper(Part):
    """A decision or plan that later papers cite; number and date stay out until they are known."""

    key: Key
    number: Name | None = None
    date: Day | None = None
    by: Name
    about: Text = ""
    kind: Literal["decision", "plan", "notice", "circular", "regulation"] = "decision"
    # Not of this edition: a law or norm it rests on, in force for years.
    legal_base: bool = False
    # The stage before which it must be there (a scoring regulation before judging).
    due_before: Literal["open", "screening", "judging", "deliberation", "decided", "published"] | None = None


class Contact(Part):
    """Where the public asks."""

    name: Text = ""
    address: Text = ""
    phone: Text = ""
    email: Text = ""
    hours: Text = ""


class FormToDownload(Part):
    """A form or document linked on the public page; the house makes the file itself where it can."""

    key: Key
    name: Name
    made: Literal["register_template", "score_sheet", "regulation"] = "regulation"


class Faq(Part):
    """A question that is asked every time, and its answer."""

    question: Name
    answer: Text


class Regulation(Part):
    """A whole regulation. `assumptions` names the top-level keys that no source says; `notes` are for its editors."""

    regulation: Literal[1]
    kind: Literal["technical", "youth", "award"]
    title: Name
    short_title: Name | None = None
    series: Annotated[str, Limits(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
    rhythm: Literal["annual", "biennial", "school_year", "irregular"] | None = None
    edition: EditionLabel
    level: Literal["unit", "school", "district", "province", "nation"]
    locality: Name | None = None
    # What the locality belongs to since a later merger of provinces.
    locality_now: Name | None = None
    entry_word: Literal["giải pháp", "công trình", "đề tài", "mô hình, sản phẩm", "sản phẩm", "mô hình"] = "giải pháp"
    # {n} runs over the edition, or over the field when {field} stands in it.
    entry_code: Annotated[str, Limits(max_length=40)] = "HS-{n:04}"
    bodies: Bodies
    decisions: tuple[Paper, ...] = ()
    timeline: Timeline
    fields: Annotated[tuple[Field, ...], Limits(min_length=1)]
    divisions: tuple[Division, ...] = ()
    councils: tuple[Council, ...] = ()
    entrants: Entrants = Entrants()
    authors: Authors = Authors()
    consents: tuple[Consent, ...] = ()
    dossier: tuple[DossierPart, ...] = ()
    questions: tuple[Question, ...] = ()
    rounds: Annotated[tuple[Round, ...], Limits(min_length=1)]
    prizes: Prizes
    extra_awards: tuple[ExtraAward, ...] = ()
    topic_awards: tuple[ExtraAward, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    nomination: Annotated[tuple[Nomination, ...], BeforeValidator(one_or_many)] = ()
    privacy: Privacy = Privacy()
    contact: Contact = Contact()
    forms: tuple[FormToDownload, ...] = ()
    faq: tuple[Faq, ...] = ()
    appeals_days: Positive | None = None
    # Within how many days of a complaint's receipt it is answered.
    answer_days: Positive | None = None
    assumptions: tuple[str, ...] = ()
    notes: Text = ""
    sources: tuple[str, ...] = ()

    def field_name(self, key: str) -> str:
        """The field's printed name; the key itself when an old entry names a field that is gone."""
        return next((field.name for field in self.fields if field.key == key), key)

    def division_name(self, key: str) -> str:
        """The division's printed name; the key itself when unknown."""
        return next((division.name for division in self.divisions if division.key == key), key)

    def round_of(self, key: str) -> Round | None:
        """The round of this key."""
        return next((round_ for round_ in self.rounds if round_.key == key), None)

    @property
    def voted_round(self) -> Round | None:
        """The round in which the public votes on the contest's own page, if any."""
        return next((each for each in self.rounds if any(part.opens for part in each.parts)), None)

    def criteria_of(self, key: str) -> tuple[Criterion, ...]:
        """The criteria a round is scored by, following `same_as`. Empty for a graded round or an unknown key."""
        round_ = self.round_of(key)
        seen: set[str] = set()
        while round_ is not None and round_.same_as and round_.key not in seen:
            seen.add(round_.key)
            round_ = self.round_of(round_.same_as)
        return round_.criteria if round_ else ()

    def tier_of(self, key: str) -> Tier | None:
        """The prize tier of this key."""
        return next((tier for tier in self.prizes.tiers if tier.key == key), None)

    def councils_for(self, round_key: str, field: str, division: str) -> tuple[Council, ...]:
        """The councils that may judge an entry of this field and division in this round."""
        return tuple(
            council
            for council in self.councils
            if (not council.rounds or round_key in council.rounds)
            and field in council.fields
            and (not council.divisions or division in council.divisions)
        )

    @property
    def last_round(self) -> Round:
        """The round whose order the prizes follow."""
        return self.rounds[-1]

    def but(self, **changes: object) -> Self:
        """A copy with other parts, for tests and previews; checked anew by the caller where it matters."""
        return self.model_copy(update=changes)
