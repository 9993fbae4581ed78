"""Files of actors: every fault is named with its file, its line and its cause."""

import pytest

from sayso.actors import listed
from sayso.actors.checking import check, load
from sayso.actors.listed import Source
from sayso.errors import BadActors, BadRequest

WELL = """
[[actor]]
id = "river-guard"
name = "River Guard"
names = ["RG"]
kind = "militia"
country = "TZA"
sector = "PRM"
from = "2003"
basis = "general knowledge, 2026-11"

[[actor]]
id = "nadia-verin"
name = "Nadia Verin"
kind = "person"
country = "TZA"
parents = ["river-guard"]
periods = [{ as = "minister of mines", sector = "GOV", from = "2010-02", to = "2014-03-31" }]
basis = "general knowledge, 2026-11"
"""


def faults_of(text, known=()):
    content = text if isinstance(text, bytes) else text.encode()
    return [str(fault) for fault in check([Source("own.toml", content)], known)[1]]


def test_what_is_well_is_read_whole():
    (guard, verin), faults = check([Source("own.toml", WELL.encode())])

    assert faults == []
    assert (guard.id, guard.names, guard.begin) == ("river-guard", ("RG",), "2003")
    assert (verin.periods[0].office, verin.periods[0].end) == ("minister of mines", "2014-03-31")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        pytest.param('"nadia-verin"', '"river-guard"', "own.toml:13: river-guard: the id is taken", id="id twice"),
        pytest.param('["river-guard"]', '["sea-guard"]', "13: nadia-verin: its parent 'sea-guard' is in no", id="no parent"),
        pytest.param('"2003"', '"2003"\nto = "2001"', "3: river-guard: it ends in 2001, before it begins in 2003", id="end"),
        pytest.param('"2014-03-31"', '"2009"', "13: nadia-verin: it ends in 2009, before it begins", id="end of a period"),
        pytest.param('"militia"', '"band"', "3: river-guard: unknown kind 'band'", id="kind"),
        pytest.param('"PRM"', '"XYZ"', "3: river-guard: unknown sector 'XYZ'", id="sector"),
        pytest.param('"GOV"', '"gov"', "13: nadia-verin: unknown sector 'gov'", id="sector of a period"),
        pytest.param('"TZA"', '"TZ"', "3: river-guard: unknown country 'TZ'", id="country"),
        pytest.param('"2003"', '"2003"\ncolour = "red"', "3: river-guard: unknown key `colour`", id="key"),
        pytest.param('"2003"', "2003", "3: river-guard: Expected `str`, got `int` in from", id="type"),
        pytest.param('["RG"]', '"RG"', "3: river-guard: Expected `array`, got `str` in names", id="list"),
        pytest.param('name = "River Guard"', "", "3: river-guard: missing key `name`", id="missing"),
        pytest.param('id = "river-guard"', "", "2: missing key `id`", id="no id"),
        pytest.param('"2003"', '"2003-02-31"', "3: river-guard: '2003-02-31' is no date", id="31 February"),
        pytest.param('"2003"', '"0000"', "3: river-guard: '0000' is no date", id="year 0"),
        pytest.param('"2003"', '"10000"', "3: river-guard: '10000' is no date", id="year 10000"),
        pytest.param('"2003"', '"03"', "3: river-guard: '03' is no date", id="short year"),
        pytest.param('"2003"', '"2003', "own.toml:9: this is no TOML: ", id="broken"),
        pytest.param("[[actor]]", "[[actors]]", "own.toml:2: unknown table 'actors'", id="table"),
        pytest.param('"River Guard"', '" "', "3: river-guard: its name is empty", id="empty name"),
        pytest.param('"river-guard"\nname', '"River Guard"\nname', "3: River Guard: the id 'River Guard' is not", id="slug"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_cause(before, after, fault):
    found = faults_of(WELL.replace(before, after, 1))

    assert any(fault in one for one in found), found


def test_parents_in_a_circle_are_shown_as_the_circle():
    text = WELL.replace('from = "2003"', 'parents = ["nadia-verin"]')

    assert faults_of(text)[0] == (
        "own.toml:3: river-guard: its parents go in a circle: river-guard → nadia-verin → river-guard"
    )


def test_bytes_that_are_no_utf8_are_named_with_their_line():
    assert faults_of(WELL.replace("River Guard", "Rivière").encode("latin-1")) == [
        "own.toml:4: the byte 0xe8 is no UTF-8; save the file as UTF-8"
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault():
    assert faults_of(b"\xef\xbb\xbf" + WELL.replace("\n", "\r\n").encode()) == []


def test_all_faults_are_named_in_the_order_of_their_lines():
    found = faults_of(WELL.replace('"militia"', '"band"').replace('"person"', '"hero"'))

    assert [one.split(":")[1] for one in found] == ["3", "13"]


def test_a_parent_may_be_in_another_file_and_an_id_may_not():
    known, _ = check([Source("known.toml", WELL.encode())])

    assert faults_of(WELL.split("[[actor]]")[2].join(["[[actor]]", ""]), known) == [
        "own.toml:2: nadia-verin: the id is taken already, in Sayso's own list"
    ]


def test_a_users_file_stands_behind_the_packaged_list(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(WELL, encoding="utf-8")

    assert [one.id for one in load([str(own)])[-2:]] == ["river-guard", "nadia-verin"]


def test_a_users_file_with_a_fault_is_not_loaded(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(WELL.replace('"militia"', '"band"'), encoding="utf-8")

    with pytest.raises(BadActors, match=r"own\.toml:3: river-guard: unknown kind 'band'"):
        load([str(own)])


def test_a_users_file_that_is_not_there_is_a_bad_request(tmp_path):
    with pytest.raises(BadRequest, match="No such file"):
        load([str(tmp_path / "none.toml")])


def test_the_packaged_list_has_no_fault():
    found, faults = check(listed.packaged_sources())

    assert [str(fault) for fault in faults] == []
    assert found == listed.packaged()
