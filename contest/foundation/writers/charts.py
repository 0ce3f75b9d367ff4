"""Charts as pictures: SVG for pages, PNG for Word; set by typst as papers are, with their letters and limits."""

from dataclasses import asdict
from functools import lru_cache

from contest.foundation.chart import Chart
from contest.foundation.writers.pdf.typeset import render

# Of the text on A4, and of a phone held upright, in mm.
WIDE, NARROW = 160, 90
# What printers print photographs with.
_DOTS = 300


@lru_cache(maxsize=128)
def svg(chart: Chart, width: int = WIDE) -> bytes:
    """The chart as a drawing `width` mm wide, as high as it needs. Raises Refusal: pdf_too_much.

    Letters are drawn as outlines, so that it looks the same everywhere and needs no font of the reader.
    """
    return render("_house/chart.typ", _of(chart, width), kind="svg")


@lru_cache(maxsize=32)
def png(chart: Chart, width: int = WIDE, dots: int = _DOTS) -> bytes:
    """The chart as a picture of so many dots an inch. Raises Refusal: pdf_too_much."""
    return render("_house/chart.typ", _of(chart, width), kind="png", dots=dots)


def _of(chart: Chart, width: int) -> dict[str, object]:
    most = max((value or 0 for each in chart.series for value in each.values), default=0)
    sums = [sum(value or 0 for value in column) for column in zip(*(each.values for each in chart.series), strict=True)]
    return {**asdict(chart), "width": width, "most": most, "sums": sums}
