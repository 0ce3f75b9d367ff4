"""The room's blueprint, and files to take away."""

import io

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

routes = Blueprint("results", __name__)

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def as_file(content: bytes, ending: str, name: str) -> ResponseReturnValue:
    """A file to be saved under this name, with its ending."""
    return send_file(io.BytesIO(content), mimetype=MEDIA[ending], as_attachment=True, download_name=f"{name}.{ending}")
