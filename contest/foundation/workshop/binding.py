"""PDF files bound into one, in the child: each page says whose it is, each dossier begins on the front of a sheet."""

from typing import Any


def bound(parts: list[dict[str, str]], out: str) -> dict[str, Any]:
    """Bind the parts in their order. Returns {"pages"}.

    A part is {"path", "stamp", "begins"}: stamp, a PDF of one A4 page, is laid over every page of the part with their
    upper right corners together ("" for none); begins, "yes" when the part must begin on the front of a sheet.
    """
    import pypdf  # noqa: PLC0415 - heavy

    writer = pypdf.PdfWriter()
    for part in parts:
        if part["begins"] == "yes" and len(writer.pages) % 2:
            last = writer.pages[-1]
            writer.add_blank_page(float(last.mediabox.width), float(last.mediabox.height))
        first = len(writer.pages)
        writer.append(part["path"], import_outline=False)
        if part["stamp"]:
            _stamp(list(writer.pages)[first:], pypdf.PdfReader(part["stamp"]).pages[0])
    for page in writer.pages:
        _quiet(page)
    writer.metadata = None
    with open(out, "wb") as file:
        writer.write(file)
    return {"pages": len(writer.pages)}


def _stamp(pages: list[Any], stamp: Any) -> None:
    for page in pages:
        page.transfer_rotation_to_content()
        across = float(page.mediabox.right) - float(stamp.mediabox.right)
        up = float(page.mediabox.top) - float(stamp.mediabox.top)
        page.merge_transformed_page(stamp, (1, 0, 0, 1, across, up), over=True)


def _quiet(page: Any) -> None:
    """Nothing on paper opens, plays or runs."""
    for key in ("/AA", "/Thumb", "/Metadata", "/PieceInfo"):
        if key in page:
            del page[key]
