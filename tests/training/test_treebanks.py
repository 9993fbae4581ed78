"""The treebank and CoNLL loaders, on tiny invented files."""

import json

import pytest

from training.corpora import conll, treebanks
from training.document import Mention


def row(i, form, lemma, upos, feats, head, relation, misc="_"):
    return "\t".join([str(i), form, lemma, upos, "_", feats, str(head), relation, "_", misc])


def joined(span, surface, misc="_"):
    return "\t".join([span, surface, *"_______", misc])


PAST = "Tense=Past|VerbForm=Fin"
PRESENT = "Tense=Pres|VerbForm=Fin"
INFINITIVE = "VerbForm=Inf"
PERFECT = "Tense=Past|VerbForm=Part"
PROGRESSIVE = "Tense=Pres|VerbForm=Part"

TREEBANK = "\n".join(
    [
        "# newdoc id = first",
        "# newpar",
        "# text = They don't sell.",
        row(1, "They", "they", "PRON", "_", 4, "nsubj", "Entity=(1-person-new)"),
        joined("2-3", "don't"),
        row(2, "do", "do", "AUX", PRESENT, 4, "aux"),
        row(3, "n't", "not", "PART", "_", 4, "advmod"),
        row(4, "sell", "sell", "VERB", INFINITIVE, 0, "root", "SpaceAfter=No"),
        row("4.1", "it", "it", "PRON", "_", "_", "_"),
        row(5, ".", ".", "PUNCT", "_", 4, "punct"),
        "",
        "# text = The mayor of Aldbrook left",
        row(1, "The", "the", "DET", "_", 2, "det", "Entity=(2-person-new"),
        row(2, "mayor", "mayor", "NOUN", "_", 5, "nsubj"),
        row(3, "of", "of", "ADP", "_", 4, "case"),
        row(4, "Aldbrook", "Aldbrook", "PROPN", "_", 2, "nmod", "Entity=(3-place-new)2)"),
        row(5, "left", "leave", "VERB", PAST, 0, "root"),
        "",
        "# newpar",
        "# text = He cannot",
        row(1, "He", "he", "PRON", "_", 2, "nsubj", "Entity=(2-person-giv)"),
        joined("2-3", "cannot"),
        row(2, "can", "can", "AUX", "VerbForm=Fin", 0, "root"),
        row(3, "not", "not", "PART", "_", 2, "advmod"),
        "",
        "# newdoc id = second",
        "# text = dunno",
        joined("1-3", "dunno"),
        row(1, "do", "do", "AUX", PRESENT, 3, "aux"),
        row(2, "n't", "not", "PART", "_", 3, "advmod"),
        row(3, "know", "know", "VERB", INFINITIVE, 0, "root"),
        "",
    ]
)


@pytest.fixture
def documents(tmp_path):
    path = tmp_path / "made_up.conllu"
    path.write_text(TREEBANK)
    return treebanks.load(path, "made up")


def written(document):
    return [document.text[start:end] for start, end in document.words]


def test_the_text_is_rebuilt_with_its_paragraphs(documents):
    assert documents[0].text == "They don't sell. The mayor of Aldbrook left\n\nHe cannot"
    assert documents[0].sentences == [(0, 5), (5, 10), (10, 13)]
    assert documents[0].paragraphs == [0, 2]
    assert [document.id for document in documents] == ["first", "second"]


def test_the_words_of_a_joined_token_share_its_surface(documents):
    assert written(documents[0])[1:3] == ["do", "n't"]
    assert written(documents[0])[11:] == ["can", "not"]
    assert written(documents[1]) == ["du", "nn", "o"]


def test_syntax_counts_words_of_the_document(documents):
    assert documents[0].heads == [3, 3, 3, 3, 3, 6, 9, 8, 6, 9, 11, 11, 11]
    assert documents[0].relations[5:8] == ["det", "nsubj", "case"]


def test_mentions_have_heads_types_and_clusters(documents):
    assert documents[0].mentions == [
        Mention(0, 0, 0, 1),
        Mention(6, 5, 8, 2),
        Mention(8, 8, 8, 3),
        Mention(10, 10, 10, 2),
    ]
    named = {i: label for i, label in enumerate(documents[0].tags["mention"]) if label != "O"}
    assert named == {0: "person", 6: "person", 8: "place", 10: "person"}
    assert documents[1].mentions is None


def test_certainty_is_matched_by_characters(documents, tmp_path):
    lines = [
        {
            "id": "1",
            "text": "The mayor of Ald brook left",
            "predicates": [{"start": 23, "end": 27, "score": 3.0}],
        },
        {"id": "2", "text": "Nobody said this", "predicates": [{"start": 7, "end": 11, "score": 3.0}]},
    ]
    path = tmp_path / "scores.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))

    assert treebanks.with_certainty(documents, path) == (1, 2)
    assert [document.certainty for document in documents] == [{9: 3.0}, None]


