"""ZIP and WACZ: each member read as a file of its own, nothing written to disk, no member trusted."""

import io
import struct
import zipfile

import pytest

from sayso.model import Reason, Refused, Report
from sayso.readers import read_paths
from sayso.settings import Settings
from tests.readers.inputs import CSV, JSONL, PAGE, TEXT, gist, read, refusal, wacz, warc, zip_of

GOOD = ("good.txt", TEXT.encode())
TITLE = "Soldiers close the bridge at Telmar"


def reasons(answers):
    return [answer.refused.reason for answer in answers if isinstance(answer, Refused)]


def test_members_of_any_format_are_read_under_the_name_of_the_archive():
    members = [
        GOOD,
        ("in/page.bin", PAGE.encode()),
        ("a.jsonl", JSONL.encode()),
        ("b.csv", CSV.encode()),
        ("w", warc(1)),
    ]
    answers = read(zip_of(members), file="all.zip")
    assert [a.file for a in answers] == [
        "all.zip!good.txt", "all.zip!in/page.bin", "all.zip!a.jsonl", "all.zip!a.jsonl", "all.zip!b.csv", "all.zip!b.csv", "all.zip!w",
    ]  # fmt: skip
    assert all(isinstance(a, Report) for a in answers)


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_every_usual_way_of_packing_is_unpacked(method):
    assert gist(read(zip_of([GOOD], method=method))) == [TITLE]


def test_of_a_web_archive_only_its_records_are_read():
    answers = read(wacz(1, 2))
    assert [a.uri for a in answers] == ["https://courier.example/1", "https://courier.example/2"]
    assert answers[0].file == "in!archive/data.warc.gz"


def test_an_archive_is_read_from_disk_and_from_a_pipe_alike(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zip_of([GOOD, ("b.jsonl", JSONL.encode())]))
    from_disk = list(read_paths([str(path)], Settings()))
    from_pipe = list(read_paths(["-"], Settings(), stdin=io.BytesIO(path.read_bytes())))
    assert [a.id for a in from_disk] == [a.id for a in from_pipe]


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "in/../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "C:/evil.txt", "..\\evil.txt", "\\\\host\\evil.txt"],
)  # fmt: skip
def test_a_name_that_leads_out_of_the_archive_is_unsafe_and_the_rest_read(name):
    first, second = read(zip_of([(name, b"Evil words."), GOOD]))
    assert first.refused.reason == Reason.UNSAFE
    assert name in first.file
    assert second.title == TITLE


@pytest.mark.parametrize("name", ["12:30 report.txt", "a..b.txt", ".", "in//a.txt", "é 🙂.txt", " "])
def test_an_odd_name_is_no_danger(name):
    assert Reason.UNSAFE not in reasons(
        read(zip_of([(name, TEXT.encode()), ("other.txt", b"Other words, she said.")]))
    )


def test_a_member_that_swells_is_refused_and_the_rest_read():
    bomb, good = read(zip_of([("bomb.txt", bytes(90_000_000)), GOOD]))
    assert bomb.refused.reason == Reason.TOO_LARGE
    assert "--max-expansion" in bomb.refused.detail
    assert good.title == TITLE


def test_a_member_that_hides_how_much_it_swells_is_no_more_than_it_says():
    data = bytearray(zip_of([("bomb.txt", bytes(90_000_000)), GOOD]))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<I", data, data.index(mark) + at, 500)
    bomb, good = read(bytes(data))
    assert isinstance(bomb, Refused)
    assert good.title == TITLE


def test_many_members_that_swell_together_are_refused_together():
    line = b'{"id": %d, "text": "Words, she said."}\n' + (b" " * 30_000_000 + b"\n") * 2
    first, *rest = read(zip_of([(f"{n}.jsonl", line % n) for n in range(3)]))
    assert first.text == "Words, she said."
    assert reasons(rest)[-1] == Reason.TOO_LARGE
    assert "--max-expansion" in rest[-1].refused.detail


def test_an_encrypted_member_is_refused_and_the_rest_read():
    data = bytearray(zip_of([("secret.txt", b"Secret words."), GOOD]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    secret, good = read(bytes(data))
    assert secret.refused.reason == Reason.UNREADABLE
    assert "encrypted" in secret.refused.detail
    assert good.title == TITLE


def test_a_damaged_member_is_refused_and_the_rest_read():
    packed = bytearray(zip_of([("bad.txt", b"Words that will not come out again. " * 9), GOOD]))
    at = packed.index(b"bad.txt") + len("bad.txt")
    packed[at + 4 : at + 12] = b"\xff" * 8
    bad, good = read(bytes(packed))
    assert bad.refused.reason == Reason.UNREADABLE
    assert good.title == TITLE


def test_an_archive_in_an_archive_is_read_and_too_many_are_not():
    inner = zip_of([GOOD])
    for _ in range(2):
        inner = zip_of([("inner.zip", inner)])
    (report,) = read(inner)
    assert report.file == "in!inner.zip!inner.zip!good.txt"
    assert refusal(zip_of([("inner.zip", inner)]))[0] == Reason.TOO_DEEP


@pytest.mark.parametrize("cut", [10, 100, 400])
def test_an_archive_cut_off_is_refused(cut):
    data = zip_of([GOOD, ("b.txt", b"Other words.")])
    reason, detail = refusal(data[:-cut])
    assert reason == Reason.UNREADABLE
    assert "damaged" in detail


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "mimetype"])
def test_an_office_document_is_refused_with_what_to_do(mark):
    reason, detail = refusal(zip_of([(mark, b"x"), ("word/document.xml", b"<w:document/>")]))
    assert reason == Reason.UNSUPPORTED_FORMAT
    assert "save its text" in detail


def test_what_an_archive_hides_is_not_read():
    members = [("__MACOSX/._good.txt", b"\0\1"), (".DS_Store", b"\0\1"), (".git/config", b"x"), GOOD]
    assert gist(read(zip_of(members))) == [TITLE]


@pytest.mark.parametrize("members", [[], [("folder/", b"")], [(".hidden", b"x")]])
def test_an_archive_with_nothing_to_read_is_empty(members):
    assert refusal(zip_of(members))[0] == Reason.EMPTY
