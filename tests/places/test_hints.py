"""Where an outlet sits, from its name and its address."""

import pytest

from sayso.places.hints import hints


@pytest.mark.parametrize(
    ("outlet", "uri", "told"),
    [
        pytest.param("The Dallas Morning News", None, {("Dallas", "US")}, id="a paper called for its town"),
        pytest.param(
            None, "https://www.dallasnews.com/a/1.html", {("Dallas", "US")}, id="an address with the town"
        ),
        pytest.param(None, "https://example.co.uk/a", {("United Kingdom", "GB")}, id="a country's ending"),
        pytest.param(None, "www.example.iq/a", {("Iraq", "IQ")}, id="an address without its scheme"),
    ],
)
def test_what_tells_of_a_place(gazetteer, outlet, uri, told):
    found = {(hit.entry.name, hit.entry.country) for hit in hints(outlet, uri, gazetteer)}

    assert told <= found


@pytest.mark.parametrize(
    ("outlet", "uri"),
    [
        pytest.param(None, None, id="nothing"),
        pytest.param("Agence Foo-Bar", None, id="no place"),
        pytest.param(None, "https://www.example.tv/a", id="an ending that all use"),
        pytest.param("", "not an address at all", id="no address"),
        pytest.param(None, "https://[::1", id="a broken address"),
    ],
)
def test_what_tells_nothing(gazetteer, outlet, uri):
    assert hints(outlet, uri, gazetteer) == ()
