"""How a kind of certificate looks: its texts, who signs, the organiser's own picture behind it."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.editions.rules.awards import Certificate as CertificateKind
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.pages import page
from contest.foundation.refusal import Refusal
from contest.papers.actions import backgrounds
from contest.papers.actions import certificates as actions
from contest.papers.forms import BackgroundForm, DesignForm
from contest.papers.queries import certificates as queries
from contest.papers.queries.certificates import Background, Design
from contest.papers.routes.blueprint import routes
from contest.papers.rules.backgrounds import LARGEST_MB, told_of
from contest.papers.rules.certificates import kind_named


@routes.get("/<slug>/van-ban/giay-chung-nhan/<kind_key>/mau")
@page(Permission.RESULT_SEAL)
def certificate_design(kind_key: str) -> ResponseReturnValue:
    """What stands on a kind of certificate, who signs, which picture lies behind it."""
    regulation, kind = _kind_or_404(kind_key)
    form = DesignForm(formdata=None, data=queries.design_of(g.edition.id, regulation, kind_key)._asdict())
    return _shown(kind, form, BackgroundForm(formdata=None))


@routes.post("/<slug>/van-ban/giay-chung-nhan/<kind_key>/mau")
@page(Permission.RESULT_SEAL)
def certificate_design_change(kind_key: str) -> ResponseReturnValue:
    """Keep its texts."""
    _, kind = _kind_or_404(kind_key)
    form = DesignForm()
    if not form.validate_on_submit():
        return _shown(kind, form, BackgroundForm(formdata=None)), 422
    design = Design(**{name: getattr(form, name).data for name in Design._fields})
    actions.design_certificate(g.actor, g.edition.id, kind_key, design)
    flash("Đã lưu mẫu. Hãy xem thử trước khi in.", "done")
    return redirect(url_for("papers.certificate_design", kind_key=kind_key), 303)


@routes.post("/<slug>/van-ban/giay-chung-nhan/<kind_key>/anh-nen")
@page(Permission.RESULT_SEAL)
def certificate_background(kind_key: str) -> ResponseReturnValue:
    """Put a picture behind the texts, or take it away."""
    regulation, kind = _kind_or_404(kind_key)
    form = BackgroundForm()
    try:
        if form.is_removed.data:
            backgrounds.set_background(g.actor, g.edition.id, kind_key, Background())
            flash("Đã bỏ ảnh nền, in lại khung có sẵn.", "done")
        elif form.validate_on_submit():
            let_go()
            given = backgrounds.received_background(form.file.data.stream, form.file.data.filename or "")
            backgrounds.set_background(g.actor, g.edition.id, kind_key, given)
            flash("Đã đặt ảnh nền. Hãy xem thử trước khi in.", "done")
    except Refusal as refusal:
        form.blame(refusal)
    if form.errors:
        own = DesignForm(formdata=None, data=queries.design_of(g.edition.id, regulation, kind_key)._asdict())
        return _shown(kind, own, form), 422
    return redirect(url_for("papers.certificate_design", kind_key=kind_key), 303)


def _kind_or_404(kind_key: str) -> tuple[Regulation, CertificateKind]:
    regulation = regulation_of(g.edition.id)
    kind = kind_named(regulation, kind_key)
    return (regulation, kind) if kind else abort(404)


def _shown(kind: CertificateKind, form: DesignForm, picture: BackgroundForm) -> str:
    background = queries.background_of(g.edition.id, kind.key)
    told = (
        told_of(background.media_type, background.width, background.height, has_bleed=bool(form.has_bleed.data))
        if background.sha256
        else []
    )
    return render_template(
        "papers/certificate_design.html",
        kind=kind,
        form=form,
        picture=picture,
        background=background,
        told=told,
        largest=LARGEST_MB,
    )
