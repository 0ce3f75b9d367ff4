"""The real regulations in the project's own form: read without fault, kept word for word, saying what they say."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from contest.editions.actions import create_edition
from contest.editions.queries import regulation_text
from contest.editions.rules import Regulation, parse
from contest.foundation.access import OPERATOR
from contest.foundation.refusal import Refusal
from tests.editions.facts import FACTS, criteria_maxima, said, says

_HERE = Path(__file__).parent
_PRESETS = Path(__file__).parents[2] / "contest" / "editions" / "presets"
_TEXTS = {file.stem: file.read_bytes().decode("utf-8") for file in sorted((_HERE / "regulations").glob("*.yaml"))}
_PRESET_TEXTS = {file.stem: file.read_bytes().decode("utf-8") for file in sorted(_PRESETS.glob("*.yaml"))}

real = pytest.mark.parametrize("stem", _TEXTS)
preset = pytest.mark.parametrize("stem", _PRESET_TEXTS)


@cache
def _of(stem: str) -> Regulation:
    return parse(_TEXTS[stem])


def test_all_37_are_here_and_each_has_its_facts() -> None:
    assert len(_TEXTS) == 37
    assert set(FACTS) == set(_TEXTS)


@real
def test_a_real_regulation_reads_without_fault(stem: str) -> None:
    assert _of(stem).title == FACTS[stem]["title"]


@pytest.mark.parametrize(("stem", "fact"), [(stem, fact) for stem, facts in FACTS.items() for fact in facts])
def test_it_says_what_its_pagesays(stem: str, fact: str) -> None:
    wanted = FACTS[stem][fact]
    assert says(_of(stem), fact, wanted), f"{said(_of(stem), fact)} instead of {wanted}"


@real
def test_everything_assumed_is_listed_as_such(stem: str) -> None:
    """A comment "giả định" inside a part means that part stands in `assumptions`."""
    assert _marked(_TEXTS[stem]) <= set(_of(stem).assumptions) <= set(Regulation.model_fields)


def _marked(text: str) -> set[str]:
    """The parts with a line whose comment says that it is assumed."""
    part, marked = "", set()
    for line in text.splitlines():
        begins = re.match(r"[a-z_]+(?=:)", line)
        part = begins.group() if begins else part
        if "giả định" in line.partition("#")[2] and not line.startswith("#"):
            marked.add(part)
    return marked


@real
def test_it_names_the_pages_it_comes_from(stem: str) -> None:
    assert _of(stem).sources
    assert all(source.startswith(("http://", "https://")) for source in _of(stem).sources)


@pytest.mark.parametrize("text", [*_TEXTS.values(), *_PRESET_TEXTS.values()], ids=[*_TEXTS, *_PRESET_TEXTS])
def test_texts_are_nfc_and_end_in_one_line_break(text: str) -> None:
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\t" not in text


_SAVED_AS: Mapping[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "by a Windows editor": lambda text: text.replace("\n", "\r\n"),
    "with a byte order mark": lambda text: "\ufeff" + text,
    "by Notepad": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "without a last line break": lambda text: text.rstrip("\n"),
}


@pytest.mark.parametrize("way", _SAVED_AS)
@real
def test_it_means_the_same_however_it_was_saved(stem: str, way: str) -> None:
    assert parse(_SAVED_AS[way](_TEXTS[stem])) == _of(stem)


@pytest.mark.parametrize("way", _SAVED_AS)
def test_it_comes_back_byte_for_byte(db: Any, way: str) -> None:
    for number, text in enumerate(_TEXTS.values()):
        given = _SAVED_AS[way](text)
        edition = create_edition(OPERATOR, given, f"kho-{number}")
        assert regulation_text(edition.id).encode() == given.encode()


@preset
def test_a_preset_reads_without_fault_and_is_complete(stem: str) -> None:
    regulation = parse(_PRESET_TEXTS[stem])
    councils = {key for council in regulation.councils for key in council.fields}
    assert councils == {field.key for field in regulation.fields}
    assert all(regulation.criteria_of(one.key) or one.kind == "grades" for one in regulation.rounds)
    assert sum(criteria_maxima(regulation)) in (80, 100)
    assert regulation.prizes.tiers
    assert regulation.certificates
    assert regulation.dossier
    assert regulation.contact.name
    assert _marked(_PRESET_TEXTS[stem]) <= set(regulation.assumptions) <= set(Regulation.model_fields)


def test_there_are_presets_of_every_kind() -> None:
    kinds = [stem.split("_")[0] for stem in _PRESET_TEXTS]
    assert len(kinds) >= 8
    assert kinds.count("tech") >= 2
    assert kinds.count("youth") >= 2
    assert {"tech_national_2015", "youth_national_2025", "youth_demo"} <= set(_PRESET_TEXTS)


@pytest.mark.parametrize("stem", sorted(set(_TEXTS) & set(_PRESET_TEXTS)))
def test_a_preset_says_what_the_real_regulation_says(stem: str) -> None:
    regulation = parse(_PRESET_TEXTS[stem])
    # The one preset that moves the window on: the page gives that of five years before.
    moved = {"born"} if stem == "youth_national_2025" else set()
    assert [fact for fact, said in FACTS[stem].items() if fact not in moved and not says(regulation, fact, said)] == []


def test_the_national_preset_moves_the_window_of_births_with_the_deadline() -> None:
    age = parse(_PRESET_TEXTS["youth_national_2025"]).entrants.age
    old = _of("youth_national_2025").entrants.age
    assert (str(age.born_from), str(age.born_to)) == ("2006-07-31", "2019-07-31")
    assert (age.min, age.max) == (old.min, old.max)


def test_the_decision_of_2019_is_an_amendment_of_the_same_file() -> None:
    """Bình Phước: other amounts from 2019 on, and an award for authors of ethnic minorities."""
    amended = _TEXTS["tech_binhphuoc_2017"]
    for old, new in {"15000000": "25000000", "10000000": "20000000", "7000000": "15000000"}.items():
        amended = amended.replace(f"amount: {old}", f"amount: {new}", 1)
    amended = amended.replace("amount: 3000000", "amount: 5000000", 1).replace("amount: 2000000}", "amount: 3000000}")
    minority = (
        "\n  - {key: minority, name: Giải tác giả là người dân tộc thiểu số, of: authors_of_finalists, by: minority,"
        " quantity: {exact: 1}, amount: 3000000}\ncertificates:"
    )
    after = parse(amended.replace("\ncertificates:", minority, 1))
    assert [tier.amount for tier in after.prizes.tiers] == [25_000_000, 20_000_000, 15_000_000, 5_000_000]
    assert [(award.by, award.amount) for award in after.extra_awards] == [
        ("most_finalists", 3_000_000),
        ("youngest", 3_000_000),
        ("oldest", 3_000_000),
        ("minority", 3_000_000),
    ]


def test_a_round_of_clusters_can_be_put_before_the_national_final() -> None:
    text = _TEXTS["youth_national_2025"].replace(
        "rounds:\n",
        "rounds:\n  - {key: cluster, name: Vòng cụm, judges_per_entry: 3, same_as: final, goes_on: {percent: 30}}\n",
    )
    assert [one.key for one in parse(text).rounds] == ["cluster", "final"]


def test_a_fault_in_a_real_regulation_is_found_in_its_line() -> None:
    text = _TEXTS["youth_soctrang_2017"].replace("exact: 15", "exact: mười lăm")
    with pytest.raises(Refusal) as caught:
        parse(text)
    assert [reason.where for reason in caught.value.reasons] == ["prizes.tiers[3].quantity.exact"]
