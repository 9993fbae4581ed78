"""Precision in the codes of ACLED and UCDP."""

import pytest

from sayso.model import Place
from sayso.places.precision import geo_precision, where_prec
from sayso.places.relative import with_relatives
from tests.places.written import place, sentence


def only_relative(marked):
    layout, places = sentence(marked)
    return next(one for one in with_relatives(layout, places) if one.relative)


@pytest.mark.parametrize(
    ("one", "acled", "ucdp"),
    [
        pytest.param(place("Mosul"), 1, 1, id="a town"),
        pytest.param(place("Hawija"), 2, 3, id="a district"),
        pytest.param(place("Anbar"), 3, 4, id="a province"),
        pytest.param(place("Iraq"), None, 6, id="a country"),
        pytest.param(place("Iraqi"), None, 6, id="a people"),
        pytest.param(place("the Euphrates"), 3, 5, id="a long river"),
        pytest.param(
            Place(id=0, start=0, end=1, name="A", kind="sea", lat=35, lon=20, precision_km=800), 3, 7, id="a sea"
        ),
        pytest.param(Place(id=0, start=0, end=1, name="A"), None, None, id="a place that is not known"),
    ],
)  # fmt: skip
def test_a_named_place_has_the_code_of_its_kind(one, acled, ucdp):
    assert (geo_precision(one), where_prec(one)) == (acled, ucdp)


@pytest.mark.parametrize(
    ("marked", "acled", "ucdp"),
    [
        pytest.param("A bomb exploded near [Kirkuk].", 2, 2, id="near a town"),
        pytest.param("A bomb exploded 20 km south of [Kirkuk].", 2, 2, id="not far from a town"),
        pytest.param("A bomb exploded in the west of [Anbar].", 3, 5, id="a part of a province"),
        pytest.param("They were robbed on the road from [Kandahar] to [Kabul].", 3, 5, id="a long road"),
        pytest.param("They fled over the [Iraqi]–[Syrian] border.", None, 5, id="a border"),
        pytest.param("Storms hit the south of [Iraq].", None, 6, id="a part of a country, without a point"),
        pytest.param("The camp is an hour's drive from [Beirut].", None, None, id="nobody knows how far"),
        pytest.param("{Safina}, 25 km south of [Kirkuk], was hit.", 2, 2, id="a village by what is told of it"),
        pytest.param("[al-Qaim], nearly 400 km northwest of [Baghdad].", 1, 1, id="a town of which something is told"),
    ],
)  # fmt: skip
def test_a_place_told_from_another_has_the_code_of_what_is_known(marked, acled, ucdp):
    one = only_relative(marked)

    assert (geo_precision(one), where_prec(one)) == (acled, ucdp)
