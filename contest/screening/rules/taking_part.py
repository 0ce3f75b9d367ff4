"""Checks of who enters: the authors one by one, their number and shares, who may not enter this edition."""

from collections.abc import Iterator, Sequence

from contest.editions.rules import Division, Regulation
from contest.editions.rules.words.phrases import chosen
from contest.entries.rules import (
    GIVEN_BY,
    AuthorFacts,
    EntryFacts,
    Standing,
    age_on,
    birth_window,
    birth_words,
    consents_needed,
    is_minor,
    reference_day,
    share_words,
    window_words,
)
from contest.foundation.vietnamese import date as day
from contest.screening.rules.findings import Finding, finding
from contest.screening.rules.levels import levels_of, within


def authors(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    """What the regulation says of authors."""
    count, limit = len(facts.authors), regulation.authors.max
    yield finding("authors_max", 0 < count <= limit, f"Hồ sơ ghi {count} tác giả", f"Từ 1 đến {limit} tác giả")
    yield from _alone_or_not(facts, regulation)
    if regulation.authors.shares != "none":
        yield from _shares(facts.authors, regulation)
    if regulation.authors.representative == "required":
        yield _representative(facts.authors)
    for place, author in enumerate(facts.authors, 1):
        yield from _author(author, f"author:{place}", facts, regulation)
    if regulation.authors.mentor == "required":
        datum = f"Giáo viên hướng dẫn: {facts.mentor}" if facts.mentor else "Chưa ghi giáo viên hướng dẫn"
        yield finding("mentor", bool(facts.mentor) or None, datum, "Có giáo viên hướng dẫn")


def _alone_or_not(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    count = len(facts.authors)
    if "group" not in regulation.entrants.types or facts.entrant_type not in ("individual", "group") or not count:
        return
    alone = facts.entrant_type == "individual"
    said = "cá nhân" if alone else "nhóm tác giả"
    words = "Dự thi cá nhân chỉ có một tác giả, dự thi nhóm có từ hai tác giả"
    yield finding("group", (count == 1) == alone, f"Dự thi với tư cách {said}, có {count} tác giả", words)


def _representative(authors_: Sequence[AuthorFacts]) -> Finding:
    named = [author.name for author in authors_ if author.is_representative]
    datum = f"Đại diện: {', '.join(named)}" if named else "Chưa ghi tác giả đại diện"
    holds = True if len(named) == 1 else None if not named else False
    return finding("representative", holds, datum, "Có một tác giả đại diện")


def _shares(authors_: Sequence[AuthorFacts], regulation: Regulation) -> Iterator[Finding]:
    given = [author.share for author in authors_ if author.share is not None]
    words = "Tổng tỷ lệ đóng góp đúng 100 %"
    if not given:
        required = regulation.authors.shares == "required"
        yield finding("shares", None if required else True, "Chưa ghi tỷ lệ đóng góp", words)
        return
    terms = " + ".join(f"{share_words(share)} %" for share in given)
    datum = f"{terms} = {share_words(sum(given))} %" if len(given) > 1 else terms
    lacking = [author.name for author in authors_ if author.share is None]
    if lacking:
        datum += f"; chưa ghi tỷ lệ của {', '.join(lacking)}"
    yield finding("shares", not lacking and sum(given) == 10_000, datum, words)
    least = regulation.authors.least_share
    if least is not None:
        small = [
            f"{one.name} {share_words(one.share)} %"
            for one in authors_
            if one.share is not None and one.share < least * 100
        ]
        datum = f"Dưới mức: {', '.join(small)}" if small else "Không ai dưới mức này"
        yield finding("least_share", not small, datum, f"Mỗi tác giả đóng góp từ {least} %")


def _author(author: AuthorFacts, about: str, facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    window = window_words(regulation)
    if window:
        yield finding(
            "birth",
            birth_window(author, regulation),
            age_sentence(author, regulation),
            f"Tuổi tác giả: {window}",
            about,
        )
    if regulation.entrants.levels:
        wanted = chosen("Entrants", "levels", regulation.entrants.levels)
        holds = within(levels_of(author), regulation.entrants.levels)
        yield finding("level", holds, _school_sentence(author), f"Thể lệ nhận tác giả cấp: {wanted}", about)
    division = next((one for one in regulation.divisions if one.key == facts.division_key), None)
    if division is not None:
        yield from _in_division(author, about, division, regulation)


def age_sentence(author: AuthorFacts, regulation: Regulation) -> str:
    """ "Tác giả Nguyễn Văn A sinh 12/03/2006: quá 18 tuổi ngày 30/06/2025": the datum and why it fits or not."""
    rules, on = regulation.entrants.age, reference_day(regulation)
    holds = birth_window(author, regulation)
    who = f"Tác giả {author.name}"
    if author.birth_on is None and author.birth_year is None:
        return f"{who}: chưa ghi ngày sinh"
    born = f"{who} sinh {birth_words(author)}"
    if holds is None:
        return f"{born}: chưa đủ ngày, tháng để biết"
    if rules.born_from or rules.born_to:
        return f"{born}: {'trong' if holds else 'ngoài'} khoảng thể lệ cho phép"
    age = _age(author, regulation)
    if holds:
        return f"{born}: {age} tuổi ngày {day(on)}"
    beyond = rules.max is not None and age > rules.max
    edge = f"quá {rules.max} tuổi" if beyond else f"chưa đủ {rules.min} tuổi"
    return f"{born}: {edge} ngày {day(on)}"


def _age(author: AuthorFacts, regulation: Regulation) -> int:
    """Full years on the regulation's day; by the year alone where it compares years, or nothing else is known."""
    on = reference_day(regulation)
    if author.birth_on is None or regulation.entrants.age.precision == "year":
        return on.year - (author.birth_on.year if author.birth_on else author.birth_year or on.year)
    return age_on(author.birth_on, on)


def _school_sentence(author: AuthorFacts) -> str:
    told = ", ".join(part for part in (author.position_title, author.unit) if part)
    return f"Tác giả {author.name}: {told or 'chưa ghi lớp, trường'}"


def _in_division(author: AuthorFacts, about: str, division: Division, regulation: Regulation) -> Iterator[Finding]:
    if division.levels:
        words = f"Bảng {division.name}: {chosen('Division', 'levels', division.levels)}"
        yield finding(
            "division_level", within(levels_of(author), division.levels), _school_sentence(author), words, about
        )
    if division.age_min is None and division.age_max is None:
        return
    on = reference_day(regulation)
    least = f"từ {division.age_min} tuổi" if division.age_min is not None else ""
    most = f"đến {division.age_max} tuổi" if division.age_max is not None else ""
    words = f"Bảng {division.name}: {' '.join(part for part in (least, most) if part)}"
    if author.birth_on is None:
        yield finding("division_age", None, f"Tác giả {author.name} sinh {birth_words(author)}", words, about)
        return
    age = age_on(author.birth_on, on)
    holds = (division.age_min is None or age >= division.age_min) and (
        division.age_max is None or age <= division.age_max
    )
    datum = f"Tác giả {author.name} sinh {birth_words(author)}: {age} tuổi ngày {day(on)}"
    yield finding("division_age", holds, datum, words, about)


def consents(facts: EntryFacts, standing: Standing, regulation: Regulation) -> Iterator[Finding]:
    """Guardians of children, and who agreed to the dossier being judged."""
    lacking = None if standing.source != "web" else False
    for place, author in enumerate(facts.authors, 1):
        about = f"author:{place}"
        minor = is_minor(author, regulation.authors.minor_below, reference_day(regulation))
        if minor and regulation.authors.minors_need_guardian:
            words = "Có người giám hộ của tác giả chưa thành niên"
            datum = f"Tác giả {author.name}: {author.guardian or 'chưa ghi người giám hộ'}"
            yield finding("guardian", bool(author.guardian) or lacking, datum, words, about)
        if "judging" in regulation.consents:
            for given_by in consents_needed(author, regulation):
                given = ("judging", given_by) in author.consents
                datum = f"Tác giả {author.name}: {GIVEN_BY[given_by].lower()} {'đã đồng ý' if given else 'chưa đồng ý'}"
                words = f"Đồng ý dùng hồ sơ để chấm thi ({GIVEN_BY[given_by].lower()})"
                yield finding("consent", given or lacking, datum, words, f"{about}:{given_by}")
