"""Blocks: a long file of lines, a piece at a time, from any place in it on.

In: a file of text, or a ZIP that holds one. Out: `Block` values: whole lines with their number and where the next block
begins. Reads files; holds one block. Imports: errors. Imported by: geonames, adding.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from msgspec import Struct

from sayso.errors import BadGazetteer

BLOCK = 1 << 19
LONGEST = 1 << 18
"""Bytes of a line; the longest of GeoNames, with 10,000 characters of names, are a fifth of that."""
_BEGIN = 1 << 20
_ZIP = b"PK\x03\x04"
_BESIDE = {"readme.txt", "iso-languagecodes.txt"}
"""What lies in GeoNames' archives beside the file that is meant."""


class Block(Struct, frozen=True):
    """Whole lines of a file. `cut`: the last has no line end, so that the file may be cut short there."""

    lines: list[str]
    first: int
    past: int
    """Bytes of the (unpacked) file up to the end of the block."""
    cut: bool = False


class Start(Struct, frozen=True):
    """A place in a file between two lines: bytes before it, and the number of the line behind it."""

    past: int = 0
    line: int = 1


def size_of(file: Path) -> int:
    """Bytes of the file, unpacked. Raises: BadGazetteer."""
    with _opened(file) as (_, size):
        return size


def first_line(file: Path) -> str:
    """The first line, as far as it can be read. Raises: BadGazetteer."""
    with _opened(file) as (stream, _):
        return stream.readline(LONGEST).decode("utf-8-sig", "replace").rstrip("\r\n")


def identity(file: Path) -> str:
    """Another for each file and each change of it: from its name, size, time and beginning. Raises: BadGazetteer."""
    try:
        stat = file.stat()
        with file.open("rb") as stream:
            begin = hashlib.sha256(stream.read(_BEGIN)).hexdigest()
    except OSError as error:
        raise BadGazetteer(str(file), None, error.strerror or str(error)) from None
    return f"{file.name} {stat.st_size} {stat.st_mtime_ns} {begin}"


def blocks(file: Path, start: Start = Start(), size: int = BLOCK) -> Iterator[Block]:  # noqa: B008  # frozen
    """The lines behind `start`, about `size` bytes at a time. Raises: BadGazetteer, with the line."""
    with _opened(file) as (stream, _):
        past, first, rest = start.past, start.line, b""
        stream.seek(past)
        while piece := _read(stream, size, file):
            rest += piece
            whole = rest.rfind(b"\n") + 1
            if not whole and len(rest) > LONGEST:
                raise BadGazetteer(str(file), first, f"the line has more than {LONGEST:,} bytes")
            if whole:
                past += whole
                lines = _text(rest[:whole], first, file).split("\n")[:-1]
                yield Block(lines, first, past)
                first, rest = first + len(lines), rest[whole:]
        if rest:
            yield Block([_text(rest, first, file)], first, past + len(rest), cut=True)


def _text(raw: bytes, first: int, file: Path) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = first + raw.count(b"\n", 0, error.start)
        raise BadGazetteer(str(file), line, "it is not UTF-8; save the file as UTF-8") from None
    return text.removeprefix("\ufeff") if first == 1 else text


def _read(stream: IO[bytes], size: int, file: Path) -> bytes:
    try:
        return stream.read(size)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BadGazetteer(str(file), None, f"the ZIP is cut short or damaged: {error}") from None
    except OSError as error:
        raise BadGazetteer(str(file), None, error.strerror or str(error)) from None


@contextmanager
def _opened(file: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The file's bytes and how many there are; of a ZIP those of what it was packed for."""
    try:
        plain = file.open("rb")
    except OSError as error:
        raise BadGazetteer(str(file), None, error.strerror or str(error)) from None
    with plain:
        packed = plain.read(len(_ZIP)) == _ZIP
        plain.seek(0)
        if not packed:
            yield plain, file.stat().st_size
            return
        with _archive(plain, file) as archive:
            member = _member(archive, file)
            with _member_opened(archive, member, file) as stream:
                yield stream, member.file_size


def _archive(plain: IO[bytes], file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(plain)
    except zipfile.BadZipFile as error:
        raise BadGazetteer(str(file), None, f"the ZIP is cut short or damaged: {error}") from None


def _member(archive: zipfile.ZipFile, file: Path) -> zipfile.ZipInfo:
    inside = [one for one in archive.infolist() if not one.is_dir() and one.filename.lower() not in _BESIDE]
    if len(inside) != 1:
        names = ", ".join(one.filename for one in inside[:5]) or "nothing"
        raise BadGazetteer(str(file), None, f"the ZIP must hold one table; it holds {names}")
    return inside[0]


def _member_opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: Path) -> IO[bytes]:
    try:
        return archive.open(member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise BadGazetteer(str(file), None, f"the ZIP cannot be unpacked: {error}") from None
