"""Formulas of a spreadsheet that give our own figures to the last digit, for the people who check the sheet by hand.

A judge's cell is a figure, or a word (VẮNG …) that COUNT, SUM, SMALL and LARGE pass over. Every sum is rounded to
the thousandths points are made of, so that nothing of binary floats is left for the written rounding to meet.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from contest.editions.rules import Rounding
from contest.editions.rules.judging import Trim


def trimmed(cells: str, trim: Trim | None) -> str:
    """The condition under which the lowest and highest sheets are left out; "" where none ever is."""
    if trim is None or not trim.drop_low + trim.drop_high:
        return ""
    return f"COUNT({cells})>={max(trim.when_at_least, trim.drop_low + trim.drop_high + 1)}"


def counted(cells: str, trim: Trim | None) -> str:
    """How many sheets count."""
    condition = trimmed(cells, trim)
    if not condition or trim is None:
        return f"=COUNT({cells})"
    return f"=COUNT({cells})-IF({condition},{trim.drop_low + trim.drop_high},0)"


def summed(cells: str, trim: Trim | None) -> str:
    """The sum of the sheets that count."""
    condition = trimmed(cells, trim)
    if not condition or trim is None:
        return f"=ROUND(SUM({cells}),3)"
    if (trim.drop_low, trim.drop_high) == (1, 1):
        return f"=ROUND(SUM({cells})-IF({condition},MAX({cells})+MIN({cells}),0),3)"
    dropped = [f"SMALL({cells},{place})" for place in range(1, trim.drop_low + 1)]
    dropped += [f"LARGE({cells},{place})" for place in range(1, trim.drop_high + 1)]
    return f"=ROUND(SUM({cells})-IF({condition},{'+'.join(dropped)},0),3)"


def middle(cells: str, trim: Trim | None) -> str:
    """The median of the sheets that count; dropping as many below as above leaves it where it is."""
    condition = trimmed(cells, trim)
    if not condition or trim is None or trim.drop_low == trim.drop_high:
        return f"MEDIAN({cells})"
    low, left = trim.drop_low, f"(COUNT({cells})-{trim.drop_low + trim.drop_high})"
    lower = f"SMALL({cells},{low}+INT(({left}+1)/2))"
    upper = f"SMALL({cells},{low}+INT(({left}+2)/2))"
    return f"IF({condition},({lower}+{upper})/2,MEDIAN({cells}))"


def weighed(cells: Sequence[tuple[str, Decimal]]) -> str:
    """The weighted mean of named cells; those of seats that weigh nothing give nothing."""
    weights = sum((weight for _, weight in cells), Decimal(0))
    if not weights:
        return f"({'+'.join(cell for cell, _ in cells)})/{len(cells)}"
    above = "+".join(f"{plain(weight)}*{cell}" for cell, weight in cells)
    return f"({above})/{plain(weights)}"


def corrected(cell: str, said: Mapping[str, str]) -> str:
    """A cell with the judge's severity taken out, to the thousandth; `said` is the sheet's line of the derivation."""
    if "stretch" not in said:
        return f"ROUND({cell}-({said['shift']}),3)"
    level = said["level"]
    return f"ROUND(({cell}-{level}-({said['shift']}))/{said['stretch']}+{level},3)"


def rounded(value: str, rounding: Rounding) -> str:
    """The value rounded as the regulation writes it."""
    places = rounding.places
    if rounding.rule == "half_up":
        return f"ROUND(ROUND({value},9),{places})"
    if rounding.rule in ("down", "up"):
        return f"ROUND{rounding.rule.upper()}(ROUND({value},9),{places})"
    scaled = f"ROUND(({value})*{10**places},6)"
    whole = f"INT({scaled})"
    return f"IF({scaled}-{whole}=0.5,2*INT(({whole}+1)/2),INT({scaled}+0.5))/{10**places}"


def carried(parts: Sequence[tuple[str, Decimal]], rounding: Rounding) -> str:
    """Points carried from round to round, each by its weight."""
    return "=" + rounded("+".join(f"{plain(weight)}*{{{name}}}" for name, weight in parts), rounding)


def plain(value: Decimal) -> str:
    """A figure as formulas write it."""
    return format(value.normalize(), "f")
