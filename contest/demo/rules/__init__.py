"""The demo contest's invented material: titles, entries, judges and points, the same for the same seed, everywhere."""

from contest.demo.rules.entries import DemoAuthor, DemoEntry, make_entries
from contest.demo.rules.judges import Conflict, DemoJudge, absent_judge, conflicts, make_clerks, make_judges
from contest.demo.rules.scores import Cell, score
from contest.demo.rules.titles import TitleLine, content_words, make_titles
from contest.demo.rules.wordlists import technical_regulation

__all__ = [
    "Cell",
    "Conflict",
    "DemoAuthor",
    "DemoEntry",
    "DemoJudge",
    "TitleLine",
    "absent_judge",
    "conflicts",
    "content_words",
    "make_clerks",
    "make_entries",
    "make_judges",
    "make_titles",
    "score",
    "technical_regulation",
]
