"""A world as the radar sees it, read in this process: what the workshop does of files is tested elsewhere."""

import io

from PIL import Image

from contest.screening.rules.radar import Work, picture_marks, sketch
from tests.screening.radar_corpus import World


def seen(world: World) -> list[Work]:
    """The works as the radar sees them."""
    return [
        Work(
            one.title,
            one.summary,
            (sketch(one.text),) if one.text else (),
            tuple(picture_marks(grey(picture)) for picture in (one.photo, one.scan) if picture),
        )
        for one in world.works
    ]


def grey(picture: bytes) -> bytes:
    """The pixels of a picture as the radar wants them."""
    with Image.open(io.BytesIO(picture)) as opened:
        return opened.convert("L").resize((64, 64), Image.Resampling.BOX).tobytes()
