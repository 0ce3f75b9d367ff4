"""The register of administrative documents: the kinds, number and symbol, and what may still change.

Numbers are whole numbers that begin anew each year; below ten they are written with a zero (Nghị định 30/2020/NĐ-CP).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from contest.editions.rules import Regulation
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import date_in_words, fold

State = Literal["draft", "issued", "signed", "replaced"]
By = Literal["issuing", "organiser", "standing", "council"]

SCAN_FORMATS = ("pdf", "jpeg", "png", "heic")
SCAN_MB = 30
STATE_WORDS = {"draft": "Dự thảo", "issued": "Đã ban hành", "signed": "Đã ký", "replaced": "Đã thay thế"}
STATE_KINDS = {"draft": "neutral", "issued": "waiting", "signed": "done", "replaced": "neutral"}
_MOST_NUMBER = 99_999


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: its name on our pages, its type as printed, the letters of its symbol, who issues it.

    is_numbered: it is not issued without a number; minutes may do with a day alone. for_each: there is one for each
    of these ("meeting"), told apart by `about`.
    """

    key: str
    name: str
    type: str
    letters: str
    by: By
    is_numbered: bool = True
    for_each: Literal["", "meeting"] = ""


_QD = "Quyết định"
DOCUMENT_KINDS = (
    DocumentKind("committee_decision", "Quyết định thành lập Ban Tổ chức", _QD, "QĐ", "issuing"),
    DocumentKind("jury_decision", "Quyết định thành lập Hội đồng giám khảo", _QD, "QĐ", "issuing"),
    DocumentKind("contest_announcement", "Thông báo tổ chức {contest}", "Thông báo", "TB", "organiser"),
    DocumentKind("eligible_decision", "Quyết định phê duyệt danh sách hồ sơ hợp lệ", _QD, "QĐ", "organiser"),
    DocumentKind("council_minutes", "Biên bản họp Hội đồng giám khảo", "Biên bản", "BB", "council", False, "meeting"),
    DocumentKind("prize_minutes", "Biên bản họp xét giải", "Biên bản", "BB", "organiser", False),
    DocumentKind("submission", "Tờ trình công nhận kết quả", "Tờ trình", "TTr", "standing"),
    DocumentKind("result_decision", "Quyết định công nhận kết quả", _QD, "QĐ", "issuing"),
    DocumentKind("result_announcement", "Thông báo kết quả", "Thông báo", "TB", "organiser"),
    DocumentKind("invitation", "Giấy mời dự lễ trao giải", "Giấy mời", "GM", "organiser"),
    DocumentKind("closing_report", "Báo cáo tổng kết", "Báo cáo", "BC", "organiser"),
)
RESULT_DECISION = "result_decision"
_BY_KEY = {kind.key: kind for kind in DOCUMENT_KINDS}
# Which paper of the regulation a document of the register is, until it has its number here.
SAME = {"committee_decision": "committee", "jury_decision": "jury"}
# What an edition calls itself, by the first words of its title; by its kind where the title begins otherwise.
_CONTEST_WORDS = ("Hội thi", "Cuộc thi", "Giải thưởng", "Liên hoan", "Hội thao")
_WORD_OF_KIND = {"technical": "Hội thi", "youth": "Cuộc thi", "award": "Giải thưởng"}


def document_kinds(regulation: Regulation) -> tuple[DocumentKind, ...]:
    """The kinds, called as this edition calls itself."""
    word = contest_word(regulation)
    return tuple(replace(kind, name=kind.name.format(contest=word)) for kind in DOCUMENT_KINDS)


def document_kind(key: str) -> DocumentKind | None:
    """The kind of this key; what an edition calls it stands in `document_kinds`."""
    return _BY_KEY.get(key)


def contest_word(regulation: Regulation) -> str:
    """ "Hội thi", "Cuộc thi" or "Giải thưởng": what this edition is."""
    title = fold(regulation.title)
    found = next((word for word in _CONTEST_WORDS if title.startswith(fold(word))), None)
    return found or _WORD_OF_KIND[regulation.kind]


