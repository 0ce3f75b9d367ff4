"""The package as a whole: every byte is the sealed one, and what is sealed follows from the sheets."""

import hashlib
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from contest.results.rules.checking.figures import Notes
from contest.results.rules.checking.places import judge
from contest.results.rules.checking.prizes import awards, bases
from contest.results.rules.checking.recipe import recipe

RESULT, SEAL, SCORES, RECIPE = "ket-qua.json", "ma-niem-phong.txt", "diem/", "cach-tinh.json"
PROGRAM = "kiem-tra-day-du.py"


def check(files: Mapping[str, bytes], printed: str = "") -> tuple[list[str], list[str]]:
    """What is wrong with the package (file name to bytes), and what cannot be computed again, in words."""
    faults, notes = list(digests(files, printed)), Notes()
    if faults:
        return faults, []
    result, own, last = json.loads(files[RESULT]), dict[str, dict[str, Fraction]](), list[dict[str, Any]]()
    rules = {rule["key"]: rule for rule in result["rules"]["rounds"]}
    first = last
    for sealed in result["rounds"]:
        if "placings" in sealed:
            before = list(rules)[: list(rules).index(sealed["key"])][-1:]
            scores = json.loads(files[f"{SCORES}{sealed['key']}.json"])
            last, found = judge(sealed, rules[sealed["key"]], scores, own, "".join(before), notes)
            faults += found
            first = first or last
    faults += awards(result, last, of := bases(result, first, last), notes)
    faults += recipe(json.loads(files[RECIPE]), result, files, last, of)
    return faults, list(notes)


def digests(files: Mapping[str, bytes], printed: str) -> Iterator[str]:
    """Every file is, to the byte, the one that was sealed; none is missing or beside them."""
    if RESULT not in files or SEAL not in files:
        yield f"Gói thiếu tệp {RESULT} hoặc {SEAL}."
        return
    found, written = sha256(files[RESULT]), files[SEAL].decode(errors="replace")
    if written != f"{found}\n":
        yield f"Nội dung kết quả không khớp mã niêm phong: tính được {found}, gói ghi {written.strip()}."
        return
    if printed and "".join(printed.split()).lower() != found:
        yield f"Mã trên biên bản không phải mã của gói này: tính được {found}."
    sealed = json.loads(files[RESULT])["files"]
    for name in sorted({*sealed, *files} - {RESULT, SEAL}):
        if name not in files or name not in sealed:
            yield f"Tệp {name} {'bị thiếu' if name in sealed else 'không thuộc gói đã niêm phong'}."
        elif sha256(files[name]) != sealed[name]:
            yield f"Tệp {name} đã bị sửa sau khi niêm phong."


def read(path: str) -> dict[str, bytes]:
    """The files of a package. Raises zipfile.BadZipFile and others for one that is broken."""
    with zipfile.ZipFile(path) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def main(path: str, printed: str) -> int:
    """Say what was found; 0 when the package is whole and everything follows."""
    try:
        files = read(path)
        faults, notes = check(files, printed)
    except OSError:
        files, faults, notes = {}, ["Không mở được tệp này. Xin xem lại tên và chỗ của tệp ZIP."], []
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        files, faults, notes = {}, ["Tệp ZIP hỏng hoặc đã bị sửa."], []
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, ArithmeticError):
        files, faults, notes = {}, ["Nội dung gói không đúng cấu trúc."], []
    if not faults and sha256(Path(__file__).read_bytes()) != sha256(files[PROGRAM]):
        notes.append("Chương trình đang chạy không phải chương trình trong gói; hãy giải nén đúng tệp trong gói.")
    if not faults:
        sys.stdout.write(
            f"Gói nguyên vẹn; điểm, hạng và giải tính lại đều khớp. Mã niêm phong: {sha256(files[RESULT])}\n"
        )
        if not printed:
            sys.stdout.write("Chưa so với mã trên biên bản: chạy lại với mã đó để biết gói không bị thay cả bộ.\n")
    sys.stdout.writelines(f"SAI: {fault}\n" for fault in faults)
    sys.stdout.writelines(f"Không tính lại: {note}\n" for note in notes)
    return 1 if faults else 0


def sha256(content: bytes) -> str:
    """The digest, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    given = sys.argv[1:] or sys.exit("Cách dùng: python3 kiem-tra-day-du.py GOI.zip [MÃ TRÊN BIÊN BẢN]")
    sys.exit(main(given[0], " ".join(given[1:])))
