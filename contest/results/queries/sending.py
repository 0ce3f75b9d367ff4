"""The package of a list for a contest above, written to a file; the same list gives the same bytes."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import IO, Any

from contest.editions.queries import EditionCard
from contest.editions.rules import Regulation
from contest.entries.queries.held import Held, held
from contest.entries.rules import FileFacts
from contest.foundation.files import open_
from contest.foundation.refusal import Reason, refuse
from contest.results.queries.nominating import NomineeRow
from contest.results.rules.envelope import DOSSIERS, FILES, FORMAT, MANIFEST, VERSION, told, travels

_CHUNK = 1 << 20
# The earliest moment a ZIP can say: when a package was made is no part of it.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def write_package(
    out: IO[bytes],
    edition: EditionCard,
    regulation: Regulation,
    target: str,
    above: dict[str, str],
    rows: Sequence[NomineeRow],
) -> str:
    """Write the package and return its digest (SHA-256 of the manifest). Raises Refusal: package_file_gone."""
    dossiers = held(edition.id, [row.entry.id for row in rows])
    chosen = [(row, dossiers[row.entry.id], _packed(place, dossiers[row.entry.id], regulation))
              for place, row in enumerate(rows, 1)]  # fmt: skip
    documents = [
        told(one.code, one.facts, regulation, above)
        | {"rank": row.rank, "prize": row.tier_name, "files": [_file(path, file, regulation) for path, file in files]}
        for row, one, files in chosen
    ]
    content = _json(documents)
    packed = [(path, file, one.code) for _, one, files in chosen for path, file in files]
    manifest = _json(
        {
            "format": FORMAT,
            "version": VERSION,
            "sender": _sender(edition, regulation),
            "target": target,
            "entries": len(documents),
            "files": {DOSSIERS: hashlib.sha256(content).hexdigest()} | {path: file.sha256 for path, file, _ in packed},
        }
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_info(MANIFEST, zipfile.ZIP_DEFLATED), manifest)
        archive.writestr(_info(DOSSIERS, zipfile.ZIP_DEFLATED), content)
        for path, file, code in packed:
            _copy(archive, path, file, code)
    return hashlib.sha256(manifest).hexdigest()


def _packed(place: int, one: Held, regulation: Regulation) -> list[tuple[str, FileFacts]]:
    """The dossier's files that travel, each with its path in the package, which says nothing of its name."""
    going = [file for file in one.facts.files if travels(file, one.facts, regulation)]
    return [(f"{FILES}{place}/{number}{_ending(file.name)}", file) for number, file in enumerate(going, 1)]


def _ending(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    return ending if ending.isascii() and ending[1:].isalnum() and len(ending) <= 6 else ".bin"


def _file(path: str, file: FileFacts, regulation: Regulation) -> dict[str, Any]:
    part = next(one for one in regulation.dossier if one.key == file.part_key)
    return {"path": path, "part": {"key": part.key, "name": part.name}, "name": file.name}


def _sender(edition: EditionCard, regulation: Regulation) -> dict[str, str]:
    return {
        "series": edition.series,
        "slug": edition.slug,
        "title": edition.title,
        "locality": regulation.locality or "",
        "organiser": regulation.bodies.organiser,
        "standing": regulation.bodies.standing or "",
    }


def _json(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _info(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NO_DATE)
    info.compress_type, info.external_attr = kind, 0o644 << 16
    return info


def _copy(archive: zipfile.ZipFile, path: str, file: FileFacts, code: str) -> None:
    """A stored file as it is; what the store no longer has, or no longer has whole, stops the package."""
    gone = [Reason("package_file_gone", {"name": file.name, "code": code})]
    digest = hashlib.sha256()
    try:
        stored = open_(file.sha256)
    except FileNotFoundError:
        refuse(gone)
        raise
    with stored, archive.open(_info(path, zipfile.ZIP_STORED), "w", force_zip64=True) as member:
        for chunk in _chunks(stored):
            digest.update(chunk)
            member.write(chunk)
    refuse([] if digest.hexdigest() == file.sha256 else gone)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk
