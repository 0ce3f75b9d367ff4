"""The child process that sets a page: `python child.py FOLDER MEGABYTES FONTS OUT DOTS` turns main.typ there into OUT.

OUT is a name in the folder, "out.pdf", "out.svg" or "out.png", the last with so many dots an inch.

It knows nothing of the house and imports nothing of it, so that it begins in a few hundredths of a second. What the
typesetter keeps of past work dies with it, and the limit holds whatever a template does.
"""

import sys
from pathlib import Path

import typst

if sys.platform != "win32":  # Windows has no such limit; there only the time is limited.
    import resource


def main(folder: Path, megabytes: int, fonts: str, out: str, dots: float) -> int:
    """Set the page; 0 when it is done, 1 with the reason on stderr."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    try:
        typst.compile(
            str(folder / "main.typ"),
            output=str(folder / out),
            ppi=dots,
            root=str(folder),
            font_paths=[fonts],
            ignore_system_fonts=True,
            # No package of the network: what a template imports lies in its folder.
            package_path=str(folder / "none"),
            package_cache_path=str(folder / "none"),
        )
    except RuntimeError as error:
        sys.stderr.write(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4], float(sys.argv[5])))
