"""The gate that holds figures to their floors, and the table of figures."""

import json
import math
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from msgspec import structs

from benchmarks import floors, shared
from benchmarks.__main__ import FLOORS, hold, parser
from benchmarks.attribution import predicted
from benchmarks.encoder.analyst import Read, layout
from benchmarks.floors import Floor, NotPinned
from benchmarks.rows import Row, table
from benchmarks.speed.table import compared
from sayso.encoder.analysis import Marked
from sayso.encoder.network import CHAINS
from tests.encoder.doubles import analysis_of
from training.document import Document


def row(metric="boats F1", ours=80.0, data=None, **rest):
    return Row(task="boats", metric=metric, ours=ours, data=data or {"boats.jsonl": "aa"}, **rest)


def pins(**at):
    return {name: Floor(name, floor, {"boats.jsonl": "aa"}) for name, floor in at.items()}


ROOT = Path(__file__).parent.parent
BOATS = pins(**{"boats F1": 79.9})


@pytest.mark.parametrize("ours", [79.9, 80.0, 95.5])
def test_what_is_at_its_floor_or_above_passes(ours):
    assert floors.faults([row(ours=ours)], BOATS) == []


def test_each_metric_below_its_floor_is_named():
    measured = [row(ours=70.0), row(metric="ships F1", ours=50.0), row(metric="rafts F1", ours=90.0)]
    found = floors.faults(measured, pins(**{"boats F1": 79.9, "ships F1": 60.0, "rafts F1": 60.0}))
    assert found == [
        "boats F1: 70.00 is below its floor of 79.90",
        "ships F1: 50.00 is below its floor of 60.00",
    ]


def test_what_is_no_number_fails():
    assert floors.faults([row(ours=math.nan)], BOATS) == ["boats F1: nan is below its floor of 79.90"]


def test_other_data_than_the_floor_was_measured_on_fails_however_high_the_figure():
    (found,) = floors.faults([row(ours=99.0, data={"boats.jsonl": "bb"})], BOATS)
    assert "boats F1: the floor was measured on other data; changed: boats.jsonl" in found


def test_a_metric_without_a_floor_fails():
    (found,) = floors.faults([row(metric="rafts F1")], BOATS)
    assert "rafts F1: no floor is pinned" in found


def test_a_metric_that_cannot_be_measured_here_does_not_fail():
    assert floors.faults([row(ours=None, note="skipped: no torch")], BOATS) == []


def test_floors_of_tasks_that_did_not_run_do_not_fail():
    assert floors.faults([], BOATS) == []
    assert floors.faults([row(metric="rafts F1")], pins(**{"boats F1": 79.9, "rafts F1": 60.0})) == []


def test_a_floor_that_no_task_measures_any_more_fails_if_all_ran():
    kept = pins(**{"boats F1": 79.9, "ships F1": 60.0, "rafts F1": 60.0})
    measured = [row(), row(metric="rafts F1", ours=None, note="skipped: no torch")]
    (found,) = floors.faults(measured, kept, whole=True)
    assert "ships F1: pinned but not measured any more" in found


@pytest.mark.parametrize(("task", "wrong"), [([], 1), (["syntax"], 0)], ids=["all tasks", "one task"])
def test_the_gate_misses_a_metric_only_where_all_tasks_ran(tmp_path, task, wrong):
    file = tmp_path / "floors.json"
    floors.save(file, pins(**{"boats F1": 79.9, "ships F1": 60.0}))
    assert len(hold([row()], file, parser().parse_args([*task, "--gate"]))) == wrong


def test_a_floor_is_pinned_a_tenth_below_what_was_measured_with_the_hash_of_its_data():
    found = floors.pinned([row(ours=81.234)], BOATS, lower=False)
    assert found == {"boats F1": Floor("boats F1", 81.13, {"boats.jsonl": "aa"})}


def test_pinning_what_was_pinned_changes_nothing():
    once = floors.pinned([row(ours=81.2)], {}, lower=False)
    assert floors.pinned([row(ours=81.2)], once, lower=False) == once


def test_pinning_keeps_the_floors_of_what_was_not_measured():
    kept = pins(**{"boats F1": 79.9, "ships F1": 60.0, "rafts F1": 60.0})
    measured = [row(ours=85.0), row(metric="rafts F1", ours=None)]
    assert floors.pinned(measured, kept, lower=False) == kept | pins(**{"boats F1": 84.9})


