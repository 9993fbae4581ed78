"""XML from strangers: read whatever its encoding, refused where it could do harm."""

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadInput
from sayso.readers.xml import clean, refuse_deep, refuse_entities
from sayso.settings import Settings

BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
HIDDEN = (
    "<!-- <rss> ]> --><!DOCTYPE rss [<!-- ]> --><!NOTATION n SYSTEM '<a>'><!ENTITY a 'ha'>]><rss>&a;</rss>"
)


def refusal(work, *arguments):
    with pytest.raises(BadInput) as caught:
        work(*arguments)
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(BOMB.encode(), id="in UTF-8"),
        pytest.param(BOMB.encode("utf-16"), id="in UTF-16 with a byte order mark"),
        pytest.param(BOMB.encode("utf-16-be"), id="in UTF-16 without one"),
        pytest.param(HIDDEN.encode(), id="behind comments and notations that look like the document"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', id="of a file"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY % x "y">%x;]><a/>', id="of a parameter"),
    ],
)
def test_a_declared_entity_is_refused_as_unsafe(data):
    error = refusal(refuse_entities, data)
    assert error.reason == "unsafe"
    assert "declares the entity" in error.detail


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE rss PUBLIC "-//Example//DTD RSS//EN" "http://dtd.example/rss.dtd"><rss/>',
        b"<rss><![CDATA[write <!ENTITY a 'b'> in the DOCTYPE]]></rss>",
        b"<rss>&amp;lt;!ENTITY</rss>",
        b"<rss>",
        b"no XML at all",
        b"",
    ],
)
def test_a_doctype_alone_and_entities_in_the_text_are_let_through(data):
    refuse_entities(data)


def test_as_many_elements_as_the_limit_may_stand_inside_one_another_and_no_more():
    settings = Settings(max_depth=3)
    refuse_deep(b"<a><b><c/></b><b><c/></b></a>", settings)
    error = refusal(refuse_deep, b"<a><b><c><d/></c></b></a>", settings)
    assert error.reason == "too deep"
    assert "--max-depth" in error.detail


def test_a_hundred_thousand_elements_deep_are_refused_quickly_and_in_little_memory():
    data = b"<a>" * 100_000 + b"</a>" * 100_000
    began = time.perf_counter()
    tracemalloc.start()
    assert refusal(refuse_deep, data, Settings()).reason == "too deep"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - began < 1
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", None),
        ("windows-1252", "windows-1252"),
        ("iso-8859-1", "ISO-8859-1"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", None),
        ("utf-16-be", None),
    ],
)
def test_every_declared_encoding_becomes_utf_8_without_a_declaration(encoding, declared):
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    data, _ = clean(f"{declaration}<a>Café à Orvène</a>".encode(encoding))
    assert data.decode() == "<a>Café à Orvène</a>"


def test_an_encoding_that_looks_like_ascii_is_read_as_declared():
    data, _ = clean('<?xml version="1.0" encoding="ISO-2022-JP"?><a>港の火事</a>'.encode("iso-2022-jp"))
    assert data.decode() == "<a>港の火事</a>"


def test_named_entities_of_html_become_characters_and_those_of_xml_stay():
    data, notes = clean(b"<a>caf&eacute;&nbsp;&mdash; A &amp; B &lt;c&gt; &nosuch; &AMP;</a>")
    assert data.decode() == "<a>café\xa0— A &amp; B &lt;c&gt; &nosuch; &AMP;</a>"
    assert notes == ()


def test_characters_that_xml_forbids_are_taken_out_and_noted():
    data, notes = clean(b"<a>one\x0b two\x00 &#0; &#xD800; &#99999999999; &#65; &#x1F525;</a>")
    assert data.decode() == "<a>one two \ufffd \ufffd \ufffd &#65; &#x1F525;</a>"
    assert notes == ("characters that XML forbids were taken out",)


def test_half_a_character_at_the_end_of_a_torn_file_is_dropped():
    data, notes = clean("<a>Orvèn".encode()[:-2])
    assert (data, notes) == (b"<a>Orv", ())


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail_otherwise_than_by_refusing(data):
    try:
        cleaned, _ = clean(data)
        refuse_entities(cleaned)
        refuse_deep(cleaned, Settings())
        refuse_entities(data)
    except BadInput:
        pass
