"""One login for each role of the demo; the password is made anew each time and hashed once for all of them."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from contest.demo.rules import DemoJudge
from contest.foundation.access import OPERATOR, ROLE_WORDS, Role
from contest.foundation.action import transaction
from contest.people import actions as people
from contest.people.queries import actor_by_email, unit_ids

_OFFICE = {
    Role.ORGANISER: ("Lê Thị Minh Châu", "ban-to-chuc@example.org"),
    Role.SECRETARY: ("Phạm Quốc Tuấn", "ban-thu-ky@example.org"),
    Role.UNIT: ("Đỗ Thị Hòa", "don-vi@example.org"),
    Role.ENTRANT: ("Nguyễn Hoàng Nam", "tac-gia@example.org"),
    Role.OBSERVER: ("Vũ Văn Ích", "giam-sat@example.org"),
}
_ADMIN = ("Quản trị hệ thống", "quan-tri@example.org")
_SEATS = {Role.CHAIR: "Chủ tịch", Role.CLERK: "Thư ký", Role.JUDGE: "Ủy viên"}


@dataclass(frozen=True, slots=True)
class Login:
    """A way in for somebody who wants to look around."""

    role: str
    word: str
    email: str
    password: str


def open_doors(edition_ids: list[int], seated: list[DemoJudge]) -> list[Login]:
    """Accounts for every role (judges already sit), with one fresh password."""
    password = secrets.token_urlsafe(9)
    emails = {Role.ADMIN: _ADMIN[1], **{role: email for role, (_, email) in _OFFICE.items()}}
    emails |= {role: next(judge.email for judge in seated if judge.role == word) for role, word in _SEATS.items()}
    digest = people.hashed(password)
    # One deed after another, all on disk at once: nobody waits for any of them alone.
    with transaction():
        admin = people.create_admin(OPERATOR, _ADMIN[1], password, _ADMIN[0], digest)
        for role, (name, email) in _OFFICE.items():
            for edition_id in edition_ids:
                person_id = people.ensure_person(OPERATOR, edition_id, name, email)
                if role == Role.ENTRANT:
                    people.become_entrant(actor_by_email(email), edition_id)
                else:
                    people.grant_role(OPERATOR, edition_id, person_id, role)
                if role == Role.UNIT and (first := next(iter(unit_ids()), None)) is not None:
                    people.give_unit_account(OPERATOR, edition_id, first, person_id)
        ids = [actor_by_email(email).id for role, email in emails.items() if role != Role.ADMIN]
        people.set_password_hash(OPERATOR, [admin.person_id, *(key for key in ids if key is not None)], digest)
    return list(_logins(emails, password))


def _logins(emails: dict[Role, str], password: str) -> Iterator[Login]:
    for role in Role:
        yield Login(str(role), ROLE_WORDS[role], emails[role], password)
