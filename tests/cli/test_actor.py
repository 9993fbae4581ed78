"""`sayso actor`: who a noun phrase means, as words or as lines of JSON."""

import json

import pytest
from click.testing import CliRunner

from sayso.cli import main
from tests.actors.small_list import TEXT


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def ask(*words, **more):
    return CliRunner().invoke(main, ["actor", *words], **more)


def test_a_phrase_is_answered_with_a_line_a_field():
    answer = ask("Chile's Ministry of Mines")

    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert [line.split("  ")[0].strip() for line in lines] == [
        "text",
        "name",
        "kind",
        "country",
        "sector",
        "known as",
    ]
    assert "country   CHL" in lines
    assert "sector    GOV" in lines


def test_an_actor_of_ones_own_list_is_known_at_its_time(own):
    answer = ask("Nadia Verin", "--date", "2012", "--actors", own)

    assert answer.stdout.splitlines()[-2:] == ["sector    GOV", "known as  nadia-verin"]


def test_each_line_of_json_is_answered_by_one_in_order(own):
    asked = '{"text": "three men"}\n\n{"text": "Nadia Verin", "date": "2012-05-01"}\n'

    answer = ask("--jsonl", "--actors", own, input=asked)

    assert answer.exit_code == 0
    nobody, verin = map(json.loads, answer.stdout.splitlines())
    assert nobody == dict.fromkeys(("name", "kind", "country", "sector", "known_as")) | {"text": "three men"}
    assert list(verin) == ["text", "name", "kind", "country", "sector", "known_as"]
    assert verin["known_as"] == "nadia-verin"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("{", "line 1: this is no JSON object such as", id="cut short"),
        pytest.param('"x"', "line 1: Expected `object`, got `str`", id="no object"),
        pytest.param("{}", "line 1: Object missing required field `text`", id="no text"),
        pytest.param('{"text": 3}', "line 1: Expected `str`, got `int` - at `$.text`", id="no words"),
        pytest.param('{"text": "x", "date": "2022-02-31"}', "line 1: '2022-02-31' is no date", id="no day"),
        pytest.param(b'{"text": "\xe8"}', "line 1: ", id="no UTF-8"),
    ],
)
def test_a_bad_line_is_answered_with_its_fault_and_the_others_are_still_read(line, complaint):
    begin = line if isinstance(line, bytes) else line.encode()

    answer = ask("--jsonl", input=begin + b'\n{"text": "Kenyan police"}\n')

    bad, good = map(json.loads, answer.stdout.splitlines())
    assert answer.exit_code == 1
    assert complaint in bad["error"]
    assert (good["country"], good["sector"]) == ("KEN", "COP")


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param((), "give a phrase or --jsonl", id="nothing"),
        pytest.param(("x", "--jsonl"), "give a phrase or --jsonl", id="both"),
        pytest.param(("x", "--date", "soon"), "'soon' is no date", id="no date"),
        pytest.param(("--jsonl", "--date", "2022"), "--date stands beside --jsonl", id="date for lines"),
        pytest.param(("x", "--actors", "none.toml"), "none.toml cannot be read: No such file", id="no file"),
    ],
)
def test_a_wrong_command_is_said_and_nothing_printed(words, complaint):
    answer = ask(*words)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert complaint in answer.stderr


def test_a_list_with_faults_is_named_with_them(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(TEXT.replace("militia", "band"), encoding="utf-8")

    answer = ask("x", "--actors", str(path))

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert f"{path}:3: river-guard: unknown kind 'band'" in answer.stderr
