"""Registers taken in by browser, for the office and for a unit alike: choose, look, then all of it or nothing."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from contest.entries import actions
from contest.entries.actions import Doubtful, ImportOutcome, Sheet
from contest.entries.routes.blueprint import regulation
from contest.entries.rules.columns import typed_layout
from contest.entries.rules.mapping import MOST_AUTHOR_COLUMNS, OF_AUTHOR, OF_ENTRY, SPLITS, Layout, layout_of
from contest.foundation import files as store
from contest.foundation import tokens
from contest.foundation.action import let_go
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.words import sentence

_KIND = "entries.register"
_LIVES = timedelta(hours=4)
_LARGEST_MB = 20
_CHOICE = re.compile(r"row-(\d{1,6})")
_CHOICES: tuple[Doubtful, ...] = ("skip", "new", "update")


@dataclass(frozen=True, slots=True)
class Side:
    """Whose register it is: the pages it goes through, the words on them, the deed that takes it in."""

    key: str
    start: str
    confirmation: str
    columns: str
    done: str
    crumbs: tuple[tuple[str, str], ...]
    deed: Callable[..., ImportOutcome]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that lies in the store, as the token tells it; `mapping` when its columns were named by hand."""

    sha256: str
    name: str
    mapping: Mapping[str, Any] = field(default_factory=dict)

    def token(self, side: Side) -> str:
        """What the browser carries to the next page, and cannot change."""
        return tokens.signed(_KIND, [g.edition.id, side.key, self.sha256, self.name, json.dumps(self.mapping)], _LIVES)


def opened(side: Side) -> Chosen:
    """The file the browser speaks of. Raises Refusal: register_gone."""
    content = tokens.opened_token(_KIND, request.form.get("token", ""))
    if content is None or content[:2] != [g.edition.id, side.key]:
        raise refuse_with("register_gone")
    return Chosen(content[2], content[3], json.loads(content[4]))


def kept() -> Chosen:
    """Put the file that was sent into the store. Raises Refusal: file_not_chosen, and what the store says."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Refusal([Reason("file_not_chosen")])
    let_go()
    file = store.keep(upload.stream, upload.filename, max_mb=_LARGEST_MB)
    return Chosen(file.sha256, file.name)


def sheet_of(chosen: Chosen) -> Sheet:
    """The rows of the file, by the contract's headings or by the columns that were named. Raises Refusal."""
    try:
        path = store.path_of(chosen.sha256)
    except FileNotFoundError:
        raise BadRequest from None
    if chosen.mapping:
        return actions.read_mapped(path, g.edition.id, layout_of(chosen.mapping))
    return actions.read_register(path, g.edition.id)


def start(side: Side) -> ResponseReturnValue:
    """Choose a file; then every fault at its cell, or a preview of what would be taken in."""
    if request.method == "GET":
        return choice_page(side, [])
    chosen = None
    try:
        chosen = kept()
        return preview(side, chosen, sheet_of(chosen))
    except Refusal as refusal:
        if chosen is not None and refusal.reasons[0].code == "sheet_no_headings":
            return columns_page(side, chosen, None, [], is_foreign=True)
        return choice_page(side, told(refusal), chosen), 422


def preview(side: Side, chosen: Chosen, sheet: Sheet) -> str:
    """What the file would do; nothing is written. Raises Refusal with every fault."""
    outcome = side.deed(g.actor, g.edition.id, sheet.rows, dry_run=True, doubtful="skip", faults=sheet.faults)
    return render_template(
        "entries/intake_preview.html",
        outcome=outcome,
        unknown=[name for name in sheet.unknown if name.upper() not in ("STT", "TT")],
        token=chosen.token(side),
        name=chosen.name,
        side=side,
        crumbs=[(words, url_for(endpoint)) for words, endpoint in side.crumbs],
    )


def confirm(side: Side) -> ResponseReturnValue:
    """Take in the file that was looked at, with what was decided on doubtful rows."""
    chosen = opened(side)
    choices = {
        int(found[1]): choice
        for name, choice in request.form.items()
        if (found := _CHOICE.fullmatch(name)) and choice in _CHOICES
    }
    try:
        let_go()
        sheet = sheet_of(chosen)
        outcome = side.deed(
            g.actor, g.edition.id, sheet.rows, doubtful="skip", choices=choices, faults=sheet.faults
        )  # fmt: skip
    except Refusal as refusal:
        return choice_page(side, told(refusal), chosen), 422
    if chosen.mapping:
        actions.remember_layout(g.actor, g.edition.id, store.path_of(chosen.sha256), layout_of(chosen.mapping))
    flash(
        f"Đã nhập {outcome.new} hồ sơ mới, cập nhật {outcome.updated}, giữ nguyên {outcome.unchanged}, "
        f"bỏ qua {outcome.doubtful} dòng nghi trùng.",
        "done",
    )
    return redirect(url_for(side.done), 303)


def columns(side: Side) -> ResponseReturnValue:
    """Say which column of the file is which of ours; then every fault at its cell, or the preview."""
    chosen = opened(side)
    if "head" not in request.form:
        return columns_page(side, chosen, None, [])
    layout = typed_layout(request.form)
    if request.form.get("go") == "again":
        return columns_page(side, chosen, layout, [])
    chosen = Chosen(chosen.sha256, chosen.name, layout.plain())
    try:
        return preview(side, chosen, sheet_of(chosen))
    except Refusal as refusal:
        return columns_page(side, chosen, layout, told(refusal)), 422


def columns_page(
    side: Side, chosen: Chosen, layout: Layout | None, faults: list[tuple[str, str]], *, is_foreign: bool = False
) -> str:
    """The first rows of the file, a choice of column for each field of ours, and what the file's own words mean."""
    looked = actions.look_at_register(store.path_of(chosen.sha256), g.edition.id, layout)
    return render_template(
        "entries/intake_columns.html",
        looked=looked,
        rules=regulation(),
        of_entry={key: words for key, words in OF_ENTRY.items() if key != "division" or regulation().divisions},
        of_author=OF_AUTHOR,
        splits=SPLITS,
        most=MOST_AUTHOR_COLUMNS,
        faults=faults,
        is_foreign=is_foreign,
        token=chosen.token(side),
        name=chosen.name,
        side=side,
        crumbs=[(words, url_for(endpoint)) for words, endpoint in side.crumbs],
    )


def choice_page(side: Side, faults: list[tuple[str, str]], chosen: Chosen | None = None) -> str:
    """The page on which a file is chosen, with everything that is wrong with the one chosen before."""
    headings = [(heading.names[0], heading.required) for heading in actions.HEADINGS]
    if not regulation().divisions:
        headings = [each for each in headings if each[0] != "Bảng"]
    return render_template(
        "entries/intake.html",
        faults=faults,
        headings=headings,
        name=chosen.name if chosen else "",
        token=chosen.token(side) if chosen else "",
        side=side,
        crumbs=[(words, url_for(endpoint)) for words, endpoint in side.crumbs],
    )


def told(refusal: Refusal) -> list[tuple[str, str]]:
    """Each reason as its place and its sentence."""
    return [(reason.where, sentence(reason)) for reason in refusal.reasons]
