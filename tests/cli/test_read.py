"""`sayso read`: what it answers, where it says it, and how it ends."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.cli.filters import make_filters, names
from sayso.cli.outputs import HtmlPage, JsonLines
from sayso.cli.progress import NoBar
from sayso.cli.read import run, uninterrupted
from sayso.cli.table import Look, Tables
from sayso.errors import BadRequest
from sayso.export.page import Tally
from sayso.model import Place, Reason, Refused, Report, Section, from_json, reading_of, refuse
from sayso.settings import Settings
from tests.actors.small_list import TEXT as SMALL_LIST

SOURCES = Path(__file__).parents[2] / "src"
PLAIN = {**os.environ, "PYTHONPATH": str(SOURCES), "COLUMNS": "100"}
ONE = "Gunmen killed two guards, the police chief said.\n"


def report(number=1, **fields):
    return Report(
        **{
            "id": f"r{number}",
            "file": f"{number}.txt",
            "sha256": "0",
            "text": ONE,
            "language": "en",
            **fields,
        }
    )


def only_english(one):
    if one.language != "en":
        return refuse(one.file, Reason.UNSUPPORTED_LANGUAGE, "we read English")
    return reading_of(one)


def answered(reports, step=only_english, output=None, **asked):
    """The bytes that a run writes, and its outcome."""
    pieces = []
    wanted = {"where": None, "after": None, "before": None, "language": None, **asked}
    outcome = run(
        iter(reports),
        step,
        filters=make_filters(**wanted),
        output=output or JsonLines(),
        settings=Settings(),
        bar=NoBar(),
        write=pieces.append,
    )
    return b"".join(pieces), outcome


def files(answer):
    return [from_json(line).file for line in answer.splitlines()]


def command(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        capture_output=True,
        env=PLAIN,
        timeout=60,
        check=False,
        **options,
    )


@pytest.fixture
def folder(tmp_path):
    """Three reports and something that is none."""
    for number in (1, 2, 3):
        (tmp_path / f"{number}.txt").write_text(
            f"Report {number}\n\nGunmen killed {number} guards, the police chief said.\n"
        )
    (tmp_path / "4.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x00")
    return tmp_path


# What a run answers


def test_every_report_is_answered_in_order():
    answer, outcome = answered([report(1), refuse("2.pdf", Reason.UNREADABLE, "a PDF"), report(3)])
    assert files(answer) == ["1.txt", "2.pdf", "3.txt"]
    assert outcome.tally == Tally(read=2, refused=1)


def test_a_report_that_breaks_the_pipeline_is_refused_and_the_rest_are_read():
    def breaks(one):
        if one.id == "r1":
            raise RuntimeError("a stage is broken")
        return reading_of(one)

    answer, outcome = answered([report(1), report(2)], breaks)
    assert [isinstance(from_json(line), Refused) for line in answer.splitlines()] == [True, False]
    assert outcome.tally == Tally(read=1, refused=1)


@pytest.mark.parametrize(
    "output", [JsonLines(), HtmlPage(), Tables(Look())], ids=lambda it: type(it).__name__
)
def test_a_report_that_cannot_be_written_is_refused_and_the_rest_are_written(output):
    half = report(1, title="\ud83d", file="caf\udce9.txt")
    answer, outcome = answered([half, report(2)], output=output)
    assert b"2.txt" in answer
    assert outcome.tally.read + outcome.tally.refused == 2
    assert "caf⟨U+DCE9⟩.txt" in answer.decode()


def test_each_answer_is_written_before_the_next_report_is_read():
    seen = []
    reports = (seen.append(f"read {n}") or report(n) for n in (1, 2, 3))
    answers = partial(seen.append)
    run(
        reports,
        only_english,
        filters=make_filters(where=None, after=None, before=None, language=None),
        output=JsonLines(),
        settings=Settings(),
        bar=NoBar(),
        write=lambda piece: answers("written") if piece else None,
    )
    assert seen == ["read 1", "written", "read 2", "written", "read 3", "written"]


def test_nothing_is_written_before_a_wrong_request_has_shown_itself():
    def wrong():
        raise BadRequest("no such file", "look again")
        yield

    written = []
    with pytest.raises(BadRequest):
        run(
            wrong(),
            only_english,
            filters=make_filters(where=None, after=None, before=None, language=None),
            output=HtmlPage(),
            settings=Settings(),
            bar=NoBar(),
            write=written.append,
        )
    assert not written


def test_ctrl_c_before_the_first_answer_ends_the_run_too():
    def at_once():
        raise KeyboardInterrupt
        yield

    _, outcome = answered(at_once())
    assert outcome.stopped


def test_ctrl_c_ends_the_run_with_what_was_done_and_a_whole_page():
    def until_ctrl_c():
        yield report(1)
        raise KeyboardInterrupt

    answer, outcome = answered(until_ctrl_c(), output=HtmlPage())
    assert outcome.stopped
    assert outcome.tally.read == 1
    assert answer.endswith(b"</html>")


def interrupted(times, written):
    with uninterrupted():
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)
        written.append("the rest")


def test_ctrl_c_while_an_answer_is_written_waits_for_its_end():
    written = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(1, written)
    assert written == ["the rest"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_does_not_wait():
    written = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(2, written)
    assert not written


# Filters


@pytest.mark.parametrize(
    ("published", "asked", "kept"),
    [
        pytest.param("2022-02-08", {"after": "2022-02-08"}, True, id="the day itself is after"),
        pytest.param("2022-02-07", {"after": "2022-02-08"}, False, id="the day before is not"),
        pytest.param("2022-02-08", {"before": "2022-02-08"}, True, id="the day itself is before"),
        pytest.param("2022-02-09", {"before": "2022-02-08"}, False, id="the day after is not"),
        pytest.param("2022-02-28", {"before": "2022-02"}, True, id="before a month includes the month"),
        pytest.param("2022-03-01", {"before": "2022-02"}, False, id="but not the next"),
        pytest.param(
            "2022-02-08T23:30+03:00", {"before": "2022-02-08"}, True, id="the time of day does not matter"
        ),
        pytest.param("2022-02", {"after": "2022-02-08"}, True, id="a month may hold the day"),
        pytest.param("2021", {"after": "2022"}, False, id="years"),
        pytest.param(None, {"after": "1900"}, False, id="an unknown date is left out"),
        pytest.param(None, {}, True, id="unless no date is asked for"),
        pytest.param("2022-02-08", {"after": "2022-02-01", "before": "2022-02-28"}, True, id="between"),
    ],
)
def test_dates_are_compared_as_precisely_as_both_are_known(published, asked, kept):
    answer, outcome = answered([report(1, published=published)], **asked)
    assert (files(answer), outcome.tally.left_out) == ((["1.txt"], 0) if kept else ([], 1))


@pytest.mark.parametrize(
    "date", ["yesterday", "2022-13", "2022-02-30", "2022-2-8", "20220208", "0000", "2022-02-08T10:00", ""]
)
@pytest.mark.parametrize("option", ["after", "before"])
def test_what_is_no_date_is_a_wrong_request(option, date):
    with pytest.raises(BadRequest, match=f"--{option} .* is no date; give a year, a month or a day"):
        answered([], **{option: date})


def test_another_language_is_left_out_before_it_can_be_refused():
    reports = [report(1, language="ar"), report(2), report(3, language="en-GB"), report(4, language=None)]
    answer, outcome = answered(reports, reading_of, language="EN")
    assert files(answer) == ["2.txt", "3.txt"]
    assert outcome.tally == Tally(read=2, left_out=2)


@pytest.mark.parametrize("code", ["english", "e", "", "e1"])
def test_what_is_no_language_code_is_a_wrong_request(code):
    with pytest.raises(BadRequest, match="ISO 639"):
        answered([], language=code)


@pytest.mark.parametrize(
    ("words", "place", "named"),
    [
        pytest.param("KARMA, Iraq", "karma", True, id="in any letter case"),
        pytest.param("al-Karma district", "Karma", True, id="after a hyphen"),
        pytest.param("Karmandu", "Karma", False, id="not as a part of a word"),
        pytest.param("al-Ba’aj", "al-Ba'aj", True, id="with any apostrophe"),
        pytest.param("Sao Paulo", "São Paulo", False, id="letters are letters"),
        pytest.param("São Paulo", "São Paulo", True, id="composed or not"),
        pytest.param("a.b", "a+b", False, id="as written, not as a pattern"),
        pytest.param("الأنبار", "الأنبار", True, id="in any script"),
    ],
)
def test_a_place_is_named_by_whole_words(words, place, named):
    assert names(words, place) is named


def test_where_looks_at_dateline_text_and_places_and_not_at_furniture(odd):
    def with_places(one):
        return (
            reading_of(one, places=(Place(id=0, start=0, end=6, name="Basra"),))
            if one.id == "r2"
            else reading_of(one)
        )

    text = "Lorries wait in Basra."
    body, furniture = ((Section(kind=kind, start=0, end=len(text)),) for kind in ("body", "furniture"))
    reports = [
        report(1, dateline="BASRA, 1 May"),
        report(2),
        report(3, outlet="The Basra Post"),
        report(4, text=text, sections=body),
        report(5, text=text, sections=furniture),
    ]
    answer, outcome = answered(reports, with_places, where="basra")
    assert files(answer) == ["1.txt", "2.txt", "4.txt"]
    assert outcome.tally.left_out == 2


def test_a_place_may_be_found_by_the_reports_own_word_for_it(odd):
    assert make_filters(where="karma", after=None, before=None, language=None).keeps(odd)


# The command


def test_jsonl_is_one_object_a_line_and_nothing_else(folder):
    done = command("read", folder, "--jsonl")
    lines = done.stdout.decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["sayso"] for line in lines] == ["1"] * 4
    assert b"\r" not in done.stdout


def test_jsonl_is_utf_8_in_any_locale(tmp_path):
    (tmp_path / "a.txt").write_text("“We saw it,” the mayor of Zürich said. 😀\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "read", str(tmp_path), "--jsonl"],
        capture_output=True,
        env={**PLAIN, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        check=True,
        timeout=60,
    )
    assert "Zürich said. 😀" in json.loads(done.stdout)["text"]


def test_a_table_does_not_fail_where_only_ascii_can_be_written(tmp_path):
    (tmp_path / "a.txt").write_text("“We saw it,” the mayor of Zürich said. 😀\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "read", str(tmp_path)],
        capture_output=True,
        env={**PLAIN, "PYTHONIOENCODING": "ascii"},
        check=True,
        timeout=60,
    )
    assert done.stdout.isascii()
    assert not done.stderr


def test_html_is_one_whole_page(folder):
    done = command("read", folder, "--html")
    page = done.stdout.decode()
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")
    assert page.count("<article ") == 3
    assert "3 reports read, 1 refused, 0 left out by filters." in page


def test_the_table_shows_each_report_and_names_what_was_refused(folder):
    text = command("read", folder).stdout.decode()
    assert [line for line in text.splitlines() if line.startswith("Report ")] == [
        "Report 1",
        "Report 2",
        "Report 3",
    ]
    assert f"refused {folder / '4.pdf'}: unsupported format: " in text


@pytest.mark.parametrize("form", [(), ("--jsonl",), ("--html",)], ids=["table", "jsonl", "html"])
def test_the_command_ends_with_1_if_anything_was_refused_and_else_with_0(folder, form):
    assert command("read", folder, *form).returncode == 1
    assert command("read", folder / "1.txt", *form).returncode == 0


def test_the_summary_is_said_where_something_is_missing_from_the_answer(folder):
    assert command("read", folder).stderr.decode() == "read 3 reports, refused 1\n"
    assert command("read", folder / "1.txt").stderr == b""
    left = command("read", folder / "1.txt", "--language", "ar").stderr.decode()
    assert left == "read 0 reports, left out by filters: 1\n"


def test_quiet_says_nothing(folder):
    assert command("read", folder, "--quiet", "--after", "2022").stderr == b""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["read"], "Missing argument", id="no path"),
        pytest.param(["read", "no-such-file"], "no-such-file", id="a path that is not there"),
        pytest.param(["read", "https://example.org/x"], "https://example.org/x", id="a web address"),
        pytest.param(["read", "-", "--jsonl", "--html"], "choose one", id="two forms"),
        pytest.param(["read", "-", "--after", "soon"], "give a year", id="no date"),
        pytest.param(["read", "-", "--language", "english"], "ISO 639", id="no language"),
        pytest.param(["read", "-", "--where", " "], "name of a place", id="no place"),
        pytest.param(["read", "-", "--max-bytes", "0"], "--max-bytes", id="a limit of nothing"),
        pytest.param(["read", "-", "--max-seconds", "nan"], "give a number", id="a limit that is no number"),
        pytest.param(["read", "-", "--max-seconds", "inf"], "give a number", id="a limit without end"),
        pytest.param(["read", "-", "--no-such-option"], "--no-such-option", id="an unknown option"),
        pytest.param(["rede"], "rede", id="an unknown command"),
    ],
)
def test_a_wrong_command_ends_with_2_says_why_and_answers_nothing(arguments, said):
    done = CliRunner().invoke(main, arguments, input=ONE)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_dash_is_standard_input():
    done = command("read", "-", "--jsonl", input=ONE.encode())
    assert json.loads(done.stdout)["file"] == "-"


def test_a_file_whose_name_is_no_utf_8_is_answered(tmp_path):
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(ONE)
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    for form in ([], ["--jsonl"], ["--html"]):
        assert "caf" in command("read", tmp_path, *form).stdout.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
def test_a_full_disk_ends_the_command_with_2_and_one_line(folder):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sayso", "read", str(folder), "--quiet"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=PLAIN,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert (
        done.stderr.decode().splitlines()[-1]
        == "Error: standard output cannot be written: No space left on device; write to another place"
    )


@pytest.mark.parametrize("field", msgspec.structs.fields(Settings), ids=lambda field: field.name)
def test_every_setting_is_an_option_with_its_default(field):
    text = " ".join(CliRunner().invoke(main, ["read", "--help"], terminal_width=200).output.split())
    option = "--" + field.name.replace("_", "-")
    assert f"default: {field.default}" in text[text.index(option) :].split("  --")[0]


def test_a_limit_that_is_given_is_kept(tmp_path):
    (tmp_path / "a.txt").write_text(ONE * 100)
    assert command("read", tmp_path, "--max-bytes", "100").returncode == 1


def test_the_command_runs_without_being_told_a_terminal_and_prints_no_colour(folder):
    assert b"\x1b" not in command("read", folder).stdout


def test_help_answers_at_once():
    began = time.monotonic()
    done = command("--help")
    assert done.returncode == 0
    assert b"read" in done.stdout
    assert time.monotonic() - began < 1.0


def test_help_does_not_load_what_only_reading_needs():
    code = "import sys; from click.testing import CliRunner; from sayso.cli import main; CliRunner().invoke(main, ['read', '--help']); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=PLAIN, check=True, text=True, timeout=60
    ).stdout.split()
    assert not {"rich", "jinja2", "trafilatura", "lxml", "sayso.pipeline"} & set(loaded)


def test_the_version_is_shown():
    done = command("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"sayso")


def test_a_reader_who_goes_away_ends_the_command_quietly(tmp_path):
    (tmp_path / "many.jsonl").write_text(
        "".join(json.dumps({"id": str(n), "text": ONE * 50}) + "\n" for n in range(3000))
    )
    started = subprocess.Popen(
        [sys.executable, "-m", "sayso", "read", str(tmp_path), "--jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
    )
    assert json.loads(started.stdout.readline())["id"] == "0"
    started.stdout.close()
    assert started.stderr.read() == b""
    assert started.wait(60) == 141
    started.stderr.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C in another way")
def test_ctrl_c_ends_with_130_and_whole_lines(tmp_path):
    (tmp_path / "many.jsonl").write_text(
        "".join(json.dumps({"id": str(n), "text": ONE * 50}) + "\n" for n in range(30000))
    )
    started = subprocess.Popen(
        [sys.executable, "-m", "sayso", "read", str(tmp_path), "--jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
    )
    first = started.stdout.readline()
    started.send_signal(signal.SIGINT)
    rest, said = started.communicate(timeout=60)
    lines = (first + rest).split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line)["id"] for line in lines] == [str(n) for n in range(len(lines))]
    assert said.decode() == f"stopped after {len(lines)} report{'s' * (len(lines) != 1)}\n"
    assert started.returncode == 130


pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")


def in_terminal(*arguments, **environment):
    """What a terminal shows of the command whose both outputs it is, and the exit code."""
    mine, theirs = pty.openpty()
    started = subprocess.Popen(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**PLAIN, "TERM": "xterm-256color", **environment},
    )
    os.close(theirs)
    pieces = []
    while piece := _read_some(mine):
        pieces.append(piece)
    os.close(mine)
    return b"".join(pieces).decode(), started.wait(60)


def _read_some(terminal):
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux: the other end is closed
        return b""


def test_in_a_terminal_the_bar_leaves_the_answers_whole(folder):
    seen, code = in_terminal("read", folder, "--jsonl")
    on_screen = [line for line in screen(seen) if line.startswith("{")]
    assert code == 1
    assert len(on_screen) == 4
    assert [bool(json.loads(line)) for line in on_screen] == [True] * 4
    assert "reading" in seen
    assert not any("reading" in line for line in screen(seen))


def test_in_a_terminal_there_is_always_a_summary_and_no_color_is_kept(folder):
    seen, _ = in_terminal("read", folder / "1.txt", NO_COLOR="1")
    assert "read 1 report\r\n" in seen
    assert not any(f"\x1b[{code}m" in seen for code in (31, 32, 33, 34, 35, 36))


def test_quiet_draws_no_bar(folder):
    seen, _ = in_terminal("read", folder / "1.txt", "--quiet")
    assert "reading" not in seen


def screen(seen):
    """The lines left on an endless screen: what a terminal does with line ends, cursor up and erase line."""
    lines, row, column = [""], 0, 0
    for token in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", seen):
        if token == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif token == "\r":
            column = 0
        elif token.startswith("\x1b["):
            if token.endswith("A"):
                row = max(0, row - int(token[2:-1] or 1))
            elif token.endswith("K"):
                lines[row] = ""
        else:
            lines[row] = lines[row][:column].ljust(column) + token + lines[row][column + len(token) :]
            column += len(token)
    return lines


def test_what_an_archive_holds_besides_pages_is_counted_on_standard_error(tmp_path):
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/a.png\r\n"
        b"WARC-Date: 2022-02-08T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: 46\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx\r\n\r\n"
    )
    (tmp_path / "crawl.warc").write_bytes(record)

    done = command("read", tmp_path / "crawl.warc", "--jsonl")

    assert b"1 image/png" in done.stderr
    assert b"image/png" not in done.stdout


def test_actors_of_ones_own_list_are_known_in_readings(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(SMALL_LIST, encoding="utf-8")

    answer = CliRunner().invoke(
        main,
        ["read", "-", "--jsonl", "--actors", str(own)],
        input="The River Guard said the mill was empty.\n",
    )

    (guard,) = from_json(answer.stdout_bytes).actors
    assert (guard.known_as, guard.country, guard.sector) == ("river-guard", "IRQ", "PRM")


def test_a_list_with_faults_ends_the_run_before_it_begins(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(SMALL_LIST.replace("militia", "band"), encoding="utf-8")

    answer = CliRunner().invoke(main, ["read", "-", "--actors", str(own)], input=ONE)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "river-guard: unknown kind 'band'" in answer.stderr
