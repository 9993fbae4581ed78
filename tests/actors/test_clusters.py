"""What refers to the same: mentions of anything, whether it is an actor or not."""

import pytest

from sayso.actors import cast
from sayso.attribution import attribute
from sayso.model import Section
from tests.stages.cases import tools


def clusters(text):
    """The head words of all that is mentioned more than once."""
    analysis = tools().encoder.analyse(text, (Section(kind="body", start=0, end=len(text)),))
    found = {}
    for word, cluster in cast(attribute(analysis, ()), analysis).clusters.items():
        span = analysis.words[word].span
        found.setdefault(cluster, []).append(text[span.start : span.end])
    return [those for those in found.values() if len(those) > 1]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        pytest.param(
            "The bridge was closed in May. Nobody has crossed it since.", ["bridge", "it"], id="a pronoun"
        ),
        pytest.param(
            "The old mill burned down. Nobody had used the mill for years.",
            ["mill", "mill"],
            id="a noun that is brought back",
        ),
        pytest.param(
            "Omar Haddad came first. Mr Haddad left last.", ["Omar", "Haddad"], id="a name and its surname"
        ),
        pytest.param(
            "Nadia Verin, the engineer, came first.", ["Nadia", "engineer"], id="who is named beside"
        ),
    ],
)
def test_what_refers_to_the_same_stands_together(text, together):
    assert together in clusters(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Omar Haddad met Nadia Verin.", id="names that share no word"),
        pytest.param("One mill burned down. Another mill was sold.", id="another"),
        pytest.param("Three mills burned down. Five mills were sold.", id="other numbers"),
        pytest.param("The former mayor came. The other mayor did not.", id="the other"),
    ],
)
def test_what_words_tell_apart_stands_apart(text):
    assert clusters(text) == []


def test_a_name_is_found_again_however_far_behind():
    far = "The road was closed, and a farmer sold bread, milk and eggs to the drivers. " * 40

    found = clusters(f"Salim Haddan rebuilt Brodovia. {far} Salim Haddan rebuilt Brodovia.")

    assert [those for those in found if "Brodovia" in those] == [["Brodovia", "Brodovia"]]


def test_whom_a_source_means_is_not_put_in_question():
    text = "Nadia Verin met Omar Haddad. She said that he was ill. He said that she was wrong."

    assert clusters(text) == [["Nadia", "She", "she"], ["Omar", "he", "He"]]
