"""The articles about what is given: prizes, awards, certificates, nominations; and what the public learns."""

from contest.editions.rules.awards import ExtraAward, Tier
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.choices import choice_word
from contest.editions.rules.words.phrases import chosen, first_upper, listed, quantity_words, threshold_words
from contest.editions.rules.words.taking_part import GridParts
from contest.editions.rules.words.values import Names
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import money, number


def prizes(regulation: Regulation) -> list[str]:
    """How the tiers are filled and who decides."""
    rules = regulation.prizes
    said = []
    if rules.scope != "edition":
        said.append(f"Giải xét trong {choice_word('Prizes', 'scope', rules.scope)}.")
    proposed = choice_word("Prizes", "proposed_by", rules.proposed_by)
    said.append(f"Đề xuất giải {'theo điểm' if rules.proposed_by == 'rule' else 'do ' + proposed}.")
    approval = choice_word("Approval", "by", rules.approval.by)
    share = rules.approval.share
    agreed = f", cần {share.numerator}/{share.denominator} thành viên tán thành" if share else ""
    quorum = rules.approval.quorum
    there = f", ít nhất {quorum.numerator}/{quorum.denominator} thành viên biểu quyết" if quorum else ""
    said.append(f"Phê duyệt: {approval}{agreed}{there}{', bỏ phiếu kín' if rules.approval.secret else ''}.")
    said.append("Giải không đủ người đạt thì " + (
        "để trống." if rules.unfilled == "leave" else "chuyển số còn lại xuống giải dưới."
    ))  # fmt: skip
    said.append(f"Bằng điểm ở suất cuối: {choice_word('Prizes', 'boundary_tie', rules.boundary_tie)}.")
    if rules.after_revocation == "move_up":
        said.append("Giải bị thu hồi thì xét lại, hồ sơ kế tiếp được chuyển lên.")
    if rules.caps.per_unit:
        said.append(f"Mỗi đơn vị nhận nhiều nhất {rules.caps.per_unit} giải.")
    if rules.caps.per_author:
        said.append(f"Mỗi tác giả nhận nhiều nhất {rules.caps.per_author} giải.")
    if rules.money_from:
        said.append(f"Nguồn kinh phí: {rules.money_from}.")
    if rules.paid_to == "organisation":
        said.append("Tổ chức đứng tên dự thi nhận tiền thưởng và chia cho tác giả.")
    return said


def prize_grids(regulation: Regulation) -> GridParts:
    """The tiers, then the awards beside them."""
    names = Names(regulation)
    tiers = [tier_row(regulation, tier, names) for tier in regulation.prizes.tiers]
    extra = [_award_row(award) for award in (*regulation.topic_awards, *regulation.extra_awards)]
    return [
        ("Cơ cấu giải", ("Giải", "Số lượng", "Tiền thưởng", "Điều kiện, kèm theo"), tiers, (1, 2)),
        ("Giải khác", ("Giải", "Số lượng", "Tiền thưởng", "Cách chọn"), extra, (1, 2)),
    ]


def tier_row(regulation: Regulation, tier: Tier, names: Names) -> tuple[str, ...]:
    """A tier as a row: name, how many, how much, what it takes and brings."""
    scope = tier.scope or regulation.prizes.scope
    quantity = quantity_words(tier.quantity)
    if scope != "edition" and not tier.quantity.by_scope:
        quantity += f" mỗi {choice_word('Tier', 'scope', scope).removeprefix('từng ')}"
    if tier.quantity.by_scope:
        quantity = "; ".join(
            f"{names.of('Quantity', 'by_scope', key)}: {number(count)}" for key, count in tier.quantity.by_scope.items()
        )
    conditions = [threshold_words(tier.threshold) if tier.threshold else ""]
    conditions += [f"xếp loại {listed(tier.grades)}" if tier.grades else "", tier.gift]
    conditions.append(listed(names.of("Tier", "certificates", key) for key in tier.certificates))
    text = "; ".join(part for part in conditions if part)
    return tier.name, quantity, money(tier.amount) if tier.amount is not None else "", first_upper(text)


def _award_row(award: ExtraAward) -> tuple[str, ...]:
    how = f"Trao cho {choice_word('ExtraAward', 'of', award.of)}: {choice_word('ExtraAward', 'by', award.by)}"
    amount = money(award.amount) if award.amount is not None else ""
    stacks = "" if award.stacks else "; không nhận cùng giải chính"
    return award.name, quantity_words(award.quantity), amount, how + stacks


def papers(regulation: Regulation) -> list[str]:
    """Certificates, and what goes up to the next level."""
    said = []
    for certificate in regulation.certificates:
        whose = f" do {certificate.body} cấp" if certificate.body else ""
        condition = f", {certificate.condition}" if certificate.condition else ""
        said.append(f"{certificate.name}{whose} cho {choice_word('Certificate', 'for', certificate.for_)}{condition}.")
    names = Names(regulation)
    for nomination in regulation.nomination:
        count = f"{nomination.exact} " if nomination.exact else ""
        count = f"nhiều nhất {nomination.at_most} " if nomination.at_most else count
        tiers = listed(names.of("Nomination", "from_tiers", key) for key in nomination.from_tiers)
        among = f" trong số đạt {tiers}" if tiers else ""
        until = f", trước hết ngày {day(nomination.deadline)}" if nomination.deadline else ""
        by = choice_word("Nomination", "by", nomination.by)
        said.append(f"Đề cử {count}{regulation.entry_word} đến {nomination.to}, chọn theo {by}{among}{until}.")
        said.append(nomination.note)
    return said


def privacy(regulation: Regulation) -> list[str]:
    """What is shown, what is asked, how long it is kept, how to complain."""
    rules = regulation.privacy
    said = [
        f"Khi có kết quả, công khai: {chosen('Privacy', 'public_fields', rules.public_fields)}.",
        f"Dữ liệu cá nhân được giữ {number(rules.retention_days)} ngày sau khi kết thúc.",
    ]
    if rules.signature_days is not None:
        said.append(f"Chữ ký nhận tiền thưởng được giữ {number(rules.signature_days)} ngày sau khi kết thúc.")
    if rules.lists:
        said.append(f"Trước khi chấm, công bố danh sách: {chosen('Privacy', 'lists', rules.lists)}.")
    if regulation.consents:
        said.append(f"Xin đồng ý về: {chosen('Regulation', 'consents', regulation.consents)}.")
    if regulation.appeals_days:
        said.append(f"Nhận khiếu nại trong {regulation.appeals_days} ngày kể từ ngày công bố.")
    if regulation.answer_days:
        said.append(f"Trả lời khiếu nại trong {regulation.answer_days} ngày kể từ ngày nhận đơn.")
    return said


def contact(regulation: Regulation) -> list[str]:
    """Where to ask."""
    where = regulation.contact
    pairs = (
        ("", where.name),
        ("Địa chỉ: ", where.address),
        ("Điện thoại: ", where.phone),
        ("Thư điện tử: ", where.email),
        ("Giờ làm việc: ", where.hours),
    )
    return [f"{words}{value.rstrip('.')}." for words, value in pairs if value]
