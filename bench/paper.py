"""Sheets of paper with mistakes in the keying, through the real deeds: how many are caught, and by what.

python -m bench.paper [--sheets 500] [--seed 1] [--runs 1]

Three people key in: two read every sheet, in two orders, the third decides what differs. A slip of the keyboard is one
person's and goes away on looking again; a figure that both misread alike stays misread whoever of them looks. A sheet
goes onto the wrong record because a letter of its code is mistyped, or because the code of another sheet is typed.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select

from contest.foundation.access import Actor, Role
from contest.foundation.database import db
from contest.foundation.refusal import Refusal
from contest.people.rules import CODE_LETTERS
from contest.scoring import actions
from contest.scoring.models import PaperSheet, Score, ScoreSheet
from contest.scoring.rules import CellRead, Reading
from tests.live import open_house
from tests.people.makers import actor_of, grant, make_person
from tests.scoring.makers import Judging, make_judging

CONTROL = "control"
JUDGES = 5
_PHOTO = "0" * 64
_STEP = Decimal("0.5")
# How a refusal names the defence that made it.
_BY = {
    "paper_control_differs": "control sum",
    "paper_code_mistyped": "check letter",
    "paper_same_person": "keyed by the same person already",
    "paper_entered": "entered already",
    "paper_differs": "open to a third look already",
}


@dataclass(frozen=True, slots=True)
class Rates:
    """How often what goes wrong: per figure keyed, per figure of a sheet, per sheet taken up (two), per sheet."""

    slip: float = 0.02
    alike: float = 0.001
    wrong_sheet: float = 0.01
    mistyped: float = 0.01
    no_total: float = 0.05


@dataclass(slots=True)
class Paper:
    """A signed sheet: what really stands on it, and what everybody misreads there."""

    code: str
    entry_id: int
    judge_id: int
    cells: dict[str, Decimal]
    control: Decimal | None
    misread: dict[str, Decimal] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, Decimal]:
        """Cells and total."""
        return self.cells if self.control is None else {**self.cells, CONTROL: self.control}


@dataclass(slots=True)
class Outcome:
    """Mistakes made by kind, mistakes caught by kind and defence, figures that are wrong in the end."""

    sheets: int = 0
    figures: int = 0
    made: Counter[str] = field(default_factory=Counter)
    caught: Counter[tuple[str, str]] = field(default_factory=Counter)
    third_looks: int = 0
    wrong_in_the_end: int = 0
    total_kept: Counter[str] = field(default_factory=Counter)


class Desk:
    """Two people with a pile of paper, and a third."""

    def __init__(self, judging: Judging, rates: Rates, seed: int) -> None:
        self.judging, self.rates, self.chance = judging, rates, random.Random(seed)
        self.out = Outcome()
        self.readers = (judging.office, self._another("Người nhập thứ hai"))
        self.third = self._another("Người đối chiếu")
        self.papers = [self._written(*pair) for pair in self._printed()]
        self.by_code = {paper.code: paper for paper in self.papers}
        # Slips that stand in an accepted reading, by code and reader.
        self.standing: dict[tuple[str, int], list[str]] = {}

    def _another(self, name: str) -> Actor:
        person = make_person(name)
        grant(person, self.judging.edition, Role.SECRETARY)
        db.session.commit()
        return actor_of(person, (Role.SECRETARY, self.judging.edition))

    def _printed(self) -> Iterator[tuple[str, int, int]]:
        for judge in self.judging.judges:
            pairs = actions.print_paper(
                self.judging.office, self.judging.edition.id, self.judging.round.key, judge_id=judge.id
            )
            yield from ((pair.code, pair.entry_id, pair.judge_id) for pair in pairs)

    def _written(self, code: str, entry_id: int, judge_id: int) -> Paper:
        """Figures as judges give them: whole and half points in the upper half of the range."""
        cells = {
            key: Decimal(self.chance.randint(most, 2 * most)) / 2
            for key, most in (("novelty", 40), ("use", 30), ("effect", 30))
        }
        has_total = self.chance.random() >= self.rates.no_total
        paper = Paper(code, entry_id, judge_id, cells, sum(cells.values(), Decimal(0)) if has_total else None)
        for key, figure in paper.figures.items():
            if self.chance.random() < self.rates.alike:
                paper.misread[key] = slipped(figure, self.chance)
                self.out.made["misread alike"] += 1
        self.out.figures += len(paper.figures)
        self.out.sheets += 1
        return paper

    def run(self) -> Outcome:
        """Both go through the pile, the second in another order; the third decides; scores and paper are compared."""
        for place in (0, 1):
            pile = list(self.papers)
            if place:
                self.chance.shuffle(pile)
            for paper in pile:
                self._take(place, paper)
        self._settle_all()
        self._compare()
        return self.out

    def _take(self, place: int, paper: Paper) -> None:
        if self.chance.random() < self.rates.wrong_sheet:
            self.out.made["wrong sheet"] += 1
            self._key(place, self.chance.choice([one.code for one in self.papers if one is not paper]), paper)
        if self.chance.random() < self.rates.mistyped:
            self.out.made["code mistyped"] += 1
            self._key(place, self._mistyped(paper.code), paper)
        # Whatever became of that: the paper's own record is still open, and the list of open ones says so.
        self._key(place, paper.code, paper)

    def _mistyped(self, code: str) -> str:
        """One letter another one, or two neighbours exchanged."""
        at = self.chance.randrange(len(code) - 1)
        if self.chance.random() < 0.5 and code[at] != code[at + 1]:
            return code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        other = self.chance.choice([letter for letter in CODE_LETTERS if letter != code[at]])
        return code[:at] + other + code[at + 1 :]

    def _key(self, place: int, code: str, paper: Paper) -> None:
        """One person keys a paper in under a code, looking again when told to, until it is kept or turned away."""
        record = self.by_code.get(code, paper)
        looked_again = False
        for _ in range(20):
            figures, slips = self._read(paper)
            reading = _reading(record, figures)
            try:
                kept = actions.key_paper(
                    self.readers[place], self.judging.edition.id, code, reading, as_written=looked_again and not slips
                )
            except Refusal as refusal:
                found = {_BY.get(one.code, "range or step") for one in refusal.reasons}
                if self._turned_away(place, code, paper, found):
                    self.out.made["slip"] -= len(slips)  # nothing was read against this record
                    return
                self.out.caught["slip", "range or step" if "range or step" in found else "control sum"] += len(slips)
                self._misread_found(paper, refusal)
                looked_again = found == {"control sum"}
                continue
            self.standing[code, place] = [*slips, *(["wrong sheet"] if record is not paper else [])]
            if kept.state == "differs":
                self._differs(code, kept.differences)
            return
        raise RuntimeError("somebody never managed to key a sheet in")

    def _turned_away(self, place: int, code: str, paper: Paper, found: set[str]) -> bool:
        """Whether the record takes no reading at all: the code is none, or it was keyed in before."""
        if "check letter" in found:
            self.out.caught["code mistyped", "check letter"] += 1
            return True
        barred = found & set(_BY.values()) - {"control sum"}
        if not barred:
            return False
        if code != paper.code:
            self.out.caught["wrong sheet", barred.pop()] += 1
        elif "entered already" not in barred and "wrong sheet" in self.standing.get((code, place), []):
            # The own record holds what was keyed here by mistake: taken back, and keyed in rightly.
            self._take_back(place, code, paper)
        return True

    def _take_back(self, place: int, code: str, paper: Paper) -> None:
        actions.withdraw_keying(self.readers[place], self.judging.edition.id, code)
        for slip in self.standing.pop((code, place)):
            self.out.caught["wrong sheet" if slip == "wrong sheet" else "slip", _BY["paper_same_person"]] += 1
        self._key(place, code, paper)

    def _read(self, paper: Paper) -> tuple[dict[str, Decimal], list[str]]:
        figures, slips = {}, []
        for key, figure in paper.figures.items():
            seen = paper.misread.get(key, figure)
            if self.chance.random() < self.rates.slip:
                seen = slipped(seen, self.chance)
                slips.append(key)
                self.out.made["slip"] += 1
            figures[key] = seen
        return figures, slips

    def _misread_found(self, paper: Paper, refusal: Refusal) -> None:
        """What cannot stand in its cell is looked at until it is read rightly."""
        for reason in refusal.reasons:
            if reason.code not in _BY and paper.misread.pop(reason.where, None) is not None:
                self.out.caught["misread alike", "range or step"] += 1

    def _differs(self, code: str, differences: tuple[str, ...]) -> None:
        for reader in (0, 1):
            for slip in self.standing.get((code, reader), []):
                kind = "wrong sheet" if slip == "wrong sheet" else "slip"
                self.out.caught[kind, "double keying"] += 1
            self.standing[code, reader] = []
        paper = self.by_code[code]
        if paper.misread:
            by = "control sum" if CONTROL in differences else "double keying"
            self.out.caught["misread alike", by] += len(paper.misread)
            paper.misread.clear()

    def _settle_all(self) -> None:
        edition_id = self.judging.edition.id
        for code in db.session.scalars(select(PaperSheet.code).where(PaperSheet.state == "differs")).all():
            paper = self.by_code[code]
            actions.keep_paper_photo(self.third, edition_id, code, _PHOTO, "image/jpeg")
            cells = _reading(paper, paper.figures).cells
            actions.settle_paper(self.third, edition_id, code, cells, "Theo ảnh phiếu", _PHOTO)
            self.out.third_looks += 1

    def _compare(self) -> None:
        """What scoring holds beside what stands on the paper."""
        rows = db.session.execute(
            select(ScoreSheet.entry_id, ScoreSheet.judge_id, Score.criterion_key, Score.points)
            .join(Score, Score.sheet_id == ScoreSheet.id)
            .where(ScoreSheet.state == "submitted")
        )
        held = {(entry, judge, key): points for entry, judge, key, points in rows}
        states = db.session.execute(select(PaperSheet.state)).scalars()
        self.out.total_kept.update(states)
        for paper in self.papers:
            wrong = [
                key
                for key, figure in paper.cells.items()
                if held.get((paper.entry_id, paper.judge_id, key), figure) != figure
            ]
            self.out.wrong_in_the_end += len(wrong)


def slipped(figure: Decimal, chance: random.Random) -> Decimal:
    """The figure as a hurried hand types it: never the same."""
    text = f"{figure.normalize():f}"
    while True:
        kind = chance.choice(("digit", "digit", "digit", "exchange", "no comma", "lost", "half"))
        made = _by_hand(text, kind, chance)
        if made is not None and made != figure and made >= 0:
            return made


def _by_hand(text: str, kind: str, chance: random.Random) -> Decimal | None:
    digits = [place for place, letter in enumerate(text) if letter.isdigit()]
    if kind == "digit":
        at = chance.choice(digits)
        return Decimal(text[:at] + chance.choice("0123456789") + text[at + 1 :])
    if kind == "exchange" and len(text) > 1 and text[0].isdigit() and text[1].isdigit():
        return Decimal(text[1] + text[0] + text[2:])
    if kind == "no comma" and "." in text:
        return Decimal(text.replace(".", ""))
    if kind == "lost" and len(digits) > 1:
        at = chance.choice(digits)
        left = (text[:at] + text[at + 1 :]).strip(".")
        return Decimal(left) if left else None
    return Decimal(text) + chance.choice((_STEP, -_STEP)) if kind == "half" else None


def _reading(record: Paper, figures: Mapping[str, Decimal]) -> Reading:
    cells = {key: CellRead("scored", figure) for key, figure in figures.items() if key != CONTROL}
    return Reading(record.entry_id, record.judge_id, cells, figures.get(CONTROL))


def simulate(sheets: int, seed: int, rates: Rates | None = None) -> Outcome:
    """A pile of so many sheets in the database at hand."""
    judging = make_judging(entries=-(-sheets // JUDGES), judges=JUDGES, slug=f"phieu-{seed}")
    return Desk(judging, rates or Rates(), seed).run()


def table(out: Outcome) -> str:
    """What was made and what caught it, as Markdown."""
    defences = ("range or step", "check letter", "control sum", "keyed by the same person already", "double keying")
    others = sorted({by for _, by in out.caught} - set(defences))
    every = (*defences, *others)
    lines = [f"| mistake | made | {' | '.join(every)} | not caught |", "| --- |" + " --- |" * (len(every) + 2)]
    for kind in ("slip", "misread alike", "code mistyped", "wrong sheet"):
        found = [out.caught[kind, by] for by in every]
        left = out.made[kind] - sum(found)
        lines.append(f"| {kind} | {out.made[kind]} | {' | '.join(str(one or '–') for one in found)} | {left} |")
    lines.append("")
    lines.append(
        f"{out.sheets} sheets with {out.figures} figures; {out.third_looks} third looks; "
        f"{out.wrong_in_the_end} wrong figures in the scores; sheets: {dict(out.total_kept)}."
    )
    return "\n".join(lines)


def add(one: Outcome, other: Outcome) -> Outcome:
    """Two runs as one."""
    return Outcome(
        one.sheets + other.sheets,
        one.figures + other.figures,
        one.made + other.made,
        one.caught + other.caught,
        one.third_looks + other.third_looks,
        one.wrong_in_the_end + other.wrong_in_the_end,
        one.total_kept + other.total_kept,
    )


def measure(sheets: int, seed: int, runs: int) -> Outcome:
    """So many piles, each in a house of its own."""
    whole = Outcome()
    for place in range(runs):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            app = open_house(Path(folder), f"sqlite:///{folder}/paper.db")
            with app.app_context():
                whole = add(whole, simulate(sheets, seed + place))
                db.session.remove()
                db.engine.dispose()
    return whole


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheets", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=1, help="piles with the seeds that follow")
    given = parser.parse_args()
    sys.stdout.write(table(measure(given.sheets, given.seed, given.runs)) + os.linesep)


if __name__ == "__main__":
    main()
