"""Every example, and the report Sayso began with, as a careful reader reads them by docs/attribution.md.

In examples.json, `not_yet` marks what Sayso does not read like the reader so far, and `not_yet_rid_of` what it finds that the
reader does not; both fail here as soon as they are no longer true.
"""

import hashlib
from pathlib import Path

import pytest

from sayso.claims import lineage, passed_on
from sayso.model import Refused, words_of
from sayso.pipeline import read
from sayso.readers import read_paths
from sayso.settings import Settings
from tests.attribution.readings import load, said_in
from tests.stages.cases import tools

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "seed"
SPANS = ("source", "cue", "content")


@pytest.fixture(scope="module")
def readings():
    reports = read_paths([str(ROOT / "examples")], Settings())
    found = [read(report, tools()) for report in reports if not isinstance(report, Refused)]
    return {
        (Path(one.file).name, one.title): (one, said_in(one)) for one in found if not isinstance(one, Refused)
    }


def key(example):
    return Path(example["file"]).name, example["title"]


def core(said):
    return tuple(said[name] for name in SPANS)


def each():
    for example in load("examples.json"):
        for number, gold in enumerate(example["attributions"]):
            why = gold.get("not_yet")
            marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
            yield pytest.param(example, number, id=f"{key(example)[0]} {number}", marks=marks)


def chain(reading, said, at):
    return [link.name for link in passed_on(reading)] + [
        reading.actors[one.speaker].name if one.speaker is not None else None
        for one in lineage(reading.attributions[at], reading.attributions)
    ]


@pytest.mark.parametrize(("example", "number"), list(each()))
def test_it_is_read_as_the_reader_reads_it(example, number, readings):
    reading, said = readings[key(example)]
    gold = {name: value for name, value in example["attributions"][number].items() if name != "not_yet"}
    found = next((i for i, one in enumerate(said) if core(one) == core(gold)), None)
    assert found is not None
    ours = dict(said[found], chain=chain(reading, said, found))
    for one, among in ((gold, example["attributions"]), (ours, said)):
        if "within" in one:
            one["within"] = core(among[one["within"]])
    assert ours == gold


@pytest.mark.parametrize("example", [pytest.param(one, id=key(one)[0]) for one in load("examples.json")])
def test_nothing_else_is_found_in_it(example, readings):
    _, said = readings[key(example)]
    gold = {core(one) for one in example["attributions"]}

    assert [list(core(one)) for one in said if core(one) not in gold] == example["not_yet_rid_of"]


def test_most_of_the_examples_are_read_right():
    gold = [one for example in load("examples.json") for one in example["attributions"]]

    assert sum("not_yet" in one for one in gold) <= 0.3 * len(gold)


@pytest.mark.skipif(not SEED.is_dir(), reason="../shared/seed is not beside this checkout")
def test_every_attribution_of_the_seed_is_right():
    (report,) = read_paths([str(SEED)], Settings())
    reading = read(report, tools())
    gold = load("seed.json")
    assert hashlib.sha256(reading.text.encode()).hexdigest() == gold["sha256"]

    found = []
    for at, one in enumerate(reading.attributions):
        ours = {name: [[span.start, span.end] for span in getattr(one, name)] for name in SPANS}
        ours |= {"voice": one.voice, "act": one.act}
        ours["speaker"] = reading.actors[one.speaker].name if one.speaker is not None else None
        if one.within is not None:
            ours["within"] = one.within
        if one.basis:
            ours["basis"] = {"kind": one.basis.kind, "start": one.basis.start, "end": one.basis.end}
        ours["chain"] = chain(reading, found, at)
        found.append(ours)
    assert found == gold["attributions"], [words_of(reading.text, one.cue) for one in reading.attributions]