def minutes_name(council: str, round_name: str, number: int) -> str:
    """What the minutes of a meeting are called; round_name: only where councils met on several rounds.

    What tells two minutes apart stands first: names of files are cut at their end.
    """
    when = f"lần {number}" + (f", {_of_round(round_name)}" if round_name else "")
    whose = council or "Hội đồng chung"
    is_named = fold(whose).startswith(("hoi dong", "ban ", "tieu ban", "to "))
    return f"Biên bản họp {when}: {whose if is_named else f'Hội đồng {whose}'}"


def _of_round(name: str) -> str:
    return f"v{name[1:]}" if fold(name).startswith("vong ") else f"vòng {name}"


class Details(NamedTuple):
    """What stands around the text of a document and may be set by hand while it is a draft."""

    parent_body: str
    body: str
    symbol: str
    place: str
    signatory_title: str
    signatory: str
    summary: str


def usual_details(regulation: Regulation, kind: DocumentKind) -> Details:
    """The details as the regulation has them, until somebody writes others."""
    bodies = regulation.bodies
    by = {
        "issuing": ("", bodies.issuing, _head_of(bodies.issuing)),
        "standing": ("", bodies.standing, _head_of(bodies.standing)),
        "organiser": (bodies.standing, bodies.organiser, "TM. BAN TỔ CHỨC\nTRƯỞNG BAN"),
        "council": (bodies.organiser, "Hội đồng giám khảo", "CHỦ TỊCH HỘI ĐỒNG"),
    }
    issuer = _issuer(regulation, kind)
    parent, body, title = by[issuer] if issuer in by else ("", issuer, _head_of(issuer))
    heads = [seat for seat in bodies.committee if seat.role == "head" and seat.until is None]
    signatory = heads[0].name if heads and issuer == "organiser" else ""
    if fold(parent) == fold(body):
        parent = ""
    symbol = f"{kind.letters}-{'HĐGK' if issuer == 'council' else 'BTC' if issuer == 'organiser' else _initials(body)}"
    return Details(parent, body, symbol, bodies.place or "", title, signatory, _summary(regulation, kind))


def _issuer(regulation: Regulation, kind: DocumentKind) -> str:
    """Who issues the paper: the kind's usual body, unless the regulation says of this very paper whose it is."""
    paper = next((each for each in regulation.decisions if each.key == SAME.get(kind.key)), None)
    if paper is None:
        return kind.by
    bodies = regulation.bodies
    own = {fold(bodies.issuing): "issuing", fold(bodies.standing): "standing", fold(bodies.organiser): "organiser"}
    return own.get(fold(paper.by), paper.by)


def _is_committee_of_people(body: str) -> bool:
    return fold(body).startswith(("uy ban nhan dan", "ubnd"))


def _head_of(body: str) -> str:
    """Who signs for a body; a people's committee decides together."""
    return "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH" if _is_committee_of_people(body) else "CHỦ TỊCH"


def authority(title: str, body: str) -> str:
    """Who decides, as it stands above the bases: the body that decides together, else its head."""
    if title.strip().casefold().startswith("tm."):
        return body
    head = title.strip().splitlines()[-1].strip() if title.strip() else ""
    # "TRƯỞNG BAN" and "Ban Tổ chức" are "TRƯỞNG BAN TỔ CHỨC".
    last = head.split()[-1:] or [""]
    rest = body[len(last[0]) :].strip() if last[0] and fold(body).startswith(f"{fold(last[0])} ") else body
    return f"{head} {rest}".strip()


def _initials(body: str) -> str:
    """Letters of a body for the symbol: those every office uses where we know them, else the first of each word."""
    if _is_committee_of_people(body):
        return "UBND"
    if fold(body).startswith("lien hiep"):
        return "LHH"
    return "".join(word[0].upper() for word in body.split() if word[0].isalpha())[:10]


