"""The page: a text's words as this room asks for them, by their numbers. Imports: encoder. Imported by: the room's stages."""

from functools import cached_property

from sayso.encoder.analysis import Analysis, Marked
from sayso.model import Span


class Page:
    """An analysis, read by word numbers. What is costly is worked out when it is first asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words = analysis.words
        self.named = analysis.named
        self.text = analysis.layout.text
        self.forms = [self.text[word.span.start : word.span.end] for word in analysis.words]
        self.low = [form.lower() for form in self.forms]

    def form(self, at: int) -> str:
        """A word as it is written; "" beyond the ends."""
        return self.forms[at] if 0 <= at < len(self.forms) else ""

    def lower(self, at: int) -> str:
        """A word in small letters; "" beyond the ends."""
        return self.low[at] if 0 <= at < len(self.low) else ""

    def of(self, first: int, past: int) -> str:
        """Some words as they are written."""
        return self.text[self.words[first].span.start : self.words[past - 1].span.end]

    def span(self, first: int, past: int) -> Span:
        """The characters of some words."""
        return Span(self.words[first].span.start, self.words[past - 1].span.end)

    def glued(self, at: int) -> bool:
        """Whether a word follows the one before without a blank."""
        return at > 0 and self.words[at - 1].span.end == self.words[at].span.start

    def head(self, first: int, past: int) -> int:
        """The word of some that the others hang on: the last whose own head is not among them."""
        heads = (i for i in range(past - 1, first - 1, -1) if not first <= self.words[i].head < past)
        return next(heads, past - 1)

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each word's sentence."""
        return [
            number
            for number, (first, past) in enumerate(self.analysis.layout.sentence_words())
            for _ in range(first, past)
        ]

    def opens(self, at: int) -> bool:
        """Whether a word begins a sentence."""
        return at == 0 or self.sentence_of[at - 1] != self.sentence_of[at]

    @cached_property
    def marks(self) -> dict[int, Marked]:
        """Each word of a name that the network marks, with the mark."""
        return {i: one for one in self.analysis.marked["entities"] for i in range(one.first, one.past)}

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the text also has in small letters."""
        return frozenset(
            form for form, word in zip(self.forms, self.words, strict=True) if word.case == "lower"
        )

    @cached_property
    def likeliest(self) -> dict[str, tuple[float, float, float]]:
        """Each capitalised word, in small letters, with its highest chances of being of a person's, an organisation's, a place's name."""
        found: dict[str, tuple[float, float, float]] = {}
        large = [i for i, word in enumerate(self.words) if word.case != "lower"]
        for i, (person, body, place) in zip(large, self.named[large, :3].tolist(), strict=True):
            before = found.get(self.low[i], (0.0, 0.0, 0.0))
            found[self.low[i]] = (max(before[0], person), max(before[1], body), max(before[2], place))
        return found

    @cached_property
    def title_end(self) -> int:
        """Where the first line ends, in characters."""
        return self.text.find("\n")
