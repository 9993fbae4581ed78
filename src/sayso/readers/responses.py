"""Responses: the body of an archived HTTP response as the page it was, whatever it was packed in for the way.

Archives are not of one mind whether the body they keep is still packed as its headers say; so it is unpacked
where it is, and else taken as it stands.
"""

import re
import zlib
from collections.abc import Callable, Iterator

from sayso.errors import BadInput
from sayso.model import Reason
from sayso.readers.streams import too_large
from sayso.settings import Settings

_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_STEP = 1 << 12  # bytes unpacked in one go; the most that brotli or zstd make of them stays small
_UNPACKED_AS_IT_STANDS = frozenset({"", "identity", "none", "utf-8", "8bit", "binary"})


def page_in(body: bytes, transfer: str, content: str, settings: Settings) -> bytes:
    """`body` without the packing that its headers Transfer-Encoding and Content-Encoding name.

    Raises: BadInput, if it is larger than a report may be, packed in a way we do not know, or damaged.
    """
    if "chunked" in transfer.lower():
        body = _joined(body)
    for name in reversed([part.strip().lower() for part in content.split(",")]):
        body = _unpacked(body, name, settings)
    return body


def _joined(body: bytes) -> bytes:
    """The chunks (RFC 9112, section 7.1) put together; `body` itself, if it is in none."""
    pieces: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if not length:
            break
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    return b"".join(pieces) if pieces else body


def _unpacked(body: bytes, name: str, settings: Settings) -> bytes:
    if name in _UNPACKED_AS_IT_STANDS or body.lstrip().startswith(b"<"):
        return body
    known: dict[str, Callable[[bytes], Iterator[bytes]]] = {
        "gzip": _gunzip,
        "x-gzip": _gunzip,
        "deflate": _inflate,
        "br": _unbrotli,
        "zstd": _unzstd,
    }
    if name not in known:
        raise BadInput(
            Reason.UNSUPPORTED_FORMAT, f"its response is packed as {name!r}, which we cannot unpack"
        )
    pieces: list[bytes] = []
    size = 0
    for piece in known[name](body):
        size += len(piece)
        if size > settings.max_bytes:
            raise too_large(settings)
        pieces.append(piece)
    if not size and body:
        raise BadInput(
            Reason.UNREADABLE, f"its response says it is packed as {name!r}, but cannot be unpacked"
        )
    return b"".join(pieces)


def _gunzip(body: bytes) -> Iterator[bytes]:
    return _zlib(body, zlib.MAX_WBITS | 16)


def _inflate(body: bytes) -> Iterator[bytes]:
    """Deflate with its header, as RFC 9110 wants, or without, as many servers send it."""
    bare = body[:1] and (body[0] & 15 != zlib.DEFLATED or int.from_bytes(body[:2]) % 31)
    return _zlib(body, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS)


def _zlib(body: bytes, wbits: int) -> Iterator[bytes]:
    """What can be unpacked of `body`, up to damage or a cut."""
    unzip = zlib.decompressobj(wbits)
    while body and not unzip.eof:
        try:
            piece = unzip.decompress(body, 1 << 20)
        except zlib.error:
            return
        yield piece
        body = unzip.unconsumed_tail


def _unbrotli(body: bytes) -> Iterator[bytes]:
    try:
        import brotli
    except ImportError as error:
        raise BadInput(
            Reason.UNSUPPORTED_FORMAT, "its response is packed with brotli; pip install brotli and read again"
        ) from error
    unpack = brotli.Decompressor()
    for at in range(0, len(body), _STEP):
        try:
            yield unpack.process(body[at : at + _STEP])
        except brotli.error:
            return


def _unzstd(body: bytes) -> Iterator[bytes]:
    import zstandard

    unpack = zstandard.ZstdDecompressor().decompressobj()
    for at in range(0, len(body), _STEP):
        try:
            yield unpack.decompress(body[at : at + _STEP])
        except zstandard.ZstdError:
            return
