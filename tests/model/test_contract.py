"""The contract: what a reading writes, another program can read."""

import json

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BrokenReading
from sayso.model import (
    Actor,
    Attribution,
    Basis,
    Claim,
    Count,
    Entity,
    Filler,
    Incident,
    Link,
    Place,
    Reading,
    Reason,
    Refused,
    Relative,
    Report,
    Role,
    Section,
    Span,
    Time,
    check,
    from_json,
    reading_of,
    refuse,
    schema,
    to_json,
)

# Astral characters, combining marks, right-to-left text, CRLF and what JSON must escape, mixed with anything.
WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["😀", "e\u0301", "قال المتحدث", "\r\n", '"', "\\", "\u2028", "𐎠", "a\u200fb", "[PMU]", "\x7f"]
        ),
        st.text(max_size=8),
    ),
    min_size=1,
    max_size=8,
).map("".join)
NAME = st.none() | WORDS
DAY = st.none() | st.dates().map(str)
NUMBER = st.none() | st.integers(0, 10**6)
FLOAT = st.none() | st.floats(-180, 180)


def spans(length):
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda ends: Span(*sorted(ends)))


def span_lists(length):
    return st.lists(spans(length), max_size=3).map(tuple)


def ids(number):
    return st.integers(0, number - 1) if number else st.nothing()


def maybe(number):
    return st.none() | ids(number) if number else st.none()


def many(number):
    return st.lists(ids(number), max_size=3).map(tuple) if number else st.just(())


@st.composite
def readings(draw):
    text = draw(WORDS)
    span = spans(len(text))
    number = {
        name: draw(st.integers(0, 2)) for name in ("actors", "places", "times", "said", "claims", "incidents")
    }

    def ends():
        start, end = msgspec.structs.astuple(draw(span))
        return {"start": start, "end": end}

    def filler():
        return Filler(text=draw(WORDS), **ends(), actor=draw(maybe(number["actors"])))

    return Reading(
        id=draw(WORDS),
        uri=draw(NAME),
        outlet=draw(NAME),
        title=draw(NAME),
        byline=draw(NAME),
        dateline=draw(NAME),
        file=draw(WORDS),
        sha256="0" * 64,
        published=draw(
            st.sampled_from(
                [None, "2022", "2022-02", "2022-02-08", "2022-02-08T14:30", "2022-02-08T14:30:05+03:00"]
            )
        ),
        language=draw(st.sampled_from([None, "en", "ar"])),
        agencies=tuple(draw(st.lists(WORDS, max_size=2))),
        notes=tuple(draw(st.lists(WORDS, max_size=2))),
        text=text,
        sections=(Section(kind=draw(st.sampled_from(["title", "body", "furniture"])), **ends()),),
        entities=(Entity(id=0, **ends(), kind="person", actor=draw(maybe(number["actors"]))),),
        actors=tuple(
            Actor(
                id=i,
                name=draw(WORDS),
                names=tuple(draw(st.lists(WORDS, max_size=2))),
                kind=draw(st.sampled_from([None, "person"])),
                roles=(Role(role=draw(WORDS), of=draw(maybe(number["actors"])), **ends()),),
                part_of=draw(many(number["actors"])),
                named=draw(st.booleans()),
            )
            for i in range(number["actors"])
        ),
        places=tuple(
            Place(
                id=i,
                **ends(),
                name=draw(WORDS),
                lat=draw(FLOAT),
                score=draw(st.none() | st.floats(0, 1)),
                relative=Relative(
                    anchor=draw(maybe(number["places"])), distance_km=draw(FLOAT), direction=draw(NAME)
                ),
            )
            for i in range(number["places"])
        ),
        times=tuple(
            Time(id=i, **ends(), type="DATE", value=draw(WORDS), from_=draw(DAY), to=draw(DAY))
            for i in range(number["times"])
        ),
        attributions=tuple(
            Attribution(
                id=i,
                source=draw(span_lists(len(text))),
                cue=draw(span_lists(len(text))),
                content=draw(span_lists(len(text))),
                voice="mixed",
                act="denied",
                speaker=draw(maybe(number["actors"])),
                within=draw(maybe(number["said"])),
                basis=Basis(kind="received", **ends()),
            )
            for i in range(number["said"])
        ),
        claims=tuple(
            Claim(
                id=i,
                **ends(),
                content=draw(span),
                type=draw(st.sampled_from([None, "ASSAULT"])),
                actors=draw(many(number["actors"])),
                place=draw(maybe(number["places"])),
                time=draw(maybe(number["times"])),
                from_=draw(DAY),
                status="denied",
                certainty=draw(st.none() | st.floats(-3, 3)),
                numbers=(
                    Count(of="killed", low=draw(NUMBER), best=draw(NUMBER), high=draw(NUMBER), **ends()),
                ),
                attribution=draw(maybe(number["said"])),
                chain=(Link(name=draw(NAME), act="published"),),
                framing=draw(span_lists(len(text))),
                incident=draw(maybe(number["incidents"])),
            )
            for i in range(number["claims"])
        ),
        incidents=tuple(
            Incident(id=i, kind="bombing", claims=draw(many(number["claims"])), victims=(filler(),))
            for i in range(number["incidents"])
        ),
    )


