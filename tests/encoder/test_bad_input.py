"""Whatever text comes, an analysis comes back, with every character in it and every score a number."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.encoder.checks import faults
from tests.encoder.doubles import analysis_of, body

MIXED = "Президент said 总统 في دمشق τὴν ημέρα שלום नमस्ते สวัสดี 12:30 Straße ﬁne Ⅷ ½ 한국어 "
TEXTS = {
    "nothing": "",
    "white space": " \n\t\r\n\u00a0\u3000\u2029 ",
    "one letter": "a",
    "a word of 10,000 characters": "She said " + "x" * 10_000 + " yesterday.",
    "a word of 10,000 characters with marks inside": "She said " + "x.y-z/" * 1_700 + " yesterday.",
    "only punctuation": "!?.,;:—()[]{}“”\"'" * 40,
    "only full stops": ". " * 300,
    "only quotation marks": "“" * 100 + '"' * 101 + "”" * 100,
    "only emoji": "😀👨‍👩‍👧‍👦🇫🇷👍🏽❤️" * 40,
    "mixed scripts": MIXED * 5,
    "no sentence end": "and the river rose again " * 1000,
    "control characters": "The\x00 mayor\x01\x02 said\x7f\x85 it\x1b[31m was\x08 shut.\x0c\x1c",
    "zero-width characters": "The\u200b \u200c\u200d mayor \ufeff said\u2060 it\u00ad.\u200e\u200f",
    "half a surrogate pair": "The mayor \ud800 said\udfff it \udc00was\ud83d shut.",
    "right to left": "قال الرئيس إن الجسر مغلق. \u202bولم يصب أحد\u202c، كما قال. הגשר סגור, אמר ראש העיר.",
    "combining marks": "e\u0301" * 200 + " \u0301 a" + "\u0327\u0308" * 300 + " Z\u0351\u036b\u0343algo.",
    "characters beyond Unicode's words": "\ufffd \ufffe \uffff \U0010ffff \ue000 said.",
    "the special pieces": "[CLS] [SEP] [UNK] [MASK] [PAD] ##s said [SEP].",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TEXTS.items()])
def test_any_text_has_an_analysis(encoder, text):
    assert list(faults(encoder.analyse(text, body(text)))) == []


@given(st.text(st.characters() | st.sampled_from(' \n.“”"\u0301\u200d\ud800😀'), max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_by_chance_has_an_analysis(encoder, text):
    assert list(faults(encoder.analyse(text, body(text)))) == []


def test_half_a_surrogate_pair_is_a_word_unknown(encoder):
    split = encoder.load().splitter.split

    assert split(["\ud800", "a\udfff"], [False, False]).ids == split(["\u200b"] * 2, [False, False]).ids


def test_time_grows_as_the_text_does():
    """With the network computed: what it takes for a window does not depend on the text."""
    few, many = (spent("The mayor of Harrow said the bridge was shut. " * n) for n in (500, 6000))

    assert many < 12 * few * 2.5


def spent(text):
    began = time.process_time()
    analysis_of(text)
    return time.process_time() - began
