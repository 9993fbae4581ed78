"""Whatever bytes come in, answers come out: no exception, no fault of ours, and every report in good order."""

import gzip
import logging
import os

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Reason, Report
from tests.readers.inputs import GOOD, read

EXAMPLES = int(os.environ.get("SAYSO_FUZZ", "1"))  # how many times over
INPUTS = list(GOOD.values())
NASTY = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b'"', b"<", b">", b"{", b"}", b"[", b"]", b"&", b"\x1f\x8b\x08",
    b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"WARC/1.0\r\n", b"Content-Length: 99999999\r\n", b"HTTP/1.1 200 OK\r\n",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&#0;", b"&#xD800;", b"\\ud800", b"\xed\xa0\x80", b"\xc3", b"text,text\n",
    b'{"text": 1}\n', b"\xe2\x80\xa8", b"-1", b"0000-00-00", b"\x1b", b"../", b"<plaintext>", b"]]>", b"<!--", b"<script>",
]  # fmt: skip


def examples(number):
    return settings(
        max_examples=number * EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@pytest.fixture(autouse=True)
def _quiet():
    """Libraries log much about broken input."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@st.composite
def mutated(draw):
    """A good file of some format with a few of its bytes taken out, put in, doubled, changed, or cut off."""
    data = draw(st.sampled_from(INPUTS))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 40)))
        change = draw(st.sampled_from(["drop", "insert", "double", "flip", "cut", "foreign"]))
        if change == "drop":
            data = data[:at] + data[end:]
        elif change == "insert":
            data = data[:at] + draw(st.sampled_from(NASTY) | st.binary(max_size=8)) + data[at:]
        elif change == "double":
            data = data[:end] + data[at:]
        elif change == "flip":
            data = (
                data[:at]
                + bytes(byte ^ draw(st.integers(1, 255)) for byte in data[at : at + 2])
                + data[at + 2 :]
            )
        elif change == "cut":
            data = data[:at]
        else:
            other = draw(st.sampled_from(INPUTS))
            data = data[:at] + other[draw(st.integers(0, len(other))) :]
    return data


def assert_in_order(data):
    answers = read(data)
    assert answers
    for answer in answers:
        if isinstance(answer, Report):
            assert_sound(answer)
        else:
            assert answer.refused.reason is not Reason.FAILED, answer.refused.detail
            assert answer.refused.detail
    assert [a.id for a in read(data) if isinstance(a, Report)] == [
        a.id for a in answers if isinstance(a, Report)
    ]


def assert_sound(report):
    assert report.id
    assert len(report.sha256) == 64
    assert report.text.strip()
    assert "\0" not in report.text
    report.text.encode()
    ends = [0]
    for section in report.sections:
        assert ends[-1] <= section.start < section.end <= len(report.text)
        ends.append(section.end)


@examples(150)
@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data):
    assert_in_order(data)


@examples(60)
@given(
    st.sampled_from(
        [b"{", b"[", b"<", b"<?xml ", b"id,text\n", b"WARC/1.0\r\n", b"PK\x03\x04", b"---\n", b"%"]
    ),
    st.binary(max_size=200),
)
def test_any_bytes_behind_the_beginning_of_a_format_are_answered(start, data):
    assert_in_order(start + data)


@examples(60)
@given(
    st.text(max_size=300),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "koi8-r", "gb18030"]),
)
def test_any_text_in_any_encoding_is_answered(text, encoding):
    assert_in_order(text.encode(encoding, "ignore"))


@examples(400)
@given(mutated())
def test_a_good_file_with_a_few_bytes_changed_is_answered(data):
    assert_in_order(data)


@examples(120)
@given(mutated(), st.sampled_from([gzip.compress, zstandard.compress]), st.integers(0, 60), st.booleans())
def test_a_good_file_packed_and_then_damaged_is_answered(data, pack, at, cut):
    packed = pack(data)
    at = len(packed) * at // 60
    assert_in_order(packed[:at] if cut else packed[:at] + b"\xff" + packed[at + 1 :])
