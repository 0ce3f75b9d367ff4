"""What is sealed is sealed exactly, and whose name may be read."""

from datetime import date
from typing import Any

import pytest

from contest.entries.rules import AuthorFacts
from contest.results.rules import canonical, digest, may_name, named_authors, same_content
from tests.editions.makers import regulation

CHILD, SMALL, ADULT = date(2014, 5, 1), date(2024, 9, 1), date(1980, 1, 1)
GUARDIAN, SELF = ("publish_name", "guardian"), ("publish_name", "self")


def author(born: date | None, *consents: tuple[str, str], name: str = "Lê An", year: int | None = None) -> AuthorFacts:
    return AuthorFacts(name=name, birth_on=born, birth_year=year, consents=frozenset(consents))


@pytest.mark.parametrize(
    ("who", "named"),
    [
        (author(ADULT), True),
        (author(CHILD), False),
        (author(CHILD, GUARDIAN), False),
        (author(CHILD, SELF), False),
        (author(CHILD, GUARDIAN, SELF), True),
        (author(CHILD, ("judging", "guardian"), ("judging", "self")), False),
        (author(SMALL, GUARDIAN), True),
        (author(None), False),
        (author(None, GUARDIAN, SELF), True),
        (author(None, year=2014), False),
    ],
)
def test_a_child_is_named_only_when_guardian_and_child_have_agreed(who: AuthorFacts, named: bool) -> None:
    assert may_name(who, regulation("small_youth")) is named


def test_adults_of_a_technical_contest_are_named_without_a_birth_date() -> None:
    assert may_name(author(None), regulation("small_technical"))


def test_hidden_authors_are_counted_and_not_named() -> None:
    youth = regulation("small_youth")
    hidden, shown = author(CHILD), author(CHILD, GUARDIAN, SELF, name="Trần Bình")
    assert named_authors([hidden], youth) == ["Tác giả (không công bố tên)"]
    assert named_authors([hidden, shown], youth) == ["Trần Bình", "Tác giả (không công bố tên)"]
    assert named_authors([hidden, hidden], youth) == ["2 tác giả (không công bố tên)"]


def test_the_digest_does_not_depend_on_the_order_of_keys_and_changes_with_one_letter() -> None:
    document: dict[str, Any] = {"b": [1, "giải Nhất"], "a": None}
    assert canonical(document) == '{"a":null,"b":[1,"giải Nhất"]}'
    assert digest(document) == digest({"a": None, "b": [1, "giải Nhất"]})
    assert digest(document) != digest({"a": None, "b": [1, "giải Nhì"]})


def test_the_moment_of_sealing_is_no_part_of_the_result() -> None:
    assert same_content({"awards": [1], "ledger": {"events": 1}}, {"awards": [1], "ledger": {"events": 2}})
    assert not same_content({"awards": [1], "ledger": {}}, {"awards": [2], "ledger": {}})
