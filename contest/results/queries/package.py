"""A sealed result to take away: its document, the scores it comes from, and the program that checks both anywhere."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from contest.foundation.clock import local
from contest.foundation.database import ask
from contest.people.models import Person
from contest.results.models import Seal
from contest.results.queries.content import scores_of
from contest.results.rules import canonical, checking

_PROGRAM = "kiem-tra.py"
_WORDS = """KẾT QUẢ ĐÃ NIÊM PHONG – {title}
Phiên bản {version}, niêm phong lúc {at}.

Kiểm tra trên máy có Python 3.10 trở lên, không cần mạng:

    python3 kiem-tra.py GOI.zip MÃ-TRÊN-BIÊN-BẢN

(giải nén tệp kiem-tra.py ra trước). Chương trình so mã niêm phong, tính lại điểm từng hồ sơ từ tổng điểm các phiếu,
rồi so thứ hạng và giải. Gói không có tên tác giả, tên giám khảo.
"""


@dataclass(frozen=True, slots=True)
class SealedResult:
    """A sealed version with its whole document."""

    version: int
    digest: str
    document: dict[str, Any]
    sealed_at: datetime
    sealed_by: str


def sealed_result(edition_id: int, version: int | None = None) -> SealedResult | None:
    """A sealed version, the newest unless told; None when there is none."""
    question = (
        select(Seal.version, Seal.digest, Seal.document, Seal.sealed_at, Person.name)
        .outerjoin(Person, Person.id == Seal.sealed_by_id)
        .where(Seal.edition_id == edition_id)
        .order_by(Seal.version.desc())
        .limit(1)
    )
    row = ask(question if version is None else question.where(Seal.version == version)).one_or_none()
    return SealedResult(row[0], row[1], row[2], row[3], row[4] or "") if row else None


def package(edition_id: int, sealed: SealedResult) -> bytes:
    """The ZIP of a sealed version; the same version gives the same bytes."""
    at = local(sealed.sealed_at)
    files = {checking.RESULT: canonical(sealed.document), checking.SEAL: sealed.digest + "\n"}
    for judged in sealed.document["rounds"]:
        if "run" in judged:
            scores = scores_of(edition_id, judged["key"], judged["run"])
            files[f"{checking.SCORES}{judged['key']}.json"] = canonical(scores)
    files[_PROGRAM] = Path(checking.__file__).read_text(encoding="utf-8")
    title = sealed.document["edition"]["title"]
    files["doc-truoc.txt"] = _WORDS.format(title=title, version=sealed.version, at=f"{at:%H:%M %d/%m/%Y}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, at.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            opened.writestr(info, text)
    return out.getvalue()
