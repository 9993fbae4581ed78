"""Main text, title, date and byline of invented news pages, beside trafilatura alone.

Two sets, each page written by hand with its gold: `pages` (52), which the reader was tuned on, and `unseen` (20),
written apart from it by somebody who did not know the reader, and never looked at while tuning: the one to quote.

Text is compared as four-word shingles, white space and punctuation aside (the measure of the article-extraction
benchmark of Zyte): precision, how much of what we read is the report; recall, how much of the report we read.
Means over pages. A title or byline is right if it is the gold one, case and punctuation aside; a date if it names
the same day with no more precision than the page gives. `python -m benchmarks readers`
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

from msgspec import Struct

HERE = Path(__file__).parent
SETS = ("pages", "unseen")
SHINGLE = 4


class Extract(Struct, frozen=True):
    """What a system reads from a page."""

    text: str
    title: str | None
    published: str | None
    byline: str | None


System = Callable[[bytes, str | None], Extract]


class Scores(Struct, frozen=True):
    """Means over pages, in per cent; for fields precision and recall count pages."""

    text_precision: float
    text_recall: float
    text_f1: float
    fields: dict[str, tuple[float, float]]


def ours(data: bytes, url: str | None) -> Extract:
    """Sayso's reader."""
    from sayso.readers.pages import read_page
    from sayso.settings import Settings

    report = read_page(data, file="page", uri=url, settings=Settings())
    body = "\n".join(report.text[s.start : s.end] for s in report.sections if s.kind in {"body", "dateline"})
    return Extract(body, report.title, report.published, report.byline)


def trafilatura_alone(data: bytes, url: str | None, *, fast: bool = False) -> Extract:
    """Trafilatura with its own defaults for news: comments off, metadata on."""
    import trafilatura

    found = trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False, fast=fast)
    if found is None:
        return Extract("", None, None, None)
    return Extract(found.text or "", found.title, found.date, found.author)


def trafilatura_fast(data: bytes, url: str | None) -> Extract:
    """The same without its fallbacks."""
    return trafilatura_alone(data, url, fast=True)


SYSTEMS: dict[str, System] = {
    "Sayso": ours,
    "trafilatura": trafilatura_alone,
    "trafilatura, fast": trafilatura_fast,
}


def score(system: System, pages: Path, *, show: bool = False) -> Scores:
    """Scores of a system over a set of pages; `show` prints what it got wrong."""
    texts: list[tuple[float, float, float]] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("title", "published", "byline")}
    for line in (pages / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        found = system((pages / gold["file"]).read_bytes(), gold["url"])
        one = text_scores(" ".join(gold["text"]), found.text)
        texts.append(one)
        if show and one[2] < 0.99:
            print(f"{gold['file']}: P {one[0]:.2f} R {one[1]:.2f}  {gold['traps']}")
            _show_text(gold, found)
        for name, count in counts.items():
            mine, theirs = getattr(found, name), gold[name]
            right = bool(mine and theirs) and _right(name, mine, theirs)
            count.update(given=bool(mine), there=bool(theirs), right=right)
            if show and not right and (mine or theirs):
                print(f"{gold['file']}: {name}: {mine!r} for {theirs!r}")
    precision, recall, f1 = (100 * sum(column) / len(texts) for column in zip(*texts, strict=True))
    fields = {
        name: (100 * c["right"] / max(c["given"], 1), 100 * c["right"] / max(c["there"], 1))
        for name, c in counts.items()
    }
    return Scores(precision, recall, f1, fields)


def text_scores(gold: str, found: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of shingles."""
    wanted, given = _shingles(gold), _shingles(found)
    common = (wanted & given).total()
    precision = common / given.total() if given else 0.0
    recall = common / wanted.total()
    return precision, recall, 2 * precision * recall / (precision + recall) if common else 0.0


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 1)))


def _right(name: str, mine: str, theirs: str) -> bool:
    if name == "published":
        return mine[:10] == theirs[:10] and len(mine[:10]) <= len(theirs[:10])
    plain = [re.sub(r"\W+", " ", words).strip().casefold() for words in (mine, theirs)]
    return plain[0] == plain[1]


def _show_text(gold: dict[str, list[str]], found: Extract) -> None:
    def lines(text: str) -> list[str]:
        return [re.sub(r"\s+", " ", line).strip() for line in text.split("\n") if line.strip()]

    whole = " ".join(gold["text"])
    for line in lines(found.text):
        if line not in whole:
            print("   +", line[:150])
    mine = " ".join(lines(found.text))
    for line in gold["text"]:
        if line not in mine:
            print("   -", line[:150])


def table() -> str:
    """All systems on both sets, as Markdown."""
    rows = [
        "| pages | system | text P | text R | text F1 | title P / R | date P / R | byline P / R |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for pages, (name, system) in product(SETS, SYSTEMS.items()):
        s = score(system, HERE / pages)
        fields = " | ".join(f"{p:.1f} / {r:.1f}" for p, r in s.fields.values())
        rows.append(
            f"| {pages} | {name} | {s.text_precision:.1f} | {s.text_recall:.1f} | {s.text_f1:.1f} | {fields} |"
        )
    return "\n".join(rows)
