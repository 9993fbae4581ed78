"""Large inputs stream: what is held does not grow with what is read."""

import tracemalloc
import zlib

import pytest
import zstandard

from sayso.model import Report
from sayso.readers import read_stream
from sayso.readers.streams import Stream
from sayso.settings import Settings
from tests.readers.inputs import record, response, story

ROOM = 20_000_000  # bytes above what was held before; the inputs have three times as many
SIZE = 60_000_000


class Made:
    """Something to read that is made while it is read."""

    def __init__(self, pieces):
        self._pieces = pieces
        self._left = b""

    def read(self, size=-1, /):
        while len(self._left) < size and (piece := next(self._pieces, b"")):
            self._left += piece
        given, self._left = self._left[:size], self._left[size:]
        return given


def lines():
    """Some 600 reports of 100 kB each."""
    for n in range(SIZE // 100_000):
        yield b'{"id": %d, "language": "en", "text": "%b"}\n' % (
            n,
            b"The bridge is closed, she said. " * 3125,
        )


def rows():
    yield b"id,text\n"
    for n in range(SIZE // 100_000):
        yield b'%d,"%b"\n' % (n, b"The bridge is closed, she said. " * 3125)


def records():
    """Sixty pages between pictures of a megabyte."""
    picture = record(response(b"\x89PNG" * 250_000, "Content-Type: image/png"))
    for n in range(SIZE // len(picture)):
        yield record(response(story(n)), uri=f"https://courier.example/{n}")
        yield picture


def gzipped(pieces):
    for piece in pieces:
        pack = zlib.compressobj(1, wbits=31)
        yield pack.compress(piece) + pack.flush()


def zstandardised(pieces):
    for piece in pieces:
        yield zstandard.compress(piece, 1)


def peak(pieces, settings):
    """The most bytes held at a time while all is read, and how many reports there were."""
    stream = Stream("in", Made(pieces))
    tracemalloc.start()
    try:
        reports = sum(isinstance(answer, Report) for answer in read_stream(stream, settings))
        return tracemalloc.get_traced_memory()[1], reports
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module", autouse=True)
def _warm():
    """Load what is loaded once: the language model, the libraries for pages."""
    list(read_stream(Stream("in", Made(iter([record(response(story(0)))]))), Settings()))


@pytest.mark.parametrize(
    ("make", "number"),
    [
        pytest.param(lines, 600, id="JSON Lines"),
        pytest.param(rows, 600, id="CSV"),
        pytest.param(records, 59, id="WARC"),
        pytest.param(lambda: gzipped(lines()), 600, id="JSON Lines in gzip"),
        pytest.param(lambda: gzipped(records()), 59, id="WARC in gzip"),
        pytest.param(lambda: zstandardised(lines()), 600, id="JSON Lines in zstd"),
    ],
)
def test_a_large_input_is_never_held_whole(make, number):
    held, reports = peak(make(), Settings(max_expansion=10_000))
    assert reports == number
    assert held < ROOM


def test_a_line_over_the_limit_is_not_held_beyond_it():
    pieces = iter(
        [
            b'{"id": 1, "text": "First."}\n',
            b'{"text": "',
            *[b"x" * 1_000_000] * 60,
            b'"}\n{"id": 2, "text": "Last."}\n',
        ]
    )
    held, reports = peak(pieces, Settings(max_bytes=2_000_000))
    assert reports == 2
    assert held < ROOM


def test_a_record_over_the_limit_is_not_held_at_all():
    def pieces():
        yield record(response(story(1)))
        yield b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60000000\r\n\r\n"
        for _ in range(60):
            yield bytes(1_000_000)
        yield b"\r\n\r\n" + record(response(story(2)))

    held, reports = peak(pieces(), Settings())
    assert reports == 2
    assert held < ROOM
