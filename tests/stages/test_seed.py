"""The report Sayso began with, where it is at hand."""

from pathlib import Path

import pytest

from sayso.pipeline import read
from sayso.readers import read_paths
from sayso.settings import Settings
from tests.stages.cases import tools

SEED = Path(__file__).parents[3] / "shared" / "seed"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not beside this checkout")


@pytest.fixture(scope="module")
def reading():
    (report,) = read_paths([str(SEED)], Settings())
    return read(report, tools())


def test_its_head_is_read(reading):
    assert reading.title.startswith("Daesh Seeking Infiltration")
    assert (reading.byline, reading.dateline, reading.published) == (
        "Staff, Agencies",
        "date 2022-02-08",
        "2022-02-08",
    )
    assert (reading.language, reading.outlet) == ("en", None)
