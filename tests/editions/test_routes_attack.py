"""A draft is not to be found by trying addresses."""

import pytest

from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.people.makers import grant, make_person

PAGES = ("", "the-le", "hoi-dap", "ho-so/cua-toi", "ho-so/moi", "ban-lam-viec")


@pytest.mark.parametrize("page", PAGES)
def test_a_draft_is_not_there_for_somebody_without_a_part_in_it(client_of, page):
    make_edition(stage="draft")
    elsewhere = make_person()
    grant(elsewhere, make_edition(slug="khac"), Role.ORGANISER)
    for person in (make_person(), elsewhere):
        assert client_of(person).get(f"/thu-nghiem/{page}").status_code == 404


def test_who_has_a_part_in_a_draft_finds_it_and_a_stranger_is_asked_to_sign_in(client, client_of):
    edition = make_edition(stage="draft")
    judge = make_person()
    grant(judge, edition, Role.JUDGE)
    assert client_of(judge).get("/thu-nghiem/ban-lam-viec").status_code == 200
    assert client.get("/thu-nghiem/ban-lam-viec").status_code == 303
