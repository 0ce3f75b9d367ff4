"""Pages of an edition: who sees what."""

from tests.editions.makers import make_edition


def test_the_page_of_an_open_edition_is_for_everybody(client, db):
    make_edition(slug="hai-phong-4")
    answer = client.get("/hai-phong-4/")
    assert answer.status_code == 200
    assert "Hội thi Sáng tạo Kỹ thuật tỉnh Bình Minh" in answer.text


def test_an_unknown_address_and_a_draft_are_not_found(client, db):
    make_edition(slug="nhap", stage="draft")
    assert client.get("/khong-co/").status_code == 404
    assert client.get("/nhap/").status_code == 404
