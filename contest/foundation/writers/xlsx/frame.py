"""What stands around the table: letterhead, title, closing lines, notes, signatures."""

from collections.abc import Sequence
from dataclasses import replace

from contest.foundation.report import Report, Signature
from contest.foundation.writers.xlsx.letterhead import lay_letterhead
from contest.foundation.writers.xlsx.lines import Lines, Piece
from contest.foundation.writers.xlsx.styles import CLOSING, NOTE, STAMP, SUBTITLE, TITLE, Look, Words

_SIGNED = Look(align="center", vertical="top")
_LINES_TO_SIGN = 4
_LINE = 16.0

Span = tuple[int, int]


def lay_head(lines: Lines, report: Report) -> None:
    """Stamp, letterhead, title and subtitle, from the first row; of a bare table only the stamp."""
    last = len(lines.widths) - 1
    if report.stamp:
        lines.put([Piece(0, last, report.stamp, STAMP)])
        lines.put([], height=8.0)
    if report.bare:
        return
    if report.letterhead:
        lay_letterhead(lines, report.letterhead)
        lines.put([], height=8.0)
    lines.put([Piece(0, last, report.title, TITLE)])
    for text in report.subtitle:
        look = replace(SUBTITLE, italic=True) if text.startswith("(") else SUBTITLE
        lines.put([Piece(0, last, text, look)])
    lines.put([], height=8.0)


def lay_foot(lines: Lines, report: Report) -> bool:
    """Closing lines, notes and the block of signatures, under the table; returns whether there are any."""
    last = len(lines.widths) - 1
    if report.closing or report.notes:
        lines.put([], height=8.0)
    for text in report.closing:
        lines.put([Piece(0, last, text, CLOSING)])
    for text in report.notes:
        lines.put([Piece(0, last, text, NOTE)])
    signers = list(report.signatures)
    while signers:
        lines.put([], height=12.0)
        spans = spread(lines.widths, len(signers))
        _sign(lines, spans, signers[: len(spans)])
        signers = signers[len(spans) :]
    return bool(report.closing or report.notes or report.signatures)


def _sign(lines: Lines, spans: Sequence[Span], signers: Sequence[Signature]) -> None:
    """One row, however tall: so that a page never ends between a title and its name."""
    titles = max(signer.title.count("\n") for signer in signers)
    pieces = []
    for span, signer in zip(spans, signers, strict=True):
        gap = "\n" * (titles - signer.title.count("\n"))
        parts = [
            (f"{signer.title}\n", replace(_SIGNED, bold=True)),
            (f"{signer.remark}{gap}" + "\n" * _LINES_TO_SIGN, replace(_SIGNED, italic=True)),
            (f"\n{signer.name}", replace(_SIGNED, bold=True)),
        ]
        pieces.append(Piece(*span, Words(tuple(parts)), _SIGNED))
    lines.put(pieces, height=(titles + _LINES_TO_SIGN + 4) * _LINE)


def spread(widths: Sequence[float], count: int) -> list[Span]:
    """Spans of whole columns for up to `count` signers, as equal as columns allow; one signs at the right."""
    if count == 1:
        return spread(widths, 2)[-1:]
    count = min(count, len(widths))
    page, spans, start = sum(widths), [], 0
    for place in range(1, count + 1):
        stop, latest = start + 1, len(widths) - (count - place)
        while stop < latest and (place == count or sum(widths[:stop]) + widths[stop] / 2 <= page * place / count):
            stop += 1
        spans.append((start, stop - 1))
        start = stop
    return spans
