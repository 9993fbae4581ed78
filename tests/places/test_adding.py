"""What `sayso gazetteer add` makes of a user's files, and what it does where they, the disk or the user stop it."""

import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import BadGazetteer, BadRequest
from sayso.places import own
from sayso.places.adding import Job, add
from sayso.places.gazetteer import Gazetteer
from sayso.places.geonames import REACH, km_of
from sayso.places.kinds import KINDS
from sayso.places.naming import key
from sayso.places.part import open_part
from sayso.places.store import Store
from tests.places.dumps import (
    DISTRICT,
    DUMP,
    PROVINCE,
    TABLE,
    TOWN,
    VILLAGE,
    added,
    empty_store,
    other_name,
    row,
    write,
)

ROOT = Path(__file__).parents[2]


def found(target, name):
    return {hit.entry.id: hit.match for hit in Gazetteer([Store(target)]).find(name)}


def ids(target):
    connection = sqlite3.connect(target)
    rows = connection.execute("SELECT id FROM place ORDER BY id").fetchall()
    connection.close()
    return [number for (number,) in rows]


def regions(target, number, *more):
    gazetteer = Gazetteer([*map(Store, more), Store(target)])
    return gazetteer.above(gazetteer.by_id(number))


@pytest.fixture
def target(tmp_path):
    return tmp_path / "mine.db"


@pytest.fixture
def dump(tmp_path):
    return write(tmp_path / "QX.txt", DUMP)


# A dump of GeoNames


def test_a_dump_becomes_a_gazetteer_and_nothing_else_is_left_behind(dump, target):
    answer = added(dump, target)

    assert (answer.made.places, answer.made.kept, answer.left_out) == (5, 0, 0)
    assert Store(target).by_id(3).name == "Ostrin"
    assert sorted(path.name for path in target.parent.iterdir()) == ["QX.txt", "mine.db", "shipped.db"]


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        pytest.param("Ostrin", {3: "name", 2: "loose"}, id="by its name; a region also without its word"),
        pytest.param("Ostrinne", {3: "other"}, id="by another name"),
        pytest.param("اوسترين", {3: "other"}, id="in a script that reports may hold"),
        pytest.param("オストリン", {}, id="not in one that they do not"),
        pytest.param("Kesh", {4: "bare"}, id="without the article"),
    ],
)
def test_a_place_is_found_under_its_names(dump, target, name, numbers):
    added(dump, target)

    assert found(target, name) == numbers


def test_the_codes_of_regions_become_the_regions_that_a_place_lies_in(dump, target):
    added(dump, target)

    assert regions(target, 3) == (2, 1)  # the town: district, province
    assert regions(target, 4) == (1,)  # no second code
    assert regions(target, 2) == (1,)
    assert regions(target, 1) == ()


def test_regions_may_stand_behind_their_places(tmp_path, target):
    added(write(tmp_path / "QX.txt", reversed(DUMP)), target)

    assert regions(target, 3) == (2, 1)


def test_files_of_codes_beside_a_dump_name_regions_that_the_gazetteer_which_ships_has(tmp_path, target):
    shipped = tmp_path / "shipped.db"
    added(
        write(tmp_path / "regions.txt", [PROVINCE, DISTRICT]),
        shipped,
        shipped=empty_store(tmp_path / "empty.db"),
    )
    write(tmp_path / "admin1CodesASCII.txt", ["QX.01\tVelmar\tVelmar\t1", "QX.02\tLost\tLost\t77"])
    write(tmp_path / "admin2Codes.txt", ["QX.01.017\tOstrin\tOstrin\t2"])
    lost = row(9, "Nowhere Hill", first="02")

    added(write(tmp_path / "QX.txt", [TOWN, lost]), target, shipped=shipped)

    assert regions(target, 3, shipped) == (2, 1)
    assert regions(target, 9, shipped) == ()  # 77 is in no gazetteer


def test_where_nothing_else_tells_towns_that_both_have_say_which_region_a_code_means(tmp_path, target):
    shipped = tmp_path / "shipped.db"
    towns = [row(10 + i, f"Town {i}", first="01") for i in range(3)]
    added(
        write(tmp_path / "before.txt", [PROVINCE, *towns]),
        shipped,
        shipped=empty_store(tmp_path / "empty.db"),
    )

    added(
        write(tmp_path / "QX.txt", [*towns, row(20, "Newtown", first="01"), row(21, "Far", first="09")]),
        target,
        shipped=shipped,
    )

    assert regions(target, 20, shipped) == (1,)
    assert regions(target, 21, shipped) == ()


