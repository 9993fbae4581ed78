"""Made-up nesting, on invented sentences: what is framed keeps its words and labels, and the frame stands outside it."""

import random
import re
from itertools import pairwise

import pytest

from sayso.encoder.decoding import allowed
from sayso.encoder.decoding import spans as marked
from training.document import Document
from training.nested import COMMON, HEADS, nested

MINA = (("source", "Mina Horvat"), ("cue", "said"), ("content", "the ferry is late"), ("", "."))
MAYOR = (("source", "The mayor"), ("cue", "had warned"), ("content", "that roads flood"), ("", "."))
BEHIND = (
    ("content", "The well-known inn shut"),
    ("", ","),
    ("cue", "wrote"),
    ("source", "the Lark"),
    ("", "."),
)
BROKEN = (
    ("content", "“Rain"),
    ("", ",”"),
    ("source", "he"),
    ("cue", "says"),
    ("content", "“stops play"),
    ("", ".”"),
)
COMMON_FRAMES = [MINA] * COMMON + [MAYOR] * COMMON
ALL = [*COMMON_FRAMES, BEHIND, BROKEN]


def document(*sentences):
    """Each sentence, a row of (role, phrase), is a sentence of one text, its words labelled."""
    text, words, labels, ranges = "", [], [], []
    for sentence in sentences:
        first = len(words)
        for role, phrase in sentence:
            text += "" if not text or phrase[0] in ".,!" else " "
            found = list(re.finditer(r"\w+(?:-\w+)*|[^\w\s]", phrase))
            words += [(len(text) + word.start(), len(text) + word.end()) for word in found]
            labels += [f"{'I' if i else 'B'}-{role}" if role else "O" for i, _ in enumerate(found)]
            text += phrase
        ranges.append((first, len(words)))
    return Document("a", "made up", text, words, ranges, [0], {"attribution": labels})


def framed(sentences, count=200, seed=1):
    return nested([document(*sentences)], count, random.Random(seed))


def words(made):
    return [made.text[start:end] for start, end in made.words]


def phrases(made, head):
    """(role, its words) of each span of a head, in lower case: a sentence that is framed may lose its capital."""
    found = words(made)
    return [(role, " ".join(found[i:j]).lower()) for role, i, j in marked(made.tags[head])]


def test_as_many_are_made_as_asked_for():
    assert len(framed(ALL, 7)) == 7
    assert framed(ALL, 0) == []


def test_every_framed_sentence_is_a_document_in_itself():
    for made in framed(ALL):
        assert made.sentences == [(0, len(made.words))]
        assert made.paragraphs == [0]
        assert {len(labels) for labels in made.tags.values()} == {len(made.words)}
        assert tuple(made.tags) == HEADS


def test_words_tile_the_text_but_for_single_spaces():
    for made in framed(ALL):
        gaps = {made.text[past:start] for (_, past), (start, _) in pairwise(made.words)}
        assert (made.words[0][0], made.words[-1][1]) == (0, len(made.text))
        assert gaps <= {"", " "}
        assert all(re.fullmatch(r"[\w-]+|[^\w\s]", word) for word in words(made))


def test_the_labels_of_both_heads_are_bio():
    for made in framed(ALL):
        for labels in made.tags.values():
            assert not labels[0].startswith("I-")
            assert all(allowed(pair)[0, 1] for pair in pairwise(labels))


@pytest.mark.parametrize("sentence", [MINA, MAYOR, BEHIND, BROKEN])
def test_the_inner_labels_keep_the_words_they_stood_on(sentence):
    asked = document(sentence)
    asked.tags["attribution_inner"] = asked.tags["attribution"]
    meant = phrases(asked, "attribution_inner")

    assert any(
        phrases(made, "attribution_inner") == meant for made in framed([*COMMON_FRAMES, *[sentence] * 9])
    )


def test_nothing_but_what_was_said_is_said_inside():
    meant = [phrases(document(sentence), "attribution") for sentence in (MINA, MAYOR, BEHIND, BROKEN)]

    assert all(phrases(made, "attribution_inner") in meant for made in framed(ALL))


def test_the_frame_is_a_source_and_a_cue_and_all_that_is_inside_is_its_content():
    for made in framed(ALL):
        outer = phrases(made, "attribution")
        frame = dict(outer)
        content = [label.endswith("-content") for label in made.tags["attribution"]]
        assert sorted(role for role, _ in outer) == ["content", "cue", "source"]
        assert (frame["source"], frame["cue"]) in {("mina horvat", "said"), ("the mayor", "had warned")}
        assert all(
            held for held, label in zip(content, made.tags["attribution_inner"], strict=True) if label != "O"
        )


def test_every_way_of_framing_is_taken():
    assert {made.text for made in framed([MINA] * COMMON)} == {
        "Mina Horvat said that Mina Horvat said the ferry is late.",
        "Mina Horvat said Mina Horvat said the ferry is late.",
        "Mina Horvat said the ferry is late, Mina Horvat said.",
        "Mina Horvat said, “Mina Horvat said the ferry is late.”",
        "“Mina Horvat said the ferry is late,” Mina Horvat said.",
    }


def test_what_holds_quotation_marks_is_not_put_into_others():
    texts = [made.text for made in framed(ALL) if "play" in made.text]

    assert texts
    assert {text.count("“") for text in texts} == {2}


def test_a_framed_sentence_begins_small_unless_with_a_name():
    starts = {
        made.text.removeprefix("Mina Horvat said that ")[:5] for made in framed([*[MINA] * COMMON, BEHIND])
    }

    assert {"Mina ", "the w"} <= starts
    assert not any("that The" in made.text for made in framed(ALL))


def test_the_same_seed_makes_the_same_sentences():
    assert framed(ALL, seed=3) == framed(ALL, seed=3) != framed(ALL, seed=4)


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param([(*MINA[:3], ("", ","), *MINA)], id="two attributions"),
        pytest.param([(("source", "Ivo"), ("cue", "said"), ("content", "no"), ("", "."))], id="too short"),
        pytest.param([(("", "Rain is expected in the evening."),)], id="none"),
        pytest.param([(*MINA[:2], ("content", "the ferry is late " * 15), ("", "."))], id="too long"),
    ],
)
def test_a_sentence_that_is_not_one_attribution_of_fair_length_is_not_framed(left_out):
    assert framed([*[MINA] * COMMON, *left_out * 20]) == framed([MINA] * COMMON)


def test_an_attribution_that_goes_on_into_the_next_sentence_is_not_framed():
    long = document((*MINA[:2], ("content", "the ferry is late . Roads flood in the town .")))
    long.sentences = [(0, 8), (8, len(long.words))]

    assert nested([document(*[MINA] * COMMON), *[long] * 20], 50, random.Random(1)) == framed(
        [MINA] * COMMON, 50
    )


def test_a_cue_seen_seldom_frames_nothing():
    made = framed([*[MINA] * COMMON, *[MAYOR] * (COMMON - 1)])

    assert {dict(phrases(one, "attribution"))["cue"] for one in made} == {"said"}
    assert "had warned" in {dict(phrases(one, "attribution_inner"))["cue"] for one in made}
