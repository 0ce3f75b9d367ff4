"""Every page of the house asks the database at most eight questions, and as many for forty entries as for four times so
many.

Four demo contests are played (small and large, in the midst of scoring and over), and every address that answers a
GET is opened by one of the office, one of a council, an entrant and a stranger, as far as they may.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text, update
from werkzeug.routing import Rule

from contest.demo.commands.closing import prepare_ceremony
from contest.demo.commands.play import Play, play
from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.audit import AuditLine
from contest.foundation.database import db
from contest.juries.models import Assignment, Council, JudgingRound, RoundEntry, Seat
from contest.people.models import Person
from tests.house.doors import DOORS, EVERYBODY
from tests.people.makers import grant, make_person

FEW, MANY = 40, 160
MOST = 8
# A page about one entry puts together what many tables know of it; it cannot grow with the contest.
MOST_OF_ONE = 12
ROLES = ("organiser", "secretary", "judge", "chair", "entrant", "unit", "admin")
STRANGER = "stranger"

# Pages that may ask more, how many, and why. None of them asks more for more entries.
MORE: dict[str, tuple[int, str]] = {
    # Of the ceremony: right after a deed. What stands and who the winners are is kept from a minute after the last one
    # (tests/ceremony/test_routes_order.py counts that).
    "ceremony.door_list": (
        20,
        "who the sealed result brings to the door, beside all that stands; the guests: winners' guides and places, "
        "councils, committee, those typed by hand, each a table; what doors noted",
    ),
    "ceremony.live": (18, "the same where a run was begun, with its steps, its called and what doors noted"),
    "ceremony.names": (13, "who the sealed result calls, beside all that stands, and how names sounded before"),
    "ceremony.order": (14, "the order, its segments and lines beside the sealed result and all that stands"),
    "ceremony.script": (14, "likewise"),
    "ceremony.segment_new": (14, "likewise"),
    "ceremony.handing": (16, "the sealed result beside all that stands, then things, rules, moves, groups, who came"),
    "ceremony.items": (17, "likewise, and the last moves"),
    "ceremony.payouts": (17, "the sealed result beside all that stands, then payees, payments, receipts"),
    "ceremony.payee": (19, "likewise, of which one entry's money is shown to who looks after it"),
    "ceremony.receipt_tablet": (15, "likewise"),
    "ceremony.receipts": (16, "likewise, and what was voided"),
    "entries.counts_file": (9, "a file with every count of the register"),
    "ranking.settlements": (10, "the ties of a round, their votes, who may vote, what is withdrawn: each a table"),
    "entries.record": (14, "a dossier with files, authors, things kept, what was looked at, its history: each a table"),
    "home.leftovers": (
        14,
        "the texts of every room beside those of the edition before; opened before an edition opens",
    ),
    "home.story": (19, "one entry seen by all nine rooms, each asked for its own part"),
    "papers.certificates": (
        20,
        "the sealed result beside all that stands, each certificate beside the prize of today and the proof of it",
    ),
    "papers.guests": (19, "the sealed result beside all that stands, mentors, councils, committee, seats, notes"),
    "papers.reconciling": (42, "every list of winners, each read as it would be printed, beside the sealed result"),
    "papers.office_figures": (18, "register, rounds, sealed result and series; then kept until a change"),
    "papers.public_page_of_figures": (13, "the published result, its fairness sheet and the series"),
    "papers.yearbook": (
        18,
        "the sealed result with its entries, authors, consents, files and what was chosen; the prints",
    ),
    "prizes.extra_awards": (
        12,
        "works, authors, what stands of entries, persons and units, whom to choose from: each a table",
    ),
    "prizes.recommendations": (
        10,
        "what councils ask for beside what stands; after a change also the order and the names",
    ),
    "ranking.quality": (11, "figures of a whole round, found once and kept; two see whether anything changed"),
    "ceremony.remote": (
        16,
        "the winners with all their authors, the script, what is kept back; opened to begin a show",
    ),
    "results.account": (28, "all that happened to one entry, each room asked for its own part; opened for a complaint"),
    "results.own_account": (22, "the same for its entrant, once the result is public"),
    "results.retention": (13, "each kind of personal data that is still kept is counted in its own table"),
    "results.gallery": (11, "the published result with entries, authors, consents, files and what was chosen"),
    "results.showcase": (16, "the sealed result with its entries, authors, consents, files and what was chosen"),
    "results.showcase_entry": (18, "the same, of which one is shown"),
    "results.publication": (18, "what is missing for publishing is asked of every room; opened a few times a contest"),
    "scoring.cases": (10, "for a chair also the seats in reach, the own entries not scored yet and the own conflicts"),
    "scoring.replacement": (13, "who could take the sheets over: seats, loads, conflicts and pairs, as for assigning"),
    "screening.by_rule": (11, "every automatic check of every waiting entry; then kept until a change"),
    "screening.ask": (15, "the same checks as beside it, so that what is asked for is what they found missing"),
    "screening.check": (18, "an entry with its neighbours, twins, unit, looks and decisions, each a table"),
    "screening.desk": (
        10,
        "after a change the automatic checks of a page of entries look for people; then 4",
    ),
    "prizes.sure": (11, "rankings of all rounds, what happened since, names of judges and entries: each a table"),
    "prizes.sure_file": (11, "the same as a file"),
}

# Pages without anything but the edition and a round in their address that the walk cannot open, and why not.
UNOPENED = {
    "ceremony.live_now": "no ceremony was begun in the demo: tests/ceremony/test_routes_live.py counts",
    "ceremony.live_whole": "likewise",
    "entries.labels": "a file, not a page",
    "entries.thing_label": "a file, not a page",
    "entries.unit_intake": "no unit of the directory has an account here",
    "papers.unit_proof_own": "leads to the page of the link, where a unit was asked: nobody was in the demo",
    "ranking.public_vote": "the public votes on nothing in the demo: tests/ranking/test_routes_public_vote.py counts",
    "ranking.votes": "likewise",
    "scoring.closing_way": "the way out is asked in its query: tests/scoring/test_routes_ways.py opens it",
    "results.nominations": "leads to the first list: tests/results/test_actions_nominations.py counts that page",
    "screening.announced": "no result of the screening was announced",
}

Counting = Callable[[], AbstractContextManager[list[str]]]


@dataclass(frozen=True, slots=True)
class Contest:
    """A contest that was played, who goes through it, and what stands in its addresses."""

    slug: str
    visitors: dict[str, FlaskClient]
    places: dict[str, str]


@pytest.fixture
def contests(app: Flask, db: Any, client_of: Any) -> dict[str, tuple[Contest, Contest]]:
    """By state: the small contest and the large one."""
    found = {}
    for state, until_scoring in (("scoring", True), ("over", False)):
        pair = []
        for count in (FEW, MANY):
            slug = f"{state}-{count}"
            done = play(count, lambda words, steps: None, until_scoring=until_scoring, slug=slug)
            if not until_scoring:
                prepare_ceremony(done)
            pair.append(_contest(app, client_of, done, slug))
        found[state] = (pair[0], pair[1])
    if db.engine.dialect.name == "postgresql":
        # What is not committed nobody has counted: with the counts of the tests before, joins are planned for no rows.
        db.session.execute(text("ANALYZE"))
    return found


def _contest(app: Flask, client_of: Any, done: Play, slug: str) -> Contest:
    edition, key = db.session.get_one(Edition, done.edition_id), done.regulation.last_round.key
    people = {role: make_person(f"Người {role}") for role in ("organiser", "secretary", "entrant", "unit")}
    for role, person in people.items():
        grant(person, edition, Role(role))
    people["admin"] = make_person("Người quản trị")
    grant(people["admin"], None, Role.ADMIN)
    round_id = db.session.scalar(select(JudgingRound.id).where(JudgingRound.edition_id == edition.id))
    asked = select(Assignment.judge_id, Assignment.entry_id).where(Assignment.round_id == round_id)
    judge_id, entry_id = db.session.execute(asked.order_by(Assignment.entry_id, Assignment.judge_id).limit(1)).one()
    seat = select(Seat.id, Seat.person_id, Seat.council_id).join(Council, Council.id == Seat.council_id)
    chair = seat.where(Council.edition_id == edition.id, Seat.role == "chair").order_by(Seat.id).limit(1)
    seat_id, chair_id, council_id = db.session.execute(chair).one()
    people["judge"], people["chair"] = db.session.get_one(Person, judge_id), db.session.get_one(Person, chair_id)
    db.session.execute(update(Entry).where(Entry.id == entry_id).values(owner_id=people["entrant"].id))
    places = {
        "slug": slug, "round_key": key, "entry_id": str(entry_id), "judge_id": str(judge_id), "seat_id": str(seat_id),
        "council_id": str(council_id), "number": _number(round_id, entry_id), "word": "chung", "key": "register",
    }  # fmt: skip
    return Contest(
        slug, {role: client_of(person) for role, person in people.items()} | {STRANGER: app.test_client()}, places
    )


def _number(round_id: int | None, entry_id: int) -> str:
    which = (RoundEntry.round_id == round_id, RoundEntry.entry_id == entry_id)
    return str(db.session.scalar(select(RoundEntry.number).where(*which)))


def pages(app: Flask) -> Iterator[Rule]:
    """Every address that answers a GET and is not an asset."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.endpoint.endswith("static"):
            yield rule


