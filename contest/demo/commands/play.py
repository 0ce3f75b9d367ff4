"""A whole contest in one go: every step by the deeds a secretariat uses, each timed."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from contest.demo.commands.council import meet, present_some
from contest.demo.commands.rows import entry_rows, judge_rows, score_rows, unit_lines
from contest.demo.commands.staging import moved
from contest.demo.rules import (
    DemoEntry,
    DemoJudge,
    absent_judge,
    conflicts,
    make_clerks,
    make_entries,
    make_judges,
    technical_regulation,
)
from contest.editions import actions as editions
from contest.editions.queries import EditionCard, preset_text, regulation_of
from contest.editions.rules import Regulation, parse
from contest.entries import actions as entries
from contest.entries.queries import ids_of_codes
from contest.foundation.access import OPERATOR
from contest.foundation.sheets import SheetRow
from contest.home.actions import advance
from contest.juries import actions as juries
from contest.juries import queries as jury_queries
from contest.letters import actions as letters
from contest.letters.queries import LetterFilter
from contest.letters.queries import ids_of as outbox
from contest.people import actions as people
from contest.people.queries import actor_by_email, people_cards
from contest.prizes import actions as prizes
from contest.prizes.queries import extras, extras_of, latest_proposal, suggestions
from contest.prizes.rules import awards_of_units, computed_awards, places_of_units
from contest.ranking import actions as ranking
from contest.ranking.queries import latest_run
from contest.results import actions as results
from contest.scoring import actions as scoring
from contest.screening import actions as screening

PRESET = "youth_demo"
SLUG = "sang-tao-song-hong-20"
TECHNICAL_SLUG = "sang-tao-ky-thuat-song-hong-2"
SECOND = "tech_haiphong_2022"
SECOND_SLUG = "sang-tao-ky-thuat"
SEED = 20
JUDGES = 40
_DAYS_TO_TRY = 30
_CLOSED_EARLY = "Đã nhận đủ hồ sơ của các đơn vị"
Tell = Callable[[str, int], None]


@dataclass(slots=True)
class Play:
    """What a demo has made so far, and how long each step took."""

    tell: Tell
    slug: str = SLUG
    # Adults with one round and 52 prizes, instead of pupils.
    is_technical: bool = False
    edition: EditionCard | None = None
    material: list[DemoEntry] = field(default_factory=list)
    judges: list[DemoJudge] = field(default_factory=list)
    seated: list[DemoJudge] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    # The processor's time, too: on a busy machine the clock on the wall says little.
    busy: dict[str, float] = field(default_factory=dict)

    @property
    def edition_id(self) -> int:
        """The key of the edition. Raises RuntimeError before there is one."""
        if self.edition is None:
            raise RuntimeError("the edition comes first")
        return self.edition.id

    @property
    def regulation(self) -> Regulation:
        """The regulation in force."""
        return regulation_of(self.edition_id)

    @property
    def present(self) -> list[DemoJudge]:
        """Everybody who sits and came."""
        away = self.judges[absent_judge(self.judges, SEED)]
        return [judge for judge in self.seated if judge != away]

    def card_of(self, email: str) -> str:
        """The address of a score card of this judge's, "" when nothing is assigned to them."""
        key = self.regulation.last_round.key
        judge = actor_by_email(email).id
        round_ = jury_queries.prepared_round(self.edition_id, key)
        entry = next((one.entry_id for one in jury_queries.assignments(round_.id) if one.judge_id == judge), None)
        numbers = {one.entry_id: one.number for one in jury_queries.round_entries(round_.id)}
        return f"/{self.slug}/cham-diem/{key}/{numbers[entry]}" if entry else ""

    @contextmanager
    def step(self, name: str, words: str) -> Iterator[None]:
        """Time a step and say what is going on."""
        self.tell(words, 0)
        began, busy = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 3)
        self.busy[name] = round(time.process_time() - busy, 3)
        self.tell(words, 1)

    @contextmanager
    def inventing(self) -> Iterator[None]:
        """Time what is invented (titles, people, scores): a real contest is given it, so it is no step of one."""
        began = time.perf_counter()
        yield
        self.seconds[INVENTED] = round(self.seconds.get(INVENTED, 0.0) + time.perf_counter() - began, 3)


