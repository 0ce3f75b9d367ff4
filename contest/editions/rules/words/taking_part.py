"""The articles about taking part: who stands behind the contest, who may enter, with what, until when."""

from contest.editions.rules.participation import DossierPart
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.choices import choice_word
from contest.editions.rules.words.phrases import age_words, chosen, first_upper, listed, since_words, until_words
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment, number

GridParts = list[tuple[str, tuple[str, ...], list[tuple[str, ...]], tuple[int, ...]]]


def bodies(regulation: Regulation) -> list[str]:
    """Who issues, organises, keeps house."""
    who = regulation.bodies
    said = [
        f"Cơ quan ban hành thể lệ: {who.issuing}.",
        f"Đơn vị tổ chức: {who.organiser}.",
        f"Cơ quan thường trực: {who.standing}.",
    ]
    if who.steering:
        said.append(f"Ban Chỉ đạo: {who.steering}.")
    if who.head:
        said.append(f"Trưởng Ban Tổ chức: {who.head}.")
    if who.partners or who.coordinating:
        said.append(f"Cơ quan phối hợp: {listed([*who.partners, *who.coordinating])}.")
    for seat in who.committee:
        name = f"{seat.name}, {seat.office}" if seat.name else seat.office
        said.append(f"{choice_word('Seat', 'role', seat.role)} Ban Tổ chức: {name}.")
    if who.jury_secretariat:
        said.append(f"Thư ký hội đồng giám khảo: {who.jury_secretariat}.")
    return said


def paper_grid(regulation: Regulation) -> GridParts:
    """The decisions and plans the edition stands on."""
    rows: list[tuple[str, ...]] = [
        (
            first_upper(choice_word("Paper", "kind", paper.kind)) if paper.kind else "Văn bản",
            paper.number or "chưa có số",
            day(paper.date) if paper.date else "chưa có ngày",
            paper.by,
            paper.about,
        )
        for paper in regulation.decisions
    ]
    return [("Văn bản làm căn cứ", ("Loại", "Số", "Ngày", "Cơ quan", "Nội dung"), rows, ())]


def entrants(regulation: Regulation) -> list[str]:
    """Who may enter, with what kind of work, and who may not."""
    rules = regulation.entrants
    said = [rules.who, f"Hình thức dự thi: {chosen('Entrants', 'types', rules.types)}."]
    if rules.residence:
        said.append(f"Nơi cư trú, làm việc: {rules.residence}.")
    if ages := age_words(rules.age):
        said.append(f"Độ tuổi: {', '.join(ages)}.")
    if rules.levels:
        said.append(f"Cấp học: {chosen('Entrants', 'levels', rules.levels)}.")
    said += _solution(regulation) + _history(regulation) + _group(regulation)
    said.append(f"Không được dự thi: {chosen('Entrants', 'excludes', rules.excludes)}." if rules.excludes else "")
    if rules.encouraged:
        said.append(f"Khuyến khích: {listed(rules.encouraged)}.")
    return said


def _solution(regulation: Regulation) -> list[str]:
    rules, word = regulation.entrants.solution, first_upper(regulation.entry_word)
    said = []
    if rules.applied_since or rules.applied_until or rules.applied_in:
        parts = [
            f"tại {rules.applied_in}" if rules.applied_in else "",
            f"từ {since_words(rules.applied_since)}" if rules.applied_since else "",
            f"đến {until_words(rules.applied_until)}" if rules.applied_until else "",
        ]
        said.append(f"{word} đã được áp dụng {' '.join(part for part in parts if part)}.")
    if rules.created_since:
        said.append(f"{word} được tạo ra từ {since_words(rules.created_since)}.")
    if rules.max_age_years_from_recognition:
        said.append(f"Không quá {rules.max_age_years_from_recognition} năm kể từ ngày được công nhận.")
    if rules.max_age_years_from_deadline:
        said.append(f"Trong vòng {rules.max_age_years_from_deadline} năm tính đến hạn nộp hồ sơ.")
    novelty = regulation.entrants.novelty
    if novelty.against:
        said.append(f"Tính mới xét so với: {chosen('Novelty', 'against', novelty.against)}.")
    if novelty.compared_in:
        said.append(f"Phạm vi so sánh trình độ kỹ thuật: {listed(novelty.compared_in)}.")
    return said


