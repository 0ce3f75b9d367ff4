"""A world for the radar: the published titles, generated ones of which many are alike, and planted duplicates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import NamedTuple

from contest.demo.rules.wordlists import grammar, real_titles
from contest.foundation.vietnamese import fold
from tests.screening.radar_disguise import KINDS, WORDS, Disguise, Work
from tests.screening.radar_photos import page, photo
from tests.screening.radar_second import SECOND, harder, same_stand

_TEXT = WORDS["text"]


class World(NamedTuple):
    """All works in the order they came, and for each planted one: which work it copies and how (by place)."""

    works: list[Work]
    planted: dict[int, tuple[int, str]]


def make_world(seed: int, of_each_kind: int = 10, generated: int = 2000, photos: int = 25) -> World:
    """The published titles, `generated` others, `of_each_kind` duplicates of each kind; `photos` percent have one."""
    chance = Random(seed)
    titles = [*_published(), *chance.sample(_generated(chance), generated)]
    works = [_dossier(title, chance, photos) for title in titles]
    return _planted(works, KINDS, of_each_kind, chance)


def make_second_world(seed: int, of_each_kind: int = 10, generated: int = 2000) -> World:
    """The same with the second disguiser's duplicates, its hard negatives among the others, and photographs of other
    things before one banner.
    """
    chance = Random(seed)
    others = harder()
    titles = [*_published(), *others, *chance.sample(_generated(chance), generated - len(others))]
    works = [_dossier(title, chance, 25) for title in titles]
    stands = chance.sample([place for place, work in enumerate(works) if work.photo], 24)
    for place, beside in zip(stands[::2], stands[1::2], strict=True):
        works[place] = replace(works[place], photo=same_stand(works[beside].photo, chance))
    return _planted(works, SECOND, of_each_kind, chance)


def _published() -> list[str]:
    return list({fold(line.title): line.title for line in real_titles()}.values())


def _planted(works: list[Work], kinds: Mapping[str, Disguise], of_each_kind: int, chance: Random) -> World:
    planted: dict[int, tuple[int, str]] = {}
    strangers = [f"{first} - {second.lower()}" for first, second in combinations(WORDS["same"]["fresh"], 2)]
    chance.shuffle(strangers)
    free = chance.sample(range(len(works)), len(works))
    # Half of the copied works are published ones, as far as they go.
    free.sort(key=lambda place: place >= len(real_titles()) and chance.random() < 0.8)
    for name, disguise in kinds.items():
        for _ in range(of_each_kind):
            place, copy = _disguised(name, disguise, works, free, strangers.pop(), chance)
            free.remove(place)
            planted[len(works)] = (place, name)
            works.append(copy)
    return World(works, planted)


def _disguised(
    name: str, disguise: Disguise, works: Sequence[Work], free: list[int], title: str, chance: Random
) -> tuple[int, Work]:
    for place in free:
        if (name.startswith("photo") and not works[place].photo) or (name.startswith("file") and not works[place].text):
            continue
        other = _dossier(title, chance, 0)
        copy = disguise(works[place], other, chance)
        if copy is not None and copy.title != works[place].title:
            return place, copy
    raise ValueError(f"no work that {name} can be done to")


def _generated(chance: Random) -> list[str]:
    """Titles no two of which are the same work: every device with every use, once."""
    lines = list(WORDS["negatives"]["real"])
    for family in WORDS["negative"]:
        lines += [_filled(family["device"], chance, use=use) for use in family["uses"]]
    for family in WORDS["grid"]:
        pairs = [(deed, thing) for deed in family["deeds"] for thing in family["things"]]
        lines += [_filled(family["device"], chance, deed=deed, thing=thing) for deed, thing in pairs]
    lines += list(_of_the_demo(chance))
    return list({fold(line): line for line in lines}.values())


def _filled(device: str, chance: Random, **words: str) -> str:
    return " ".join(device.format(how=chance.choice(WORDS["negatives"]["hows"]), **words).split())


def _of_the_demo(chance: Random) -> Iterator[str]:
    """The demonstration's titles, each purpose under one of its heads only: two heads are often one work."""
    for family in grammar()["family"]:
        products = family["field"] == "green" and "từ" in family["does"][0].split()
        for does in family["does"]:
            for head in chance.sample(family["heads"], min(3, len(family["heads"])) if products else 1):
                means, where = chance.choice(["", *family["means"]]), chance.choice(["", *family["places"]])
                yield " ".join(f"{head} {does} {means} {where}".split())


def _dossier(title: str, chance: Random, photos: int) -> Work:
    work = Work(title, " ".join(_sentence(chance) for _ in range(chance.randint(3, 6))))
    if chance.random() < 0.3:
        work = replace(work, text=_description(title, chance))
    if chance.randrange(100) < photos:
        work = replace(work, photo=photo(chance)) if chance.random() < 0.8 else replace(work, scan=page(chance))
    return work


def _sentence(chance: Random) -> str:
    part, part2 = chance.sample(_TEXT["part"], 2)
    words = {key: chance.choice(_TEXT[key]) for key in ("stuff", "place", "old", "event", "fault", "deed")}
    line = chance.choice(_TEXT["sentences"]).format(
        part=part, part2=part2, n=chance.randint(2, 40), m=chance.randint(41, 400), **words
    )
    return line[:1].upper() + line[1:]


def _description(title: str, chance: Random) -> str:
    """The regulation's form, filled in: its headings are in every dossier."""
    out = [*_TEXT["headings"][5:8], title + "."]
    for heading in _TEXT["headings"][:5]:
        out.append(heading)
        out += [_sentence(chance) for _ in range(chance.randint(4, 12))]
    return "\n".join([*out, _TEXT["headings"][8]])
