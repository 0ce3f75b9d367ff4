"""What may still be amended at which stage: nothing that people have already relied on may vanish."""

from collections.abc import Iterable, Iterator

from contest.editions.rules.regulation import Regulation
from contest.editions.rules.stages import has_reached
from contest.foundation.refusal import Reason

Named = tuple[str, str]


def why_not_replace(stage: str) -> list[Reason]:
    """Why the regulation may not simply be replaced; an empty list while it is a draft."""
    return [] if stage == "draft" else [Reason("regulation_frozen")]


def why_not_alone(stage: str) -> list[Reason]:
    """Why one person may not put an amendment into force alone: judging has begun, it may move places and prizes."""
    return [Reason("amendment_takes_two")] if has_reached(stage, "judging") else []


def why_not_amend(before: Regulation, after: Regulation, stage: str, reason: str) -> list[Reason]:
    """Every reason against an amendment; an empty list is a yes."""
    reasons: list[Reason] = []
    if stage == "draft":
        reasons.append(Reason("amendment_of_draft"))
    if has_reached(stage, "decided"):
        reasons.append(Reason("amendment_too_late"))
    if not reason.strip():
        reasons.append(Reason("amendment_without_reason", {}, "reason"))
    if after.kind != before.kind:
        reasons.append(Reason("amendment_changes_kind", {}, "kind"))
    if after.entry_code != before.entry_code and has_reached(stage, "closed"):
        reasons.append(Reason("amendment_changes_codes", {}, "entry_code"))
    for name in _missing(_relied_on(before, stage), _relied_on(after, stage)):
        reasons.append(Reason("amendment_removes", {"name": name}))
    if has_reached(stage, "judging"):
        reasons += _scales_changed(before, after)
    return reasons


def _relied_on(regulation: Regulation, stage: str) -> Iterator[Named]:
    """Parts (by key) that dossiers, and from judging on sheets and prizes, refer to."""
    for field in regulation.fields:
        yield f"field {field.key}", f"lĩnh vực “{field.name}”"
    for division in regulation.divisions:
        yield f"division {division.key}", f"bảng “{division.name}”"
    if has_reached(stage, "closed"):
        for part in regulation.dossier:
            yield f"dossier {part.key}", f"phần hồ sơ “{part.name}”"
        for question in regulation.questions:
            yield f"question {question.key}", f"câu hỏi “{question.label}”"
    if not has_reached(stage, "judging"):
        return
    for council in regulation.councils:
        yield f"council {council.key}", f"hội đồng “{council.name}”"
    for round_ in regulation.rounds:
        yield f"round {round_.key}", f"vòng “{round_.name}”"
        for criterion in regulation.criteria_of(round_.key):
            yield f"criterion {round_.key} {criterion.key}", f"tiêu chí “{criterion.name}” (vòng {round_.name})"
    for tier in regulation.prizes.tiers:
        yield f"tier {tier.key}", f"giải “{tier.name}”"


def _missing(before: Iterable[Named], after: Iterable[Named]) -> Iterator[str]:
    kept = {key for key, _ in after}
    for key, name in before:
        if key not in kept:
            yield name


def _scales_changed(before: Regulation, after: Regulation) -> Iterator[Reason]:
    """Points already given mean something only on the scale they were given on."""
    for round_ in before.rounds:
        kept = {criterion.key: criterion for criterion in after.criteria_of(round_.key)}
        for criterion in before.criteria_of(round_.key):
            new = kept.get(criterion.key)
            scale = (criterion.min, criterion.max, criterion.step, [(part.key, part.max) for part in criterion.parts])
            if new and scale != (new.min, new.max, new.step, [(part.key, part.max) for part in new.parts]):
                yield Reason("amendment_changes_scale", {"name": criterion.name, "round": round_.name})