def test_a_code_that_its_towns_are_not_at_one_about_is_no_region(tmp_path, target):
    shipped = tmp_path / "shipped.db"
    regions_ = [PROVINCE, row(8, "Other Province", kind=("A", "ADM1"), first="02")]
    towns = [row(10 + i, f"Town {i}", first=f"0{1 + i % 2}") for i in range(4)]
    added(
        write(tmp_path / "before.txt", [*regions_, *towns]),
        shipped,
        shipped=empty_store(tmp_path / "empty.db"),
    )

    added(
        write(tmp_path / "QX.txt", [row(10 + i, f"Town {i}", first="A") for i in range(4)]),
        target,
        shipped=shipped,
    )

    assert regions(target, 10, target) == ()


@pytest.mark.parametrize(
    ("kind", "code", "people", "km"),
    [
        pytest.param("town", "PPL", 0, 1, id="people unknown"),
        pytest.param("town", "PPL", 1_000_000, 10, id="by its people"),
        pytest.param("town", "PPLC", 30_000_000, 25, id="and no further"),
        pytest.param("district", "ADM2", 0, 16, id="a district"),
        pytest.param("district", "ADM4", 0, 4, id="a commune"),
        pytest.param("river", "STM", 0, 50, id="a river is one point of many"),
    ],
)
def test_a_point_says_how_far_its_place_reaches(kind, code, people, km):
    assert round(km_of(kind, code, people)) == km


def test_every_kind_that_people_do_not_tell_has_its_reach():
    assert set(REACH) == set(KINDS) - {"town", "village"}


def test_only_the_kinds_asked_for_are_added(dump, target):
    answer = added(dump, target, kinds=frozenset(KINDS) - {"river", "village"})

    assert ids(target) == [1, 2, 3]
    assert answer.left_out == 2


def test_a_zip_as_geonames_publishes_it_is_read_as_it_is(tmp_path, target):
    with zipfile.ZipFile(tmp_path / "QX.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about\n")
        archive.writestr("QX.txt", "\n".join(DUMP))

    added(tmp_path / "QX.zip", target, block=50)

    assert ids(target) == [1, 2, 3, 4, 5]


def test_line_ends_and_a_mark_of_windows_do_no_harm(tmp_path, target):
    (tmp_path / "QX.txt").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(DUMP).encode() + b"\r\n")

    added(tmp_path / "QX.txt", target)

    assert ids(target) == [1, 2, 3, 4, 5]


# Its names


@pytest.mark.parametrize(
    ("line", "name", "match"),
    [
        pytest.param(other_name(1, 3, "Ostryn"), "Ostryn", "other", id="any language"),
        pytest.param(
            other_name(1, 3, "Ostryn", language="en", preferred="1"),
            "Ostryn",
            "name",
            id="English, preferred",
        ),
        pytest.param(
            other_name(1, 3, "Old O", language="en", preferred="1", colloquial="1"),
            "Old O",
            "other",
            id="but not as a by-name",
        ),
        pytest.param(other_name(1, 3, "OST", language="abbr"), "OST", "code", id="an abbreviation"),
        pytest.param(other_name(1, 3, "Q4711", language="wkdt"), "Q4711", None, id="no name at all"),
        pytest.param(other_name(1, 3, "Ostryn").rsplit("\t", 2)[0], "Ostryn", "other", id="the older form"),
    ],
)
def test_names_of_the_file_of_names_are_added(tmp_path, dump, target, line, name, match):
    names = write(tmp_path / "names.txt", [other_name(9, 3, "Ostrinville"), line])

    added(dump, target, names)

    assert found(target, name).get(3) == match


def test_names_of_places_that_were_not_read_are_passed_over(tmp_path, dump, target):
    names = write(tmp_path / "names.txt", [other_name(1, 99, "Faraway"), other_name(2, 3, "Ostryn")])

    assert added(dump, target, names).named == 1


# Tables of our own form

LINES = [
    "Hill 88,Height 88|Point 88,mountain,10.1,20.1,1,QX,Velmar,own map",
    "Camp East,,camp,10.2,20.2,2,QX,,own map",
]


@pytest.fixture
def table(tmp_path):
    return write(tmp_path / "own.csv", [TABLE.strip(), *LINES])