STEPS = 14
INVENTED = "invented"


def play(count: int, tell: Tell, *, until_scoring: bool = False, slug: str = SLUG, is_technical: bool = False) -> Play:
    """Carry a contest of `count` entries from its regulation to its publication, or into the midst of scoring."""
    done = Play(tell, slug, is_technical)
    _to_judging(done, count)
    key = done.regulation.last_round.key
    with done.inventing():
        sheets = list(_sheets(done, key))
    with done.step("scoring", "Chấm điểm"):
        scoring.import_scores(OPERATOR, done.edition_id, key, sheets[::2] if until_scoring else sheets)
        if until_scoring:
            return done
        scoring.close_round(OPERATOR, done.edition_id, key)
    _to_publication(done, key)
    return done


def _to_judging(done: Play, count: int) -> None:
    with done.inventing():
        text = _regulation_text(done)
    with done.step("edition", "Thể lệ"):
        done.edition = editions.create_edition(OPERATOR, text, done.slug)
        advance(OPERATOR, done.edition_id, "open")
    with done.inventing():
        done.material = make_entries(count, SEED, adults=done.is_technical)
        register = list(entry_rows(done.material, done.regulation))
        people.import_units(OPERATOR, done.edition_id, unit_lines(done.material))
    with done.step("import", "Nhập hồ sơ"):
        entries.import_entries(OPERATOR, done.edition_id, register, doubtful="new")
    with done.step("screening", "Thẩm định"):
        advance(OPERATOR, done.edition_id, "closed", _CLOSED_EARLY)
        advance(OPERATOR, done.edition_id, "screening")
        screening.accept_all(OPERATOR, done.edition_id)
    with done.inventing():
        panel = _panel(done)
    with done.step("judges", "Giám khảo"):
        juries.import_judges(OPERATOR, done.edition_id, panel)
        advance(OPERATOR, done.edition_id, "judging")
    key = done.regulation.last_round.key
    with done.step("assignment", "Phân công"):
        juries.prepare_round(OPERATOR, done.edition_id, key)
        plan = juries.propose_plan(OPERATOR, done.edition_id, key)
        juries.apply_plan(OPERATOR, done.edition_id, plan.plan_id)
        juries.open_round(OPERATOR, done.edition_id, key)
        # Somebody of the secretariat reads the judges' letters and lets them go.
        waiting = outbox(done.edition_id, LetterFilter(event="round.opened"))
        letters.change_letters(OPERATOR, done.edition_id, waiting, "approve")
    with done.step("presentations", "Lịch thuyết trình"):
        present_some(done.edition_id, key)


def _to_publication(done: Play, key: str) -> None:
    with done.step("ranking", "Xếp hạng"):
        ranking.run_ranking(OPERATOR, done.edition_id, key)
    with done.step("meeting", "Họp hội đồng"):
        meet(done.edition_id, key)
        advance(OPERATOR, done.edition_id, "deliberation")
    with done.step("prizes", "Xếp giải"):
        prizes.propose_awards(OPERATOR, done.edition_id)
    with done.step("sureness", "Xem giải chắc đến đâu"):
        prizes.weigh_proposal(OPERATOR, done.edition_id)
    with done.step("decision", "Quyết định giải"):
        _settle_boundary_ties(done)
        _settle_unit_ties(done)
        _settle_extra_ties(done)
        prizes.confirm_awards(OPERATOR, done.edition_id)
        results.post_results(OPERATOR, done.edition_id)
        advance(OPERATOR, done.edition_id, "decided", "Bản chạy thử: không chờ hết thời gian niêm yết")
    with done.step("publication", "Niêm phong và công bố"):
        results.seal_results(OPERATOR, done.edition_id)
        results.publish_results(OPERATOR, done.edition_id)
        advance(OPERATOR, done.edition_id, "published")


def _regulation_text(done: Play) -> str:
    """The regulation with its days moved so that its deadline is tomorrow's."""
    text = technical_regulation() if done.is_technical else preset_text(PRESET)
    return moved(text, parse(text).timeline.submission.shown_deadline.date(), 1)


