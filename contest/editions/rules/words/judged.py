"""The article about judging: rounds, criteria, how sheets become a result."""

from contest.editions.rules.judging import Band, Combine, GoesOn, Presentation, Round, Vote
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.choices import choice_word
from contest.editions.rules.words.phrases import chosen, first_upper, listed, rounding_words, threshold_words
from contest.editions.rules.words.taking_part import GridParts
from contest.editions.rules.words.values import Names
from contest.foundation.vietnamese import moment, number


def rounds(regulation: Regulation) -> list[str]:
    """The councils, then each round in turn."""
    names = Names(regulation)
    said = []
    for council in regulation.councils:
        fields = listed(names.of("Council", "fields", key) for key in council.fields)
        only = listed(names.of("Council", "divisions", key) for key in council.divisions)
        when = listed(names.of("Council", "rounds", key) for key in council.rounds)
        said.append(
            f"{council.name}: {fields}{'; bảng ' + only if only else ''}{'; chấm vòng ' + when if when else ''}."
        )
        for team in council.teams:
            own = listed(names.of("Team", "fields", key) for key in team.fields)
            said.append(f"{council.name}, {team.name}: chấm {own}.")
    for number_, round_ in enumerate(regulation.rounds, 1):
        said.append(f"Vòng {number_}, {round_.name}: {_how(round_)}.")
        said += [f"{first_upper(round_.name)}: {words}." for words in _details(round_, names)]
    return said


def _how(round_: Round) -> str:
    evidence = chosen("Round", "evidence", round_.evidence)
    if round_.kind == "grades":
        return f"hội đồng xếp loại ({listed(round_.grades)}) dựa trên {evidence}"
    if round_.judges_per_entry == "all_of_council":
        judges = "cả hội đồng chấm"
    else:
        judges = f"mỗi hồ sơ {round_.judges_per_entry} phiếu chấm"
        if round_.quorum:
            judges += f" (có từ {round_.quorum} phiếu là đủ)"
    blind = ", không ghi tên tác giả" if round_.blind else ""
    joint = ", một hội đồng chung" if round_.joint_council else ""
    return f"{judges} dựa trên {evidence}{blind}{joint}"


def _details(round_: Round, names: Names) -> list[str]:
    said = []
    if round_.kind == "scores":
        said.append(combine_words(round_.combine))
    if round_.parts:
        shares = listed(
            f"{part.name or choice_word('ResultPart', 'from', part.from_)} {number(part.weight)} điểm"
            for part in round_.parts
        )
        said.append(f"kết quả gồm {shares}")
        said += [
            f"bình chọn trên trang của cuộc thi từ {moment(part.opens)} đến {moment(part.closes)}"
            for part in round_.parts
            if part.opens and part.closes
        ]
    if round_.carry:
        carried = listed(
            f"{number(weight * 100)}% điểm {names.of('Round', 'carry', key)}" for key, weight in round_.carry.items()
        )
        said.append(f"điểm cuối gồm {carried}")
    said += _exceptions(round_, names)
    if round_.goes_on:
        said.append(f"vào vòng sau {goes_on_words(round_.goes_on)}")
    return said


def _exceptions(round_: Round, names: Names) -> list[str]:
    said = []
    if round_.disagreement:
        limit, of = round_.disagreement.limit, choice_word("Disagreement", "of", round_.disagreement.of)
        then = choice_word("Disagreement", "then", round_.disagreement.then)
        said.append(f"các phiếu lệch nhau quá {number(limit)} điểm ({of}) thì {then}")
    if round_.kind == "scores" and round_.ties != ("share",):
        said.append(f"bằng điểm thì lần lượt xét: {'; '.join(names.of('Round', 'ties', step) for step in round_.ties)}")
    if round_.vote:
        on = choice_word("Vote", "on", round_.vote.on)
        majority = f"{round_.vote.majority.numerator}/{round_.vote.majority.denominator}"
        said.append(f"biểu quyết về {on}, cần trên hoặc bằng {majority} thành viên")
        said += _voting(round_.vote)
    if round_.presentation:
        said.append(presentation_words(round_.presentation))
    if round_.grade_bands:
        bands = listed(f"{band.name} {threshold_words(band.threshold)}" for band in round_.grade_bands)
        said.append(f"xếp loại {bands}")
    if round_.comment == "required":
        said.append("giám khảo ghi nhận xét cho mỗi hồ sơ")
    if round_.site_visit_of_top:
        said.append(f"thẩm định thực tế {round_.site_visit_of_top} hồ sơ cao điểm nhất")
    return said