def _summary(regulation: Regulation, kind: DocumentKind) -> str:
    title = regulation.title
    return {
        "committee_decision": f"Về việc thành lập Ban Tổ chức {title}",
        "jury_decision": f"Về việc thành lập Hội đồng giám khảo {title}",
        "contest_announcement": f"Về việc tổ chức {title}",
        "eligible_decision": f"Về việc phê duyệt danh sách {regulation.entry_word} đủ điều kiện dự thi {title}",
        "council_minutes": f"Họp Hội đồng giám khảo {title}",
        "prize_minutes": f"Họp xét giải {title}",
        "submission": f"Về việc công nhận kết quả và khen thưởng {title}",
        "result_decision": f"Về việc công nhận kết quả và trao giải {title}",
        "result_announcement": f"Kết quả {title}",
        "invitation": f"Dự Lễ tổng kết và trao giải {title}",
        "closing_report": f"Tổng kết {title}",
    }[kind.key]


def number_of(number: int | None, symbol: str) -> str:
    """The number with its symbol: "05/QĐ-LHH"; dots to write on while there is none."""
    return f"{'......' if number is None else f'{number:02}'}/{symbol}"


def number_key(body: str, symbol: str, number: int | None, issued_on: date) -> str | None:
    """What no two documents share: the number within its body, symbol and year; None for one without a number."""
    if number is None:
        return None
    return "|".join((fold(body), fold(symbol), str(issued_on.year), str(number)))[:500]


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that stands, as others cite it."""

    kind: str
    number: str
    issued_on: date
    body: str
    parent_body: str
    place: str
    signatory_title: str
    signatory: str
    summary: str
    is_signed: bool

    @property
    def words(self) -> str:
        """ "Quyết định số 05/QĐ-LHH ngày 05 tháng 3 năm 2026 của Liên hiệp …"."""
        kind = _BY_KEY[self.kind]
        number = f" số {self.number}" if self.number else ""
        return f"{kind.type}{number} {date_in_words(self.issued_on)} của {self.body}"


def why_not_issue(
    kind: DocumentKind, state: State, number: int | None, symbol: str, issued_on: date, *, today: date, taken: bool
) -> list[Reason]:
    """Why a document cannot be given this number and day; taken: another of the same body bears the number."""
    if state != "draft":
        return [Reason("document_numbered")]
    return _why_not_numbered(kind, number, symbol, issued_on, today=today, taken=taken)


def why_not_change(
    kind: DocumentKind,
    state: State,
    number: int | None,
    symbol: str,
    issued_on: date,
    reason: str,
    *,
    today: date,
    taken: bool,
) -> list[Reason]:
    """Why number and day, once noted, cannot become these; before the scan is back they may, with a reason."""
    if state in ("signed", "replaced"):
        return [Reason("document_closed")]
    reasons = [] if state == "issued" else [Reason("document_unnumbered")]
    if not reason.strip():
        reasons.append(Reason("document_reason_missing", where="reason"))
    return reasons + _why_not_numbered(kind, number, symbol, issued_on, today=today, taken=taken)


def _why_not_numbered(
    kind: DocumentKind, number: int | None, symbol: str, issued_on: date, *, today: date, taken: bool
) -> list[Reason]:
    reasons = []
    if number is None and kind.is_numbered:
        reasons.append(Reason("document_number_missing", where="number"))
    if number is not None and not 1 <= number <= _MOST_NUMBER:
        reasons.append(Reason("document_number_odd", {"most": _MOST_NUMBER}, "number"))
    if number is not None and not symbol.strip():
        reasons.append(Reason("document_symbol_missing", where="symbol"))
    if issued_on > today:
        reasons.append(Reason("document_future", where="issued_on"))
    if taken:
        reasons.append(Reason("document_number_taken", {"number": number_of(number, symbol)}, "number"))
    return reasons


def why_not_sign(state: State) -> list[Reason]:
    """Why the signed scan cannot close the document."""
    if state == "draft":
        return [Reason("document_unnumbered", where="scan")]
    return [] if state == "issued" else [Reason("document_closed", where="scan")]


def why_not_replace(state: State, reason: str) -> list[Reason]:
    """Why no new version can be begun; one that is a draft is simply changed."""
    if state not in ("issued", "signed"):
        return [Reason("document_unnumbered")]
    return [] if reason.strip() else [Reason("document_reason_missing", where="reason")]
