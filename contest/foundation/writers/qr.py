"""QR codes: an address that any telephone's camera opens, as a drawing or as a picture."""

import io

# Level M: a label that is scratched or folded is read all the same. One mask for all: trying eight takes six times as
# long, and for short addresses none is visibly better.
_ERROR = "m"
_MASK = 3
# White around the code, in modules: what the standard asks for.
_BORDER = 4


def svg(words: str) -> bytes:
    """The code as an SVG drawing without a size of its own (it fills the place it is given)."""
    return _saved(words, "svg", xmldecl=False, svgns=True, omitsize=True)


def png(words: str, scale: int = 8) -> bytes:
    """The code as a PNG; `scale` is the width of a module in pixels."""
    return _saved(words, "png", scale=scale)


def _saved(words: str, kind: str, **options: object) -> bytes:
    import segno  # noqa: PLC0415 - heavy

    out = io.BytesIO()
    code = segno.make_qr(words, error=_ERROR, boost_error=False, mask=_MASK)
    code.save(out, kind=kind, border=_BORDER, **options)
    return out.getvalue()
