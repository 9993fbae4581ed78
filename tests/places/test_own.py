"""Our own tables of places, and what is said of faulty ones."""

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadGazetteer
from sayso.places import own
from sayso.places.naming import key

HEAD = ",".join(own.COLUMNS)


def test_our_tables_are_well():
    table = own.shipped()

    found = {
        hit[1].name: hit[1]
        for name in ("al-Karma", "Akashat", "Dabiq", "Sahel", "Donbas", "Golan Heights")
        for hit in table.look_up(key(name))
    }
    assert found.keys() >= {"al-Karma", "Akashat", "Dabiq", "Sahel", "Donbas", "Golan Heights"}


def test_no_place_stands_in_our_tables_twice():
    lines = [
        line
        for file in files("sayso.places").joinpath("table").iterdir()
        for line in own.read(file.read_text(encoding="utf-8").splitlines(), file.name, -1)
    ]
    twice = Counter(
        (key(line.entry.name), line.entry.kind, round(line.entry.lat), round(line.entry.lon))
        for line in lines
    )

    assert [place for place, count in twice.items() if count > 1] == []


def test_a_place_is_found_under_all_its_names():
    table = own.Own(
        own.read([HEAD, "al-Zarqun,Zarkun|الزرقون,village,34.1,40.2,3,IQ,Anbar,a map"], "my.csv", -1)
    )

    assert {table.look_up(key(name))[0][1].name for name in ("Al Zarqun", "zarkun", "الزرقون", "Zarqun")} == {
        "al-Zarqun"
    }
    assert table.look_up(key("Zarqun"))[0][0] == "bare"


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        pytest.param("A,,village,34.1,40.2,3,IQ,Anbar", "8 cells", id="a cell too few"),
        pytest.param(",,village,34.1,40.2,3,IQ,Anbar,a map", "no name", id="no name"),
        pytest.param(
            "A,,hamlet,34.1,40.2,3,IQ,Anbar,a map", "no kind 'hamlet'", id="a kind that there is not"
        ),
        pytest.param("A,,village,94.1,40.2,3,IQ,Anbar,a map", "not between -90 and 90", id="beyond the pole"),
        pytest.param("A,,village,nan,40.2,3,IQ,Anbar,a map", "not between", id="not a number"),
        pytest.param(
            "A,,village,34.1,east,3,IQ,Anbar,a map", "'east' is no number", id="a word for a number"
        ),
        pytest.param("A,,village,34.1,40.2,-3,IQ,Anbar,a map", "not between 0", id="less than no distance"),
        pytest.param(
            "A,,village,34.1,40.2,3,Iraq,Anbar,a map", "'Iraq' is no country's code", id="a name for a code"
        ),
        pytest.param("A,,village,34.1,40.2,3,IQ,Anbar,", "rests on", id="nothing that it rests on"),
        pytest.param('A,"x,village', "no CSV", id="a quotation mark that is not closed"),
    ],
)
def test_a_faulty_line_is_named_with_its_cause(row, cause):
    rows = [HEAD, "Good,,village,34.1,40.2,3,IQ,Anbar,a map", row]

    with pytest.raises(BadGazetteer, match=cause) as caught:
        list(own.read(rows, "my.csv", -1))

    assert (caught.value.file, caught.value.line) == ("my.csv", 3)


def test_other_columns_are_named():
    with pytest.raises(BadGazetteer, match="line 1: the columns must be name,also"):
        list(own.read(["name,lat,lon"], "my.csv", -1))


def test_a_file_of_another_encoding_is_named_with_its_line(tmp_path):
    file = tmp_path / "my.csv"
    file.write_bytes(
        f"{HEAD}\nGood,,village,34.1,40.2,3,IQ,Anbar,a map\nÉvora,,town,38.6,-7.9,3,PT,,a map\n".encode(
            "latin-1"
        )
    )

    with pytest.raises(BadGazetteer, match="line 3: it is not UTF-8"):
        list(own.read_file(file, -1))


@given(st.lists(st.text(max_size=60), max_size=5))
def test_whatever_stands_in_a_table_is_read_or_named(rows):
    try:
        lines = list(own.read([HEAD, *rows], "my.csv", -1))
    except BadGazetteer:
        return
    assert all(-90 <= line.entry.lat <= 90 for line in lines)
