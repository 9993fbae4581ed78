"""The loaders of JSON Lines corpora, on invented lines. Words are cut at white space, paragraphs at line ends."""

import json
import re

import pytest

from training.corpora import attributions, marked
from training.corpora.segment import Segments, bio, segment, words_over
from training.document import Document


def by_space(text):
    words, sentences = [], []
    for line in re.finditer(r"[^\n]+", text):
        first = len(words)
        words += [
            (line.start() + word.start(), line.start() + word.end()) for word in re.finditer(r"\S+", line[0])
        ]
        sentences.append((first, len(words)))
    return Segments(words, sentences, list(range(len(sentences))))


@pytest.fixture
def written(tmp_path):
    def write(*lines):
        path = tmp_path / "lines.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        return path

    return write


def at(text, *phrases):
    return [[text.index(phrase), text.index(phrase) + len(phrase)] for phrase in phrases]


def attribution(text, content, cue, source, nested_in=None):
    return {
        "content": at(text, *content),
        "cue": at(text, *cue),
        "source": at(text, *source),
        "nested_in": nested_in,
    }


def labelled(document, head):
    return [
        (document.text[slice(*word)], label)
        for word, label in zip(document.words, document.tags[head], strict=True)
        if label != "O"
    ]


def test_the_real_segments_lose_no_word_and_tile():
    cut = segment("  Rain fell. Roads closed.\n\nThe mayor's office was shut.")
    assert [first for first, _ in cut.sentences] == [0, *(past for _, past in cut.sentences[:-1])]
    assert cut.sentences[-1][1] == len(cut.words)
    assert cut.paragraphs == [0, 2]
    assert cut.breaks() == {0, 6}


def test_a_text_of_nothing_has_no_sentences():
    assert segment(" \n ") == Segments([], [], [])


@pytest.mark.parametrize(
    ("start", "end", "over"), [(0, 3, [0]), (2, 5, [0, 1]), (3, 4, []), (4, 4, []), (6, 99, [1, 2])]
)
def test_a_word_belongs_to_a_span_if_they_share_a_character(start, end, over):
    assert list(words_over([(0, 3), (4, 7), (8, 9)], start, end)) == over


def test_a_label_begins_anew_with_a_new_span_and_at_a_break():
    owners = [("x", 1), ("x", 1), ("x", 2), None, ("x", 2), ("x", 2)]
    assert bio(owners, {5}) == ["B-x", "I-x", "B-x", "O", "B-x", "B-x"]


def test_split_content_is_linked_to_its_cue_and_the_cue_to_its_source(written):
    text = "Rain will fall , Ann Lee said , and snow ."
    line = attribution(text, ["Rain will fall", "and snow"], ["said"], ["Ann Lee"])
    [document] = attributions.polnear(written({"id": "1", "text": text, "attributions": [line]}), by_space)
    assert labelled(document, "attribution") == [
        ("Rain", "B-content"),
        ("will", "I-content"),
        ("fall", "I-content"),
        ("Ann", "B-source"),
        ("Lee", "I-source"),
        ("said", "B-cue"),
        ("and", "B-content"),
        ("snow", "I-content"),
    ]
    assert document.links == {"cue": [(0, 6), (8, 6)], "source": [(6, 4)]}


def test_content_over_two_paragraphs_begins_anew_and_is_linked_twice(written):
    text = "Ann said : one\ntwo"
    line = {"source": [], "cue": [[4, 8]], "content": [[11, 18]], "nested_in": None}
    [document] = attributions.polnear(written({"id": "1", "text": text, "attributions": [line]}), by_space)
    assert labelled(document, "attribution") == [
        ("said", "B-cue"),
        ("one", "B-content"),
        ("two", "B-content"),
    ]
    assert document.links == {"cue": [(3, 1), (4, 1)], "source": [(1, 1)]}


def test_source_wins_over_cue_and_cue_over_content(written):
    text = "Ann says rain"
    line = {"source": [[0, 3]], "cue": [[0, 8]], "content": [[4, 13]], "nested_in": None}
    [document] = attributions.polnear(written({"id": "1", "text": text, "attributions": [line]}), by_space)
    assert document.tags["attribution"] == ["B-source", "B-cue", "B-content"]


def in_treebank(text):
    """A document as a treebank has it: the same words, a space between each two."""
    words = text.split()
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    spans = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
    return Document("1", "gum", " ".join(words), spans, [(0, len(words))], [0], {"upos": ["X"] * len(words)})


def with_gum(written, text, said, name="1"):
    document = in_treebank(text)
    attributions.add_gum([document], written({"id": name, "text": text, "attributions": said}))
    return document


