"""The door: any file of any format, packed or not, is answered by at least one report or refusal."""

import gzip
import io
import os
from pathlib import Path

import pytest
import zstandard

from sayso.errors import BadRequest
from sayso.model import Reason, Refused, Report
from sayso.readers import read_paths
from sayso.settings import Settings
from tests.readers.inputs import GOOD, JSONL, PAGE, TEXT, gist, read, zip_of

TITLES = {
    "text": ["Soldiers close the bridge at Telmar"],
    "markdown": ["Bridge closed"],
    "html": ["Soldiers close the bridge at Telmar"],
    "rss": ["Bridge closed"],
    "ninjs": ["Bridge closed"],
    "newsml": ["Bridge closed"],
    "jsonl": [None, "A denial"],
    "csv": [None, None],
    "warc": ["Report number 1 on the bridge at Telmar", "Report number 2 on the bridge at Telmar"],
    "warc.gz": ["Report number 1 on the bridge at Telmar", "Report number 2 on the bridge at Telmar"],
    "wacz": ["Report number 1 on the bridge at Telmar", "Report number 2 on the bridge at Telmar"],
    "zip": ["Soldiers close the bridge at Telmar", None, "A denial"],
    "gzip": ["Soldiers close the bridge at Telmar"],
    "zstd": [None, "A denial"],
}
PACKED = {"as it is": bytes, "in gzip": gzip.compress, "in zstd": zstandard.compress}


def through(paths, stdin=b"", settings=None, **options):
    return list(
        read_paths([str(p) for p in paths], settings or Settings(), stdin=io.BytesIO(stdin), **options)
    )


@pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED.keys())
@pytest.mark.parametrize("kind", GOOD)
def test_every_format_is_read_from_a_file_whatever_its_name_and_packing(tmp_path, kind, pack):
    path = tmp_path / "misnamed.pdf"
    path.write_bytes(pack(GOOD[kind]))
    assert gist(through([path])) == TITLES[kind]


@pytest.mark.parametrize("kind", GOOD)
def test_every_format_is_read_from_standard_input(kind):
    answers = through(["-"], GOOD[kind])
    assert gist(answers) == TITLES[kind]
    assert all(answer.file.partition("!")[0] == "-" for answer in answers)


@pytest.mark.parametrize("kind", GOOD)
def test_every_report_has_what_the_contract_asks_for(kind):
    for report in read(GOOD[kind]):
        assert isinstance(report, Report)
        assert len(report.sha256) == 64
        assert report.sections
        assert report.language in {"en", None}  # one sentence may be too short to tell
        assert report.outlet is None or report.outlet.strip()


def test_same_bytes_have_the_same_id_whatever_they_are_packed_in_and_called(tmp_path):
    ids = {read(pack(TEXT.encode()))[0].id for pack in PACKED.values()}
    (tmp_path / "any").write_text(TEXT)
    assert {through([tmp_path / "any"])[0].id} == ids


