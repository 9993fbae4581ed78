"""Streams read forward only, unpack on the way, and hold no more than is asked for."""

import gzip
import io
import zlib

import pytest
import zstandard

from sayso.errors import BadInput
from sayso.model import Reason
from sayso.readers.streams import CHUNK, EXPANSION_FLOOR, Stream, as_utf8, unpacked, watched
from sayso.settings import Settings

LINES = b"".join(
    b"%d: the bridge at Telmar was closed at %d, she said\n" % (n, n * 7919 % 10007) for n in range(20_000)
)


class Dripping:
    """Gives few bytes at a time, as a pipe may."""

    def __init__(self, data, at_once=3):
        self._raw = io.BytesIO(data)
        self._at_once = at_once

    def read(self, _size=-1, /):
        return self._raw.read(self._at_once)


class Zeros:
    """Gives zero bytes, `size` of them in all, and remembers the most that was asked for."""

    def __init__(self, size):
        self.left = size

    def read(self, size=-1, /):
        assert 0 < size <= CHUNK
        given = min(size, self.left)
        self.left -= given
        return bytes(given)


def stream_of(data):
    return Stream("in", io.BytesIO(data))


def unpack(data, settings=None):
    """What the stream unpacks to, and the damage it told of."""
    damage = []
    return unpacked(stream_of(data), settings or Settings(), damage.append).read(), damage


def test_what_is_peeked_at_is_still_read():
    stream = stream_of(b"abcdef")
    assert stream.peek(3) == b"abc"
    assert stream.peek(100) == b"abcdef"
    assert stream.read(2) == b"ab"
    assert stream.read() == b"cdef"
    assert stream.read(5) == b""


def test_what_is_put_back_is_read_first():
    stream = stream_of(b"def")
    stream.unread(b"abc")
    assert stream.read() == b"abcdef"


@pytest.mark.parametrize("at_once", [1, 3, 1000])
def test_lines_come_whole_however_the_bytes_arrive(at_once):
    stream = Stream("in", Dripping(b"one\n\ntwo\r\nthree", at_once))
    lines = []
    while (line := stream.line(100))[0]:
        lines.append(line)
    assert lines == [(b"one\n", True), (b"\n", True), (b"two\r\n", True), (b"three", True)]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        pytest.param(b"12345\nnext\n", [(b"12345\n", True), (b"next\n", True)], id="as long as the limit"),
        pytest.param(b"123456\nnext\n", [(b"12345", False), (b"next\n", True)], id="one byte longer"),
        pytest.param(b"1234567890", [(b"12345", False)], id="longer, and the last"),
        pytest.param(b"12345", [(b"12345", True)], id="as long, and the last"),
    ],
)
def test_a_line_over_the_limit_is_cut_and_the_rest_passed_over(data, lines):
    stream = Stream("in", Dripping(data))
    found = []
    while (line := stream.line(5))[0]:
        found.append(line)
    assert found == lines


def test_a_line_without_end_is_passed_over_piece_by_piece():
    raw = Zeros(50_000_000)
    head, whole = Stream("in", raw).line(1000)
    assert (len(head), whole, raw.left) == (1000, False, 0)


def test_a_whole_stream_over_the_limit_is_refused_with_the_setting_named():
    assert stream_of(b"12345").whole(Settings(max_bytes=5)) == b"12345"
    with pytest.raises(BadInput, match="--max-bytes") as caught:
        stream_of(b"123456").whole(Settings(max_bytes=5))
    assert caught.value.reason == Reason.TOO_LARGE


@pytest.mark.parametrize(
    "packed",
    [
        pytest.param(gzip.compress(LINES), id="gzip"),
        pytest.param(gzip.compress(LINES[:5000]) + gzip.compress(LINES[5000:]), id="gzip in two members"),
        pytest.param(gzip.compress(LINES) + bytes(700), id="gzip with zeros behind, as tapes leave them"),
        pytest.param(gzip.compress(gzip.compress(LINES)), id="gzip in gzip"),
        pytest.param(zstandard.compress(LINES), id="zstd"),
        pytest.param(
            zstandard.compress(LINES[:5000]) + zstandard.compress(LINES[5000:]), id="zstd in two frames"
        ),
        pytest.param(zstandard.compress(b"") + zstandard.compress(LINES), id="zstd behind an empty frame"),
        pytest.param(
            b"\x50\x2a\x4d\x18\x04\0\0\0skip" + zstandard.compress(LINES),
            id="zstd behind a frame to be skipped",
        ),
        pytest.param(gzip.compress(zstandard.compress(LINES)), id="zstd in gzip"),
        pytest.param(LINES, id="not packed"),
    ],
)
def test_what_is_packed_is_unpacked(packed):
    assert unpack(packed) == (LINES, [])


@pytest.mark.parametrize(
    ("packed", "told"),
    [
        pytest.param(gzip.compress(LINES)[:-2000], "cut off", id="gzip cut"),
        pytest.param(zstandard.compress(LINES)[:-2000], "cut off", id="zstd cut"),
        pytest.param(gzip.compress(LINES)[:-8] + bytes(8), "damaged", id="gzip with a wrong sum"),
        pytest.param(zstandard.compress(LINES) + b"and more", "not zstd", id="zstd with something behind"),
        pytest.param(gzip.compress(LINES) + b"and more", "not gzip", id="gzip with something behind"),
    ],
)
def test_what_comes_before_damage_is_kept_and_the_damage_told(packed, told):
    text, damage = unpack(packed)
    assert LINES.startswith(text)
    assert len(text) > 1000
    assert len(damage) == 1
    assert told in damage[0]


def test_damage_costs_the_gzip_member_it_is_in_and_no_other():
    first, second, third = (gzip.compress(word * 50, mtime=0) for word in (b"one ", b"two ", b"three "))
    broken = second[:12] + b"\xff\xff\xff\xff" + second[16:]
    text, damage = unpack(first + broken + third)
    assert text.startswith(b"one " * 50)
    assert text.endswith(b"three " * 50)
    assert len(damage) == 1


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_a_bomb_is_refused_while_it_unpacks_with_the_setting_named(pack):
    bomb = pack(bytes(EXPANSION_FLOOR + 10_000_000))
    stream = unpacked(stream_of(bomb), Settings(), [].append)
    with pytest.raises(BadInput, match="--max-expansion") as caught:
        list(iter(lambda: stream.read(CHUNK), b""))
    assert caught.value.reason == Reason.TOO_LARGE


def test_what_grows_much_but_stays_small_is_no_bomb():
    assert unpack(gzip.compress(bytes(10_000_000)))[0] == bytes(10_000_000)


def test_packed_more_than_four_times_over_is_unsafe():
    packed = b"words"
    for _ in range(5):
        packed = gzip.compress(packed)
    with pytest.raises(BadInput) as caught:
        unpack(packed)
    assert caught.value.reason == Reason.UNSAFE


def test_a_zlib_stream_alone_is_not_taken_for_gzip():
    assert unpack(zlib.compress(LINES)) == (zlib.compress(LINES), [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_characters_become_utf8_though_a_piece_ends_in_the_middle_of_one(encoding):
    text = "“Nobody was hurt,” she said in Orvène. 🙂\n" * 9000
    wide = Stream("in", Dripping(text.encode(encoding), 65_531))
    assert as_utf8(wide, encoding).read().decode() == text


def test_every_piece_read_is_told_to_whoever_watches():
    sizes = []
    raw = watched(io.BytesIO(bytes(CHUNK + 5)), sizes.append)
    Stream("in", raw).read()
    assert sum(sizes) == CHUNK + 5
