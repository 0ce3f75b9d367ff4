"""PDF, in the child: how many pages, pages as pictures, and a copy that does not say who wrote it."""

import importlib
from typing import Any

_WIDEST = 20_000.0
# What a document or a page says of itself beside what is seen: who, when, with what.
_TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
_OF_SIGNATURES = ("/Name", "/Location", "/Reason", "/ContactInfo", "/Contents", "/Cert", "/M")
_KINDS_OF_NOTES = frozenset(
    {"/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline"}
    | {"/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/FileAttachment", "/Popup", "/Redact"}
)
_OF_FILES = ("/F", "/UF", "/EF", "/Desc", "/Params", "/RF", "/Filter", "/DecodeParms")
_OF_NOTES = ("/T", "/M", "/CreationDate", "/RC", "/NM", "/Subj")


def pages_of(path: str) -> dict[str, Any]:
    """Returns {"pages"}; {"locked": true} when a password is needed to read it."""
    import pypdfium2  # noqa: PLC0415 - heavy

    try:
        document = _opened(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return {"pages": 0, "locked": True}
        raise
    try:
        return {"pages": len(document), "locked": False}
    finally:
        document.close()


def page(path: str, out: str, number: int, width: int) -> dict[str, Any]:
    """Page `number` (from 1) as a JPEG `width` pixels wide. Returns its size in pixels."""
    document = _opened(path)
    try:
        sheet = document[number - 1]
        across, high = sheet.get_size()
        if not 1 <= across <= _WIDEST or not 1 <= high <= _WIDEST:
            raise ValueError("no page is that large")
        # A strip as long as a corridor is shown narrower, so that no picture has too many pixels.
        scale = min(width / across, 4 * width / high)
        picture = sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        picture.save(out, "JPEG", quality=80, progressive=True)
        return {"width": picture.width, "height": picture.height}
    finally:
        document.close()


def _opened(path: str) -> Any:
    pdfium: Any = importlib.import_module("pypdfium2")
    return pdfium.PdfDocument(path)


def without_properties(path: str, out: str) -> dict[str, Any]:
    """Written anew without the information dictionary, XMP, working data of programs, and the names at notes.

    Also what lies in compressed objects is reached, because every object is read and written again.
    """
    import pypdf  # noqa: PLC0415 - heavy
    from pypdf.generic import DictionaryObject, NameObject, StreamObject  # noqa: PLC0415 - heavy

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(path))
    for thing in list(writer._objects):
        if not isinstance(thing, DictionaryObject):
            continue
        telling = _TELLING + (_OF_NOTES if thing.get("/Subtype") in _KINDS_OF_NOTES else ())
        telling += _OF_SIGNATURES if thing.get("/Type") == "/Sig" else ()
        telling += _OF_FILES if thing.get("/Type") in ("/EmbeddedFile", "/Filespec") else ()
        for key in telling:
            if key in thing:
                del thing[NameObject(key)]
        if thing.get("/Type") == "/EmbeddedFile" and isinstance(thing, StreamObject):
            # Whatever still points to it gets nothing.
            thing.set_data(b"")
    root: Any = writer._root_object
    for key in ("/Names", "/AF", "/Collection"):
        if key in root and (key != "/Names" or "/EmbeddedFiles" in root[key]):
            _without_attachments(root, key)
    writer.metadata = None
    # What nothing points to any more must not be written either.
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    with open(out, "wb") as file:
        writer.write(file)
    return {}


def _without_attachments(root: Any, key: str) -> None:
    """Files inside a file carry names and properties of their own."""
    if key == "/Names":
        del root["/Names"]["/EmbeddedFiles"]
    else:
        del root[key]
