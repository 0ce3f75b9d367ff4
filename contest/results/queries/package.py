"""A sealed result to take away: its document, the scores it comes from, and the program that checks both anywhere."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from contest.editions.queries import regulation_of, regulation_text
from contest.foundation.clock import local
from contest.foundation.database import ask
from contest.people.models import Person
from contest.results.models import Seal, SealFile
from contest.results.queries.content import Frozen
from contest.results.rules import canonical, checking, recipe_of, recipe_text

_REGULATION, _README = "the-le.yaml", "doc-truoc.txt"
_WORDS = """KẾT QUẢ ĐÃ NIÊM PHONG – {title}
Phiên bản {version}, niêm phong lúc {at}.

Kiểm tra trên máy có Python 3.11 trở lên, không cần mạng và không cần phần mềm nào khác (giải nén hai tệp .py trước):

    python3 kiem-tra.py GOI.zip MÃ-TRÊN-BIÊN-BẢN
    python3 kiem-tra-day-du.py GOI.zip MÃ-TRÊN-BIÊN-BẢN

Chỉ muốn so mã thì không cần chương trình: mã SHA-256 của tệp ket-qua.json (trên Linux:
unzip -p GOI.zip ket-qua.json | sha256sum) phải đúng là mã trên biên bản.

kiem-tra.py ngắn, in ra vừa hai mặt một tờ giấy, để người không tin phần mềm nào tự đọc hết trước khi chạy. Chương trình
1. so từng tệp, đến từng ký tự, với mã niêm phong;
2. từ điểm từng tiêu chí của từng phiếu tính lại điểm của mỗi hồ sơ theo cach-tinh.json (bỏ phiếu cao nhất, thấp nhất,
   hệ số, làm tròn, điểm bình chọn, điểm vòng trước), xếp lại hạng, tách các hồ sơ bằng điểm;
3. trao lại giải theo số lượng, mức điểm, phạm vi, rồi áp các quyết định có ghi lý do; chỗ nào khác thì nêu ra.
Điều gì chương trình không tính mà lấy như đã ghi (quyết định của người có thẩm quyền và lý do, ngày sinh, giờ nộp, biểu
quyết, giải ngoài cơ cấu, giải đơn vị) đều in ra, mỗi điều một dòng “Lấy như đã ghi”.

kiem-tra-day-du.py dài hơn. Ngoài những việc trên, chương trình so cach-tinh.json với quy tắc đã niêm phong (mục rules
của ket-qua.json), xét số phiếu tối thiểu, giới hạn giải của đơn vị và tác giả, tỷ lệ biểu quyết, hệ số của từng phiếu.

Các tệp: ket-qua.json là kết quả; diem/… là điểm từng phiếu; cach-tinh.json là cách tính, viết thành từng bước;
the-le.yaml là thể lệ nguyên văn (mục rules của ket-qua.json và thể lệ do người đọc so với nhau). Gói không có tên tác
giả, tên giám khảo.
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
    scores = {key: json.loads(text) for key, text in frozen.scores.items()}
    files[checking.RECIPE] = recipe_text(recipe_of(regulation_of(edition_id), frozen.document, scores))
    files |= checking.programs()
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