def _history(regulation: Regulation) -> list[str]:
    rules = regulation.entrants
    said = []
    if rules.earlier_entry != "any":
        said.append(f"{first_upper(regulation.entry_word)} dự thi: "
                    f"{choice_word('Entrants', 'earlier_entry', rules.earlier_entry)}.")  # fmt: skip
    if rules.not_in_parallel_with:
        said.append(f"Không dự thi đồng thời với: {listed(rules.not_in_parallel_with)}.")
    if rules.lower_level != "none":
        name = f" ({rules.lower_level_name})" if rules.lower_level_name else ""
        said.append(f"Qua vòng cấp dưới{name}: {choice_word('Entrants', 'lower_level', rules.lower_level)}.")
    if rules.topics_excluded:
        said.append(f"Không nhận: {listed(rules.topics_excluded)}.")
    if rules.topics_accepted:
        said.append(f"Nhận cả: {listed(rules.topics_accepted)}.")
    for limit, whose in (
        (rules.quota.per_unit, "Mỗi đơn vị"),
        (rules.quota.per_person, "Mỗi người"),
        (rules.quota.per_delegation, "Mỗi đoàn"),
    ):
        if limit:
            said.append(f"{whose} được nộp nhiều nhất {number(limit)} hồ sơ.")
    return said


def _group(regulation: Regulation) -> list[str]:
    rules = regulation.authors
    said = [f"Mỗi hồ sơ có nhiều nhất {rules.max} tác giả."]
    if rules.when_more == "largest_shares":
        said.append("Khi đông hơn thì ghi những người có tỷ lệ đóng góp lớn nhất.")
    if rules.shares == "required":
        said.append("Mỗi tác giả khai tỷ lệ đóng góp; tổng bằng 100%.")
    if not rules.units_may_differ:
        said.append("Các tác giả của một hồ sơ phải cùng đơn vị.")
    if rules.mentor == "required":
        said.append("Hồ sơ cần có người hướng dẫn.")
    if regulation.kind == "youth":
        making = choice_word("Help", "making", rules.help_allowed.making)
        software = choice_word("Help", "software", rules.help_allowed.software)
        said.append(f"Nhờ người khác giúp làm mô hình: {making}; giúp viết phần mềm: {software}.")
        if rules.minors_need_guardian:
            said.append(f"Tác giả dưới {rules.minor_below} tuổi cần người giám hộ đồng ý.")
    return said


def fields(regulation: Regulation) -> list[str]:
    """The fields, unless they are explained in a table, and the divisions."""
    is_explained = any(field.note for field in regulation.fields)
    said = [] if is_explained else [f"Lĩnh vực: {field.name}." for field in regulation.fields]
    return said + divisions(regulation)


def divisions(regulation: Regulation) -> list[str]:
    """The divisions by school level or age."""
    said = []
    for division in regulation.divisions:
        levels = chosen("Division", "levels", division.levels)
        ages = ""
        if division.age_min is not None or division.age_max is not None:
            ages = f"từ {division.age_min or 0} đến {division.age_max or 99} tuổi"
        detail = ", ".join(part for part in (levels, ages) if part)
        said.append(f"Bảng {division.name}{': ' + detail if detail else ''}.")
    return said


def field_grid(regulation: Regulation) -> GridParts:
    """The fields with what explains them."""
    if not any(field.note for field in regulation.fields):
        return []
    rows: list[tuple[str, ...]] = [(field.name, field.note) for field in regulation.fields]
    return [("Các lĩnh vực", ("Lĩnh vực", "Giải thích"), rows, ())]


def dossier(regulation: Regulation) -> list[str]:
    """How it is handed in, and what is typed on line."""
    said = handing_in(regulation)
    if regulation.questions:
        said.append(f"Khai trực tuyến: {listed(question.label for question in regulation.questions)}.")
    return said