def visitors(endpoint: str) -> list[str]:
    """Who opens the page: everybody of ROLES who may, a stranger where everybody may."""
    allowed = DOORS[endpoint]
    return [STRANGER] if allowed == EVERYBODY else [role for role in ROLES if role in allowed]


def address(rule: Rule, places: dict[str, str]) -> str | None:
    """The rule's address in a contest; None when there is nothing to put in one of its places."""
    names = re.findall(r"<(?:[^:<>]*:)?(\w+)>", rule.rule)
    if not set(names) <= places.keys():
        return None
    return re.sub(r"<(?:[^:<>]*:)?(\w+)>", lambda found: places[found[1]], rule.rule)


def test_a_page_that_asks_for_each_of_its_rows_is_found() -> None:
    each = "SELECT name FROM person WHERE id = ?"
    assert _repeated(["SELECT id FROM entry", *[each] * 40]) != _repeated(["SELECT id FROM entry", *[each] * 160])


@pytest.mark.slow
def test_every_page_asks_at_most_eight_questions_and_not_more_for_more_entries(
    app: Flask, contests: dict[str, tuple[Contest, Contest]], count_queries: Counting, at: Callable[[str], None]
) -> None:
    wrong, opened = [], set()
    # What is kept once the last change is a minute old would else be kept for the second contest and not for the first.
    at(db.session.scalars(select(func.max(AuditLine.at))).one().isoformat())
    for rule in pages(app):
        for state, pair in contests.items():
            for who in visitors(rule.endpoint):
                faults = _faults(pair, rule, who, state, count_queries)
                if faults:
                    # What is kept after a first look (sums, parts of pages, derived files) is no fault of the second.
                    faults = _faults(pair, rule, who, state, count_queries)
                if faults is not None:
                    opened.add(rule.endpoint)
                    wrong += faults
    plain = {rule.endpoint for rule in pages(app) if rule.arguments <= {"slug", "round_key"}}
    unopened = plain - opened
    wrong += [f"{endpoint} was never opened" for endpoint in sorted(unopened - set(UNOPENED))]
    wrong += [f"{endpoint} can be opened after all" for endpoint in sorted(opened & set(UNOPENED))]
    assert not wrong, "\n".join(["", *wrong])


