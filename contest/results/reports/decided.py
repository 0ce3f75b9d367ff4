"""What the minutes say beside the prizes: votes of the committee, what two approved, which places hang on little."""

from typing import Any

from contest.editions.rules import Regulation
from contest.foundation.clock import local
from contest.foundation.document import Block, Paragraph, Run, Table, TableColumn, TableRow
from contest.foundation.vietnamese import moment
from contest.prizes.queries.made import made_changes
from contest.prizes.rules.ballot import CHOICES, WAYS
from contest.prizes.rules.changes import KIND_WORDS
from contest.prizes.rules.fragile import FRAGILE_WORDS
from contest.results.queries import SealedResult


def votes(regulation: Regulation, document: dict[str, Any]) -> list[Block]:
    """The committee's votes: on what, how, the counts, what was needed, what came out."""
    decision = document["decision"]
    ballots = decision.get("ballots", ())
    if not ballots and decision["votes_of"]:
        return [Paragraph(f"Biểu quyết: {decision['votes_for']}/{decision['votes_of']} thành viên đồng ý.")]
    tiers = {tier.key: tier.name for tier in regulation.prizes.tiers}
    return [Paragraph(_vote(ballot, tiers)) for ballot in ballots]


def _vote(ballot: dict[str, Any], tiers: dict[str, str]) -> tuple[Run, ...]:
    found = ballot["result"]
    on = (
        f"hồ sơ {ballot['code']}: {tiers.get(ballot['tier'], 'không trao giải')}"
        if ballot["code"]
        else "danh sách giải"
    )
    how = f"{WAYS[ballot['way']].lower()}{', bỏ phiếu kín' if ballot['secret'] else ''}"
    counts = ", ".join(f"{found[key]} {words.lower()}" for key, words in CHOICES.items())
    least = f"cần ít nhất {found['needed']} phiếu đồng ý"
    least += f" và {found['quorum']} người biểu quyết" if found["quorum"] else ""
    outcome = "đủ phiếu" if found["carried"] else "không đủ phiếu"
    why = f" Lý do: {ballot['reason']}." if ballot["reason"] else ""
    return (
        Run(f"Biểu quyết lần {ballot['number']} ({how}), {on}: ", bold=True),
        Run(f"{counts} trong {found['members']} thành viên; {least}. Kết quả: {outcome}.{why}"),
    )


def fragile_places(document: dict[str, Any]) -> list[Block]:
    """Which entries would have another result by rule if one judge or one step of a score were otherwise."""
    decision = document["decision"]
    if "fragile" not in decision:
        return []
    blocks: list[Block] = []
    for kind, words in FRAGILE_WORDS.items():
        codes = [code for code, kinds in decision["fragile"] if kind in kinds]
        if codes:
            blocks.append(Paragraph((Run(f"{words} ({len(codes)} hồ sơ): ", bold=True), Run(", ".join(codes) + "."))))
    if not blocks:
        blocks.append(Paragraph(_FIRM))
    return [*blocks, Paragraph((Run(_TRIED, italic=True),))]


_FIRM = "Không hồ sơ nào đổi kết quả khi bỏ phiếu của bất kỳ một giám khảo nào, hay khi một điểm khác đi một bước."
_TRIED = "Thử trên kết quả theo quy tắc, mỗi lần một trường hợp; nêu ra để tham khảo, không thay đổi giải nào."


def made_by_two(edition_id: int, sealed: SealedResult) -> list[Block]:
    """What took two and was done before the seal: what, why, who asked, who approved and when."""
    rows = [
        TableRow(
            (
                f"{KIND_WORDS[each.kind]}{f', hồ sơ {each.code}' if each.code else ''}",
                each.reason,
                "\n".join(
                    [
                        f"{each.proposed_by or 'Người vận hành'} đề nghị",
                        *(f"{name} duyệt {moment(local(at))}" for name, at in each.approved_by),
                    ]
                ),
            )
        )
        for each in made_changes(edition_id, sealed.sealed_at)
    ]
    if not rows:
        return []
    columns = [TableColumn("Việc", 48), TableColumn("Lý do", 52), TableColumn("Người đề nghị, người duyệt", 60)]
    return [Table(columns, rows, size=11)]
