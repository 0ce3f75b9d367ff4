"""Editions for tests on two small regulations, one technical, one youth; all invented."""

from functools import cache
from pathlib import Path

from contest.editions.models import Edition, RegulationVersion
from contest.editions.queries.versions import parsed_regulation
from contest.editions.rules import Regulation, parse
from contest.foundation.clock import now
from contest.foundation.database import db

_HERE = Path(__file__).parent


@cache
def text_of(name: str) -> str:
    """The text of `small_technical` or `small_youth`."""
    return (_HERE / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def regulation(name: str = "small_technical") -> Regulation:
    """The parsed regulation; change it with `.but(prizes=…)`."""
    return parse(text_of(name))


def make_edition(
    name: str = "small_technical", *, slug: str = "thu-nghiem", stage: str = "open", text: str | None = None
) -> Edition:
    """An edition on one of the small regulations, or on a text of one's own."""
    words = text if text is not None else text_of(name)
    rules = parsed_regulation(words)
    edition = Edition(slug=slug, title=rules.title, kind=rules.kind, series=rules.series, stage=stage, created_at=now())
    db.session.add(edition)
    db.session.flush()
    db.session.add(RegulationVersion(edition_id=edition.id, number=1, text=words, made_at=now()))
    db.session.flush()
    return edition
