"""Certificates: the register and the print for the office, the check for everybody."""

import hashlib
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.editions.rules.awards import Certificate as CertificateKind
from contest.entries.queries import briefs
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.mail import link
from contest.foundation.pages import PUBLIC, Paging, page, page_number, page_there_is, refused
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import file_name, fold, nfc
from contest.papers.actions import certificates as actions
from contest.papers.actions.certificates import Printed
from contest.papers.forms import CodeForm, ReplaceForm
from contest.papers.queries import certificates as queries
from contest.papers.queries.certificates import Line, People
from contest.papers.queries.proofs import proof_lines
from contest.papers.queries.tallies import check_winners
from contest.papers.queries.unitproofs import unit_lines
from contest.papers.reports.certificates import certificates_pdf, specimen_pdf
from contest.papers.routes.blueprint import routes
from contest.papers.rules.certificates import (
    Texts,
    Validity,
    kind_named,
    kinds_of,
    longest,
    readable_code,
    tidy_code,
    why_not_issue,
)
from contest.papers.rules.proofs import Waiting, waiting, why_not_print_unconfirmed
from contest.results.queries.standing import standing_seal

_SIZE = 50
WORTH = {
    "valid": ("Có giá trị", "done"),
    "replaced": ("Đã thay bằng giấy khác", "attention"),
    "revoked": ("Đã thu hồi", "refused"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the register with what is printed and what it is worth."""

    line: Line
    texts: Texts
    worth: Validity
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """A kind: how many the result calls for, have a number, are to be printed or printed anew."""

    kind: CertificateKind
    due: int
    valid: int
    unprinted: int
    changed: int


def _kind_or_404(kind_key: str) -> tuple[Regulation, CertificateKind]:
    regulation = regulation_of(g.edition.id)
    kind = kind_named(regulation, kind_key)
    return (regulation, kind) if kind else abort(404)


def _address(code: str) -> str:
    return link("papers.certificate", code=code)


@routes.get("/<slug>/van-ban/giay-chung-nhan")
@page(Permission.EXPORT_MAKE)
def certificates() -> ResponseReturnValue:
    """Every kind with its counts, and the register."""
    return _register(ReplaceForm(formdata=None))


@routes.post("/<slug>/van-ban/giay-chung-nhan/cap-so")
@page(Permission.RESULT_SEAL)
def certificate_issue() -> ResponseReturnValue:
    """Give the missing numbers, end what the result calls for no more."""
    issued, ended = actions.issue_certificates(g.actor, g.edition.id)
    told = f"Đã cấp {issued} số." if issued else "Không còn giấy nào chưa có số."
    flash(f"{told} {ended} giấy hết giá trị." if ended else told, "done")
    return redirect(url_for("papers.certificates"), 303)


@routes.post("/<slug>/van-ban/giay-chung-nhan/cap-lai")
@page(Permission.RESULT_SEAL)
def certificate_replacement() -> ResponseReturnValue:
    """A new number in the place of a lost or spoilt certificate."""
    form = ReplaceForm()
    if form.validate_on_submit():
        wanted = form.certificate_id.data or ""
        try:
            label = actions.replace_certificate(
                g.actor, g.edition.id, int(wanted) if wanted.isdecimal() else 0, form.reason.data or ""
            )
        except Refusal as refusal:
            form.blame(refusal)
        else:
            flash(f"Đã cấp giấy số {label} thay giấy cũ.", "done")
            return redirect(url_for("papers.certificates"), 303)
    return _register(form), 422


def _unconfirmed(printed: Mapping[str, Collection[Line]], people: People) -> dict[str, Waiting]:
    """By kind, how many of its entries and units have a proof of it that is not confirmed as it would be printed."""
    lines, units = proof_lines(g.edition.id, people), unit_lines(g.edition.id)
    found = {}
    for kind_key, own in printed.items():
        entries, names = {line.entry_id for line in own}, {line.unit for line in own}
        found[kind_key] = waiting(
            [
                *(one.state for one in lines if kind_key in one.proof.kinds and one.proof.entry_id in entries),
                *(one.state for one in units if kind_key in one.proof.kinds and one.proof.unit in names),
            ]
        )
    return found


def _register(form: ReplaceForm, refusals: Mapping[str, Sequence[Reason]] | None = None) -> str:
    regulation = regulation_of(g.edition.id)
    seal = standing_seal(g.edition.id)
    lines = queries.register(g.edition.id)
    entries = {award["entry"] for award in seal.awards} if seal else set()
    people = queries.people_of(g.edition.id, entries | {line.entry_id for line in lines if line.entry_id is not None})
    wanted = queries.due_of(regulation, seal, people) if seal else []
    worth = queries.worths(g.edition.id, lines)
    rows = [_row(regulation, people, line, worth[line.id]) for line in lines]
    printed = {
        kind.key: [row.line for row in rows if row.worth == "valid" and row.line.kind_key == kind.key]
        for kind in kinds_of(regulation)
    }
    words = nfc(request.args.get("tim", ""))[:200]
    found = [row for row in rows if fold(words) in fold(_searched(row, people))] if words else rows
    number = page_there_is(page_number(), _SIZE, len(found))
    faults = seal.faults if seal else ()
    return render_template(
        "papers/certificates.html",
        kinds=[_summary(kind, [each.kind_key for each in wanted], rows) for kind in kinds_of(regulation)],
        paging=Paging(found[(number - 1) * _SIZE : number * _SIZE], number, _SIZE, len(found)),
        names={kind.key: kind.name for kind in kinds_of(regulation)},
        worths=WORTH,
        words=words,
        form=form,
        why_not=why_not_issue(sealed=seal is not None, faults=faults, current=bool(seal and seal.is_current)),
        missing=len({each.whose for each in wanted} - {row.line.whose for row in rows if row.worth == "valid"}),
        void=sum(row.line.state == "valid" and row.worth != "valid" for row in rows),
        may_issue=g.actor.may(Permission.RESULT_SEAL, g.edition.id),
        version=seal.version if seal else None,
        readable=readable_code,
        unconfirmed=_unconfirmed(printed, people),
        refusals=refusals or {},
    )


def _row(regulation: Regulation, people: People, line: Line, worth: Validity) -> Row:
    texts = queries.texts_of(g.edition.id, regulation, people, line)
    return Row(line, texts, worth, bool(line.printed) and line.printed != texts.digest())


def _searched(row: Row, people: People) -> str:
    code = people.codes.get(row.line.entry_id, "") if row.line.entry_id else ""
    return " ".join((row.line.label, code, row.texts.title, row.texts.under, row.line.prize, *row.texts.names))


def _summary(kind: CertificateKind, wanted: Sequence[str], rows: Sequence[Row]) -> Summary:
    own = [row for row in rows if row.line.kind_key == kind.key and row.worth == "valid"]
    unprinted = sum(not row.line.printed for row in own)
    return Summary(kind, wanted.count(kind.key), len(own), unprinted, sum(row.is_changed for row in own))


@routes.post("/<slug>/van-ban/giay-chung-nhan/<kind_key>/in")
@page(Permission.EXPORT_MAKE)
def certificate_print(kind_key: str) -> ResponseReturnValue:
    """The valid certificates of a kind as one PDF: all, or those not printed yet or changed since."""
    regulation, kind = _kind_or_404(kind_key)
    check_winners(g.edition.id)
    only_new, why = request.form.get("chi_moi") == "1", nfc(request.form.get("ly_do", ""))
    lines = [line for line in queries.register(g.edition.id) if line.kind_key == kind_key and line.state == "valid"]
    worth = queries.worths(g.edition.id, lines)
    lines = [line for line in lines if worth[line.id] == "valid"]
    people = queries.people_of(g.edition.id, {line.entry_id for line in lines if line.entry_id is not None})
    if only_new:
        rows = [_row(regulation, people, line, "valid") for line in lines]
        lines = [row.line for row in rows if row.is_changed or not row.line.printed]
    unconfirmed = _unconfirmed({kind_key: lines}, people)
    reasons = why_not_print_unconfirmed(unconfirmed[kind_key], why)
    if reasons:
        return _register(ReplaceForm(formdata=None), {kind_key: reasons}), 422
    design = queries.design_of(g.edition.id, regulation, kind_key)
    background = queries.background_of(g.edition.id, kind_key)
    let_go()
    content = certificates_pdf(g.edition.id, design, lines, people, _address, background)
    printed = Printed(hashlib.sha256(content).hexdigest(), unconfirmed[kind_key].total, why)
    actions.note_printed(g.actor, g.edition.id, lines, people, printed)
    name = file_name(g.edition.slug, kind.name, "pdf")
    return send_file(io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)


@routes.get("/<slug>/van-ban/giay-chung-nhan/<kind_key>/xem-thu.pdf")
@page(Permission.EXPORT_MAKE)
def certificate_specimen(kind_key: str) -> ResponseReturnValue:
    """The design on the longest names and the longest title of this contest; no certificate."""
    regulation, kind = _kind_or_404(kind_key)
    known = briefs(g.edition.id)
    texts = longest(
        regulation,
        edition_by_id(g.edition.id).title,
        [(brief.title, brief.authors, brief.unit) for brief in known.values()],
        alone=kind.for_ in ("author", "person"),
        kind_key=kind_key,
    )
    design = queries.design_of(g.edition.id, regulation, kind_key)
    background = queries.background_of(g.edition.id, kind_key)
    let_go()
    content = specimen_pdf(g.edition.id, design, texts, _address, background)
    return send_file(io.BytesIO(content), mimetype="application/pdf", download_name="xem-thu.pdf")


@routes.route("/<slug>/chung-nhan", methods=["GET", "POST"])
@page(PUBLIC)
def certificate_check() -> ResponseReturnValue:
    """For who has a certificate in hand and no camera: type the code beside the QR."""
    form = CodeForm()
    if form.validate_on_submit():
        return redirect(url_for("papers.certificate", code=tidy_code(form.code.data or "") or "-"), 303)
    return render_template("papers/certificate_check.html", form=form), 422 if form.is_submitted() else 200


@routes.get("/<slug>/chung-nhan/<code>")
@page(PUBLIC)
def certificate(code: str) -> ResponseReturnValue:
    """What a certificate is worth, for anybody who has its code."""
    found = queries.checked(g.edition.id, regulation_of(g.edition.id), tidy_code(code))
    if found is None:
        words = "Không có giấy chứng nhận mang mã này, hoặc kết quả chưa công bố. Xin xem lại mã in cạnh ô vuông."
        return refused(404, [words])
    return render_template("papers/certificate.html", found=found, worths=WORTH, code=readable_code(tidy_code(code)))
