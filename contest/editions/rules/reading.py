"""From the text of a regulation file to a Regulation, with every fault at its place."""

from decimal import Decimal
from typing import Any

import yaml
from pydantic import ValidationError

from contest.editions.rules.regulation import Regulation
from contest.foundation.refusal import Reason, Refusal

WORDS = {
    "regulation_not_yaml": "Tệp thể lệ không đọc được (dòng {line}): kiểm tra lại thụt đầu dòng và dấu hai chấm.",
    "regulation_fault": "Giá trị không hợp lệ: {message}.",
}


class _ExactLoader(yaml.SafeLoader):
    """YAML whose decimal figures stay exactly as written, and whose repeated keys are refused."""


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(str(loader.construct_scalar(node)).replace("_", ""))


_ExactLoader.add_constructor("tag:yaml.org,2002:float", _decimal)


def load(text: str) -> Any:
    """The YAML document with exact figures. Raises Refusal: regulation_not_yaml."""
    try:
        return yaml.load(text, Loader=_ExactLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Refusal([Reason("regulation_not_yaml", {"line": mark.line + 1 if mark else 1})]) from error


def parse(text: str) -> Regulation:
    """The regulation of a text. Raises Refusal with every fault, `where` being its path (rounds.0.criteria.1.max)."""
    document = load(text)
    try:
        return Regulation.model_validate(document)
    except ValidationError as error:
        raise Refusal(
            Reason("regulation_fault", {"message": fault["msg"]}, ".".join(str(step) for step in fault["loc"]))
            for fault in error.errors()
        ) from error
