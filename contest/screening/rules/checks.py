"""Every rule of eligibility as evidence: pass, fail or unknown, with the datum it used."""

from collections import Counter
from collections.abc import Iterator, Sequence

from contest.editions.rules import Regulation
from contest.editions.rules.words.choices import choice_word
from contest.editions.rules.words.phrases import chosen, first_upper, listed
from contest.entries.rules import (
    ENTRANT_WORDS,
    GIVEN_BY,
    AuthorFacts,
    EntryFacts,
    Standing,
    asked_questions,
    birth_window,
    birth_words,
    consents_needed,
    is_minor,
    least_files,
    reference_day,
    share_words,
    uploaded_parts,
    window_words,
)
from contest.foundation.clock import local
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment
from contest.screening.rules.findings import Finding, finding
from contest.screening.rules.solution import solution_checks


def checks(
    facts: EntryFacts, standing: Standing, regulation: Regulation, same_title: Sequence[str] = ()
) -> list[Finding]:
    """All findings about one entry; `same_title` are the codes of others with the same folded title."""
    return [
        _on_time(standing, regulation),
        *_place(facts, regulation),
        *_authors(facts, regulation),
        *solution_checks(facts, regulation),
        *_dossier(facts, standing, regulation),
        *_consents(facts, standing, regulation),
        *_by_person(facts, regulation, same_title),
    ]


def _on_time(standing: Standing, regulation: Regulation) -> Finding:
    window = regulation.timeline.submission
    if standing.source == "web":
        at = standing.submitted_at
        words = f"Nộp trước {moment(window.enforced_deadline)}"
        return finding(
            "on_time", None if at is None else at <= window.enforced_deadline, moment(at) if at else "", words
        )
    last = window.shown_deadline.date()
    sent = standing.sent_on
    received = local(standing.received_at).date() if standing.received_at else None
    counted = {"postmark": sent, "received": received, "either": sent or received}.get(window.paper)
    holds = None if counted is None else counted <= last
    return finding("on_time", holds, day(counted) if counted else "", f"Gửi hoặc nhận trước hết ngày {day(last)}")


