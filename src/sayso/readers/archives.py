"""Archives: the members of a ZIP or WACZ file, each read as a file of its own; nothing is unpacked to disk.

A WACZ file (Web Archive Collection Zipped, 1.1.1) keeps its WARC files under `archive/`; the rest is index.
"""

import lzma
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO

from sayso.errors import BadInput
from sayso.model import Reason, Refused, Report, refuse
from sayso.readers.streams import CHUNK, EXPANSION_FLOOR, Growth, Stream
from sayso.settings import Settings

DEPTH = 3  # archives in archives
_DAMAGE = (  # what zipfile and its unpackers raise on an archive that is not as it should be
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, IndexError,
    OverflowError, NotImplementedError,
)  # fmt: skip
_DRIVE = re.compile(r"[A-Za-z]:")
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
_SPOOL = (
    32_000_000  # bytes kept in memory of an archive that comes through a pipe; more goes to a temporary file
)

Opener = Callable[[Stream, Settings, int], Iterator[Report | Refused]]


def read_zip(
    stream: Stream, settings: Settings, depth: int, read_member: Opener
) -> Iterator[Report | Refused]:
    """The reports in the members of an archive that is itself `depth` archives deep."""
    if depth >= DEPTH:
        yield refuse(stream.file, Reason.TOO_DEEP, f"archives in archives, more than {DEPTH} deep")
        return
    with _seekable(stream) as raw:
        try:
            archive = zipfile.ZipFile(raw)
        except _DAMAGE as error:
            yield refuse(stream.file, Reason.UNREADABLE, f"the archive is damaged: {error}")
            return
        with archive:
            yield from _members(archive, stream.file, settings, depth, read_member)


def _members(
    archive: zipfile.ZipFile, file: str, settings: Settings, depth: int, read_member: Opener
) -> Iterator[Report | Refused]:
    members = [info for info in archive.infolist() if not info.is_dir()]
    names = {info.filename for info in members}
    if any(name in names for name in _OFFICE) and "datapackage.json" not in names:
        yield refuse(
            file, Reason.UNSUPPORTED_FORMAT, "an office document, book or program; save its text first"
        )
        return
    growth = Growth(settings.max_expansion)
    for info in members:
        name = f"{file}!{info.filename}"
        if _unsafe(info.filename):
            yield refuse(name, Reason.UNSAFE, "its name leads out of the archive; it was not read")
        elif _wanted(info.filename, names):
            yield from _member(archive, info, name, growth, settings, depth, read_member)


def _member(  # what is known of a member
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    name: str,
    growth: Growth,
    settings: Settings,
    depth: int,
    read_member: Opener,
) -> Iterator[Report | Refused]:
    if info.flag_bits & 1:
        yield refuse(name, Reason.UNREADABLE, "it is encrypted; unpack it with its password first")
        return
    if info.file_size > max(EXPANSION_FLOOR, info.compress_size * settings.max_expansion):
        detail = f"it says that it unpacks to {info.file_size:,} bytes, more than {settings.max_expansion} times its size"
        yield refuse(name, Reason.TOO_LARGE, f"{detail}; if you trust it, raise --max-expansion")
        return
    try:
        opened = archive.open(info)
    except _DAMAGE as error:
        yield refuse(name, Reason.UNREADABLE, f"it cannot be unpacked: {error}")
        return
    with opened:
        yield from read_member(Stream(name, _Member(opened, info, growth)), settings, depth + 1)


class _Member:
    """A member's bytes, with an eye on how much the archive grows."""

    def __init__(self, opened: IO[bytes], info: zipfile.ZipInfo, growth: Growth) -> None:
        self._opened = opened
        self._growth = growth
        growth.add(info.compress_size, 0)

    def read(self, size: int = -1, /) -> bytes:
        try:
            piece = self._opened.read(size)
        except _DAMAGE as error:
            raise BadInput(Reason.UNREADABLE, f"it is damaged: {error}") from error
        self._growth.add(0, len(piece))
        return piece


def _wanted(name: str, names: set[str]) -> bool:
    """In a WACZ the archived records; in any other archive whatever is not hidden."""
    if "datapackage.json" in names and any(other.startswith("archive/") for other in names):
        return name.startswith("archive/")
    return not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _unsafe(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or _DRIVE.match(name) is not None


@contextmanager
def _seekable(stream: Stream) -> Iterator[IO[bytes]]:
    """The archive as a file one can jump about in: a ZIP's list of members is at its end."""
    if stream.on_disk is not None:
        stream.on_disk.seek(0)
        yield stream.on_disk
        return
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as spooled:
        while piece := stream.read(CHUNK):
            spooled.write(piece)
        spooled.seek(0)
        yield spooled