def test_no_floor_is_lowered_unless_that_is_allowed():
    measured = [row(ours=75.0), row(metric="ships F1", ours=70.0)]
    with pytest.raises(NotPinned) as refused:
        floors.pinned(measured, BOATS, lower=False)
    assert refused.value.faults == ["boats F1: the floor would drop from 79.90 to 74.90; --lower allows it"]
    assert floors.pinned(measured, BOATS, lower=True) == pins(**{"boats F1": 74.9, "ships F1": 69.9})


@pytest.mark.parametrize("ours", [math.nan, math.inf])
@pytest.mark.parametrize("lower", [False, True])
def test_what_is_no_number_is_not_pinned(ours, lower):
    with pytest.raises(NotPinned) as refused:
        floors.pinned([row(ours=ours)], BOATS, lower=lower)
    assert refused.value.faults == [f"boats F1: measured {ours}"]


def test_floors_are_read_as_they_were_written(tmp_path):
    file = tmp_path / "floors.json"
    assert floors.load(file) == {}
    floors.save(file, BOATS)
    assert floors.load(file) == BOATS
    assert json.loads(file.read_text(encoding="utf-8")) == [
        {"metric": "boats F1", "floor": 79.9, "data": {"boats.jsonl": "aa"}}
    ]


@pytest.mark.parametrize(
    ("arguments", "ours", "wrong", "floor"),
    [
        pytest.param([], 10.0, 0, 79.9, id="only the table"),
        pytest.param(["--gate"], 80.0, 0, 79.9, id="the gate passes"),
        pytest.param(["--gate"], 10.0, 1, 79.9, id="the gate fails"),
        pytest.param(["--pin"], 10.0, 2, 79.9, id="a refusal writes nothing"),
        pytest.param(["--pin", "--lower"], 10.0, 0, 9.9, id="lowered on purpose"),
        pytest.param(["--pin"], 90.0, 0, 89.9, id="raised"),
    ],
)
def test_gate_and_pin(tmp_path, arguments, ours, wrong, floor):
    file = tmp_path / "floors.json"
    floors.save(file, BOATS)
    assert len(hold([row(ours=ours)], file, parser().parse_args(arguments))) == wrong
    assert floors.load(file)["boats F1"].floor == floor


def test_the_table_has_a_line_a_figure():
    measured = [
        row(ours=81.238, goal=90, rival="Old Salt 77.0 (test)"),
        row(metric="ships F1", ours=None, note="skipped: no torch", goal=89.5),
    ]
    assert table(measured, {"boats F1": 79.9}).splitlines() == [
        "| task | metric | ours | best rival | goal | floor |",
        "|---|---|--:|---|--:|--:|",
        "| boats | boats F1 | 81.24 | Old Salt 77.0 (test) | 90 | 79.9 |",
        "| boats | ships F1 | skipped: no torch | – | 89.5 | – |",
    ]


def test_every_pinned_floor_names_its_data():
    pinned = floors.load(FLOORS)
    assert pinned
    assert all(len(sha) == 64 for floor in pinned.values() for sha in floor.data.values())
    assert all(floor.data for floor in pinned.values())


def test_every_pinned_floor_is_above_zero():
    assert [metric for metric, floor in floors.load(FLOORS).items() if floor.floor <= 0] == []


def test_gold_words_keep_their_sentences_and_paragraphs():
    text = "Ann left. Bo sang.\n\nRain fell."
    words = [(0, 3), (4, 8), (8, 9), (10, 12), (13, 17), (17, 18), (20, 24), (25, 29), (29, 30)]
    found = layout(Document("1", "ours", text, words, [(0, 3), (3, 6), (6, 9)], [0, 2]))
    assert found.sentence_words() == [(0, 3), (3, 6), (6, 9)]
    assert found.paragraph_words() == [(0, 6), (6, 9)]
    assert [text[span.start : span.end] for span in found.paragraphs] == ["Ann left. Bo sang.", "Rain fell."]


@pytest.fixture
def checkout(tmp_path):
    """A checkout with no shared folder beside it."""
    for room in ("benchmarks", "training"):
        shutil.copytree(ROOT / room, tmp_path / "checkout" / room)
    return tmp_path / "checkout"


def run(checkout, *arguments):
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=checkout)


@pytest.mark.parametrize(
    ("arguments", "before"),
    [
        (["--gate"], ""),
        (["attribution"], ""),
        (["segmentation"], "\n## segmentation\n\n"),
    ],
)
def test_without_the_shared_folder_benchmarks_say_that_they_skip(checkout, arguments, before):
    done = run(checkout, *arguments)
    skipped = "skipped: ../shared is not beside this checkout\n"
    assert (done.returncode, done.stdout) == (0, before + skipped)


