"""A package from the level below, opened with care: its directory first, then every file against its digest."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import DossierPart, Regulation
from contest.entries.actions import IncomingFile
from contest.foundation.cleaning import take
from contest.foundation.files import StoredFile
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.words import sentence
from contest.results.rules import digest
from contest.results.rules.arriving import Arrived, PackedFile, understand
from contest.results.rules.envelope import DOSSIERS, MANIFEST, MOST_ENTRIES, Member, why_not_manifest, why_not_open

_CHUNK = 1 << 20
# What `zipfile` raises on what is no whole ZIP.
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class OpenedDossier:
    """A dossier ready to be taken in: its files lie in the store. digest: of everything it came with."""

    arrived: Arrived
    files: tuple[IncomingFile, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class OpenedPackage:
    """A whole package. faults: everything that is wrong with any dossier; none is taken in while there are any."""

    sender_key: str
    sender: str
    digest: str
    dossiers: tuple[OpenedDossier, ...]
    faults: tuple[Reason, ...]

    @property
    def stored(self) -> list[str]:
        """The hashes of its files in the store."""
        return sorted({file.stored.sha256 for dossier in self.dossiers for file in dossier.files})


def open_package(path: Path, edition_id: int) -> OpenedPackage:
    """Read a package by the regulation of the edition that receives it; files go into the store, nothing else is done.

    Raises Refusal when it is no package of ours, made to burst, damaged, or not whole.
    """
    with _archive(path) as archive:
        manifest, raw = _manifest(archive)
        edition, sender = edition_by_id(edition_id), manifest["sender"]
        key = f"{sender['series']}/{sender['slug']}"[:200]
        if key == f"{edition.series}/{edition.slug}":
            raise refuse_with("package_own")
        given = _dossiers(archive, manifest)
        faults: list[Reason] = []
        dossiers = tuple(_understood(archive, manifest, given, regulation_of(edition_id), faults))
    return OpenedPackage(key, sender["title"], hashlib.sha256(raw).hexdigest(), dossiers, tuple(faults))


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """The ZIP, once its directory has been looked at. Raises Refusal: package_not_zip, package_damaged, …"""
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGED as error:
        raise refuse_with("package_not_zip") from error
    with archive:
        refuse(why_not_open([_member(info) for info in archive.infolist()]))
        try:
            yield archive
        except _DAMAGED as error:
            raise refuse_with("package_damaged", what="không giải nén được") from error


def _member(info: zipfile.ZipInfo) -> Member:
    is_link = (info.external_attr >> 16) & 0o170000 == 0o120000
    return Member(info.filename, info.file_size, info.compress_size, not (info.flag_bits & 1 or is_link))


def _manifest(archive: zipfile.ZipFile) -> tuple[dict[str, Any], bytes]:
    raw = archive.read(MANIFEST)
    manifest = _parsed(raw, MANIFEST)
    refuse(why_not_manifest(manifest, archive.namelist()))
    return manifest, raw


def _dossiers(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> list[Any]:
    """The dossiers, once every file of the package has its digest."""
    for name, said in manifest["files"].items():
        with archive.open(name) as stream:
            if _sha256(stream) != said:
                raise refuse_with("package_digest", name=name)
    given = _parsed(archive.read(DOSSIERS), DOSSIERS) if DOSSIERS in manifest["files"] else []
    if not isinstance(given, list) or not given:
        raise refuse_with("package_empty")
    if len(given) > MOST_ENTRIES:
        raise refuse_with("package_too_many")
    return given


def _sha256(stream: IO[bytes]) -> str:
    found = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()


def _parsed(content: bytes, name: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise refuse_with("package_damaged", what=f"“{name}” không đọc được") from error


def _understood(
    archive: zipfile.ZipFile,
    manifest: dict[str, Any],
    given: list[Any],
    regulation: Regulation,
    faults: list[Reason],
) -> Iterator[OpenedDossier]:
    seen: set[str] = set()
    for number, one in enumerate(given, 1):
        arrived, wrong = understand(one, number, regulation)
        faults += wrong
        if arrived is None:
            continue
        if arrived.code in seen:
            faults.append(Reason("dossier_twice", {"code": arrived.code}))
        seen.add(arrived.code)
        files = []
        for packed in arrived.files:
            if packed.path not in manifest["files"]:
                faults.append(Reason("package_missing", {"name": packed.path}))
            elif (stored := _stored(archive, packed, arrived.code, regulation, faults)) is not None:
                files.append(IncomingFile(packed.part_key, stored))
        digests = [manifest["files"].get(packed.path, "") for packed in arrived.files]
        yield OpenedDossier(arrived, tuple(files), digest([one, digests]))


def _stored(
    archive: zipfile.ZipFile, packed: PackedFile, code: str, regulation: Regulation, faults: list[Reason]
) -> StoredFile | None:
    """The file in the store, as an upload of its part would be: looked at inside, cleaned. None without a place."""
    part = next((one for one in regulation.dossier if one.key == packed.part_key), None)
    if part is None:
        return None
    try:
        with archive.open(packed.path) as stream:
            return _taken(stream, packed.name, part)
    except Refusal as refusal:
        faults += [
            Reason("dossier_file_kind", {"code": code, "name": packed.name, "why": sentence(reason)})
            for reason in refusal.reasons
        ]
    return None


def _taken(stream: IO[bytes], name: str, part: DossierPart) -> StoredFile:
    return take(stream, name, formats=part.formats, max_mb=part.max_mb, max_pages=part.max_pages)
