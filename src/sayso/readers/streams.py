"""Streams: bytes with a name, read forward only, unpacked on the way, bounded everywhere.

A `Stream` never holds more than the piece that is asked for, so that a 10 GB file needs no more memory than a
small one. Compression is recognised by its first bytes. Damage in a gzip file costs the member it is in: the
rest is found again by the next member's header, as archives of WARC records need.
"""

import codecs
import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from sayso.errors import BadInput
from sayso.model import Reason
from sayso.settings import Settings

CHUNK = 1 << 16
GZIP = b"\x1f\x8b\x08"
ZSTD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")  # RFC 8878: a frame, or one to be skipped
MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")  # RFC 1952: the flags byte uses five bits
ZSTD_WINDOW = 1 << 27  # zstd's own limit for files it has not been told to trust (--ultra needs more)
ZSTD_CHUNK = 1 << 9  # bytes unpacked in one go: even 128 kB from every four bytes then stay below 17 MB
EXPANSION_FLOOR = 64_000_000  # below this size unpacked, even a bomb does no harm


class Bytes(Protocol):
    """Anything that can be read forward: a file, a pipe, a member of an archive."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""


class Stream:
    """Bytes that can be looked at before they are read. `file` is the name that reports and refusals carry.

    `on_disk` is the open file itself where there is one, for formats that must jump about in it; `waits`, that
    its bytes come when another program sends them, so that the time it takes says nothing of the report.
    """

    def __init__(
        self,
        file: str,
        raw: Bytes,
        *,
        uri: str | None = None,
        on_disk: BinaryIO | None = None,
        waits: bool = False,
    ) -> None:
        self.file = file
        self.uri = uri
        self.on_disk = on_disk
        self.waits = waits
        self._raw = raw
        self._held = bytearray()
        self._ended = False

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer at the end, without reading past them."""
        self._hold(size)
        return bytes(self._held[:size])

    def read(self, size: int = -1) -> bytes:
        """The next `size` bytes, fewer at the end; all that is left if `size` is negative."""
        if size < 0:
            pieces = [bytes(self._held)]
            self._held.clear()
            while piece := self._more():
                pieces.append(piece)
            return b"".join(pieces)
        self._hold(size)
        piece = bytes(self._held[:size])
        del self._held[:size]
        return piece

    def line(self, limit: int) -> tuple[bytes, bool]:
        """The next line with its end, and whether it is whole; b"" at the end of the stream.

        Of a line longer than `limit` bytes the beginning is returned and the rest is passed over unread.
        """
        at = self._find_line_end(limit)
        if at >= 0:
            return self.read(at + 1), True
        if len(self._held) <= limit:
            return self.read(len(self._held)), True
        head = self.read(limit)
        while True:
            at = self._held.find(b"\n")
            if at >= 0:
                del self._held[: at + 1]
                return head, False
            self._held.clear()
            if not self._hold(1):
                return head, False

    def whole(self, settings: Settings) -> bytes:
        """Everything that is left.

        Raises: BadInput, if that is more than `settings.max_bytes`.
        """
        piece = self.read(settings.max_bytes + 1)
        if len(piece) > settings.max_bytes:
            raise too_large(settings)
        return piece

    def unread(self, piece: bytes) -> None:
        """Put `piece` back in front."""
        self._held[:0] = piece

    def _find_line_end(self, limit: int) -> int:
        sought = 0
        while True:
            at = self._held.find(b"\n", sought)
            if at >= 0:
                return at if at <= limit else -1
            sought = len(self._held)
            if sought > limit or not self._hold(sought + CHUNK, partly=True):
                return -1

    def _hold(self, size: int, *, partly: bool = False) -> bool:
        """See that `size` bytes are held, or, `partly`, some more than now; whether any came."""
        before = len(self._held)
        while len(self._held) < size and not self._ended:
            self._held += self._more()
            if partly and len(self._held) > before:
                break
        return len(self._held) > before

    def _more(self) -> bytes:
        if self._ended:
            return b""
        piece = self._raw.read(CHUNK)
        self._ended = not piece
        return piece


def too_large(settings: Settings) -> BadInput:
    """The error for a report larger than the limit."""
    return BadInput(
        Reason.TOO_LARGE,
        f"more than {settings.max_bytes:,} bytes, the limit for one report; raise it with --max-bytes",
    )


def unpacked(stream: Stream, settings: Settings, damage: Callable[[str], None]) -> Stream:
    """`stream`, or what it holds if it is gzip or zstd, once or more times over.

    `damage` is called with a sentence for each stretch that could not be unpacked.
    Raises: BadInput, when it is read, if it unpacks to more than `settings.max_expansion` times its size.
    """
    for _ in range(4):
        head = stream.peek(4)
        raw: Bytes
        if head.startswith(GZIP):
            raw = _Pieces(_gunzip(stream, damage), settings)
        elif ZSTD.match(head):
            raw = _Pieces(_unzstd(stream, damage), settings)
        else:
            return stream
        stream = Stream(stream.file, raw, uri=stream.uri, waits=stream.waits)
    raise BadInput(Reason.UNSAFE, "compressed more than four times over")


