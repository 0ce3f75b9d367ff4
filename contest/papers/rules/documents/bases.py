"""On what a document rests: the decisions and plans before it, as cited and closed by Nghị định 30/2020/NĐ-CP."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from contest.editions.rules import Regulation
from contest.editions.rules.regulation import Paper
from contest.foundation.vietnamese import date_in_words
from contest.papers.rules.documents.register import SAME, Citation

_TYPES = {
    "decision": "Quyết định",
    "plan": "Kế hoạch",
    "notice": "Thông báo",
    "circular": "Thông tư",
    "regulation": "Quyết định",
}
# What each document rests on of the register, in this order.
_ON: dict[str, tuple[str, ...]] = {
    "jury_decision": ("committee_decision",),
    "eligible_decision": ("committee_decision",),
    "submission": ("committee_decision", "jury_decision", "prize_minutes"),
    "result_decision": ("committee_decision", "jury_decision", "prize_minutes", "submission"),
    "contest_announcement": ("committee_decision",),
    "result_announcement": ("result_decision",),
    "closing_report": ("committee_decision", "result_decision"),
}


def bases(
    regulation: Regulation,
    kind: str,
    standing: Mapping[str, Citation],
    asked_by: str = "",
    issued_on: date | None = None,
) -> list[str]:
    """The bases of a document, each closed by ";", the last by ".".

    Of the regulation the papers that have a number and a day, by day; one that is in the register, too, is cited from
    there. asked_by: at whose request, the last base of a decision. issued_on: what came later is no base.
    """
    own = SAME.get(kind, "")
    last = issued_on or _usually_by(regulation, kind)
    cited = [standing[each] for each in _ON.get(kind, ()) if each in standing]
    replaced = {SAME[each.kind] for each in cited if each.kind in SAME}
    known = [paper for paper in regulation.decisions if paper.key not in (own, *replaced) and _is_known(paper, last)]
    dated: list[tuple[date, str]] = [(paper.date or date.min, _of_regulation(paper)) for paper in known]
    dated += [(each.issued_on, f"Căn cứ {each.words}{_about(each.summary)}") for each in cited]
    words = [text for _, text in sorted(dated, key=lambda each: each[0])]
    words = words or [f"Căn cứ Thể lệ {regulation.title}"]
    return closed([*words, *([f"Theo đề nghị của {asked_by}"] if asked_by else [])])


def cited_by_regulation(regulation: Regulation) -> dict[str, Citation]:
    """Papers that were issued before the edition came here, as the regulation has their numbers."""
    papers = {paper.key: paper for paper in regulation.decisions if paper.number and paper.date}
    return {
        kind: Citation(kind, paper.number or "", paper.date or date.min, paper.by, "", "", "", "", paper.about, False)
        for kind, key in SAME.items()
        if (paper := papers.get(key)) is not None
    }


def closed(words: Sequence[str]) -> list[str]:
    """Each line with its mark at the end: ";" and at last "."."""
    plain = [line.strip().rstrip(".;, ") for line in words]
    return [f"{line}{'.' if place == len(plain) else ';'}" for place, line in enumerate(plain, 1)]


def receivers(lines: Iterable[str]) -> list[str]:
    """To whom a document goes: each once, closed likewise, and the office's own copy last."""
    return closed([*dict.fromkeys(line for line in lines if line), "Lưu: VT"])


def _usually_by(regulation: Regulation, kind: str) -> date | None:
    """The day by which a draft is usually issued: what the regulation says of the paper itself, of the launch."""
    if kind == "contest_announcement":
        return regulation.timeline.launch
    return next((paper.date for paper in regulation.decisions if paper.key == SAME.get(kind)), None)


def _is_known(paper: Paper, last: date | None) -> bool:
    if paper.date is not None and last is not None and paper.date > last:
        return False
    return paper.legal_base or (paper.number is not None and paper.date is not None)


def _of_regulation(paper: Paper) -> str:
    number = f" số {paper.number}" if paper.number else ""
    day = f" {date_in_words(paper.date)}" if paper.date else ""
    return f"Căn cứ {_TYPES[paper.kind]}{number}{day} của {paper.by}{_about(paper.about)}"


def _about(about: str) -> str:
    """ "… về việc …": what a paper is about goes on in the sentence."""
    about = about.strip()
    if not about:
        return ""
    begun = about[0].lower() + about[1:]
    return f" {begun}" if begun.startswith(("về ", "v/v ")) else f" về việc {begun}"
