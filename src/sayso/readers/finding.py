"""Finding: from what the user wrote on the command line to the files that are meant."""

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.errors import BadRequest

STDIN = "-"
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]+://", re.I)
_PATTERN = re.compile(r"[*?\[]")


def check_paths(paths: Sequence[str]) -> None:
    """See that each path can be meant.

    Raises: BadRequest, for a web address, a path that is not there, or a pattern that fits nothing.
    """
    for path in paths:
        if path == STDIN or os.path.exists(path):  # noqa: PTH110  # Path("") would be the current folder
            continue
        if _ADDRESS.match(path):
            raise BadRequest(
                f"{path} is a web address, and Sayso never uses the network",
                "save the page in your browser first and read the saved file",
            )
        if _PATTERN.search(path):
            if next(glob.iglob(path, recursive=True), None) is None:  # noqa: PTH207  # the pattern may be absolute
                raise BadRequest(
                    f"no file fits {path}", "check the pattern, and quote it if your shell changes it"
                )
            continue
        raise BadRequest(f"there is no file or folder {path!r}", "check its name and where you are")


def find_files(paths: Sequence[str]) -> Iterator[str]:
    """The files meant by `paths`, in order; in folders sorted by name, hidden ones left out.

    A folder that holds none is itself given, so that it is answered too.
    """
    for path in paths:
        if path == STDIN or not _PATTERN.search(path) or os.path.exists(path):  # noqa: PTH110
            yield from _in_folder(path) if path != STDIN and Path(path).is_dir() else [path]
            continue
        for found in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207
            if not Path(found).is_dir():
                yield found
            elif "**" not in path:  # which gives the files in a folder by itself
                yield from _in_folder(found)


def _in_folder(folder: str) -> Iterator[str]:
    empty = True
    closed: list[str] = []
    for where, folders, files in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                empty = False
                yield os.path.join(where, name)  # noqa: PTH118  # keeps the path as the user began it
    yield from closed  # folders that may not be looked into: opening them says why
    if empty and not closed:
        yield folder


def size_of(paths: Sequence[str]) -> int | None:
    """How many bytes there are to read; None if that cannot be known (standard input)."""
    if STDIN in paths:
        return None
    total = 0
    for path in find_files(paths):
        try:
            total += Path(path).stat().st_size
        except OSError:
            continue
    return total
