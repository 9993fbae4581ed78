"""The benchmark of speakers: which sources are cases, what is right, and what a reading answers."""

import json

import pytest

from benchmarks.speakers import (
    Answer,
    Case,
    Mention,
    Outcome,
    Result,
    Speaker,
    answer_of,
    judge,
    lines,
    load,
    shown,
)
from sayso.model import Actor, Attribution, Entity, Reading, Span

FERRY = """
Nadia   PROPN 3 nsubj    (1-person-new-x-x-1-coref
Verin   PROPN 1 flat     1)
runs    VERB  0 root     _
the     DET   5 det      (2-object-new-x-x-1-sgl
ferry   NOUN  3 obj      2)
.       PUNCT 3 punct    _
"""
CAPTAIN = """
The     DET   2 det   (1-person-giv-x-x-2-coref
captain NOUN  4 nsubj 1)
Verin   PROPN 2 dep   (1-person-giv-x-x-1-appos)
agreed  VERB  0 root  _
"""
SHE_SAID = """
She     PRON  2 nsubj    (1-person-giv-x-x-1-coref)
said    VERB  0 root     _
it      PRON  4 nsubj    (2-object-giv-x-x-1-coref)
sank    VERB  2 ccomp    _
.       PUNCT 2 punct    _
"""


def treebank(*sentences):
    """CoNLL-U of one document: a word a line, with word class, head, relation and entity."""
    blocks = []
    for i, sentence in enumerate(sentences):
        rows = [row.split() for row in sentence.strip().split("\n")]
        comments = [*(["# newdoc id = doc", "# newpar"] if i == 0 else []), f"# text = {words(sentence)}"]
        columns = [
            f"{at}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{relation}\t_\t"
            + ("_" if entity == "_" else f"Entity={entity}")
            for at, (form, upos, head, relation, entity) in enumerate(rows, start=1)
        ]
        blocks.append("\n".join([*comments, *columns]))
    return "\n\n".join(blocks) + "\n\n"


def words(sentence):
    return " ".join(row.split()[0] for row in sentence.strip().split("\n"))


def span(text, piece):
    return Span(text.index(piece), text.index(piece) + len(piece))


