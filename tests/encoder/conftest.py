import pytest

from sayso.encoder.encoder import Encoder


@pytest.fixture(scope="package")
def encoder():
    """The encoder as it ships, loaded once."""
    return Encoder()
