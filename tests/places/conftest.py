import pytest

from sayso.encoder.encoder import Encoder
from sayso.model import Section
from sayso.places import read_places, trees
from sayso.places.gazetteer import open_gazetteer


@pytest.fixture(scope="session")
def gazetteer():
    return open_gazetteer()


@pytest.fixture(scope="session")
def encoder():
    encoder = Encoder()
    encoder.load()
    return encoder


@pytest.fixture(scope="session")
def learnt():
    return trees.load()


@pytest.fixture(scope="session")
def analyse(encoder):
    return lambda text: encoder.analyse(text, (Section(kind="body", start=0, end=len(text)),))


@pytest.fixture(scope="session")
def places(analyse, gazetteer, learnt):
    """The places of a text, as the shipped network, gazetteer and trees read it."""
    return lambda text, **told: read_places(analyse(text), gazetteer, learnt, **told)