AUX = "AUX"
CLAUSES = {
    "left": ("past", [("left", "leave", "VERB", PAST, 0, "root")]),
    "leave": ("infinitive", [("leave", "leave", "VERB", INFINITIVE, 0, "root")]),
    "Leave": ("imperative", [("Leave", "leave", "VERB", "Mood=Imp|VerbForm=Fin", 0, "root")]),
    "leaving": ("participle", [("leaving", "leave", "VERB", "VerbForm=Ger", 0, "root")]),
    "has left": (
        "past",
        [("left", "leave", "VERB", PERFECT, 0, "root"), ("has", "have", AUX, PRESENT, 1, "aux")],
    ),
    "will leave": (
        "future",
        [("leave", "leave", "VERB", INFINITIVE, 0, "root"), ("will", "will", AUX, "VerbForm=Fin", 1, "aux")],
    ),
    "might leave": (
        "conditional",
        [
            ("leave", "leave", "VERB", INFINITIVE, 0, "root"),
            ("might", "might", AUX, "VerbForm=Fin", 1, "aux"),
        ],
    ),
    "can leave": (
        "present",
        [("leave", "leave", "VERB", INFINITIVE, 0, "root"), ("can", "can", AUX, "VerbForm=Fin", 1, "aux")],
    ),
    "was killed": (
        "past",
        [("killed", "kill", "VERB", PERFECT, 0, "root"), ("was", "be", AUX, PAST, 1, "aux:pass")],
    ),
    "is dead": ("present", [("dead", "dead", "ADJ", "_", 0, "root"), ("is", "be", AUX, PRESENT, 1, "cop")]),
    "dead": ("O", [("dead", "dead", "ADJ", "_", 0, "root")]),
    "according": (
        "O",
        [("according", "accord", "VERB", PROGRESSIVE, 2, "case"), ("it", "it", "PRON", "_", 0, "root")],
    ),
    "unsaid": (None, [("lft", "leave", "VERB", "_", 0, "root")]),
}


def tenses(tmp_path, words):
    """Of words given in any order: auxiliaries, which follow here, are put first."""
    text = " ".join(form for form, *_ in words)
    path = tmp_path / "clause.conllu"
    path.write_text("\n".join([f"# text = {text}", *(row(i + 1, *word) for i, word in enumerate(words)), ""]))
    return treebanks.load(path, "made up")[0].tags["tense"]


def in_order(words):
    """Auxiliaries before what they hang on."""
    if len(words) == 1 or words[1][2] != AUX:
        return words
    (*head, _, relation), (*auxiliary, _, kind) = words
    return [(*auxiliary, 2, kind), (*head, 0, relation)]


@pytest.mark.parametrize(("label", "words"), CLAUSES.values(), ids=CLAUSES)
def test_a_predicate_says_its_time(tmp_path, label, words):
    labels = dict(zip([form for form, *_ in in_order(words)], tenses(tmp_path, in_order(words)), strict=True))

    assert labels[words[0][0]] == label


def test_going_to_is_a_future(tmp_path):
    words = [
        ("is", "be", AUX, PRESENT, 2, "aux"),
        ("going", "go", "VERB", PROGRESSIVE, 0, "root"),
        ("to", "to", "PART", "_", 4, "mark"),
        ("leave", "leave", "VERB", INFINITIVE, 2, "xcomp"),
    ]

    assert tenses(tmp_path, words) == ["O", "future", "O", "future"]


def test_verbs_that_are_joined_share_their_auxiliaries(tmp_path):
    words = [
        ("will", "will", AUX, "VerbForm=Fin", 2, "aux"),
        ("go", "go", "VERB", INFINITIVE, 0, "root"),
        ("and", "and", "CCONJ", "_", 4, "cc"),
        ("see", "see", "VERB", INFINITIVE, 2, "conj"),
    ]

    assert tenses(tmp_path, words) == ["O", "future", "O", "future"]


def column(tokens, labels):
    return "\n".join(
        f"{token} X X {label}" for token, label in zip(tokens.split(), labels.split(), strict=True)
    )


def test_conll_reads_like_news(tmp_path):
    path = tmp_path / "made_up.txt"
    sentences = [
        column('" We do n\'t know , " Ana Roy ( 41 ) said .', "O O O O O O O B-PER I-PER O O O O O"),
        column('She paid $ 5 to the Roys \' " band " .', "O O O O O O B-PER O O O O O"),
        column('" We left .', "O O O O"),
        column('We ran , " she said .', "O O O O O O O"),
    ]
    path.write_text(
        "\n\n".join(["-DOCSTART- -X- -X- O", *sentences, "-DOCSTART- -X- -X- O", column("End", "O")])
    )

    first, second = conll.load(path)

    assert first.text.split("\n\n") == [
        '"We don\'t know," Ana Roy (41) said.',
        'She paid $5 to the Roys\' "band".',
        '"We left.',
        'We ran," she said.',
    ]
    assert first.tags["entities"][7:9] == ["B-PER", "I-PER"]
    assert written(first)[:4] == ['"', "We", "do", "n't"]
    assert first.paragraphs == [0, 1, 2, 3]
    assert second.text == "End"
