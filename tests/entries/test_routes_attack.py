"""Bodies that no page of ours sends."""

from typing import Any

import pytest

from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.people.makers import make_person


@pytest.mark.parametrize("body", ['"x"', "[]", "[1]", "7", "null", "{", '{"part": [], "values": 1, "version": "x"}'])
def test_autosave_answers_strange_bodies_with_a_refusal(client_of: Any, body: str) -> None:
    owner = make_person()
    entry = make_entry(make_edition(stage="open"), None, status="draft", owner=owner)
    answer = client_of(owner).post(f"/thu-nghiem/ho-so/{entry.id}/luu", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["error"]["message"]
