"""The front door's commands, in the contract's words."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from contest.cli import assemble
from tests.editions.makers import make_edition
from tests.home.makers import make_entry


@pytest.fixture
def contest(app: Flask, db: Any) -> Any:
    """Run a command on the house of the tests."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(assemble(), arguments, obj=lambda: app)

    return run


def test_entries_list_is_the_contracts_document(contest: Any) -> None:
    edition = make_edition()
    make_entry(edition, 1)
    found = contest("entries", "list", "thu-nghiem", "--json")
    assert found.exit_code == 0
    assert json.loads(found.stdout) == [
        {
            "code": "KT-001",
            "title": "Thiết bị tưới tiết kiệm nước số 1",
            "field": "ict",
            "division": "",
            "unit": "",
            "status": "eligible",
        }
    ]


def test_edition_advance_goes_on_or_says_what_is_missing(contest: Any) -> None:
    make_edition(stage="open")
    refused = contest("edition", "advance", "thu-nghiem", "closed", "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["error"]["code"] == "stage_taking_still_open"
    assert "Kết thúc sớm thì phải ghi lý do." in refused.stderr
    done = contest("edition", "advance", "thu-nghiem", "closed", "--reason", "Đủ hồ sơ", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"slug": "thu-nghiem", "stage": "closed"})


def test_an_unknown_edition_is_refused(contest: Any) -> None:
    assert contest("entries", "list", "khong-co").exit_code == 1