def _place(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    known = {field.key for field in regulation.fields}
    name = regulation.field_name(facts.field_key) if facts.field_key else ""
    yield finding("field", facts.field_key in known, name, "Thuộc một lĩnh vực của thể lệ")
    if regulation.divisions:
        divisions = {division.key for division in regulation.divisions}
        name = regulation.division_name(facts.division_key) if facts.division_key else ""
        yield finding("division", facts.division_key in divisions, name, "Thuộc một bảng của thể lệ")
    if facts.entrant_type:
        types = ", ".join(ENTRANT_WORDS[kind].lower() for kind in regulation.entrants.types)
        holds = facts.entrant_type in regulation.entrants.types
        yield finding("entrant_type", holds, ENTRANT_WORDS.get(facts.entrant_type, ""), f"Thể lệ nhận {types}")


def _authors(facts: EntryFacts, regulation: Regulation) -> Iterator[Finding]:
    count = len(facts.authors)
    limit = regulation.authors.max
    yield finding("authors_max", 0 < count <= limit, f"{count} tác giả", f"Từ 1 đến {limit} tác giả")
    if regulation.authors.shares != "none":
        yield _shares(facts.authors, regulation.authors.shares == "required")
    window = window_words(regulation)
    if window:
        for author in facts.authors:
            datum = f"{author.name}: {birth_words(author)}"
            yield finding("birth", birth_window(author, regulation), datum, f"Tuổi tác giả: {window}")
    if regulation.authors.mentor == "required":
        yield finding("mentor", bool(facts.mentor) or None, facts.mentor, "Có giáo viên hướng dẫn")


def _shares(authors: Sequence[AuthorFacts], required: bool) -> Finding:
    given = [author.share for author in authors if author.share is not None]
    datum = " + ".join(f"{share_words(share)} %" for share in given)
    words = "Tổng tỷ lệ đóng góp đúng 100 %"
    if not given:
        return finding("shares", None if required else True, "", words)
    return finding("shares", len(given) == len(authors) and sum(given) == 10_000, datum, words)


def _dossier(facts: EntryFacts, standing: Standing, regulation: Regulation) -> Iterator[Finding]:
    have = Counter(file.part_key for file in facts.files)
    on_paper = standing.source != "web"
    for part in regulation.dossier:
        if not part.required or part.per == "unit":
            continue
        least = least_files(part, len(facts.authors))
        count = have[part.key]
        datum = f"{count} tệp" if count else ""
        by_hand = part not in uploaded_parts(regulation) or part.made_from_entry or on_paper
        holds: bool | None = count >= least
        if not holds and by_hand:
            holds = None
        words = f"Có {part.name}" + (" (kiểm tra bản giấy)" if by_hand and not count else "")
        yield finding(f"part:{part.key}", holds, datum, words)
    for asked in asked_questions(regulation):
        if asked.required:
            given = facts.answers.get(asked.key, "")
            short = given if len(given) <= 60 else f"{given[:60]}…"
            holds = bool(given) or (None if on_paper else False)
            yield finding(f"answer:{asked.key}", holds, short, f"Có mục “{asked.label}”")


def _consents(facts: EntryFacts, standing: Standing, regulation: Regulation) -> Iterator[Finding]:
    for author in facts.authors:
        minor = is_minor(author, regulation.authors.minor_below, reference_day(regulation))
        lacking = None if standing.source != "web" else False
        if minor and regulation.authors.minors_need_guardian:
            words = "Có người giám hộ của tác giả chưa thành niên"
            datum = f"{author.name}: {author.guardian or 'chưa ghi'}"
            yield finding("guardian", bool(author.guardian) or lacking, datum, words)
        if "judging" in regulation.consents:
            for given_by in consents_needed(author, regulation):
                given = ("judging", given_by) in author.consents
                datum = f"{author.name}: {GIVEN_BY[given_by].lower()} {'đã đồng ý' if given else 'chưa đồng ý'}"
                yield finding("consent", given or lacking, datum, "Đồng ý dùng hồ sơ để chấm thi")


def _by_person(facts: EntryFacts, regulation: Regulation, same_title: Sequence[str]) -> Iterator[Finding]:
    """What only a person can judge; the datum is what the entrant declared."""
    entrants = regulation.entrants
    earlier = facts.facts.get("earlier", "")
    if entrants.earlier_entry != "any":
        rule = choice_word("Entrants", "earlier_entry", entrants.earlier_entry)
        yield finding("earlier_entry", None, earlier, first_upper(rule))
    if entrants.residence:
        yield finding("residence", None, facts.unit or facts.locality, f"Tác giả {entrants.residence}")
    if entrants.topics_excluded:
        topics = "; ".join(entrants.topics_excluded)
        yield finding("topic", None, facts.title, f"Không thuộc đề tài bị loại trừ: {topics}")
    if entrants.not_in_parallel_with:
        names = "; ".join(entrants.not_in_parallel_with)
        yield finding("parallel", None, "tác giả đã cam đoan", f"Không đồng thời dự thi: {names}")
    if entrants.lower_level != "none":
        given = facts.facts.get("lower_level", "")
        level = choice_word("Entrants", "lower_level", entrants.lower_level)
        yield finding("lower_level", None, given, f"Qua vòng thi cấp dưới: {level}")
    if entrants.novelty.against or entrants.novelty.compared_in:
        against = chosen("Novelty", "against", entrants.novelty.against)
        compared = "; ".join(part for part in (against, listed(entrants.novelty.compared_in)) if part)
        yield finding("novelty", None, facts.title, f"Tính mới so với: {compared}")
    if same_title:
        yield finding("same_title", None, ", ".join(same_title[:5]), "Có hồ sơ khác cùng tên; hãy so hai hồ sơ")
