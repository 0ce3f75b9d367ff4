"""The organiser's editor: sections of the regulation as forms, its file as it is, and amendments with a reason."""

import re
from collections.abc import Mapping, Sequence

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions import actions, queries
from contest.editions.forms import TextForm
from contest.editions.forms.boxes import Document, Drawer
from contest.editions.forms.posted import Posted, changed_rows, section_values
from contest.editions.forms.sections import SECTIONS, Section, section_of, section_with
from contest.editions.routes.blueprint import routes
from contest.editions.rules import Regulation, parse, read
from contest.editions.rules.amendment import why_not_alone, why_not_amend
from contest.editions.rules.canonical import canonical, written
from contest.editions.rules.repeating import Trace, before_of, old_traces
from contest.editions.rules.words.differences import differences
from contest.editions.rules.words.labels import label_of
from contest.foundation.access import Permission
from contest.foundation.clock import now
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.words import sentence

_AT_LINE = re.compile(r"^Dòng \d+: ")
# How files begin that are a picture or a program's, and no text: PDF, Word of today and of old, JPEG, PNG.
_NO_TEXT = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG")
_NO_REASON = "amendment_without_reason"


@routes.get("/<slug>/quan-ly/the-le")
@page(Permission.EDITION_EDIT)
def regulation_editor() -> ResponseReturnValue:
    """Where to go for what: the sections, the file, the versions."""
    rules = queries.regulation_of(g.edition.id)
    return render_template(
        "editions/regulation_editor.html",
        sections=SECTIONS,
        versions=queries.versions(g.edition.id),
        is_draft=_is_draft(),
        traces=_traces(rules) if _is_draft() else [],
        assumed=[label_of("Regulation", name.split(".")[0]) for name in rules.assumptions],
    )


@routes.route("/<slug>/quan-ly/the-le/<word>", methods=["GET", "POST"])
@page(Permission.EDITION_EDIT)
def section(word: str) -> ResponseReturnValue:
    """A section as a form; buttons for rows change the form, only saving changes the regulation."""
    chosen = section_of(word)
    if chosen is None:
        raise NotFound
    current = queries.regulation_text(g.edition.id)
    document: Document = canonical(parse(current))
    if request.method == "GET":
        return _section_page(chosen, document, {}, actions.digest_of(current))
    seen = request.form.get("seen", "")
    posted = section_values(Posted(request.form.to_dict(flat=False)), chosen.keys)
    document = {key: value for key, value in document.items() if key not in chosen.keys} | posted
    if "op" in request.form:
        return _section_page(chosen, changed_rows(document, request.form["op"]), {}, seen, is_unsaved=True)
    reading = read(written(document))
    if reading.regulation is None:
        return _section_page(chosen, document, _by_box(reading.faults), seen, reading.faults, is_unsaved=True), 422
    return _save(written(canonical(reading.regulation)), seen, url_for("editions.section", word=word))


@routes.route("/<slug>/quan-ly/the-le-tep", methods=["GET", "POST"])
@page(Permission.EDITION_EDIT)
def source() -> ResponseReturnValue:
    """The file as it is, comments and all; faults are listed with their lines."""
    current = queries.regulation_text(g.edition.id)
    form = TextForm(data={"text": current, "seen": actions.digest_of(current)})
    if request.method == "GET":
        return _source(form)
    try:
        text = uploaded_text() or _own_line_ends(form.text.data or "", current)
    except Refusal as refusal:
        return _source(form, unread=[sentence(reason) for reason in refusal.reasons]), 422
    reading = read(text)
    if reading.regulation is None:
        form.text.data = text
        faults = [(reason, _line(text, int(reason.params["line"]))) for reason in reading.faults]
        return _source(form, faults), 422
    return _save(text, form.seen.data or "", url_for("editions.source"))


def _source(form: TextForm, faults: Sequence[tuple[Reason, str]] = (), unread: Sequence[str] = ()) -> str:
    """The page of the file: with the faults of its text, or why what was uploaded is no text."""
    return render_template("editions/source.html", form=form, faults=faults, unread=unread, is_draft=_is_draft())


@routes.post("/<slug>/quan-ly/the-le-sua-doi")
@page(Permission.EDITION_EDIT)
def amend() -> ResponseReturnValue:
    """Put an amendment into force, with its reason."""
    form = TextForm()
    text = _own_line_ends(form.text.data or "", queries.regulation_text(g.edition.id))
    try:
        # From judging on an amendment takes two people: the room of prizes makes it.
        refuse(why_not_alone(g.edition.stage))
        card = actions.amend_regulation(g.actor, g.edition.id, text, form.reason.data or "", form.seen.data)
    except Refusal as refusal:
        form.blame(refusal)
        return _preview(form, text), 422
    flash(f"Bản sửa đổi thứ {card.regulation_number} đã có hiệu lực và được công khai.", "done")
    return redirect(url_for("editions.regulation"), 303)