def test_a_table_joins_the_dump_and_finds_its_regions_there(dump, table, target):
    added(dump, target)

    answer = added(table, target)

    assert (answer.made.places, answer.made.kept, answer.made.without) == (2, 5, 0)
    (hill,) = found(target, "point 88")
    assert regions(target, hill) == (1,)


def test_a_region_that_no_gazetteer_has_is_said(table, target):
    made = added(table, target).made

    assert (made.unknown, made.without) == (("Velmar",), 1)


def test_a_table_of_the_same_name_stands_in_for_the_one_before(table, target):
    added(table, target)
    write(table, [TABLE.strip(), LINES[1]])

    answer = added(table, target)

    assert (answer.made.places, answer.made.kept) == (1, 0)
    assert not found(target, "Hill 88")


names_of_places = st.text(
    st.characters(codec="utf-8", exclude_characters="|\r\n"), min_size=1, max_size=20
).filter(lambda name: key(name) and name == name.strip())
lines_of_tables = st.tuples(
    names_of_places,
    st.lists(names_of_places, max_size=3),
    st.sampled_from(KINDS),
    st.integers(-900_000, 900_000),
    st.integers(-1_800_000, 1_800_000),
    st.integers(0, 20_000),
    st.sampled_from(["", "QX", "QX|QY"]),
)


@settings(max_examples=25)
@given(st.lists(lines_of_tables, min_size=1, max_size=5))
def test_whatever_a_table_holds_is_found_again_as_it_was_written(tmp_path_factory, lines):
    import csv

    folder = tmp_path_factory.mktemp("table")
    file, target = folder / "t.csv", folder / "made.db"
    with file.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(own.COLUMNS)
        for name, also, kind, lat, lon, km, codes in lines:
            out.writerow([name, "|".join(also), kind, lat / 1e4, lon / 1e4, km, codes, "", "chance"])

    added(file, target)

    shelf = Store(target)
    for number, (name, also, kind, lat, lon, km, codes) in enumerate(lines):
        entry = shelf.by_id(own.first_number(file) - number)
        assert (entry.name, entry.kind, entry.km, entry.country) == (
            name,
            kind,
            km,
            codes if len(codes) == 2 else "",
        )
        assert (round(entry.lat * 1e4), round(entry.lon * 1e4)) == (lat, lon)
        for one in (name, *also):
            if key(one):
                assert entry in [hit for _, hit in shelf.look_up(key(one))]
    shelf.close()


# Adding to what is there


def test_a_second_dump_adds_to_the_first_and_the_newer_row_of_a_place_holds(tmp_path, dump, target):
    added(dump, target)
    newer = write(
        tmp_path / "QY.txt", [row(3, "New Ostrin", first="01", second="017"), row(6, "Barrow", country="QY")]
    )

    answer = added(newer, target)

    assert (answer.made.places, answer.made.kept) == (2, 4)
    assert ids(target) == [1, 2, 3, 4, 5, 6]
    assert 3 not in found(target, "Ostrin")
    assert found(target, "New Ostrin") == {3: "name"}
    assert regions(target, 3) == (2, 1)  # by the codes that the first dump told


def test_the_same_twice_changes_nothing(dump, target):
    added(dump, target)
    once = target.read_bytes()

    added(dump, target)

    assert target.read_bytes() == once


# Stops

CHILD = """
import os, signal, sys
from pathlib import Path
from sayso.places.adding import Job, add
seen = []
def watch(size):
    seen.append(size)
    if len(seen) == int(sys.argv[4]):
        os.kill(os.getpid(), getattr(signal, sys.argv[5]))
add(Job(file=Path(sys.argv[1]), names=Path(sys.argv[2]), target=Path(sys.argv[3]), shipped=Path(sys.argv[6]), block=300), watch)
"""


@pytest.mark.parametrize("sign", ["SIGKILL", "SIGINT"])
@pytest.mark.parametrize("stop", [2, 9, 26, 31])
def test_stopped_anywhere_the_same_goes_on_and_makes_the_same(tmp_path, sign, stop):
    dump = write(
        tmp_path / "QX.txt", [*DUMP, *(row(100 + i, f"Village {i}", first="01") for i in range(100))]
    )
    names = write(tmp_path / "names.txt", [other_name(i, 100 + i, f"Hamlet {i}") for i in range(100)])
    target, whole = tmp_path / "mine.db", tmp_path / "whole.db"
    added(dump, whole, names)
    child = [sys.executable, "-c", CHILD, dump, names, target, str(stop), sign, tmp_path / "shipped.db"]

    done = subprocess.run(child, cwd=ROOT, capture_output=True, check=False)

    assert done.returncode != 0
    assert not target.exists()
    assert target.with_name("mine.db.part").exists()
    told = []
    added(dump, target, names, block=300, watch=told.append)
    assert sum(told) == dump.stat().st_size + names.stat().st_size
    assert target.read_bytes() == whole.read_bytes()
    assert not target.with_name("mine.db.part").exists()


