"""`sayso gazetteer …`: adding places of one's own, finding places, and what is known."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.cli.gazetteer import gazetteer_files, user_file
from sayso.errors import BadRequest
from tests.places.dumps import DUMP, TABLE, row, write

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)  # no test may touch the gazetteer of the one who runs it
def mine(tmp_path, monkeypatch):
    file = tmp_path / "data" / "gazetteer.db"
    monkeypatch.setenv("SAYSO_GAZETTEER", str(file))
    return file


@pytest.fixture
def dump(tmp_path):
    return write(tmp_path / "QX.txt", [*DUMP, row(7, "Ostrin", people=90_000, country="QY")])


def gazetteer(*words, **options):
    return CliRunner().invoke(main, ["gazetteer", *map(str, words)], **options)


def test_add_makes_the_users_gazetteer_and_says_what_is_in_it(dump, mine):
    answer = gazetteer("add", dump)

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert answer.stdout == f"{mine}: 6 places, 11 names\n6 of them from {dump}\n"
    assert mine.exists()


def test_add_writes_to_another_file_if_asked(tmp_path, dump, mine):
    gazetteer("add", dump, "--to", tmp_path / "other.db")

    assert (tmp_path / "other.db").exists()
    assert not mine.exists()


@pytest.mark.parametrize(
    ("words", "places"),
    [(["--only", "town,village"], 3), (["--without", "river"], 5), (["--without", "river, province"], 4)],
)
def test_add_takes_or_leaves_kinds_of_places(dump, words, places):
    answer = gazetteer("add", dump, *words)

    assert f"{places} places" in answer.stdout
    assert f"{6 - places} left out" in answer.stdout


def test_add_says_which_regions_of_a_table_no_gazetteer_has(tmp_path):
    table = write(tmp_path / "own.csv", [TABLE.strip(), "Hill 88,,mountain,10.1,20.1,1,QX,Velmar,own map"])

    assert "1 lie in regions that no gazetteer has: Velmar" in gazetteer("add", table).stdout


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        pytest.param(["--only", "town", "--without", "river"], "choose one of them", id="both"),
        pytest.param(["--only", "castle"], "there is no kind 'castle'; there are continent", id="no kind"),
        pytest.param(["--only", ","], "--only names no kind", id="none"),
    ],
)
def test_a_wrong_wish_is_a_wrong_command(dump, words, cause):
    answer = gazetteer("add", dump, *words)

    assert answer.exit_code == 2
    assert cause in answer.stderr


def test_a_bad_file_ends_with_two_and_one_line_that_names_file_line_and_cause(tmp_path, mine):
    bad = write(tmp_path / "bad.txt", [*DUMP, "x\ty"])

    answer = gazetteer("add", bad)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr == f"Error: {bad}, line 6: it has 2 columns; a dump of GeoNames has 19\n"
    assert not mine.exists()


def test_ctrl_c_says_that_the_same_command_goes_on_and_it_does(tmp_path, mine):
    dump = write(
        tmp_path / "QX.txt",
        (row(1000 + i, f"Village {i}", also=f"Dorf {i},Aldea {i}") for i in range(60_000)),
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "sayso", "gazetteer", "add", dump]
    part = mine.with_name("gazetteer.db.part")

    child = subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not part.exists() or part.stat().st_size < 500_000:
        assert child.poll() is None
    child.send_signal(signal.SIGINT)
    told = child.communicate()

    assert (child.returncode, told[0]) == (130, "")
    assert told[1] == f"stopped; {mine} is as it was, and the same command goes on from here\n"
    assert "not finished" in gazetteer("about").stdout
    answer = gazetteer("add", dump)
    assert answer.stdout.startswith(f"{mine}: 60,000 places, 180,000 names\n")
    assert "goes on where it stopped, at line " in answer.stderr


def test_find_prints_what_a_name_may_mean_the_most_likely_first(dump):
    gazetteer("add", dump)

    answer = gazetteer("find", "Ostrin", "Quibblethorpe")

    assert answer.exit_code == 1  # one of the names is not known
    assert answer.stdout == (
        "Ostrin\n"
        "  Ostrin, town in QY\n"
        "      10.0000, 20.0000, within 3 km · 90,000 people · GeoNames 7 · gazetteer.db\n"
        "  Ostrin, town in Ostrin District, Velmar Province\n"
        "      10.0000, 20.0000, within 2 km · 30,000 people · GeoNames 3 · gazetteer.db\n"
        "  Ostrin District, district in Velmar Province\n"
        "      10.2000, 20.0000, within 16 km · people unknown · GeoNames 2 · gazetteer.db\n"
        "Quibblethorpe\n"
        "  no gazetteer has this name\n"
    )


def test_find_gives_a_line_of_json_a_place(dump, mine):
    gazetteer("add", dump)

    answer = gazetteer("find", "Al-Kesh", "Quibblethorpe", "--jsonl")

    assert answer.exit_code == 1  # one of the names is not known
    known, unknown = map(json.loads, answer.stdout.splitlines())
    assert known == {
        "asked": "Al-Kesh",
        "name": "Al-Kesh",
        "match": "name",
        "kind": "village",
        "lat": 10.0,
        "lon": 20.0,
        "precision_km": 1,
        "country": "QX",
        "inside": ["Velmar Province"],
        "population": 900,
        "geonameid": 4,
        "file": str(mine),
    }
    assert unknown == {"asked": "Quibblethorpe"} | dict.fromkeys(set(known) - {"asked"})


def test_find_looks_in_what_ships_and_in_further_files(tmp_path, dump, mine):
    gazetteer("add", dump)
    table = write(
        tmp_path / "own.csv", [TABLE.strip(), "Hill 88,,mountain,10.1,20.1,1,QX,Velmar Province,own map"]
    )

    answer = gazetteer("find", "Hill 88", "Baghdad", "--gazetteer", table, "--jsonl")

    hill, baghdad, *_ = map(json.loads, answer.stdout.splitlines())
    assert (hill["file"], hill["inside"], hill["geonameid"]) == (str(table), ["Velmar Province"], None)
    assert (baghdad["file"], baghdad["country"]) == ("Sayso", "IQ")


def test_a_table_that_was_added_is_named_where_its_places_are_found(tmp_path):
    gazetteer(
        "add", write(tmp_path / "own.csv", [TABLE.strip(), "Hill 88,,mountain,10.1,20.1,1,QX,,own map"])
    )

    assert json.loads(gazetteer("find", "Hill 88", "--jsonl").stdout)["file"] == "own.csv"


def test_what_a_table_hides_from_the_eye_is_shown(tmp_path):
    gazetteer(
        "add",
        write(tmp_path / "own.csv", [TABLE.strip(), "Hill\x1b[31m 88,Hill 88,mountain,1,2,1,QX,,own map"]),
    )

    answer = gazetteer("find", "Hill 88")

    assert "\x1b" not in answer.stdout
    assert "⟨U+001B⟩" in answer.stdout


def test_about_names_the_files_in_order_with_sources_and_sizes(dump, mine):
    without = gazetteer("about").stdout
    gazetteer("add", dump)

    answer = gazetteer("about")

    assert f"no gazetteer of yours: `sayso gazetteer add FILE` makes {mine}" in without
    first, *_, ours = [line for line in answer.stdout.splitlines() if not line.startswith(" ")]
    assert (first, ours) == ("tables of Sayso", str(mine))
    assert "  6 places, 11 names, " in answer.stdout
    assert "  sources: GeoNames (geonames.org, CC BY 4.0)\n  QX.txt of " in answer.stdout


def test_about_says_if_a_file_cannot_be_used(mine):
    mine.parent.mkdir()
    mine.write_bytes(b"SQLite format 3\0 and so on")

    assert f"{mine}\n  cannot be used: it is no gazetteer of Sayso" in gazetteer("about").stdout


def test_remove_asks_nobody_and_removes_nothing_where_nobody_is(dump, mine):
    gazetteer("add", dump)

    answer = gazetteer("remove")

    assert answer.exit_code == 2
    assert "say --yes" in answer.stderr
    assert mine.exists()


def test_remove_takes_the_users_gazetteer_away(dump, mine):
    gazetteer("add", dump)

    answer = gazetteer("remove", "--yes")

    assert answer.exit_code == 0
    assert list(mine.parent.iterdir()) == []
    assert gazetteer("remove", "--yes").exit_code == 2


# Where the user's gazetteer lies


def test_it_lies_in_the_users_data_folder_if_nothing_else_is_said(monkeypatch, tmp_path):
    monkeypatch.delenv("SAYSO_GAZETTEER")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path))

    assert user_file().parts[-2:] == ("sayso", "gazetteer.db")
    assert gazetteer_files(["x.csv"]) == [Path("x.csv")]


def test_files_that_are_named_stand_before_it(dump, mine):
    gazetteer("add", dump)

    assert gazetteer_files(["x.csv"]) == [Path("x.csv"), mine]
    assert gazetteer_files([str(mine)]) == [mine]


def test_one_that_is_named_and_not_there_is_no_silent_nothing(mine):
    with pytest.raises(BadRequest, match="which is not there"):
        gazetteer_files()
    assert gazetteer("find", "Baghdad").exit_code == 2


def test_an_empty_name_means_none(dump, monkeypatch):
    monkeypatch.setenv("SAYSO_GAZETTEER", "")

    assert gazetteer_files() == []
    assert gazetteer("add", dump).exit_code == 2
    assert "no gazetteer of yours: SAYSO_GAZETTEER is empty" in gazetteer("about").stdout
