"""A sealed result to take away: its document, the scores it comes from, and the program that checks both anywhere."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from contest.editions.queries import regulation_text
from contest.foundation.clock import local
from contest.foundation.database import ask
from contest.people.models import Person
from contest.results.models import Seal, SealFile
from contest.results.queries.content import Frozen
from contest.results.rules import canonical, checking

_REGULATION, _README = "the-le.yaml", "doc-truoc.txt"
_WORDS = """KẾT QUẢ ĐÃ NIÊM PHONG – {title}
Phiên bản {version}, niêm phong lúc {at}.

Kiểm tra trên máy có Python 3.11 trở lên, không cần mạng và không cần phần mềm nào khác:

    python3 kiem-tra.py GOI.zip MÃ-TRÊN-BIÊN-BẢN

(giải nén tệp kiem-tra.py ra trước). Chỉ muốn so mã thì không cần chương trình: mã SHA-256 của tệp ket-qua.json
(trên Linux: unzip -p GOI.zip ket-qua.json | sha256sum) phải đúng là mã trên biên bản. Chương trình
1. so từng tệp, đến từng ký tự, với mã niêm phong;
2. cộng lại điểm từng phiếu, tính lại điểm từng hồ sơ theo cách của thể lệ (bỏ phiếu cao nhất, thấp nhất, hệ số, làm
   tròn, điểm bình chọn, điểm vòng trước), xếp lại hạng, xử lý bằng điểm;
3. xét lại giải theo số lượng, mức điểm, phạm vi và giới hạn của thể lệ; chỗ nào khác thì phải có quyết định ghi lý do.

Những gì gói không có để tính lại (ngày sinh, giờ nộp, biểu quyết, giải trao theo thông tin cá nhân, giải đơn vị) được
nêu ra ở cuối, mỗi điều một dòng “Không tính lại”.

Các tệp: ket-qua.json là kết quả; diem/… là điểm từng phiếu; the-le.yaml là thể lệ nguyên văn (phần dùng để tính nằm
trong ket-qua.json, mục rules; hai bản do người đọc so với nhau). Gói không có tên tác giả, tên giám khảo.
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


def package_files(edition_id: int, frozen: Frozen, title: str, version: int, at: datetime) -> dict[str, str]:
    """Every file of a package beside the result and its seal: scores, the regulation, the program, how to use it."""
    files = {f"{checking.SCORES}{key}.json": text for key, text in frozen.scores.items()}
    files[_REGULATION] = regulation_text(edition_id)
    files[checking.PROGRAM] = checking.program()
    files[_README] = _WORDS.format(title=title, version=version, at=f"{local(at):%H:%M %d/%m/%Y}")
    return files


def package(edition_id: int, sealed: SealedResult) -> bytes:
    """The ZIP of a sealed version; the same version gives the same bytes."""
    kept = ask(
        select(SealFile.name, SealFile.text)
        .join(Seal, Seal.id == SealFile.seal_id)
        .where(Seal.edition_id == edition_id, Seal.version == sealed.version)
        .order_by(SealFile.name)
    )
    files = {checking.RESULT: canonical(sealed.document), checking.SEAL: sealed.digest + "\n"}
    files |= {row.name: row.text for row in kept}
    at = local(sealed.sealed_at)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files.items():
            info = zipfile.ZipInfo(name, at.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            opened.writestr(info, text)
    return out.getvalue()
