"""The doors of people."""

from tests.people.makers import make_person


def test_slice(client, client_of):
    assert client.get("/dang-nhap").status_code == 200
    assert client_of(make_person()).get("/dang-nhap").status_code == 200
