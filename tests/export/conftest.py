from pathlib import Path

import pytest

from sayso.model import Reading, from_json

ODD = Path(__file__).parents[1] / "odd.json"


@pytest.fixture
def odd() -> Reading:
    """A hostile report: nested and overlapping spans, brackets, escape characters, two directions, emoji, CRLF."""
    reading = from_json(ODD.read_bytes())
    assert isinstance(reading, Reading)
    return reading