def _traces(rules: Regulation) -> list[tuple[Trace, str]]:
    """What still speaks of the edition before, each with the section where it is mended."""
    earlier = queries.edition_before(g.edition.id)
    last = queries.regulation_of(earlier.id) if earlier else None
    found = old_traces(rules, now(), before_of(last) if last else None, last)
    return [(trace, section_with(trace.part)) for trace in found]


def _is_draft() -> bool:
    return bool(g.edition.stage == "draft")


def _save(text: str, seen: str, back: str) -> ResponseReturnValue:
    """A draft is saved at once; later the differences are shown first, and a reason is asked for."""
    if not _is_draft():
        return _preview(TextForm(formdata=None, data={"text": text, "seen": seen}), text)
    actions.replace_draft_regulation(g.actor, g.edition.id, text, seen or None)
    flash("Đã lưu thể lệ.", "done")
    return redirect(back, 303)


def _preview(form: TextForm, text: str) -> str:
    """What the amendment changes, and why it may not come into force; the reason is still to be given."""
    # An extension of the deadline is no part of the text: it is left out where texts are compared.
    before, after = parse(queries.regulation_text(g.edition.id)), parse(text)
    reasons = why_not_amend(before, after, g.edition.stage, form.reason.data or "")
    form.text.data, form.reason.flags.required = text, True
    return render_template(
        "editions/preview.html",
        form=form,
        changes=differences(before, after),
        why_not=[reason for reason in reasons if reason.code != _NO_REASON],
        effects=_by_entry(
            queries.effects_of(
                g.edition.id, queries.regulation_of(g.edition.id), queries.regulation_if(g.edition.id, text)
            )
        ),
        number=g.edition.regulation_number + 1,
        takes_two=bool(why_not_alone(g.edition.stage)),
    )


def _by_entry(effects: Sequence[queries.Effect]) -> list[list[queries.Effect]]:
    """What would turn, entry by entry; first those that would no longer fulfil a rule."""
    found: dict[int, list[queries.Effect]] = {}
    for effect in effects:
        found.setdefault(effect.entry_id, []).append(effect)
    return sorted(found.values(), key=lambda ones: (not any(one.worse for one in ones), ones[0].code))


def _section_page(
    chosen: Section,
    document: Document,
    errors: Mapping[str, Sequence[str]],
    seen: str,
    faults: Sequence[Reason] = (),
    is_unsaved: bool = False,
) -> str:
    place = SECTIONS.index(chosen)
    return render_template(
        "editions/section.html",
        section=chosen,
        boxes=Drawer(document, errors).section(document, chosen.keys),
        faults=[(_name(reason.where), _without_line(reason), _elsewhere(reason, chosen)) for reason in faults],
        seen=seen,
        is_draft=_is_draft(),
        is_unsaved=is_unsaved,
        before=SECTIONS[place - 1] if place else None,
        after=SECTIONS[place + 1] if place + 1 < len(SECTIONS) else None,
    )


def _name(where: str) -> str:
    """rounds[0].criteria[1].max as boxes are named: rounds.0.criteria.1.max."""
    return where.replace("[", ".").replace("]", "")


def _by_box(faults: Sequence[Reason]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for reason in faults:
        found.setdefault(_name(reason.where), []).append(_without_line(reason))
    return found


def _without_line(reason: Reason) -> str:
    """The sentence without its line, which means nothing in a form."""
    words = _AT_LINE.sub("", sentence(reason))
    return words[:1].upper() + words[1:]


def _elsewhere(reason: Reason, chosen: Section) -> Section | None:
    """The section that has to be changed before this one can be kept; None where it is this one."""
    part = reason.where.replace("[", ".").split(".")[0]
    return None if part in chosen.keys else section_of(section_with(part))


def _own_line_ends(text: str, current: str) -> str:
    """Browsers send CRLF; the file keeps the line ends it had."""
    plain = text.replace("\r\n", "\n")
    return plain.replace("\n", "\r\n") if "\r\n" in current else plain


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def uploaded_text() -> str:
    """The text of an uploaded file; empty when none was chosen.

    Raises Refusal: regulation_no_text (a Word document, a PDF, a picture, nothing at all), regulation_not_utf8.
    """
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        return ""
    content = upload.read()
    if not content.strip() or content.startswith(_NO_TEXT):
        raise refuse_with("regulation_no_text", "file", file=upload.filename[:100])
    try:
        return str(content, "utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Refusal([Reason("regulation_not_utf8", {"line": line})]) from error
