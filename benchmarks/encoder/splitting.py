"""Words and sentences, which rules cut; `benchmarks.segmentation` measures them. Imports: rows, shared, segmentation."""

from benchmarks import segmentation
from benchmarks.encoder.analyst import Analyst
from benchmarks.rows import Row
from benchmarks.shared import hashes


def rows(_: Analyst) -> list[Row]:
    """F1 of spans with both ends right."""
    goals = {"sentences, GUM news dev": 97}
    return [
        Row(
            task="words and sentences",
            metric=f"{name.removesuffix(' dev')} F1",
            ours=figure,
            data=hashes(f"corpora/ud_{'gum' if 'GUM' in name else 'ewt'}.dev.conllu"),
            goal=goals.get(name),
        )
        for name, figure in segmentation.figures().items()
    ]