def _panel(done: Play) -> list[SheetRow]:
    """Judges and clerks to take their seats; one judge has declared that a relative takes part."""
    done.judges = make_judges(JUDGES, SEED)
    codes = in_order(done.edition_id)
    apart: dict[int, list[str]] = {}
    for one in conflicts(done.material, done.judges, SEED):
        apart.setdefault(one.judge_index, []).append(codes[one.entry_index])
    done.seated = [*done.judges, *make_clerks(SEED, done.judges)]
    return list(judge_rows(done.seated, done.regulation, apart))


def _settle_boundary_ties(done: Play) -> None:
    """What is left to the committee: of equals on a tier's last place, those with the earlier codes go before."""
    proposal = latest_proposal(done.edition_id)
    for tie in proposal.pending() if proposal else []:
        order = sorted(zip(tie["codes"], tie["entries"], strict=True))
        tiers = [*tie["tiers"], ""]
        for place, (_, entry_id) in enumerate(order):
            tier = tiers[0] if place < tie["places"] else tiers[min(1, len(tiers) - 1)]
            prizes.move_award(OPERATOR, done.edition_id, entry_id, tier, "Ban Tổ chức biểu quyết: ưu tiên nộp trước")


def _settle_unit_ties(done: Play) -> None:
    """Of units with equal figures, those with the earlier names are given what places are left."""
    waiting = [line for line in extras(done.edition_id, done.regulation) if line.state == "waits"]
    for award in awards_of_units(done.regulation):
        own = sorted((line for line in waiting if line.award_key == award.key), key=lambda line: line.title)
        left = (places_of_units(award) or 0) - ((own[0].rank or 1) - 1) if own else 0
        for line in own[:left]:
            reason = "Ban Tổ chức biểu quyết: ưu tiên đơn vị tham gia nhiều năm"
            prizes.decide_unit(OPERATOR, done.edition_id, award.key, line.title, reason, given=True)


def _settle_extra_ties(done: Play) -> None:
    """Of entries or authors equal for an award beside the tiers, those handed in earlier get what places are left."""
    run = latest_run(done.edition_id, done.regulation.last_round.key)
    waiting = (
        [line for line in extras_of(suggestions(done.edition_id, done.regulation, run)) if line.waits] if run else []
    )
    given = Counter(line.award_key for line in extras(done.edition_id, done.regulation) if line.entry_id is not None)
    for award in computed_awards(done.regulation):
        own = sorted((line for line in waiting if line.award_key == award.key), key=lambda line: line.key)
        for line in own[: max(0, (award.quantity.exact or award.quantity.at_most or 1) - given[award.key])]:
            reason = "Ban Tổ chức bốc thăm giữa những người bằng nhau"
            prizes.give_extra(OPERATOR, done.edition_id, line.entry_id, award.key, reason, line.author)


def in_order(edition_id: int) -> list[str]:
    """The codes as they were given, SH-9999 before SH-10000."""
    return sorted(ids_of_codes(edition_id), key=lambda code: (len(code), code))


def _sheets(done: Play, round_key: str) -> Iterator[Any]:
    """The sheets of everybody for everything assigned to them; one judge did not come."""
    round_ = jury_queries.prepared_round(done.edition_id, round_key)
    pairs = jury_queries.assignments(round_.id)
    code_of = {entry_id: code for code, entry_id in ids_of_codes(done.edition_id).items()}
    email_of = {
        person_id: card.email or "" for person_id, card in people_cards({pair.judge_id for pair in pairs}).items()
    }
    entry_places = {code: place for place, code in enumerate(in_order(done.edition_id))}
    judge_places = {judge.email: place for place, judge in enumerate(done.judges)}
    absent = done.judges[absent_judge(done.judges, SEED)].email
    yield from score_rows(
        ((code_of[pair.entry_id], email_of[pair.judge_id]) for pair in pairs),
        (entry_places, judge_places),
        done.regulation.criteria_of(round_key),
        absent,
        SEED,
    )


def open_second() -> int:
    """A technical contest that takes entries now, for whoever wants to try the entrant's road; returns its key."""
    text = preset_text(SECOND)
    deadline = parse(text).timeline.submission.shown_deadline.date()
    edition = editions.create_edition(OPERATOR, moved(text, deadline, _DAYS_TO_TRY), SECOND_SLUG)
    advance(OPERATOR, edition.id, "open")
    return edition.id