def handing_in(regulation: Regulation) -> list[str]:
    """Who hands in, and by which ways."""
    who = choice_word("Entrants", "submitted_by", regulation.entrants.submitted_by)
    said = [f"Người nộp hồ sơ: {who}."]
    window = regulation.timeline.submission
    if window.channels:
        said.append(f"Cách nộp: {chosen('Submission', 'channels', window.channels)}.")
    if window.paper != "none":
        said.append(f"Hồ sơ giấy tính ngày nộp theo {choice_word('Submission', 'paper', window.paper)}.")
    return [*said, window.note]


def dossier_grid(regulation: Regulation) -> GridParts:
    """The parts of the dossier."""
    rows: list[tuple[str, ...]] = [
        (part.name, "Bắt buộc" if part.required else "Nếu có", part_words(part)) for part in regulation.dossier
    ]
    return [("Thành phần hồ sơ", ("Thành phần", "Cần", "Yêu cầu"), rows, ())]


def part_words(part: DossierPart) -> str:
    """What a part of the dossier must be: formats, sizes, signatures."""
    said = [part.note.rstrip(".")]
    if part.physical:
        said.append("nộp hiện vật")
    if part.made_from_entry:
        said.append("hệ thống lập từ thông tin đã khai")
    if part.formats:
        said.append(f"tệp {chosen('DossierPart', 'formats', part.formats)}, mỗi tệp không quá {part.max_mb} MB")
    if part.max_files > 1:
        said.append(f"nhiều nhất {part.max_files} tệp")
    if part.max_pages:
        said.append(f"không quá {part.max_pages} trang")
    if part.copies:
        said.append(f"{part.copies} bản giấy cho {choice_word('DossierPart', 'per', part.per)}")
    if part.signed:
        said.append(f"cần chữ ký, dấu: {chosen('DossierPart', 'signed', part.signed)}")
    if part.sensitive and part.delete_after_days:
        said.append(f"xóa sau {part.delete_after_days} ngày")
    text = "; ".join(word for word in said if word)
    return f"{first_upper(text)}." if text else ""


def timeline(regulation: Regulation) -> list[str]:
    """Every day that is known, and what is only expected."""
    return [f"{words}: {when}." for words, when in days_of(regulation)]


def days_of(regulation: Regulation) -> list[tuple[str, str]]:
    """What happens and when, in order of the contest's life."""
    line, window = regulation.timeline, regulation.timeline.submission
    said = [
        ("Phát động", day(line.launch) if line.launch else ""),
        ("Bắt đầu nhận hồ sơ", moment(window.opens)),
        ("Thống kê giữa kỳ", day(line.mid_term_count) if line.mid_term_count else ""),
        ("Đơn vị bàn giao hồ sơ đến hết ngày", day(window.by_unit_until) if window.by_unit_until else ""),
        ("Hạn nộp hồ sơ", moment(window.shown_deadline)),
        ("Thẩm định hồ sơ đến hết ngày", day(line.screening_ends) if line.screening_ends else ""),
    ]
    for round_ in regulation.rounds:
        if round_.starts or round_.ends:
            dates = [day(each) for each in (round_.starts, round_.ends) if each]
            said.append((f"Vòng {round_.name}", " đến ".join(dates)))
    said += [
        ("Chấm xong", day(line.judging_ends) if line.judging_ends else ""),
        ("Niêm yết kết quả", f"{line.publication_days} ngày" if line.publication_days else ""),
        ("Nhận khiếu nại đến hết ngày", day(line.complaints_until) if line.complaints_until else ""),
        ("Trưng bày", day(line.exhibition) if line.exhibition else ""),
        ("Tổng kết, trao giải", day(line.ceremony) if line.ceremony else ""),
    ]
    said += [(f"Dự kiến {choice_word('Timeline', 'expected', step)}", when) for step, when in line.expected.items()]
    return [(words, when) for words, when in said if when]
