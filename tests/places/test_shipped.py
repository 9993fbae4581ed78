"""The gazetteer that ships, and how shelves lie over each other."""

import subprocess
import sys

import pytest

from sayso.errors import BadGazetteer
from sayso.places.gazetteer import Gazetteer, shipped_file
from sayso.places.naming import key
from sayso.places.own import COLUMNS, Own, read
from sayso.places.store import Store


@pytest.mark.parametrize(
    ("name", "kind", "country", "match"),
    [
        ("Ramadi", "town", "IQ", "name"),
        ("Fallujah", "town", "IQ", "other"),
        ("الرمادي", "town", "IQ", "other"),
        ("Anbar", "province", "IQ", "other"),
        ("Avoyelles", "district", "US", "loose"),
        ("Iraq", "country", "IQ", "name"),
        ("Iraqi", "country", "IQ", "demonym"),
        ("Texans", "province", "US", "demonym"),
        ("TX", "province", "US", "code"),
        ("Sask.", "province", "CA", "code"),
        ("Euphrates", "river", "", "name"),
        ("Dabiq", "village", "SY", "name"),
    ],
)
def test_places_are_found_by_their_names(gazetteer, name, kind, country, match):
    assert (kind, country, match) in {
        (hit.entry.kind, hit.entry.country, hit.match) for hit in gazetteer.look_up(key(name))
    }


def test_a_town_lies_in_its_district_its_province_and_its_country(gazetteer):
    town = next(hit.entry for hit in gazetteer.look_up("haditha") if hit.entry.country == "IQ")

    assert [gazetteer.by_id(number).name for number in gazetteer.above(town)] == [
        "Haditha District",
        "Al Anbar",
        "Iraq",
    ]


def test_a_place_of_our_tables_lies_in_the_region_that_its_line_names(gazetteer):
    town = next(hit.entry for hit in gazetteer.look_up(key("al-Karma")) if hit.entry.id < 0)

    assert [gazetteer.by_id(number).name for number in gazetteer.above(town)] == ["Al Anbar", "Iraq"]


def test_a_country_is_found_by_its_two_letters(gazetteer):
    assert gazetteer.country("IQ").name == "Iraq"
    assert gazetteer.country("ZZ") is None


def test_what_stands_on_both_sides_of_the_date_line_has_its_point_there(gazetteer):
    fiji = gazetteer.country("FJ")

    assert abs(fiji.lon) > 175


def test_an_unknown_name_finds_nothing(gazetteer):
    assert gazetteer.look_up("zzyzxville on sea") == ()


def test_the_earlier_shelf_hides_the_same_place_of_a_later_one():
    mine = Own(read([",".join(COLUMNS), "Zarqun,,village,1,2,3,IQ,,a map"], "my.csv", -1))
    theirs = Own(read([",".join(COLUMNS), "Zarqun,,town,5,6,7,IQ,,another map"], "their.csv", -1))

    assert [hit.entry.lat for hit in Gazetteer([mine, theirs]).look_up("zarqun")] == [1]


def test_a_file_that_is_no_gazetteer_is_named(tmp_path):
    file = tmp_path / "x.db"
    file.write_bytes(b"no database at all" * 99)

    with pytest.raises(BadGazetteer, match=r"x\.db: it is no gazetteer"):
        Store(file)


def test_a_file_cut_short_is_named(tmp_path):
    file = tmp_path / "x.db"
    file.write_bytes(shipped_file().read_bytes()[:2000])

    with pytest.raises(BadGazetteer):
        Store(file)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadGazetteer, match="there is no such file"):
        Store(tmp_path / "x.db")


MEMORY = """
import resource
from sayso.places import own
from sayso.places.gazetteer import open_gazetteer

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
gazetteer = open_gazetteer()
for key in list(own.shipped()._named):
    for hit in gazetteer.look_up(key):
        gazetteer.above(hit.entry)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
def test_the_gazetteer_takes_less_than_50_mb():
    done = subprocess.run([sys.executable, "-c", MEMORY], check=True, capture_output=True, text=True)

    assert float(done.stdout) < 50