def test_nested_attributions_have_a_head_of_their_own_and_the_first_level_hides_the_second(written):
    text = "At noon in the old harbour town of Ems\n\nAnn   said Bob thinks Cat knows rain"
    lines = [
        attribution(text, ["Bob thinks Cat knows rain"], ["said"], ["Ann"]),
        attribution(text, ["Cat knows rain"], ["thinks"], ["Bob"], 0),
        attribution(text, ["rain"], ["knows"], ["Cat"], 1),
    ]
    document = with_gum(written, text, lines)
    outer, content = ["B-source", "B-cue"], ["B-content", "I-content", "I-content"]
    assert document.tags["attribution_gum"] == ["O"] * 9 + [*outer, *content, "I-content", "I-content"]
    assert document.tags["attribution_inner"] == ["O"] * 11 + [*outer, *content]
    assert document.links == {"cue": [(11, 10), (13, 12)], "source": [(10, 9), (12, 11)]}
    assert document.tags["upos"] == ["X"] * 16


def test_a_content_that_is_the_text_itself_is_passed_over_and_what_is_in_it_is_outermost(written):
    text = "Dear Ann , Bob said that Cat knows rain . Yours , Dan"
    whole = {"content": [[0, len(text) - 3]], "cue": None, "source": at(text, "Dan"), "nested_in": None}
    lines = [
        whole,
        attribution(text, ["that Cat knows rain"], ["said"], ["Bob"], 0),
        attribution(text, ["rain"], ["knows"], ["Cat"], 1),
    ]
    document = with_gum(written, text, lines)
    assert labelled(document, "attribution_gum") == [
        ("Bob", "B-source"),
        ("said", "B-cue"),
        ("that", "B-content"),
        ("Cat", "I-content"),
        ("knows", "I-content"),
        ("rain", "I-content"),
    ]
    assert labelled(document, "attribution_inner") == [
        ("Cat", "B-source"),
        ("knows", "B-cue"),
        ("rain", "B-content"),
    ]


def test_a_document_whose_attributions_are_not_known_says_nothing_of_them(written):
    document = with_gum(written, "Ann said no", [], name="another")
    assert document.tags["attribution_gum"] == document.tags["attribution_inner"] == [None] * 3
    assert document.links is None


def test_the_longest_of_overlapping_entities_wins(written):
    text = "Bank of Ruritania fell"
    spans = [{"start": 8, "end": 17, "type": "Location"}, {"start": 0, "end": 17, "type": "Organisation"}]
    [document] = marked.entities(written({"id": "1", "text": text, "entities": spans}), by_space)
    assert document.tags["entities_conflict"] == ["B-Organisation", "I-Organisation", "I-Organisation", "O"]


def test_times_keep_their_type(written):
    line = {"id": "1", "text": "It rained two days", "times": [{"start": 10, "end": 18, "type": "DURATION"}]}
    [document] = marked.times(written(line), "weather", by_space)
    assert document.corpus == "weather"
    assert document.tags["times"] == ["O", "O", "B-DURATION", "I-DURATION"]


def test_a_line_with_predicates_is_one_sentence(written):
    line = {"id": "1", "text": "Mr . Lee\nmay leave", "predicates": [{"start": 13, "end": 18, "score": 0.5}]}
    [document] = marked.certainty(written(line), "weather", by_space)
    assert document.sentences == [(0, 5)]
    assert document.certainty == {4: 0.5}
    assert labelled(document, "predicate") == [("leave", "B")]


def test_only_validated_sentences_are_labelled_and_neighbours_kept(written):
    sentences = ["One .", "It did not take place .", "Two .", "Far .", "Near .", "She spoke ."]
    text = "\n".join(sentences)
    line = {
        "id": "7",
        "text": text,
        "sentences": at(text, *sentences),
        "validated": [1, 5],
        "events": [
            {"start": text.index("take"), "end": text.index("place") + 5, "tag": "NEG_ACTION_OCCURRENCE"},
            {"start": text.index("spoke"), "end": text.index("spoke") + 5, "tag": "ACTION_REPORTING"},
        ],
    }
    first, second = marked.events(written(line, {**line, "validated": [], "events": []}), by_space)
    assert first.text == "One .\nIt did not take place .\nTwo ."
    assert first.tags["event"] == [None, None, "O", "O", "O", "occurrence", "O", "O", None, None]
    assert (second.id, second.text) == ("7.1", "Near .\nShe spoke .")
    assert second.tags["event"] == [None, None, "O", "reporting", "O"]


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("checked into", "checked"),
        ("took place", "took"),
        ("under fire", "fire"),
        ("first - degree murder", "murder"),
        ("car bomb", "bomb"),
        ("shake - up", "shake"),
        ("flood", "flood"),
    ],
)
def test_one_word_carries_an_event(phrase, word):
    forms = phrase.split()
    assert forms[marked.carrier(forms)] == word