def test_a_missing_file_of_the_shared_folder_is_named(checkout):
    (checkout.parent / "shared" / "corpora").mkdir(parents=True)
    done = run(checkout, "segmentation")
    missing = "../shared/corpora/ud_ewt.dev.conllu is missing; the benchmarks need it\n"
    assert (done.returncode, done.stderr) == (1, missing)


def test_a_scorer_that_fails_says_why(tmp_path):
    scorer, gold = tmp_path / "score.py", tmp_path / "boats.jsonl"
    scorer.write_text("raise SystemExit('no such boat')", encoding="utf-8")
    gold.touch()
    with pytest.raises(shared.NotMeasured, match=r"failed with status 1:\nno such boat"):
        shared.scored(str(scorer), str(gold), [{"id": "1"}])


def speed(words):
    return {"words_a_second": words, "report_s": 0.01, "load_s": 0.5, "peak_mib": 200.0}


def test_speed_is_compared_in_the_rounds_in_which_both_ran():
    found = compared(
        [(speed(300.0), speed(100.0)), (speed(900.0), "killed"), ("killed", speed(900.0))], "no onnx"
    )
    assert "| sayso | 300 |" in found
    assert "ratio 3.00" in found


def test_speed_says_why_a_side_could_not_be_run():
    assert "could not be run: out of disk" in compared([(speed(300.0), "out of disk")], "no onnx")
    assert compared([("no weights", speed(300.0))], "no onnx") == "the encoder could not be run: no weights"


def marked(text, **heads):
    """The analysis of a text whose heads mark these phrases ("kind: phrase"), all links being equally likely."""
    analysis = analysis_of(text)
    forms = [word.span.of(text) for word in analysis.words]

    def found(one):
        kind, _, phrase = one.partition(": ")
        words = phrase.split()
        first = next(i for i in range(len(forms)) if forms[i : i + len(words)] == words)
        return Marked(kind, first, first + len(words), 1.0)

    heads_of_attribution = ("attribution", "attribution_gum", "attribution_inner")
    spans = {
        **dict.fromkeys(CHAINS, ()),
        **{head: tuple(map(found, heads.get(head, ()))) for head in heads_of_attribution},
    }
    scores = structs.replace(analysis.scores, links=np.zeros_like(analysis.scores.links))
    return structs.replace(analysis, marked=spans, scores=scores)


def told(text, analysis):
    """Source, cue, content and the number of the one it is in, of each attribution."""
    one = predicted(Read({"id": "a"}, analysis), nested=True)
    return [
        (
            *(
                " … ".join(text[start:end] for start, end in said[role])
                for role in ("source", "cue", "content")
            ),
            said["nested_in"],
        )
        for said in one["attributions"]
    ]


def test_a_content_is_joined_to_the_cue_of_its_own_paragraph():
    text = "Ann said rain fell.\n\nBob denied snow fell."
    spans = [
        "source: Ann",
        "cue: said",
        "content: rain fell",
        "source: Bob",
        "cue: denied",
        "content: snow fell",
    ]

    assert told(text, marked(text, attribution=spans)) == [
        ("Ann", "said", "rain fell", None),
        ("Bob", "denied", "snow fell", None),
    ]


def test_nested_ones_are_left_out_where_the_gold_has_none():
    text = "Ann said that Bob thinks rain fell here."
    outer = ["source: Ann", "cue: said", "content: that Bob thinks rain fell here"]
    inner = ["source: Bob", "cue: thinks", "content: rain fell"]
    analysis = marked(text, attribution=outer, attribution_inner=inner)

    found = predicted(Read({"id": "a"}, analysis), nested=False)

    assert [one["source"] for one in found["attributions"]] == [[[0, 3]]]


def test_what_a_later_head_finds_is_told_once_and_in_the_content_that_holds_it():
    text = "Ann said that Bob thinks rain fell here."
    outer = ["source: Ann", "cue: said", "content: that Bob thinks rain fell here"]
    inner = ["source: Bob", "cue: thinks", "content: rain fell"]

    found = told(text, marked(text, attribution=outer, attribution_gum=outer, attribution_inner=inner))

    assert found == [
        ("Ann", "said", "that Bob thinks rain fell here", None),
        ("Bob", "thinks", "rain fell", 0),
    ]
