"""`contest people …`: accounts and roles from the command line."""

import sys

import click

from contest.foundation.access import ROLE_WORDS, Actor, Role
from contest.foundation.refusal import refuse_with
from contest.foundation.shell import opened
from contest.people import actions, queries


@click.group()
def people() -> None:
    """Tài khoản và vai trò."""


@people.command()
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--email", required=True, help="Địa chỉ thư điện tử.")
@click.option("--password-stdin", is_flag=True, help="Đọc mật khẩu từ stdin; không có thì gửi thư đặt mật khẩu.")
@opened
def add(actor: Actor, name: str, email: str, password_stdin: bool) -> tuple[dict[str, object], str]:
    """Lập tài khoản bằng thư điện tử."""
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
        person = actions.register(actor, name, email, None, password)
        return {"id": person.id, "email": person.email}, f"Đã lập tài khoản {person.email}."
    person = actions.add_person(actor, name, email)
    actions.send_reset(actor, email)
    return {"id": person.id, "email": person.email}, f"Đã lập tài khoản {person.email} và gửi thư đặt mật khẩu."


@people.command()
@click.argument("email")
@click.argument("role", type=click.Choice([str(role) for role in Role if role is not Role.ENTRANT]))
@click.option("--edition", "slug", metavar="SLUG", help="Hội thi; bỏ trống với vai trò admin.")
@click.option("--revoke", is_flag=True, help="Thu hồi thay vì giao.")
@opened
def grant(actor: Actor, email: str, role: str, slug: str | None, revoke: bool) -> tuple[dict[str, object], str]:
    """Giao (hoặc thu hồi) một vai trò."""
    person, wanted = queries.person_by_email(email), Role(role)
    if wanted is Role.ADMIN and slug is None:
        change = actions.revoke_admin if revoke else actions.grant_admin
        change(actor, person.id)
    elif slug is None:
        raise refuse_with("role_needs_edition", "--edition", role=ROLE_WORDS[wanted])
    else:
        deed = actions.revoke_role if revoke else actions.grant_role
        deed(actor, queries.edition_id_of(slug), person.id, wanted)
    verb = "không còn giữ" if revoke else "giữ"
    document: dict[str, object] = {"email": person.email, "role": role, "edition": slug, "held": not revoke}
    return document, f"{person.name} {verb} vai trò {ROLE_WORDS[wanted]}."


@people.command(name="list")
@click.option("--edition", "slug", metavar="SLUG", help="Chỉ thành viên của hội thi này.")
@opened
def list_people(actor: Actor, slug: str | None) -> tuple[list[dict[str, str | None]], str]:
    """Liệt kê tài khoản, hoặc thành viên của một hội thi."""
    rows = queries.listed(queries.edition_id_of(slug) if slug else None)
    document = [
        {
            "name": row.name,
            "email": row.email,
            "phone": row.phone,
            "unit": row.unit,
            "role": row.role,
            "edition": row.edition,
        }
        for row in rows
    ]
    lines = [
        "\t".join(str(part or "–") for part in (row.name, row.email or row.phone, row.unit, row.role, row.edition))
        for row in rows
    ]
    return document, "\n".join(lines) or "Chưa có ai."


commands: tuple[click.Command, ...] = (people,)