def loaded(folder, sentences, sources, text=None):
    """What `load` makes of a document whose attributions have these sources; "" for none."""
    text = text or " ".join(words(sentence) for sentence in sentences)
    said = [{"source": [list(span_of(text, source))] if source else []} for source in sources]
    line = {"id": "doc", "text": text, "meta": {"genre": "news"}, "attributions": said}
    (folder / "said.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (folder / "bank.conllu").write_text(treebank(*sentences), encoding="utf-8")
    return list(load(folder / "bank.conllu", folder / "said.jsonl", "dev"))


def span_of(text, piece):
    found = span(text, piece)
    return found.start, found.end


def test_a_pronoun_is_a_case_with_all_other_mentions_of_its_chain(tmp_path):
    (case,) = loaded(tmp_path, [FERRY, SHE_SAID], ["She"])
    name = span(case.text, "Nadia Verin")
    assert case.chain == (Mention(span=name, head=span(case.text, "Nadia"), name=name),)
    assert (case.kind, case.pronoun, case.genre, case.half) == ("named", True, "news", "dev")
    assert case.source.of(case.text) == case.head.of(case.text) == "She"


def test_the_words_are_found_in_a_text_with_other_white_space(tmp_path):
    text = "  Nadia\n Verin runs  the ferry.\n\nShe said\tit sank ."
    (case,) = loaded(tmp_path, [FERRY, SHE_SAID], ["She"], text)
    assert [one.span.of(text) for one in case.chain] == ["Nadia\n Verin"]
    assert case.head.of(text) == "She"


def test_what_has_no_name_anywhere_is_unnamed(tmp_path):
    told = """
    The     DET   2 det   (3-person-new-x-x-2-coref
    pilot   NOUN  3 nsubj 3)
    nodded  VERB  0 root  _
    """
    said = """
    The     DET   2 det   (3-person-giv-x-x-2-coref
    man     NOUN  3 nsubj 3)
    agreed  VERB  0 root  _
    """
    (case,) = loaded(tmp_path, [told, said], ["The man"])
    assert (case.kind, case.pronoun) == ("unnamed", False)
    assert [one.head.of(case.text) for one in case.chain] == ["pilot"]


def test_of_two_mentions_with_one_head_the_larger_inside_the_source_is_meant(tmp_path):
    sentence = """
    The     DET   2 det   (4-person-new-x-x-2-sgl(5-person-new-x-x-2-coref
    guards  NOUN  5 nsubj 5)
    and     CCONJ 4 cc    _
    cooks   NOUN  2 conj  4)
    agreed  VERB  0 root  _
    """
    again = """
    They    PRON  2 nsubj (4-person-giv-x-x-1-coref)
    left    VERB  0 root  _
    """
    all_of_them, guards = "The guards and cooks", "The guards"
    (case,) = loaded(tmp_path, [sentence, again], [all_of_them])
    assert [one.span.of(case.text) for one in case.chain] == ["They"]
    (case,) = loaded(tmp_path, [sentence, again], [guards])
    assert case.chain == ()


CURATOR = """
curator PROPN 4 nsubj (6-person-new-x-x-2-sgl
Ilka    PROPN 1 flat  _
Brandt  PROPN 1 flat  6)
agreed  VERB  0 root  _
"""
YOU_GUYS = """
you     PRON  2 det   (7-person-new-x-x-2-sgl
guys    NOUN  3 nsubj 7)
agreed  VERB  0 root  _
"""
THIS_MEANS = """
This    PRON  2 nsubj (8-event-new-x-x-1-sgl)
means   VERB  0 root  _
rain    NOUN  2 obj   _
"""
SOMEONE = """
Someone PRON  2 nsubj (1-person-giv-x-x-1-coref)
called  VERB  0 root  _
"""
WHO = """
who     PRON  2 nsubj _
called  VERB  0 root  _
"""
IT_IS = """
It      PRON  3 expl  (9-abstract-new-x-x-1-sgl)
was     AUX   3 aux   _
said    VERB  0 root  _
"""
I_SAID = """
I       PRON  2 nsubj (9-person-new-x-x-1-sgl)
agreed  VERB  0 root  _
"""
AGENCY = """
Sarda   PROPN 3 compound (9-organization-new-x-x-2-sgl
news    NOUN  3 compound _
agency  NOUN  4 nsubj 9)
agreed  VERB  0 root  _
"""
APPOSED = """
The     DET   2 det   (1-person-giv-x-x-2-coref
captain NOUN  5 nsubj _
,       PUNCT 4 punct _
Verin   PROPN 2 appos (1-person-giv-x-x-1-appos)1)
agreed  VERB  0 root  _
"""


@pytest.mark.parametrize(
    ("sentence", "source", "why"),
    [
        pytest.param(SHE_SAID, "", "no source", id="no source"),
        pytest.param(WHO, "who", "no mention", id="no mention"),
        pytest.param(I_SAID, "I", "first or second person", id="I"),
        pytest.param(YOU_GUYS, "you guys", "first or second person", id="you guys"),
        pytest.param(IT_IS, "It", "expletive", id="expletive"),
        pytest.param(THIS_MEANS, "This", "a happening", id="what happened"),
        pytest.param(FERRY, "Nadia Verin", "a name", id="a name"),
        pytest.param(CURATOR, "curator Ilka Brandt", "a name", id="a role before a name"),
        pytest.param(AGENCY, "Sarda news agency", "a name", id="an organisation by its name"),
        pytest.param(APPOSED, "The captain , Verin", "a name", id="a name in apposition"),
        pytest.param(APPOSED, "The captain", "a name", id="an apposition outside the source"),
        pytest.param(CAPTAIN, "The captain Verin", "a name", id="a source with a name of its own"),
        pytest.param(SOMEONE, "Someone", "a stranger who is named later", id="a stranger"),
    ],
)
def test_these_sources_are_no_cases(tmp_path, sentence, source, why):
    sentences = [sentence] if sentence is FERRY else [FERRY, sentence]
    assert loaded(tmp_path, sentences, [source]) == [why]


@pytest.mark.parametrize(
    ("place", "relation", "noun"), [("Sarda", "compound", "officials"), ("Sardan", "nmod:poss", "council")]
)
def test_a_group_called_by_a_place_is_not_named(tmp_path, place, relation, noun):
    sentence = f"""
    {place} PROPN 2 {relation} (9-organization-new-x-x-2-sgl
    {noun}  NOUN  3 nsubj 9)
    agreed  VERB  0 root  _
    """
    (case,) = loaded(tmp_path, [FERRY, sentence], [f"{place} {noun}"])
    assert (case.kind, case.pronoun) == ("unnamed", False)


def test_a_source_of_two_attributions_is_one_case(tmp_path):
    first, second = loaded(tmp_path, [FERRY, SHE_SAID], ["She", "She"])
    assert isinstance(first, Case)
    assert second == "the same source again"


def test_a_title_alone_is_no_name(tmp_path):
    told = """
    The      DET   2 det   (3-person-new-x-x-2-coref
    Director PROPN 3 nsubj 3)
    nodded   VERB  0 root  _
    """
    said = """
    She      PRON  2 nsubj (3-person-giv-x-x-1-coref)
    agreed   VERB  0 root  _
    """
    (case,) = loaded(tmp_path, [told, said], ["She"])
    assert case.kind == "unnamed"


TEXT = "Nadia Verin waved to Ilka Brandt. The pilot nodded. She said it sank. He agreed, said the crew."
NADIA, ILKA, PILOT = span(TEXT, "Nadia Verin"), span(TEXT, "Ilka Brandt"), span(TEXT, "The pilot")


def case_of(source, *chain, pronoun=True, genre="news", half="dev"):
    return Case(
        document="doc",
        half=half,
        genre=genre,
        text=TEXT,
        source=span(TEXT, source),
        head=span(TEXT, source.split()[-1]),
        pronoun=pronoun,
        chain=chain,
    )


SHE = case_of("She", Mention(span=NADIA, head=span(TEXT, "Nadia"), name=NADIA))
HE = case_of("He", Mention(span=PILOT, head=span(TEXT, "pilot"), name=None))
CREW = case_of("the crew", pronoun=False)


def speaker(name, *mentions, named=True):
    found = span(TEXT, name)
    return Speaker(name=name, names=(found,), mentions=(found, *mentions), named=named)


@pytest.mark.parametrize(
    ("case", "answer", "right"),
    [
        pytest.param(SHE, speaker("Nadia Verin"), True, id="the name"),
        pytest.param(SHE, speaker("Verin"), True, id="a part of the name"),
        pytest.param(SHE, speaker("Ilka Brandt"), False, id="another's name"),
        pytest.param(SHE, speaker("Ilka Brandt", NADIA), False, id="another's name, though it is mixed up"),
        pytest.param(SHE, speaker("Nadia Verin", named=False), False, id="not taken for a name"),
        pytest.param(SHE, None, False, id="left open"),
        pytest.param(HE, speaker("The pilot", named=False), True, id="nobody's name"),
        pytest.param(HE, speaker("the crew", named=False), True, id="whoever, without a name"),
        pytest.param(HE, speaker("Ilka Brandt"), False, id="a name where there is none"),
        pytest.param(HE, speaker("Ilka Brandt", PILOT), True, id="a name, but also an earlier mention"),
        pytest.param(HE, None, True, id="a pronoun may stay open"),
        pytest.param(CREW, None, False, id="a phrase may not"),
        pytest.param(CREW, speaker("Ilka Brandt"), False, id="a name for what is mentioned once"),
    ],
)
def test_what_is_right(case, answer, right):
    assert [one.right for one in judge([case], lambda _: Answer(answer)).outcomes] == [right]


def test_what_was_not_found_is_counted_apart_and_in_no_rate():
    answers = {"She": Answer(speaker("Verin")), "He": Answer(None), "the crew": None}
    result = judge([SHE, HE, CREW], lambda case: answers[case.source.of(TEXT)])
    assert result.line("all").split() == ["all", "3", "2", "1", "2", "100.0"]
    assert Result(()).line("none").split() == ["none", "0", "0", "0", "0", "–"]


def test_the_table_tells_kinds_news_and_the_unseen_half_apart():
    fiction = case_of("She", *SHE.chain, genre="fiction", half="train")
    found = lines(judge([SHE, fiction, HE], lambda _: Answer(None))).split("\n")
    assert [row.split()[-5:] for row in found[1:]] == [
        ["2", "2", "2", "0", "0.0"],
        ["1", "1", "1", "1", "100.0"],
        ["1", "1", "1", "0", "0.0"],
        ["1", "1", "1", "1", "100.0"],
        ["1", "1", "1", "0", "0.0"],
        ["1", "1", "1", "1", "100.0"],
    ]


def reading(*attributions, entities=(), actors=()):
    return Reading(
        id="doc",
        uri=None,
        outlet=None,
        title=None,
        byline=None,
        dateline=None,
        file="-",
        sha256="0",
        published=None,
        language="en",
        text=TEXT,
        sections=(),
        entities=entities,
        actors=actors,
        attributions=attributions,
    )


def said(number, source, speaker=None):
    return Attribution(
        id=number,
        source=(span(TEXT, source),),
        cue=(),
        content=(),
        voice="indirect",
        act="said",
        speaker=speaker,
    )


def entity(number, piece, actor):
    found = span(TEXT, piece)
    return Entity(id=number, start=found.start, end=found.end, kind="person", actor=actor)


VERIN = Actor(id=7, name="Nadia Verin", names=("Nadia Verin", "Verin"))


def test_the_answer_is_the_actor_of_the_attribution_with_the_source():
    found = reading(
        said(0, "He agreed", 8),
        said(1, "She", 7),
        actors=(VERIN, Actor(id=8, name="The pilot", names=(), named=False)),
        entities=(entity(0, "Nadia", 7), entity(1, "She", 7), entity(2, "The pilot", 8)),
    )
    assert answer_of(found, SHE) == Answer(
        Speaker(
            name="Nadia Verin",
            names=(NADIA,),
            mentions=tuple(sorted({NADIA, span(TEXT, "Nadia"), span(TEXT, "Verin"), span(TEXT, "She")})),
            named=True,
        )
    )
    assert answer_of(found, CREW) is None


def test_the_shortest_source_counts_and_of_equal_ones_that_with_a_speaker():
    within = reading(said(0, "The pilot nodded. She"), said(1, "She"), said(2, "She", 7), actors=(VERIN,))
    answer = answer_of(within, SHE)
    assert answer
    assert answer.speaker
    assert answer.speaker.name == "Nadia Verin"


def test_an_attribution_without_a_speaker_leaves_it_open():
    assert answer_of(reading(said(0, "She")), SHE) == Answer(None)


def test_a_name_that_does_not_stand_in_the_text_as_a_whole_word_is_nowhere():
    actor = Actor(id=7, name="Nadia J. Verin", names=("Nad", "Verin"))
    answer = answer_of(reading(said(0, "She", 7), actors=(actor,)), SHE)
    assert answer
    assert answer.speaker
    assert answer.speaker.names == (span(TEXT, "Verin"),)


def test_a_case_is_shown_with_its_gold_names_and_the_answer():
    told = shown(Outcome(case=SHE, answer=Answer(speaker("Ilka Brandt")), right=False))
    assert "[[She]] said it sank" in told
    assert "gold:   Nadia Verin" in told
    assert "answer: Ilka Brandt, 1 mentions" in told