def _voting(vote: Vote) -> list[str]:
    """What a vote says beside the share, where it differs from what is usual."""
    said = ["bỏ phiếu kín"] if vote.secret else []
    usual = Vote(on=vote.on, majority=vote.majority)
    if vote.quorum != usual.quorum:
        said.append(f"họp khi có từ {vote.quorum.numerator}/{vote.quorum.denominator} thành viên")
    if not vote.chair_decides:
        said.append("phiếu ngang nhau thì biểu quyết lại")
    return said


def presentation_words(given: Presentation) -> str:
    """How long a presentation is and in which order entries are called."""
    asked = f", hỏi đáp {given.questions} phút" if given.questions else ""
    near = ", hồ sơ cùng đơn vị xếp gần nhau" if given.units_together else ""
    order = choice_word("Presentation", "call_order", given.call_order)
    return f"mỗi hồ sơ trình bày {given.minutes} phút{asked}, thứ tự gọi {order}{near}"


def combine_words(combine: Combine) -> str:
    """How several sheets become one figure."""
    words = f"điểm của hồ sơ là {choice_word('Combine', 'method', combine.method)} các phiếu"
    if combine.method == "adjusted" and combine.model != "mixed":
        words += f" ({choice_word('Combine', 'model', combine.model)})"
    if combine.trim:
        dropped = listed(
            f"{count} phiếu {which}"
            for count, which in ((combine.trim.drop_low, "thấp nhất"), (combine.trim.drop_high, "cao nhất"))
            if count
        )
        words += f", bỏ {dropped} khi có từ {combine.trim.when_at_least} phiếu"
    return f"{words}, {rounding_words(combine.rounding)}"


def goes_on_words(rule: GoesOn) -> str:
    """Which entries go on."""
    said = []
    if rule.threshold:
        said.append(f"hồ sơ {threshold_words(rule.threshold)}")
    where = "" if rule.per == "edition" else f" của {choice_word('GoesOn', 'per', rule.per)}"
    if rule.top:
        said.append(f"{rule.top} hồ sơ cao điểm nhất{where}")
    if rule.percent:
        said.append(f"{number(rule.percent)}% hồ sơ cao điểm nhất{where}")
    if rule.grades:
        said.append(f"hồ sơ xếp loại {listed(rule.grades)}")
    if rule.chosen_by == "council":
        said.append("do hội đồng chọn")
    return ", ".join(said)


def criteria_grids(regulation: Regulation) -> GridParts:
    """One table of criteria for each set; rounds that share a set share the table."""
    grids: GridParts = []
    for round_ in regulation.rounds:
        if not round_.criteria:
            continue
        sharing = [other.name for other in regulation.rounds if other.same_as == round_.key]
        caption = f"Tiêu chí vòng {listed([round_.name, *sharing])}"
        rows: list[tuple[str, ...]] = []
        for criterion in round_.criteria:
            rows.append((criterion.name, number(criterion.max), criterion.note or _levels(criterion.levels)))
            rows += [(f"– {part.name}", number(part.max), part.note) for part in criterion.parts]
        full = sum(criterion.max * criterion.weight for criterion in round_.criteria)
        rows.append(("Cộng", number(full), ""))
        grids.append((caption, ("Tiêu chí", "Điểm tối đa", "Giải thích"), rows, (1,)))
    return grids


def _levels(levels: tuple[Band, ...]) -> str:
    return "; ".join(f"từ {number(level.from_)}: {level.text}" for level in levels)
