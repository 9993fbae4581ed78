"""The comparison itself."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import shared

ROOT = Path(__file__).resolve().parents[2]
POLNEAR = "benchmarks/attribution/polnear.dev.jsonl"
ROUNDS = 3
ROWS = 2 * 1.30 + 4 * 1.21
"""Rows that the encoder's layers read for a word between spaces: 2 layers its pieces, 4 its words and special pieces (PolNeAR)."""
OPERATIONS = 2 * ROWS * 384 * (4 * 256 + 2 * 1280)
"""Of the layers' matrices for such a word; attention and the heads add a fifth."""

Figures = dict[str, float]


def texts() -> list[str]:
    """Forty news reports where they are at hand, else our own examples, several times over."""
    if shared.there():
        return [line["text"] for line in shared.lines(POLNEAR)][:40]
    return [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))] * 8


def run(side: str, file: str) -> Figures | str:
    """The figures of one side, pinned to one core, or why it cannot run here."""
    environment = os.environ | dict.fromkeys(
        ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
    )
    command = [sys.executable, "-m", "benchmarks.speed.worker", side, file]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, preexec_fn=_pin
    )
    if done.returncode:
        return (done.stderr.strip() or f"it ended with status {done.returncode}").splitlines()[-1]
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def _pin() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def table() -> str:
    """Both sides in turns, medians, their ratio, and what share of the core's arithmetic the encoder uses."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts(), file)
        file.flush()
        rounds = [(run("sayso", file.name), run("spacy", file.name)) for _ in range(ROUNDS)]
        return compared(rounds, run("limit", file.name))


def compared(rounds: Sequence[tuple[Figures | str, Figures | str]], most: Figures | str) -> str:
    """The table. `rounds`: what ours and spaCy gave, of which only rounds count in which both ran, if there are any."""
    both = [(a, b) for a, b in rounds if not isinstance(a, str) and not isinstance(b, str)]
    ours = [a for a, _ in both] or [a for a, _ in rounds if not isinstance(a, str)]
    if not ours:
        return f"the encoder could not be run: {rounds[0][0]}"
    lines = [
        "| | words a second | 400 words, ms | load, s | peak memory, MiB |",
        "|---|---|---|---|---|",
        _row("sayso", ours),
    ]
    if not both:
        why = next(b for _, b in rounds if isinstance(b, str))
        return "\n".join([*lines, "", f"spaCy, of the extra `benchmarks`, could not be run: {why}"])
    lines.append(_row("spaCy 3.8 en_core_web_sm, without names", [b for _, b in both]))
    ratio = statistics.median(a["words_a_second"] / b["words_a_second"] for a, b in both)
    lines += ["", f"ratio {ratio:.2f} (goal 1.5, aim 2.5)"]
    if not isinstance(most, str):
        share = _median(ours, "words_a_second") * OPERATIONS / most["operations_a_second"]
        lines.append(
            f"{share:.0%} of the core's int8 arithmetic ({most['operations_a_second'] / 1e9:.0f} Gop/s)"
        )
    return "\n".join(lines)


def _median(figures: Sequence[Figures], name: str) -> float:
    return statistics.median(one[name] for one in figures)


def _row(name: str, figures: Sequence[Figures]) -> str:
    return (
        f"| {name} | {_median(figures, 'words_a_second'):,.0f} | {1000 * _median(figures, 'report_s'):.0f} | "
        f"{_median(figures, 'load_s'):.2f} | {_median(figures, 'peak_mib'):.0f} |"
    )