def test_the_second_of_two_reports_with_one_id_is_refused_and_the_first_named(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    first, second = through([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert isinstance(first, Report)
    assert second.refused.reason == Reason.DUPLICATE
    assert "the very same report" in second.refused.detail
    assert "a.txt" in second.refused.detail


def test_another_report_with_the_same_id_is_refused_as_another():
    answers = through(
        ["-"], b'{"id": "1", "text": "One."}\n{"id": 1, "text": "Two."}\n{"id": "2", "text": "Three."}\n'
    )
    assert [isinstance(answer, Report) for answer in answers] == [True, False, True]
    assert "another report" in answers[1].refused.detail


def test_a_folder_is_read_with_all_below_it_and_every_file_answered(tmp_path):
    for name, data in {
        "b.txt": TEXT.encode(),
        "in/a.bin": b"\0\1\2",
        "in/deep/c.html": PAGE.encode(),
        "d": b"",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    answers = through([tmp_path])
    assert [answer.file.removeprefix(f"{tmp_path}/") for answer in answers] == [
        "b.txt",
        "d",
        "in/a.bin",
        "in/deep/c.html",
    ]
    assert gist(answers)[1:3] == ["empty", "unsupported format"]


def test_an_empty_folder_is_answered(tmp_path):
    (answer,) = through([tmp_path])
    assert answer.refused.reason == Reason.EMPTY


def test_a_pattern_is_read(tmp_path):
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(f"A report on {name}, the mayor said.")
    assert [Path(a.file).name for a in through([tmp_path / "*.txt"])] == ["a.txt", "b.txt"]


def test_a_web_address_is_an_error_at_once_and_nothing_is_read(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(BadRequest, match="save the page"):
        read_paths([str(tmp_path / "a.txt"), "https://courier.example/1"], Settings())


def test_a_file_that_cannot_be_opened_is_refused_and_the_run_goes_on(tmp_path):
    (tmp_path / "a.txt").symlink_to("nowhere")
    (tmp_path / "b.txt").write_text(TEXT)
    first, second = through([tmp_path])
    assert first.refused.reason == Reason.UNREADABLE
    assert isinstance(second, Report)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_file_whose_name_is_no_text_is_read_under_a_name_that_is(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(TEXT.encode())
    (report,) = through([tmp_path])
    assert report.file.encode().startswith(os.fsencode(tmp_path))


def test_reports_come_in_the_order_of_the_input_and_as_soon_as_they_are_read(tmp_path):
    (tmp_path / "a.jsonl").write_text(JSONL)
    (tmp_path / "b.txt").write_text(TEXT)
    answers = read_paths([str(tmp_path / "b.txt"), str(tmp_path / "a.jsonl")], Settings())
    assert next(answers).title == "Soldiers close the bridge at Telmar"
    (tmp_path / "a.jsonl").write_text('{"id": "late", "text": "Written after the first answer."}\n')
    assert next(answers).id == "late"


def test_whoever_watches_is_told_of_every_byte(tmp_path):
    (tmp_path / "a.zip").write_bytes(zip_of([("a.txt", TEXT.encode())]))
    (tmp_path / "b.jsonl").write_text(JSONL)
    sizes = []
    through([tmp_path / "b.jsonl"], watch=sizes.append)
    assert sum(sizes) == len(JSONL)


def test_what_could_be_unpacked_of_a_file_cut_off_is_read_and_the_cut_told():
    lines = "".join(
        f'{{"id": {n}, "text": "Report {n * 7919 % 10007} from the bridge."}}\n' for n in range(3000)
    )
    packed = gzip.compress(lines.encode())
    answers = read(packed[: len(packed) // 2])
    assert sum(isinstance(answer, Report) for answer in answers) > 1000
    assert isinstance(answers[-1], Refused)
    assert "cut off" in answers[-1].refused.detail


@pytest.mark.parametrize("data", [TEXT, JSONL, PAGE], ids=["text", "JSON Lines", "page"])
def test_what_follows_much_white_space_is_not_lost(data):
    assert gist(read(" \n" * 100_000 + data)) == gist(read(data))


class Slow(io.RawIOBase):
    """A pipe whose writer takes its time: `pause` before each line."""

    def __init__(self, lines, pause):
        self._lines = iter(lines)
        self._pause = pause

    def readable(self):
        return True

    def read(self, _size=-1, /):
        self._pause()
        return next(self._lines, b"")


@pytest.mark.parametrize("data", [TEXT.encode(), JSONL.encode()], ids=["text", "JSON Lines"])
def test_waiting_for_standard_input_does_not_count_as_reading(data):
    def pause():
        end = os.times().elapsed + 0.06
        while os.times().elapsed < end:
            pass

    read(TEXT)  # so that the language model is loaded
    slow = Slow([data[:40], data[40:]], pause)
    answers = list(read_paths(["-"], Settings(max_seconds=0.1), stdin=slow))
    assert all(isinstance(answer, Report) for answer in answers)


def test_a_table_that_names_no_column_text_is_refused_and_not_read_as_prose(tmp_path):
    place = tmp_path / "table.csv"
    place.write_text("title,body\nRoad closed,Soldiers came to the town.\n")

    (refused,) = read_paths([str(place)], Settings())

    assert refused.refused.reason == Reason.BAD_RECORD
    assert "column named text" in refused.refused.detail
