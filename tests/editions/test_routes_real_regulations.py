"""Every real regulation is shown to the public whole, without a word of code."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from contest.editions.rules import parse
from tests.editions.makers import make_edition

_TEXTS = {
    file.stem: file.read_text(encoding="utf-8")
    for file in sorted((Path(__file__).parent / "regulations").glob("*.yaml"))
}
_KEY = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


def _words(page: str) -> str:
    """What a reader sees of the page's main part."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.parametrize("stem", _TEXTS)
def test_the_page_of_the_regulation_says_it_whole(stem: str, db: Any, client: FlaskClient) -> None:
    regulation = parse(_TEXTS[stem])
    make_edition(text=_TEXTS[stem], slug="kho-the-le")
    answer = client.get("/kho-the-le/the-le")
    assert answer.status_code == 200
    seen = _words(answer.text)
    assert " ".join(regulation.title.split()) in " ".join(html.unescape(answer.text).split())
    named = [
        *(field.name for field in regulation.fields),
        *(tier.name for tier in regulation.prizes.tiers),
        *(part.name for part in regulation.dossier),
        *(criterion.name for criterion in regulation.criteria_of(regulation.last_round.key)),
        *(award.name for award in regulation.extra_awards),
        *(kind.name for kind in regulation.certificates),
        *(nomination.to for nomination in regulation.nomination),
        *regulation.entrants.topics_excluded,
    ]
    assert [name for name in named if " ".join(name.split()) not in seen] == []
    assert _KEY.findall(seen) == []


@pytest.mark.parametrize("stem", ["tech_hanoi_2025", "youth_national_2025"])
def test_amounts_are_shown_as_money(stem: str, db: Any, client: FlaskClient) -> None:
    make_edition(text=_TEXTS[stem], slug="kho-the-le")
    seen = _words(client.get("/kho-the-le/the-le").text)
    for tier in parse(_TEXTS[stem]).prizes.tiers:
        assert tier.amount is not None
        assert f"{tier.amount:,}".replace(",", ".") in seen
