"""Certificates: who signs one, how the winner is addressed."""

from datetime import date

from contest.editions.rules.awards import Certificate as CertificateKind
from contest.entries.rules import AuthorFacts
from contest.papers.rules.certificates import texts, usual_design
from tests.editions.makers import regulation


def test_who_signs_goes_with_the_body_that_gives_the_certificate() -> None:
    given = regulation("small_youth")
    kinds = (
        CertificateKind(key="ubnd", name="Bằng khen của Chủ tịch UBND tỉnh"),
        CertificateKind(key="btc", name="Giấy chứng nhận của Ban Tổ chức"),
        CertificateKind(key="so", name="Giấy khen", body="Sở Khoa học và Công nghệ"),
    )
    given = given.model_copy(update={"certificates": kinds})
    assert [usual_design(given, kind.key) for kind in kinds] == [
        ("Bằng khen", "Chủ tịch UBND tỉnh", "Chủ tịch"),
        ("Giấy chứng nhận", given.bodies.organiser, "Trưởng Ban Tổ chức"),
        ("Giấy khen", "Sở Khoa học và Công nghệ", "Giám đốc"),
    ]


def test_a_paper_of_praise_is_given_and_a_certificate_certifies() -> None:
    given = regulation("small_youth")
    kinds = (
        CertificateKind(key="ubnd", name="Bằng khen của UBND tỉnh"),
        CertificateKind(key="btc", name="Giấy chứng nhận"),
    )
    given = given.model_copy(update={"certificates": kinds})
    made = [texts(given, "Cuộc thi", "Giải tập thể", "", (), "Trường", kind_key=kind.key).call for kind in kinds]
    assert made == ["Tặng", "Chứng nhận"]


def test_a_pupil_of_eighteen_is_addressed_as_a_pupil() -> None:
    for kind, call in (("small_youth", "Chứng nhận em"), ("small_technical", "Chứng nhận bà")):
        author = AuthorFacts("Lê Thị Hoa", gender="nu", birth_on=date(2008, 1, 1))
        assert texts(regulation(kind), "Cuộc thi", "Giải Nhất", "Máy gặt", [author], "Trường").call == call