@given(readings())
def test_a_reading_comes_back_from_json_as_it_was(reading):
    assert from_json(to_json(reading)) == reading


@given(readings())
def test_a_line_is_one_line_and_fits_the_schema(reading):
    line = to_json(reading)

    assert b"\n" not in line
    jsonschema.validate(json.loads(line), json.loads(schema()))


@given(readings())
def test_a_reading_whose_spans_and_references_are_sound_passes(reading):
    check(reading)


@given(readings(), st.sampled_from(["start", "actor", "content", "within"]))
def test_a_span_outside_the_text_or_a_reference_to_nothing_is_found(reading, fault):
    outside = len(reading.text) + 1
    base = {"source": (), "cue": (), "content": (), "voice": "direct", "act": "said"}
    broken = {
        "start": {"entities": (Entity(id=0, start=0, end=outside, kind="person"),)},
        "actor": {"entities": (Entity(id=0, start=0, end=0, kind="person", actor=99),)},
        "content": {
            "attributions": (Attribution(id=0, **base | {"content": (Span(0, outside),)}),),
            "claims": (),
        },
        "within": {"attributions": (Attribution(id=0, **base, within=7),), "claims": ()},
    }

    with pytest.raises(BrokenReading):
        check(msgspec.structs.replace(reading, **broken[fault]))


def test_two_items_with_one_id_are_found():
    report = Report(id="r", file="f", sha256="0", text="abc")
    twins = (Entity(id=1, start=0, end=1, kind="person"), Entity(id=1, start=1, end=2, kind="person"))

    with pytest.raises(BrokenReading, match="entities: an id stands twice"):
        reading_of(report, entities=twins)


def test_every_field_of_a_report_is_one_of_its_reading():
    assert set(Report.__struct_fields__) <= set(Reading.__struct_fields__)


def test_what_is_missing_is_null_or_an_empty_list():
    report = Report(id="r", file="f", sha256="0", text="abc")

    fields = json.loads(to_json(reading_of(report)))

    assert fields["outlet"] is None
    assert fields["claims"] == []
    assert set(fields) == {field.encode_name for field in msgspec.structs.fields(Reading)}


def test_spans_are_pairs_and_intervals_are_called_from_and_to():
    said = Attribution(id=0, source=(Span(0, 1),), cue=(), content=(Span(1, 3),), voice="direct", act="said")
    time = Time(id=0, start=0, end=1, type="DATE", value="2022", from_="2022-01-01", to="2022-12-31")
    report = Report(id="r", file="f", sha256="0", text="abc")

    fields = json.loads(to_json(reading_of(report, attributions=(said,), times=(time,))))

    assert fields["attributions"][0]["source"] == [[0, 1]]
    assert (fields["times"][0]["from"], fields["times"][0]["to"]) == ("2022-01-01", "2022-12-31")


def test_a_refusal_is_a_line_of_its_own_kind():
    refused = refuse("a.html", Reason.TOO_LARGE, "too many bytes", uri="https://a.example")

    assert json.loads(to_json(refused)) == {
        "sayso": "1",
        "file": "a.html",
        "uri": "https://a.example",
        "refused": {"reason": "too large", "detail": "too many bytes"},
    }
    assert from_json(to_json(refused)) == refused
    assert isinstance(from_json(to_json(refused)), Refused)


def test_fields_of_a_later_version_are_passed_over():
    report = Report(id="r", file="f", sha256="0", text="abc")
    line = json.loads(to_json(reading_of(report))) | {"later": 1}

    assert from_json(json.dumps(line)) == reading_of(report)


def test_a_claim_without_a_chain_is_refused():
    line = json.loads(to_json(reading_of(Report(id="r", file="f", sha256="0", text="abc"))))
    claim = {
        "id": 0,
        "start": 0,
        "end": 1,
        "content": [0, 1],
        "type": None,
        "status": "happened",
        "chain": [],
    }

    with pytest.raises(msgspec.ValidationError, match="chain"):
        from_json(json.dumps(line | {"claims": [claim]}))
