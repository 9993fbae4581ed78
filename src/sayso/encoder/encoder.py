"""The encoder itself: text in, analysis out.

Imports: layout, pieces, scores, analysis, weights, model. Imported by: pipeline.
"""

import threading
from collections.abc import Iterable
from pathlib import Path

from sayso.encoder import weights
from sayso.encoder.analysis import Analysis, read_off
from sayso.encoder.layout import Layout, lay_out
from sayso.encoder.pieces import quoted
from sayso.encoder.scores import Places, score
from sayso.model import Section


class Encoder:
    """The handle of the network. Any number of threads may use it; pickled, it loads its weights anew where it arrives.

    What it says of a text depends on that text alone: not on other texts, not on threads, not on what it read before.
    """

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        """`folder`: the weights, those of the package unless given. `threads`: cores that one text may use."""
        self._folder = folder
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: weights.Loaded | None = None

    def __reduce__(self) -> tuple[type["Encoder"], tuple[Path | None, int]]:
        return Encoder, (self._folder, self._threads)

    def load(self) -> weights.Loaded:
        """Load the weights, once. Raises: BadWeights, if they are missing or damaged."""
        with self._lock:
            if self._loaded is None:
                self._loaded = weights.load(self._folder or weights.shipped(), self._threads)
            return self._loaded

    def analyse(self, text: str, sections: Iterable[Section]) -> Analysis:
        """The analysis of those sections of `text` that speak. Raises: BadWeights."""
        return self.analyse_layout(lay_out(text, sections))

    def analyse_layout(self, layout: Layout) -> Analysis:
        """The analysis of a text whose words and sentences are known. Raises: BadWeights."""
        loaded = self.load()
        paragraphs = {first for first, _ in layout.paragraph_words()}
        forms = [layout.text[span.start : span.end] for span in layout.words]
        pieces = loaded.splitter.split(forms, quoted(forms, paragraphs))
        places = Places(pieces, layout.sentence_words(), [i in paragraphs for i in range(len(forms))])
        scores = score(places, loaded.network, loaded.inventory)
        return read_off(layout, scores, loaded.inventory, [kind & 3 for kind in pieces.types])
