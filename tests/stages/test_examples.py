"""The head of every example, as somebody who read it says it must be read (tests/stages/examples.json)."""

from pathlib import Path

import pytest

from sayso.model import Refused
from sayso.pipeline import read
from sayso.readers import read_paths
from sayso.settings import Settings
from tests.stages.cases import cases, tools

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def answers():
    found = {}
    for report in read_paths([str(ROOT / "examples")], Settings()):
        answer = report if isinstance(report, Refused) else read(report, tools())
        title = None if isinstance(answer, Refused) else answer.title
        found[Path(report.file).name, title] = answer
    return found


def named(case):
    return Path(case["file"]).name, case.get("title")


def test_the_examples_are_those_that_were_read_by_hand(answers):
    assert set(answers) == {named(case) for case in cases("examples")}


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=" ".join(filter(None, named(c)))) for c in cases("examples")]
)
def test_the_head_of_an_example_is_read_as_a_reader_reads_it(case, answers):
    answer = answers[named(case)]

    if "refused" in case:
        assert answer.refused.reason == case["refused"]
        return
    assert {name: getattr(answer, name) for name in ("outlet", "byline", "dateline", "published")} == {
        name: case[name] for name in ("outlet", "byline", "dateline", "published")
    }