def test_stopped_while_it_sorts_it_sorts_again(dump, tmp_path, target):
    def stop(words):
        if words == "sorting":
            raise KeyboardInterrupt

    shipped = empty_store(tmp_path / "shipped.db")
    with pytest.raises(KeyboardInterrupt):
        add(Job(file=dump, target=target, shipped=shipped), say=stop)
    told = []

    add(Job(file=dump, target=target, shipped=shipped), told.append)

    assert ids(target) == [1, 2, 3, 4, 5]
    assert told == [dump.stat().st_size]


def test_what_was_read_before_is_not_read_again(tmp_path, target):
    dump = write(tmp_path / "QX.txt", [row(100 + i, f"Village {i}") for i in range(50)])

    told = []

    def stop(size):
        told.append(size)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        added(dump, target, block=500, watch=stop)

    connection = sqlite3.connect(tmp_path / "mine.db.part")
    connection.execute("UPDATE place SET name = 'kept'")
    connection.commit()
    connection.close()
    added(dump, target, block=500)

    assert Store(target).by_id(100).name == "kept"
    assert Store(target).by_id(149).name == "Village 49"


def test_another_file_is_not_mixed_with_what_was_begun(tmp_path, target):
    def stop(_size):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        added(write(tmp_path / "QX.txt", DUMP), target, watch=stop)

    added(write(tmp_path / "QY.txt", [row(6, "Barrow")]), target)

    assert ids(target) == [6]


def test_while_one_adds_another_is_told_to_wait(dump, target):
    with (
        open_part(target, "another job"),
        pytest.raises(BadRequest, match="another `sayso gazetteer add` is writing"),
    ):
        added(dump, target)

    added(dump, target)
    assert ids(target) == [1, 2, 3, 4, 5]


def test_a_part_file_that_a_crash_spoilt_is_begun_anew(dump, target):
    target.with_name("mine.db.part").write_bytes(b"x" * 5000)

    added(dump, target)

    assert ids(target) == [1, 2, 3, 4, 5]


# Bad input


def cut(lines, size):
    return "\n".join(lines).encode()[:-size]


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        pytest.param(cut([TOWN, VILLAGE], 30), 2, "cut short", id="cut in mid-row"),
        pytest.param(cut([TOWN, VILLAGE], 3), 2, "cut short", id="cut in the last cell"),
        pytest.param(
            f"{TOWN}\nx\ty\n{VILLAGE}\n".encode(), 2, "2 columns; a dump of GeoNames has 19", id="columns"
        ),
        pytest.param(f"{TOWN}\n\n{VILLAGE}\n".encode(), 2, "it has 1 columns", id="an empty line"),
        pytest.param(
            f"{TOWN}\n{VILLAGE.replace('Kesh', 'Késh')}\n".encode("latin-1", "replace"),
            2,
            "not UTF-8",
            id="encoding",
        ),
        pytest.param(f"{TOWN}\n{row('x', 'Y')}\n".encode(), 2, "'x' is no number of a place", id="a number"),
        pytest.param(
            f"{TOWN}\n{row(7, 'Y', lat=91)}\n".encode(), 2, "latitude 91 is not between", id="a latitude"
        ),
        pytest.param(
            f"{TOWN}\n{row(7, 'Y', lon='nan')}\n".encode(), 2, "longitude nan is not", id="no longitude"
        ),
        pytest.param(
            f"{TOWN}\n{row(7, 'Y', people='many')}\n".encode(), 2, "no number of people", id="people"
        ),
        pytest.param(
            f"{TOWN}\n{row(7, 'Y', country='Qx1')}\n".encode(), 2, "no country's code", id="a country"
        ),
        pytest.param(
            f"{TOWN}\n".encode() + b"x" * 300_000, 2, "more than 262,144 bytes", id="a line without end"
        ),
        pytest.param(b"", None, "empty", id="nothing"),
        pytest.param(b"Dear reader,\nhello\n", None, "neither a dump of GeoNames", id="a letter"),
        pytest.param(f"{TOWN}\n".encode("utf-16"), 1, "not UTF-8", id="UTF-16"),
        pytest.param(b"PK\x03\x04 and no more", None, "ZIP is cut short", id="a ZIP cut short"),
        pytest.param(other_name(1, 3, "Ostryn").encode() + b"\n", None, "a file of names", id="names alone"),
        pytest.param(b"SQLite format 3\0 and so on\n", None, "--gazetteer", id="a gazetteer"),
    ],
)
def test_a_bad_file_is_named_with_line_and_cause_and_the_old_gazetteer_stays(
    dump, target, content, line, cause
):
    added(dump, target)
    old = target.read_bytes()
    bad = target.with_name("bad.txt")
    bad.write_bytes(content)

    with pytest.raises(BadGazetteer, match=cause) as told:
        added(bad, target, block=100)

    assert (told.value.file, told.value.line) == (str(bad), line)
    assert target.read_bytes() == old
    assert not list(target.parent.glob("mine.db.*"))