class Growth:
    """Counts packed and unpacked bytes, and raises BadInput when the second outgrow the first beyond `limit`."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._packed = self._unpacked = 0

    def add(self, packed: int, unpacked: int) -> None:
        """Take note of more bytes."""
        self._packed += packed
        self._unpacked += unpacked
        if self._unpacked > max(EXPANSION_FLOOR, self._packed * self._limit):
            raise BadInput(
                Reason.TOO_LARGE,
                f"unpacks to more than {self._limit} times its size; if you trust it, raise --max-expansion",
            )


class _Pieces:
    """Unpacked pieces as something to read."""

    def __init__(self, pieces: Iterator[tuple[int, bytes]], settings: Settings) -> None:
        self._pieces = pieces
        self._growth = Growth(settings.max_expansion)

    def read(self, _size: int = -1, /) -> bytes:
        for packed, piece in self._pieces:
            self._growth.add(packed, len(piece))
            if piece:
                return piece
        return b""


def _gunzip(stream: Stream, damage: Callable[[str], None]) -> Iterator[tuple[int, bytes]]:
    """Bytes taken and bytes given, piece by piece, through all members; damaged ones are passed over."""
    while head := stream.peek(3):
        if head != GZIP:
            if not head.strip(b"\0"):  # padding, as tapes and some writers leave it
                stream.read(len(head))
                continue
            damage("bytes that are not gzip stand between or behind its members")
            _seek_member(stream)
            continue
        unzip = zlib.decompressobj(wbits=31)
        try:
            while not unzip.eof:
                packed = unzip.unconsumed_tail or stream.read(CHUNK)
                if not packed:
                    damage("the gzip file ends in the middle: it was cut off")
                    return
                piece = unzip.decompress(packed, CHUNK * 4)
                yield len(packed) - len(unzip.unconsumed_tail) - len(unzip.unused_data), piece
            stream.unread(unzip.unused_data)
        except zlib.error as error:
            damage(f"a part of the gzip file is damaged ({error})")
            stream.unread(packed[1:])
            _seek_member(stream)


def _seek_member(stream: Stream) -> None:
    """Pass over bytes up to what looks like the header of a gzip member, or to the end."""
    while piece := stream.peek(CHUNK):
        found = MEMBER.search(piece)
        if found:
            stream.read(found.start())
            return
        stream.read(max(len(piece) - 3, 1))


def _unzstd(stream: Stream, damage: Callable[[str], None]) -> Iterator[tuple[int, bytes]]:
    """Bytes taken and bytes given, piece by piece, through all frames; what stands behind damage is lost."""
    import zstandard

    while head := stream.peek(4):
        if not ZSTD.match(head):
            damage("bytes that are not zstd stand behind its frames")
            return
        unzip = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()
        while not unzip.eof:
            packed = stream.read(ZSTD_CHUNK)
            if not packed:
                damage("the zstd file ends in the middle: it was cut off")
                return
            try:
                piece = unzip.decompress(packed)
            except zstandard.ZstdError as error:
                damage(f"the zstd file is damaged ({error})")
                return
            yield len(packed) - len(unzip.unused_data), piece
        stream.unread(unzip.unused_data)


def as_utf8(stream: Stream, encoding: str) -> Stream:
    """`stream`, which is in `encoding`, as UTF-8.

    Raises: BadInput (wrong encoding), when it is read, where it is not in it after all.
    """
    return Stream(stream.file, _Recoded(stream, encoding), uri=stream.uri, waits=stream.waits)


class _Recoded:
    def __init__(self, stream: Stream, encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()

    def read(self, _size: int = -1, /) -> bytes:
        while packed := self._stream.read(CHUNK):
            try:
                text = self._decoder.decode(packed)
            except UnicodeDecodeError as error:
                detail = f"it begins as {self._encoding}, but does not go on so: {error}"
                raise BadInput(Reason.WRONG_ENCODING, detail) from error
            if text:
                return text.encode("utf-8", "surrogatepass")
        return b""


def watched(raw: BinaryIO, watch: Callable[[int], object]) -> Bytes:
    """`raw`, with `watch` called with the size of each piece that is read."""
    return _Watched(raw, watch)


class _Watched:
    def __init__(self, raw: BinaryIO, watch: Callable[[int], object]) -> None:
        self._raw = raw
        self._watch = watch

    def read(self, size: int = -1, /) -> bytes:
        piece = self._raw.read(size)
        self._watch(len(piece))
        return piece
