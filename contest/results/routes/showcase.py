"""The gallery of solutions with a prize, for everybody once the result is public; where the office chooses for it."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.editions.queries import regulation_of
from contest.foundation import derived
from contest.foundation.access import Permission
from contest.foundation.action import let_go
from contest.foundation.handing import handed, unmade
from contest.foundation.pages import PUBLIC, Paging, page, page_number, page_there_is, refused
from contest.foundation.refusal import Refusal, refuse_with
from contest.foundation.vietnamese import nfc
from contest.foundation.workshop import WorkFailed
from contest.juries.queries import barred_entries
from contest.results import actions
from contest.results.forms.showcase import ShowcaseForm
from contest.results.queries.showcase import dossier_summary, exhibit, photographs, sealed_exhibits
from contest.results.queries.showcase import gallery as gallery_of
from contest.results.routes.blueprint import routes
from contest.results.rules.showcase import LONGEST_SUMMARY, MOST_PICTURES, Presented

# Longer sides of pictures, in pixels: on a card, and on the page of one solution.
_SIDES = {"nho": 640, "vua": derived.VIEW}
_SIZE = 24


@routes.get("/<slug>/ket-qua/giai-phap")
@page(PUBLIC)
def gallery() -> ResponseReturnValue:
    """Every published solution as a card; nothing is here before the result is public."""
    words = nfc(request.args.get("tim", ""))[:200]
    tier, field = request.args.get("giai", "")[:80], nfc(request.args.get("linh-vuc", ""))[:300]
    found = gallery_of(g.edition.id, regulation_of(g.edition.id), words, tier, field)
    if found is None:
        if g.edition.stage == "draft":
            abort(404)
        return refused(404, ["Kết quả của hội thi này chưa được công bố. Xin xem lại sau."])
    number = page_there_is(page_number(), _SIZE, len(found.exhibits))
    rows = list(found.exhibits[(number - 1) * _SIZE : number * _SIZE])
    paging = Paging(rows, number, _SIZE, len(found.exhibits))
    return render_template(
        "results/gallery.html", found=found, paging=paging, words=words, tier=tier, field=field, called=_called()
    )


@routes.get("/<slug>/ket-qua/giai-phap/<int:entry_id>")
@page(PUBLIC)
def solution(entry_id: int) -> ResponseReturnValue:
    """One published solution."""
    found = exhibit(g.edition.id, regulation_of(g.edition.id), entry_id)
    return render_template("results/solution.html", found=found, called=_called()) if found else abort(404)


@routes.get("/<slug>/ket-qua/giai-phap/<int:entry_id>/anh/<int:file_id>-<any(nho, vua):size>.jpg")
@page(PUBLIC)
def solution_picture(entry_id: int, file_id: int, size: str) -> ResponseReturnValue:
    """A picture of a published solution, from its pixels alone; asked for each time, so that consents count at once."""
    found = exhibit(g.edition.id, regulation_of(g.edition.id), entry_id)
    picture = next((each for each in found.pictures if each.id == file_id), None) if found else None
    if picture is None:
        raise NotFound
    let_go()
    try:
        path = derived.picture(picture.sha256, _SIDES[size])
    except WorkFailed as error:
        return unmade(error.why)
    except FileNotFoundError:
        raise NotFound from None
    mark = f"{picture.sha256[:32]}-{size}"
    return handed(path, f"{size}.jpg", "image/jpeg", mark, attachment=False, keep=True)


@routes.get("/<slug>/cong-bo/giai-phap")
@page(Permission.EXPORT_MAKE)
def showcase() -> ResponseReturnValue:
    """Every solution with a prize, and what was chosen for it."""
    _must_be_free()
    regulation = regulation_of(g.edition.id)
    seal, exhibits = sealed_exhibits(g.edition.id, regulation)
    available = photographs([each.entry_id for each in exhibits], regulation) if exhibits else {}
    number = page_there_is(page_number(), _SIZE, len(exhibits))
    untouched = sum(not each.chosen.version and bool(available.get(each.entry_id)) for each in exhibits)
    return render_template(
        "results/showcase.html",
        called=_called(),
        is_sealed=seal is not None,
        paging=Paging(exhibits[(number - 1) * _SIZE : number * _SIZE], number, _SIZE, len(exhibits)),
        available=available,
        untouched=untouched,
        shown=sum(bool(each.pictures) for each in exhibits),
        hidden=sum(not each.may_be_pictured for each in exhibits),
    )


@routes.post("/<slug>/cong-bo/giai-phap")
@page(Permission.EXPORT_MAKE)
def showcase_first_pictures() -> ResponseReturnValue:
    """Choose the first picture for all that have none yet."""
    count = actions.present_first_pictures(g.actor, g.edition.id)
    flash(f"Đã chọn ảnh đầu tiên cho {count} {_called()}. Hãy xem lại từng ảnh.", "done")
    return redirect(url_for("results.showcase"), 303)


@routes.route("/<slug>/cong-bo/giai-phap/<int:entry_id>", methods=["GET", "POST"])
@page(Permission.EXPORT_MAKE)
def showcase_entry(entry_id: int) -> ResponseReturnValue:
    """Choose pictures and words for one solution."""
    _must_be_free()
    regulation = regulation_of(g.edition.id)
    _, exhibits = sealed_exhibits(g.edition.id, regulation)
    found = next((each for each in exhibits if each.entry_id == entry_id), None)
    if found is None:
        abort(404)
    chosen = found.chosen
    own = {name: getattr(chosen, name) for name in ("summary", "place", "is_left_out")}
    form = ShowcaseForm(data={**own, "version": str(chosen.version)})
    pictures = chosen.pictures
    if form.is_submitted():
        pictures = _ticked()
        if form.validate() and _kept(form, entry_id, pictures):
            flash("Đã lưu phần giới thiệu.", "done")
            return redirect(url_for("results.showcase_entry", entry_id=entry_id), 303)
    return (
        render_template(
            "results/showcase_entry.html",
            called=_called(),
            found=found,
            form=form,
            pictures=pictures,
            available=photographs([entry_id], regulation).get(entry_id, []),
            original=dossier_summary(entry_id),
            most=MOST_PICTURES,
            longest=LONGEST_SUMMARY,
        ),
        422 if form.is_submitted() else 200,
    )


def _called() -> str:
    """What an entry of this contest is called: "giải pháp", "mô hình, sản phẩm"."""
    return regulation_of(g.edition.id).entry_word


def _ticked() -> tuple[int, ...]:
    """The keys of the ticked pictures, the one for the card first."""
    keys = [int(key) for key in request.form.getlist("anh") if key.isdecimal()]
    first = request.form.get("dau", "")
    return tuple(sorted(dict.fromkeys(keys), key=lambda key: str(key) != first))


def _kept(form: ShowcaseForm, entry_id: int, pictures: tuple[int, ...]) -> bool:
    version = form.version.data or ""
    summary = nfc(form.summary.data or "").replace("\r\n", "\n").strip()
    wanted = Presented(
        summary, pictures, form.place.data, bool(form.is_left_out.data), int(version) if version.isdecimal() else 0
    )
    try:
        actions.present_entry(g.actor, g.edition.id, entry_id, wanted)
    except Refusal as refusal:
        form.blame(refusal)
        return False
    return True


def _must_be_free() -> None:
    """Who has a conflict of interest sees no list of winners before everybody does. Raises Refusal."""
    if g.edition.stage not in ("published", "archived") and barred_entries(g.edition.id, g.actor.id):
        raise refuse_with("result_in_conflict")