def test_a_file_that_is_not_there_is_said(target):
    with pytest.raises(BadGazetteer, match="No such file"):
        added(target.with_name("none.txt"), target)


@pytest.mark.parametrize(
    ("lines", "line", "cause"),
    [
        pytest.param(
            [other_name(1, 99, "Faraway")], None, "none of its names is of a place", id="of other places"
        ),
        pytest.param([other_name(1, 3, "Ostryn"), "2\t3\ten"], 2, "3 columns", id="columns"),
        pytest.param([other_name(1, "x", "Ostryn")], 1, "'x' is no number", id="a number"),
    ],
)
def test_a_bad_file_of_names_is_named(tmp_path, dump, target, lines, line, cause):
    names = write(tmp_path / "names.txt", lines)

    with pytest.raises(BadGazetteer, match=cause) as told:
        added(dump, target, names)

    assert (told.value.file, told.value.line) == (str(names), line)
    assert not target.exists()


def test_a_table_brings_its_own_names(table, dump, target):
    with pytest.raises(BadRequest, match="belongs to a dump"):
        added(table, target, dump)


def test_a_dump_with_nothing_of_the_kinds_asked_for_is_said(dump, target):
    with pytest.raises(BadGazetteer, match="no place of the kinds"):
        added(dump, target, kinds=frozenset({"volcano"}))


def test_a_gazetteer_of_another_version_is_not_added_to(dump, target):
    empty_store(target, version=99)
    old = target.read_bytes()

    with pytest.raises(BadGazetteer, match="it has version 99"):
        added(dump, target)

    assert target.read_bytes() == old


def test_a_file_that_is_no_gazetteer_is_not_written_over(dump, target):
    target.write_text("my notes", encoding="utf-8")

    with pytest.raises(BadGazetteer, match="no gazetteer of Sayso"):
        added(dump, target)

    assert target.read_text(encoding="utf-8") == "my notes"


def test_a_place_that_cannot_be_written_to_is_said(dump, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(BadRequest, match="cannot be written"):
        added(dump, tmp_path / "file" / "mine.db", shipped=empty_store(tmp_path / "shipped.db"))


FULL = """
import resource, sys
from pathlib import Path
from sayso.errors import BadRequest
from sayso.places.adding import Job, add
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]), int(sys.argv[4])))
try:
    add(Job(file=Path(sys.argv[1]), target=Path(sys.argv[2]), shipped=Path(sys.argv[3]), block=5000))
except BadRequest as bad:
    sys.exit(str(bad))
"""


@pytest.mark.skipif(os.name != "posix", reason="a small disk is played by a limit of POSIX")
@pytest.mark.parametrize("room", [60_000, 150_000])
def test_a_full_disk_spoils_nothing_and_with_room_the_same_goes_on(tmp_path, room):
    dump = write(
        tmp_path / "QX.txt", [row(100 + i, f"Village number {i}", also=f"Dorf {i}") for i in range(2000)]
    )
    shipped, target = empty_store(tmp_path / "shipped.db"), tmp_path / "mine.db"
    added(write(tmp_path / "QY.txt", DUMP), target)
    old = target.read_bytes()
    child = [sys.executable, "-c", FULL, dump, target, shipped, str(room)]

    done = subprocess.run(child, cwd=ROOT, capture_output=True, check=False, text=True)

    assert "room on the disk" in done.stderr, done.stderr
    assert target.read_bytes() == old
    added(dump, target)
    assert len(ids(target)) == 2005
