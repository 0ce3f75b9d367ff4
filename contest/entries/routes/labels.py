"""Labels with QR codes, and the address they open."""

import io
import re

from flask import g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.entries import queries, reports
from contest.entries.routes.blueprint import routes
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.mail import link
from contest.foundation.pages import page
from contest.foundation.refusal import Reason, Refusal, refuse
from contest.foundation.vietnamese import file_name
from contest.foundation.words import sentence

_KINDS = {"ho-so": "Hồ sơ", "mo-hinh": "Mô hình"}
# Which entries: those that came on paper, all, or those whose codes are typed.
_CHOICES = {"giay": "Hồ sơ nhận trên giấy", "tat-ca": "Mọi hồ sơ đã có mã số", "ma": "Các mã số ghi bên dưới"}
_ON_PAPER = ("paper",)
_MOST = 1_000


@routes.get("/<slug>/ma/<path:code>")
@page(Permission.ENTRY_OWN)
def by_code(code: str) -> ResponseReturnValue:
    """What a label's QR code opens: the record for the office, one's own entry for its entrant."""
    entry_id = queries.id_of_code(g.edition.id, code)
    if entry_id is None or queries.entry_card(g.actor, g.edition.id, entry_id) is None:
        raise NotFound
    office = g.actor.may(Permission.ENTRY_READ_ALL, g.edition.id)
    return redirect(url_for(".record" if office else ".entry", entry_id=entry_id), 303)


@routes.get("/<slug>/danh-muc/nhan")
@page(Permission.ENTRY_MANAGE)
def label_choice() -> ResponseReturnValue:
    """Choose which labels to print, and on what."""
    return _choice()


def _choice(fault: str = "") -> str:
    given = request.args
    return render_template(
        "entries/labels.html",
        kinds=_KINDS,
        choices=_CHOICES,
        chosen=given.get("chon", "giay") if given.get("chon", "giay") in _CHOICES else "giay",
        codes=given.get("ma", "")[:20_000],
        kind=given.get("loai", "ho-so"),
        single=given.get("kho") == "le",
        used=given.get("da_dung", "0")[:3],
        most_used=reports.ON_A_SHEET - 1,
        fault=fault,
    )


@routes.get("/<slug>/danh-muc/nhan.pdf")
@page(Permission.ENTRY_MANAGE)
def labels() -> ResponseReturnValue:
    """The labels as PDF."""
    try:
        ids = _ids()
    except Refusal as refusal:
        return _choice(" ".join(sentence(reason) for reason in refusal.reasons)), 422
    kind = request.args.get("loai", "ho-so")
    used = request.args.get("da_dung", 0, type=int) or 0

    def address_of(code: str) -> str:
        return link("entries.by_code", slug=g.edition.slug, code=code)

    content = reports.labels(
        g.edition.id,
        ids,
        address_of,
        kind=_KINDS.get(kind, ""),
        single=request.args.get("kho") == "le",
        skip=max(0, min(used, reports.ON_A_SHEET - 1)),
    )
    let_go()
    name = file_name(g.edition.slug, f"nhãn {_KINDS.get(kind, '')}", "pdf")
    return send_file(io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


def _ids() -> list[int]:
    """The entries chosen. Raises Refusal: label_code_unknown, label_none, label_too_many."""
    if request.args.get("chon") == "ma":
        known = queries.ids_of_codes(g.edition.id)
        typed = list(dict.fromkeys(re.findall(r"[^\s,;]+", request.args.get("ma", ""))))
        refuse(Reason("label_code_unknown", {"code": code[:40]}, "ma") for code in typed if code not in known)
        ids = [known[code] for code in typed]
    else:
        ids = queries.ids_to_label(g.edition.id, () if request.args.get("chon") == "tat-ca" else _ON_PAPER)
    if not ids:
        refuse([Reason("label_none")])
    if len(ids) > _MOST:
        refuse([Reason("label_too_many", {"limit": _MOST})])
    return ids