def _faults(
    pair: tuple[Contest, Contest], rule: Rule, who: str, state: str, count_queries: Counting
) -> list[str] | None:
    """What is wrong with the questions of a page in the small contest and the large; None when it is not to be had."""
    costs: list[list[str]] = []
    for one in pair:
        cost = _cost(one, rule, who, count_queries)
        if cost is None:
            return None
        costs.append(cost)
    what, faults = f"{rule.rule} ({rule.endpoint}, {who}, {state})", []
    few, many = (_repeated(cost) for cost in costs)
    if few != many:
        faults.append(f"{what} repeats itself {few} times for {FEW} entries and {many} times for {MANY}")
    asked = max(len(cost) for cost in costs)
    most, _ = MORE.get(rule.endpoint, (MOST_OF_ONE if "entry_id" in rule.arguments else MOST, ""))
    if asked > most:
        faults.append(f"{what} asks {asked} questions, more than {most}")
    return faults


def _repeated(asked: list[str]) -> int:
    """How often a question was asked again with other values: what grows with the rows of a page that asks for each.

    A part of a page that one contest has and the other has not (a tie, a disagreement) asks a question of its own.
    """
    return len(asked) - len(set(asked))


def _cost(contest: Contest, rule: Rule, who: str, count_queries: Counting) -> list[str] | None:
    """The questions a page asks; None when it is not to be had in this contest."""
    where = address(rule, contest.places)
    if where is None:
        return None
    browser = contest.visitors[who]
    with count_queries() as asked:
        answer = browser.get(where)
        answer.get_data()
        answer.close()
    return list(asked) if answer.status_code == 200 else None
