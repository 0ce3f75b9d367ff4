"""Rounds with judges and entries for the scoring tests; all invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.access import Actor, Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, Conflict, Council, JudgingRound, RoundEntry, Seat
from contest.people.models import Person
from contest.scoring import actions
from tests.editions.makers import make_edition
from tests.people.makers import actor_of, grant, make_person

NAMES = ("Nguyễn Thị Ánh", "Trần Văn Bình", "Lê Thị Cúc", "Phạm Văn Dũng", "Hoàng Thị Êm", "Võ Văn Giang")
FULL = {"novelty": Decimal("35.5"), "use": Decimal("20"), "effect": Decimal("22")}


def number_of(entry: int) -> str:
    """The judging number of an entry by its place among the makers'."""
    return f"A{entry + 1:03}"


@dataclass(frozen=True, slots=True)
class Judging:
    """An open round: its edition, entries, judges, and the people around them."""

    edition: Edition
    round: JudgingRound
    council: Council
    entries: Sequence[Entry]
    judges: Sequence[Person]
    clerk: Person
    chair: Person
    secretary: Person

    def judge(self, place: int = 0) -> Actor:
        """A judge as the door sees them."""
        return actor_of(self.judges[place], (Role.JUDGE, self.edition))

    @property
    def office(self) -> Actor:
        """The secretariat."""
        return actor_of(self.secretary, (Role.SECRETARY, self.edition))

    @property
    def organiser(self) -> Actor:
        """Somebody of the committee."""
        return actor_of(self.secretary, (Role.ORGANISER, self.edition))

    @property
    def the_chair(self) -> Actor:
        """The chair of the council."""
        return actor_of(self.chair, (Role.CHAIR, self.edition))

    @property
    def the_clerk(self) -> Actor:
        """The clerk of the council."""
        return actor_of(self.clerk, (Role.CLERK, self.edition))


def make_judging(
    entries: int = 3,
    judges: int = 3,
    *,
    name: str = "small_technical",
    text: str | None = None,
    round_key: str = "preliminary",
    state: str = "open",
    slug: str = "thu-nghiem",
) -> Judging:
    """Every judge is assigned to every entry; entry n is KT-00n, judged as A00n."""
    edition = make_edition(name, stage="judging", text=text, slug=slug)
    council = Council(edition_id=edition.id, key="c1", name="Hội đồng Công nghệ và Cơ khí", field_keys=["ict", "mech"])
    round_ = JudgingRound(edition_id=edition.id, key=round_key, state=state, made_at=now(), opened_at=now())
    db.session.add_all([council, round_])
    people = [make_person(NAMES[place % len(NAMES)], f"gk{place}-{slug}@example.org") for place in range(judges)]
    clerk, chair = make_person("Đặng Thị Hoa", f"thuky-{slug}@example.org"), make_person("Bùi Văn Khang")
    secretary = make_person("Đỗ Thị Lan", f"banthuky-{slug}@example.org")
    db.session.flush()
    for person, role in ((clerk, Role.CLERK), (chair, Role.CHAIR), (secretary, Role.SECRETARY)):
        grant(person, edition, role)
    for person in people:
        grant(person, edition, Role.JUDGE)
    seats = [(person, "member") for person in people] + [(clerk, "clerk"), (chair, "chair")]
    db.session.add_all(
        Seat(council_id=council.id, person_id=person.id, role=role, expertise=[], seated_at=now())
        for person, role in seats
    )
    made = [make_entry(edition, place) for place in range(1, entries + 1)]
    place_entries(round_, council, made)
    assign(round_, made, people)
    db.session.commit()  # a refusal rolls back, and must not take what was made with it
    return Judging(edition, round_, council, made, people, clerk, chair, secretary)


def make_entry(edition: Edition, place: int, title: str = "") -> Entry:
    """An eligible entry with a code."""
    words = title or f"Máy gieo hạt tự hành số {place}"
    entry = Entry(
        edition_id=edition.id,
        code=f"KT-{place:03}",
        status="eligible",
        title=words,
        short_title=words[:100],
        summary="Tóm tắt giải pháp.",
        field_key="mech" if edition.kind == "technical" else "green",
        unit="Trường Trung học Hoa Phượng",
        answers={"known": "Giải pháp đã biết.", "content": "Nội dung chủ yếu."},
        search_text=fold(f"{words} Trường Trung học Hoa Phượng Ngô Bảo Tác Giả KT-{place:03}"),
        created_at=now(),
        updated_at=now(),
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def place_entries(round_: JudgingRound, council: Council, entries: Sequence[Entry]) -> None:
    """Put entries into a round under judging numbers A001 …"""
    db.session.add_all(
        RoundEntry(round_id=round_.id, entry_id=entry.id, council_id=council.id, number=number_of(place))
        for place, entry in enumerate(entries)
    )
    db.session.flush()


def assign(round_: JudgingRound, entries: Sequence[Entry], judges: Sequence[Person]) -> None:
    """Every judge is to score every entry."""
    db.session.add_all(
        Assignment(round_id=round_.id, entry_id=entry.id, judge_id=judge.id, turn=turn, assigned_at=now())
        for judge in judges
        for turn, entry in enumerate(entries)
    )
    db.session.flush()


def off_the_entry(judging: Judging, judge: int, entry: Entry) -> None:
    """A judge was never to score this entry."""
    db.session.execute(
        delete(Assignment).where(
            Assignment.round_id == judging.round.id,
            Assignment.entry_id == entry.id,
            Assignment.judge_id == judging.judges[judge].id,
        )
    )
    db.session.commit()


def conflict(judging: Judging, judge: Person, entry: Entry, state: str = "confirmed") -> None:
    """A conflict of interest."""
    db.session.add(
        Conflict(
            edition_id=judging.edition.id,
            person_id=judge.id,
            entry_id=entry.id,
            kind="declared",
            reason="cùng đơn vị",
            state=state,
            made_at=now(),
        )
    )
    db.session.commit()


def score(judging: Judging, judge: int, entry: int, points: Mapping[str, Decimal] | None = None) -> None:
    """A judge hands in a sheet on an entry."""
    actions.hand_in_sheet(
        judging.judge(judge),
        judging.edition.id,
        judging.round.key,
        judging.entries[entry].id,
        points or FULL,
        "Tốt.",
    )


def score_all(judging: Judging, points: Mapping[str, Decimal] | None = None) -> None:
    """Every judge hands in every sheet."""
    for judge in range(len(judging.judges)):
        for entry in range(len(judging.entries)):
            score(judging, judge, entry, points)
