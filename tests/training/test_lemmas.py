"""Edit scripts: every form and lemma has one that leads from the one to the other, and odd ones do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.encoder.lemmas import lemma
from training.lemmas import script


@pytest.mark.parametrize(
    ("form", "base", "written"),
    [
        pytest.param("making", "make", "l3:e", id="an ending is cut and another put on"),
        pytest.param("Making", "make", "l3:e", id="at the beginning of a sentence, the same"),
        pytest.param("The", "the", "l0:", id="nothing but the case"),
        pytest.param("Kurds", "Kurd", "k1:", id="names keep their case"),
        pytest.param("UN", "UN", "k0:", id="and so do initials"),
        pytest.param("KIRKUK", "Kirkuk", "t0:", id="headlines in capitals"),
        pytest.param("n't", "not", "l2:ot", id="clitics"),
        pytest.param("were", "be", "=be", id="no beginning in common"),
    ],
)
def test_a_script_leads_from_the_form_to_its_lemma(form, base, written):
    assert script(form, base) == written
    assert lemma(form, written) == base


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_form_and_lemma_have_a_script(form, base):
    assert lemma(form, script(form, base)) == base


@pytest.mark.parametrize("odd", ["", "l", "x1:", "l9:e", "l2:", "l99999:", "=", "l-1:", "k١:"])
def test_a_script_that_does_not_fit_gives_the_form(odd):
    assert lemma("Is", odd) == "Is"
