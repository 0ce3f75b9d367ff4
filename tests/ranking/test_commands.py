"""The way into the next round on the command line."""

import json
from typing import Any

from click.testing import CliRunner
from flask import Flask

from contest.cli import assemble
from tests.editions.makers import make_edition
from tests.ranking.makers import make_entries, make_scored_round


def test_those_who_go_on_are_put_into_the_next_round(app: Flask, db: Any) -> None:
    edition = make_edition(stage="judging")
    make_scored_round(edition, make_entries(edition, 3), [["80"] * 3, ["60"] * 3, ["50"] * 3], key="preliminary")
    db.session.commit()

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(assemble(), [*arguments, "--round", "preliminary", "--json"], obj=lambda: app)

    refused = run("judging", "advance", "thu-nghiem")
    assert (refused.exit_code, json.loads(refused.stdout)["error"]["code"]) == (1, "ranking_missing")
    assert run("results", "rank", "thu-nghiem").exit_code == 0
    assert json.loads(run("judging", "advance", "thu-nghiem").stdout) == {
        "edition": "thu-nghiem",
        "round": "preliminary",
        "next": "final",
        "entries": 2,
    }
