"""What everybody may see of an edition: its page, its regulation whole, what amendments changed."""

from flask import Response, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions import queries
from contest.editions.routes.blueprint import routes
from contest.editions.rules import Regulation, parse
from contest.editions.rules.calendar import countdown, why_not_submit
from contest.editions.rules.summary import summary
from contest.editions.rules.words.articles import articles
from contest.editions.rules.words.differences import differences
from contest.editions.rules.words.labels import label_of
from contest.foundation.access import ANONYMOUS, Permission
from contest.foundation.clock import now
from contest.foundation.pages import PUBLIC, page


def only_if_shown() -> None:
    """A draft is for those who prepare it. Raises NotFound for everybody else."""
    if g.edition.stage == "draft" and not may(Permission.EDITION_READ):
        raise NotFound


def may(permission: Permission) -> bool:
    """Whether who is asking may do this in the edition one is in."""
    return bool(g.get("actor", ANONYMOUS).may(permission, g.edition.id))


@routes.get("/<slug>/")
@page(PUBLIC)
def public() -> ResponseReturnValue:
    """The edition's page: who may enter, until when, with what, what there is to win."""
    only_if_shown()
    rules, at = queries.regulation_of(g.edition.id), now()
    return render_template(
        "editions/public.html",
        regulation=rules,
        summary=summary(rules, at),
        countdown=countdown(rules, g.edition.stage, at),
        why_not=why_not_submit(rules, g.edition.stage, at),
        answers=queries.public_questions(g.edition.id)[:5],
        extensions=queries.extensions(g.edition.id),
    )


@routes.get("/<slug>/the-le")
@page(PUBLIC)
def regulation() -> ResponseReturnValue:
    """The whole regulation as articles, in force or of an earlier version."""
    only_if_shown()
    known = queries.versions(g.edition.id)
    number = request.args.get("ban", g.edition.regulation_number, type=int)
    rules = _version(number)
    return render_template(
        "editions/regulation.html",
        articles=articles(rules),
        rules=rules,
        number=number,
        versions=known,
        extensions=queries.extensions(g.edition.id) if number == g.edition.regulation_number else [],
        may_download=may(Permission.EDITION_READ),
        assumed=[label_of("Regulation", name.split(".")[0]) for name in rules.assumptions],
    )


@routes.get("/<slug>/the-le/sua-doi/<int:number>")
@page(PUBLIC)
def amendment(number: int) -> ResponseReturnValue:
    """What an amendment changed, against the version before it."""
    only_if_shown()
    version = next((row for row in queries.versions(g.edition.id) if row.number == number), None)
    if version is None or number < 2:
        raise NotFound
    changes = differences(_version(number - 1), _version(number))
    return render_template("editions/amendment.html", version=version, changes=changes)


@routes.get("/<slug>/the-le.yaml")
@page(Permission.EDITION_READ)
def regulation_file() -> ResponseReturnValue:
    """The regulation's file word for word."""
    number = request.args.get("ban", g.edition.regulation_number, type=int)
    text = queries.text_of_version(g.edition.id, number)
    if text is None:
        abort(404)
    response = Response(text.encode("utf-8"), mimetype="application/yaml")
    response.headers["Content-Disposition"] = f'attachment; filename="{g.edition.slug}_ban-{number}.yaml"'
    return response


def _version(number: int) -> Regulation:
    """The regulation of a version. Raises NotFound."""
    if number == g.edition.regulation_number:
        return queries.regulation_of(g.edition.id)
    text = queries.text_of_version(g.edition.id, number)
    if text is None:
        raise NotFound
    return parse(text)
