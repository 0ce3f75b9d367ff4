"""Checks of the dossier: field and division, the parts with their signatures and stamps, the answers."""

from collections import Counter
from collections.abc import Iterator

from contest.editions.rules import DossierPart, Regulation
from contest.editions.rules.words.phrases import chosen
from contest.entries.rules import (
    ENTRANT_WORDS,
    EntryFacts,
    Standing,
    asked_questions,
    least_files,
    uploaded_parts,
)
from contest.foundation.vietnamese import fold
from contest.screening.rules.findings import Finding, finding

_STAMPS = ("unit_stamp", "locality_stamp", "unit_or_locality_stamp")
_SHOWN = 60


def place(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    """Under which field and division, as whom, and from where."""
    known = {field.key for field in regulation.fields}
    name = f"Lĩnh vực {regulation.field_name(facts.field_key)}" if facts.field_key else "Chưa chọn lĩnh vực"
    yield finding("field", facts.field_key in known, name, "Thuộc một lĩnh vực của thể lệ")
    if regulation.divisions:
        divisions = {division.key for division in regulation.divisions}
        name = f"Bảng {regulation.division_name(facts.division_key)}" if facts.division_key else "Chưa chọn bảng"
        yield finding("division", facts.division_key in divisions, name, "Thuộc một bảng của thể lệ")
    if facts.entrant_type:
        types = ", ".join(ENTRANT_WORDS[kind].lower() for kind in regulation.entrants.types)
        holds = facts.entrant_type in regulation.entrants.types
        yield finding("entrant_type", holds, ENTRANT_WORDS.get(facts.entrant_type, ""), f"Thể lệ nhận {types}")
    if regulation.entrants.residence:
        yield _residence(facts, regulation)


def _residence(facts: EntryFacts, regulation: Regulation) -> Finding:
    """An address in the locality is what the entrant declared; an address without it proves nothing."""
    words = f"Tác giả {regulation.entrants.residence}"
    places = [name for name in (regulation.locality, regulation.locality_now) if name]
    given = [("Địa phương ghi trong hồ sơ", facts.locality)]
    given += [(f"Nơi công tác hoặc thường trú của tác giả {author.name}", author.unit) for author in facts.authors]
    for what, text in given:
        plain = f" {fold(text)} "
        if text and any(_in_address(plain, name, what == given[0][0]) for name in places):
            return finding("residence", True, f"{what}: {text}", words)
    told = facts.locality or facts.unit
    return finding("residence", None, f"Hồ sơ ghi: {told}" if told else "Chưa ghi địa phương", words)


def _in_address(plain: str, name: str, is_locality: bool) -> bool:
    """A workplace may be called after another place: there the word "tỉnh" or "thành phố" has to stand before it."""
    wanted = fold(name)
    if is_locality:
        return f" {wanted} " in plain.replace(",", " ")
    return any(f"{word} {wanted}" in plain for word in ("tinh", "thanh pho", "tp", "tp."))


def parts(facts: EntryFacts, standing: Standing, regulation: Regulation) -> Iterator[Finding]:
    """Each required part is there; the signatures and stamps on it are for a person to look at."""
    have = Counter(file.part_key for file in facts.files)
    for part in regulation.dossier:
        if part.per == "unit":
            continue
        if part.required:
            yield _part(part, have[part.key], facts, standing, regulation)
        if part.max_pages is not None:
            yield from _paged(part, part.max_pages, facts)
        if part.signed and (part.required or have[part.key]):
            yield from _signed(part, facts, standing)


def _part(part: DossierPart, count: int, facts: EntryFacts, standing: Standing, regulation: Regulation) -> Finding:
    least, on_paper = least_files(part, len(facts.authors)), standing.source != "web"
    by_hand = part not in uploaded_parts(regulation) or part.made_from_entry or on_paper
    holds: bool | None = count >= least
    if part.key in standing.parts_in:
        return finding(f"part:{part.key}", True, "Ban Thư ký đã nhận bản giấy", f"Có {part.name}", f"part:{part.key}")
    if not holds and by_hand:
        holds = None
    names = ", ".join(file.name for file in facts.files if file.part_key == part.key)
    datum = f"Có {count} tệp: {names}" if count else "Chưa có tệp nào"
    if count and count < least:
        datum += f"; cần {least} tệp"
    words = f"Có {part.name}" + (" (kiểm tra bản giấy)" if by_hand and not count else "")
    return finding(f"part:{part.key}", holds, datum, words, f"part:{part.key}")


def _paged(part: DossierPart, most: int, facts: EntryFacts) -> Iterator[Finding]:
    """What was counted of PDF and Word; a count of Word depends on the machine, so above the limit a person looks."""
    paged = [file for file in facts.files if file.part_key == part.key and file.has_pages]
    counted = [file for file in paged if file.is_counted]
    told = [f"{file.name}: {f'{file.pages} trang' if file.pages else 'không đếm được số trang'}" for file in counted]
    waiting = [file for file in paged if not file.is_counted and not file.is_pdf]
    told += [f"{file.name}: chưa đếm xong" for file in waiting]
    if not told:
        return
    fits = not waiting and all(file.pages and file.pages <= most for file in counted)
    too_long = any(file.is_pdf and (file.pages or 0) > most for file in counted)
    words = f"{part.name} không quá {most} trang"
    yield finding("pages", False if too_long else True if fits else None, "; ".join(told), words, f"part:{part.key}")


def _signed(part: DossierPart, facts: EntryFacts, standing: Standing) -> Iterator[Finding]:
    """Nobody but a person can see a signature; a part that is not there has none."""
    files = [file.name for file in facts.files if file.part_key == part.key]
    on_paper = part.key in standing.parts_in or standing.source != "web"
    datum = f"Hãy xem tệp {', '.join(files)}" if files else "Hãy xem bản giấy" if on_paper else "Chưa có bản ký để xem"
    stamps = [one for one in part.signed if one in _STAMPS]
    names = [one for one in part.signed if one not in _STAMPS]
    if stamps:
        words = f"{part.name} có {chosen('DossierPart', 'signed', stamps)}"
        yield finding("unit_confirmation", None, datum, words, f"part:{part.key}")
    if names:
        words = f"{part.name} có chữ ký: {chosen('DossierPart', 'signed', names)}"
        yield finding("signatures", None, datum, words, f"part:{part.key}")


def answers(facts: EntryFacts, standing: Standing, regulation: Regulation) -> Iterator[Finding]:
    """Each required section of the description is filled in."""
    on_paper = standing.source != "web"
    for asked in asked_questions(regulation):
        if not asked.required:
            continue
        given = facts.answers.get(asked.key, "")
        short = given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
        holds = bool(given) or (None if on_paper else False)
        datum = f"Ghi: {short}" if given else "Chưa ghi"
        yield finding(f"answer:{asked.key}", holds, datum, f"Có mục “{asked.label}”", f"answer:{asked.key}")
