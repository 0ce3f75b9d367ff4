"""What is known of an edition when somebody asks what to do next; plain figures, no questions to the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from contest.foundation.access import Role


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """One round as it stands. `state` is empty until it is prepared; `mine` counts the asking judge's sheets."""

    key: str
    name: str
    state: str = ""
    entries: int = 0
    short_of_judges: int = 0
    sheets: int = 0
    settled: int = 0
    is_ranked: bool = False
    ties: int = 0
    mine: int = 0
    mine_settled: int = 0
    of_my_council: int = 0
    of_my_council_settled: int = 0
    # Disagreements: what the asker is to answer; those not concluded, and of them those that wait for a conclusion
    # (all of the round for the office, of their councils for chair and clerk).
    mine_asked: int = 0
    cases: int = 0
    cases_to_conclude: int = 0

    @property
    def missing(self) -> int:
        """Sheets that say nothing yet."""
        return self.sheets - self.settled

    @property
    def mine_left(self) -> int:
        """The asking judge's sheets that say nothing yet."""
        return self.mine - self.mine_settled


@dataclass(frozen=True, slots=True)
class MyEntry:
    """One entry of the asking entrant; `status` is what entrants may read."""

    id: int
    code: str | None
    title: str
    status: str
    supplement_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An edition, and who asks."""

    roles: frozenset[Role]
    stage: str
    at: datetime
    opens: datetime
    deadline: datetime
    # Entries by their own state, and by field (drafts and withdrawn ones left out).
    by_status: Mapping[str, int] = field(default_factory=dict)
    by_field: Mapping[str, int] = field(default_factory=dict)
    # Files judges of a blind round do not get before somebody of the office has looked into them.
    files_unseen: int = 0
    questions: int = 0
    # Accounts of the installation whose holders want them deleted.
    forget_requests: int = 0
    # Letters that somebody has to look at before they leave, and those that could not be sent.
    letters_waiting: int = 0
    letters_failed: int = 0
    councils: int = 0
    councils_empty: Sequence[str] = ()
    rounds: Sequence[RoundFacts] = ()
    has_proposal: bool = False
    awards_proposed: int = 0
    awards_confirmed: int = 0
    # What waits for this very person: changes that take two and are not approved by them, votes of the committee.
    changes_waiting: int = 0
    ballots_waiting: int = 0
    # Complaints that wait for an answer, and entries this judge was asked to look at anew because of one.
    complaints: int = 0
    looks: int = 0
    is_sealed: bool = False
    is_published: bool = False
    # Days the proposed result is to be posted, the last day of what is posted now, remarks without a conclusion.
    posting_days: int = 0
    posted_until: date | None = None
    remarks_open: int = 0
    my_entries: Sequence[MyEntry] = ()
    # Corrections asked for on proofs of certificates that nobody has settled; own entries whose proof waits.
    corrections: int = 0
    my_proofs: frozenset[int] = frozenset()
    # The own unit's name on its certificate waits for a word.
    my_unit_proof: bool = False
    # Those whose prize money waits for a word on how it is to be paid.
    my_payees: frozenset[int] = frozenset()
    # Entries that wait for this person in place of a secretary in conflict; those this person leaves to others, each
    # with the name of who does it ("" for nobody).
    duties: int = 0
    # In conflict with some entry: from how many prizes there are, and those shown, that entry's could be told.
    is_apart: bool = False
    kept_from: Sequence[tuple[str, str]] = ()
    # The deadline that is announced; `deadline` is when taking ends, which may be later and is told to nobody.
    announced: datetime | None = None

    @property
    def unscreened(self) -> int:
        """Entries that nobody has decided on."""
        return self.by_status.get("submitted", 0) + self.by_status.get("received", 0)

    @property
    def supplements(self) -> int:
        """Entries that wait for a supplement."""
        return self.by_status.get("needs_supplement", 0)

    @property
    def halted(self) -> int:
        """Entries whose judging is halted: somebody took back the consent to it."""
        return self.by_status.get("halted", 0)

    @property
    def handed_in(self) -> int:
        """Every entry that was handed in and not withdrawn."""
        return sum(self.by_status.values()) - self.by_status.get("draft", 0) - self.by_status.get("withdrawn", 0)

    @property
    def is_taking(self) -> bool:
        """Whether entries are taken right now."""
        return self.stage == "open" and self.opens <= self.at < self.deadline
