"""Which of several files of places is asked first, and what each adds to the others."""

import pytest

from sayso.errors import BadGazetteer
from sayso.places.gazetteer import open_gazetteer
from tests.places.dumps import DUMP, PROVINCE, TABLE, TOWN, added, empty_store, row, write


@pytest.fixture
def shipped(tmp_path):
    """Knows the town with its reach, under one name."""
    file = tmp_path / "shipped.db"
    town = row(3, "Ostrin", first="01", people=300_000)
    added(write(tmp_path / "before.txt", [PROVINCE, town]), file, shipped=empty_store(tmp_path / "empty.db"))
    return file


@pytest.fixture
def mine(tmp_path, shipped):
    file = tmp_path / "mine.db"
    added(
        write(tmp_path / "QX.txt", [*DUMP, row(3, "Ostrin Town", also="Ostrinne", people=0)]),
        file,
        shipped=shipped,
    )
    return file


def test_a_users_gazetteer_adds_places(shipped, mine):
    (hit,) = open_gazetteer([mine], shipped).find("Al-Kesh")

    assert (hit.entry.id, hit.match) == (4, "name")


@pytest.mark.parametrize("name", ["Ostrin", "Ostrinne"])
def test_it_adds_names_of_a_place_that_ships_and_takes_nothing_from_it(shipped, mine, name):
    hits = [hit.entry for hit in open_gazetteer([mine], shipped).find(name) if hit.entry.id == 3]

    assert [(entry.name, entry.km, entry.population, entry.inside) for entry in hits] == [
        ("Ostrin", 6, 300_000, 1)
    ]


def test_a_users_table_is_used_as_it_is(tmp_path, shipped):
    tables = []
    for i in range(2):
        line = f"Hill 88,,mountain,10.{i},20.1,1,QX,Velmar,own map"
        tables.append(write(tmp_path / f"own{i}.csv", [TABLE.strip(), line]))
    gazetteer = open_gazetteer(tables, shipped)

    first, second = (hit.entry for hit in gazetteer.find("Hill 88"))

    assert (first.lat, second.lat) == (10.0, 10.1)
    assert gazetteer.above(first) == gazetteer.above(second) == (1,)


def test_it_is_told_from_which_file_a_place_comes(tmp_path, shipped, mine):
    table = write(tmp_path / "own.csv", [TABLE.strip(), "Hill 88,,mountain,10.1,20.1,1,QX,,own map"])
    gazetteer = open_gazetteer([mine, table], shipped)

    def file_of(name):
        return gazetteer.file_of(gazetteer.find(name)[0].entry.id)

    assert [file_of(name) for name in ("Ostrin", "Al-Kesh", "Hill 88")] == [
        str(shipped),
        str(mine),
        str(table),
    ]
    assert gazetteer.file_of(12345) is None


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        pytest.param(None, "No such file", id="not there"),
        pytest.param(TOWN.encode(), "the columns must be", id="a dump that was not added"),
        pytest.param(b"SQLite format 3\0 and so on", "no gazetteer of Sayso", id="another database"),
        pytest.param("näme\n".encode("latin-1"), "not UTF-8", id="encoding"),
    ],
)
def test_a_file_that_is_none_is_named(tmp_path, shipped, content, cause):
    file = tmp_path / "bad"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(BadGazetteer, match=cause) as told:
        open_gazetteer([file], shipped)

    assert told.value.file == str(file)
