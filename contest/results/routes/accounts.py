"""The account of one entry: for the organisers, and for whose entry it is once the result is public."""

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.pages import page, refused
from contest.foundation.writers import docx, pdf
from contest.juries.queries import in_conflict
from contest.results import queries, reports
from contest.results.routes.blueprint import as_file, routes
from contest.results.rules.account import Account


@routes.get("/<slug>/giai-trinh/<int:entry_id>")
@page(Permission.PRIZE_READ)
def account(entry_id: int) -> ResponseReturnValue:
    """The whole account of an entry."""
    return render_template("results/account.html", account=_whole(entry_id))


@routes.get("/<slug>/giai-trinh/<int:entry_id>.<any(pdf, docx):ending>")
@page(Permission.PRIZE_READ)
def account_file(entry_id: int, ending: str) -> ResponseReturnValue:
    """The same as a paper."""
    return _paper(_whole(entry_id), ending)


@routes.get("/<slug>/ho-so/<int:entry_id>/ket-qua")
@page(Permission.ENTRY_OWN)
def own_account(entry_id: int) -> ResponseReturnValue:
    """What an entrant may see of the own entry's result."""
    found = _own(entry_id)
    if found is None:
        return refused(404, ["Kết quả chưa được công bố. Xin xem lại sau."])
    return render_template("results/account.html", account=found)


@routes.get("/<slug>/ho-so/<int:entry_id>/ket-qua.<any(pdf, docx):ending>")
@page(Permission.ENTRY_OWN)
def own_account_file(entry_id: int, ending: str) -> ResponseReturnValue:
    """The same as a paper."""
    found = _own(entry_id)
    return refused(404, ["Kết quả chưa được công bố. Xin xem lại sau."]) if found is None else _paper(found, ending)


def _whole(entry_id: int) -> Account:
    """The account, for who has no conflict with the entry. Raises NotFound, Forbidden."""
    if g.actor.id is not None and in_conflict(g.actor.id, entry_id):
        abort(403)
    found = reports.account_of(g.edition.id, entry_id, full=True)
    if found is None:
        raise NotFound
    return found


def _own(entry_id: int) -> Account | None:
    """The entrant's account, None before the result is public. Raises NotFound for another's entry."""
    if not queries.owns(g.actor, g.edition.id, entry_id):
        raise NotFound
    if queries.published_at(g.edition.id) is None:
        return None
    return reports.account_of(g.edition.id, entry_id, full=False)


def _paper(found: Account, ending: str) -> ResponseReturnValue:
    document = reports.account_paper(g.edition.id, found)
    content = pdf.write(document) if ending == "pdf" else docx.write(document)
    return as_file(content, ending, f"{'giai-trinh' if found.is_full else 'ket-qua'}-{found.code}")
