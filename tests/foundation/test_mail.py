"""What the post carries: the subject as it was written, marks and spaces and all."""

import email
from email import policy

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from contest.foundation.clock import now
from contest.foundation.mail import Letter
from contest.foundation.post import message_of

SUBJECTS = (
    "Xác nhận địa chỉ thư điện tử của bạn",
    "Đã nhận hồ sơ KT-0001: Máy gieo mạ khay bán tự động cho nông hộ nhỏ ở vùng đồng bằng sông Hồng",
    "Plain words without marks that are longer than one line of a letter may be, and so are folded somewhere",
)


def read_back(subject: str) -> str:
    letter = Letter(id=1, to_address="a@example.org", subject=subject, text="Nội dung", event="x", written_at=now())
    return str(email.message_from_bytes(message_of(letter).as_bytes(), policy=policy.default)["subject"])


def test_a_subject_keeps_its_spaces_wherever_it_is_folded(app: Flask) -> None:
    with app.app_context():
        assert [read_back(subject) for subject in SUBJECTS] == list(SUBJECTS)


@given(st.lists(st.text("aâđệổứ ưMáyX", min_size=1, max_size=12), min_size=1, max_size=12))
def test_any_vietnamese_subject_comes_back(words: list[str]) -> None:
    house = Flask("contest")
    house.config["MAIL_SENDER"] = "Ban Thư ký <a@example.org>"
    subject = " ".join(" ".join(words).split()) or "x"
    with house.app_context():
        assert read_back(subject) == subject
