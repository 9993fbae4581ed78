"""Where a report was filed, by its dateline."""

import pytest

from sayso.model import Span
from sayso.places.datelines import filed_from


@pytest.mark.parametrize(
    ("dateline", "meant"),
    [
        pytest.param(
            "KIRKUK, Iraq",
            [("KIRKUK", "Kirkuk", "town", "IQ"), ("Iraq", "Iraq", "country", "IQ")],
            id="with its country",
        ),
        pytest.param(
            "SPRINGFIELD, Ill.",
            [("SPRINGFIELD", "Springfield", "town", "US"), ("Ill.", "Illinois", "province", "US")],
            id="with its state",
        ),
        pytest.param("PARIS", [("PARIS", "Paris", "town", "FR")], id="alone"),
        pytest.param(
            "KABUL / TEHRAN",
            [("KABUL", "Kabul", "town", "AF"), ("TEHRAN", "Tehran", "town", "IR")],
            id="two towns",
        ),
        pytest.param(
            "ZZARBISTOVKA, Ukraine", [("Ukraine", "Ukraine", "country", "UA")], id="a town that is not known"
        ),
        pytest.param(" ,, ", [], id="no words"),
    ],
)
def test_places_of_datelines(gazetteer, dateline, meant):
    text = f"Title\n\n{dateline} — Words."
    start = text.index(dateline)

    found = filed_from(text, Span(start, start + len(dateline)), gazetteer)

    assert [
        (span.of(text), hit.entry.name, hit.entry.kind, hit.entry.country) for span, hit in found
    ] == meant


def test_the_dateline_stands_among_the_places(encoder, gazetteer, learnt):
    from sayso.model import Section
    from sayso.places import read_places

    text = "ATHENS, Georgia — The council met on Tuesday. The mayor of Athens spoke."
    body = text.index("The council")
    analysis = encoder.analyse(text, (Section(kind="body", start=body, end=len(text)),))

    found = read_places(analysis, gazetteer, learnt, dateline=Span(0, 15))

    assert [(one.id, text[one.start : one.end], one.country, one.score is None) for one in found[:2]] == [
        (0, "ATHENS", "US", True),
        (1, "Georgia", "US", True),
    ]
    assert [(one.name, one.inside) for one in found[2:]] == [("Athens", "Georgia")]
