"""Recognition: what is known of each naming: whether it is of a place, and that place the one ranked first; numbers for learnt trees.

In: the page, its namings, their ranking with chances. Out: `Recognition`. Pure. Imports: actors (genders), mentions, naming,
page, ranking, store. Imported by: elsewhere, places, training.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.actors.genders import gender_of
from sayso.places.globe import Floats
from sayso.places.mentions import Naming
from sayso.places.naming import KIND_WORDS
from sayso.places.page import Page
from sayso.places.ranking import FEATURES as RANKED
from sayso.places.ranking import GROUP, Ranking
from sayso.places.store import MATCHES

MARKS = ("PER", "ORG", "LOC", "MISC")
_FROM_RANKING = (
    "people", "ratio", "places", "km", "kind said", "region after", "region after, least", "province named", "country named", "near 60",
    "near 200", "country share", "province share", "outlet country", "outlet km", "mentions", "holds", "exact", "names", "best weight", "rank",
    "own", "rival",
)  # fmt: skip
_COLUMNS = [RANKED.index(name) for name in _FROM_RANKING]
OF_WORDS = (
    "PER", "ORG", "LOC", "MISC", "Location", "Nationality", "least LOC", "marked", "marked alike", "marked score", "marked wider",
    "at its start", "at its end", "before", "after", "before a capital", "after a capital", "opens", "upper", "words", "upos", "relation",
    "upos above", "person elsewhere", "organisation elsewhere", "place elsewhere", "small elsewhere", "given name", "in title", "first",
)  # fmt: skip
OF_BEST = ("chance", "margin", "match", "group")
FEATURES = (*OF_WORDS, *OF_BEST, *_FROM_RANKING)
_UPOS = {name: i for i, name in enumerate("PROPN NOUN ADJ VERB ADP DET NUM PRON ADV X".split())}
_RELATIONS = {
    name: i
    for i, name in enumerate(
        "obl nmod nsubj obj compound amod flat appos conj root nmod:poss list dep obl:npmod".split()
    )
}


def _numbered(classes: str) -> dict[str, int]:
    """Words → the number of their class; classes are parted by "|"."""
    return {word: i for i, words in enumerate(classes.split("|"), 1) for word in words.split()}


_BEFORE = _numbered(
    "in | at | from | near outside between around across through | to into | of | the | and | , | by with for | on | - | ( | ’s 's | a an | . |"
    " mr mr. mrs mrs. ms ms. dr dr. president | said says"
)
_AFTER = _numbered(
    ", | . | 's ’s | - | and | said says | ( | ) | in | on | ' ’ | : | is was has had | to for"
)
_KIND, _SMALL, _OTHER = 20, 21, 22


class Recognition(Struct, frozen=True):
    """For each naming, numbers, and the row of the place that its name most likely means, −1 if there is none."""

    features: Floats
    """(namings, len(FEATURES))"""
    best: tuple[int, ...]


def recognise(found: Sequence[Naming], page: Page, ranking: Ranking, chances: Floats) -> Recognition:
    """What is known of each naming. `chances`: (rows,), how likely each place is the one its name means."""
    best, margin = _best(len(found), ranking, chances)
    seen: set[str] = set()
    rows = []
    for one, row, lead in zip(found, best, margin, strict=True):
        rows.append((*_words(page, one), one.key not in seen, *_place(ranking, row, chances, lead)))
        seen.add(one.key)
    features = np.array(rows, dtype=np.float32).reshape(len(found), len(FEATURES) - len(_COLUMNS))
    behind = ranking.features[:, _COLUMNS] if len(ranking.hits) else np.zeros((1, len(_COLUMNS)))
    behind = np.where(np.array(best)[:, None] >= 0, behind[np.array(best, dtype=np.int64)], -1)
    return Recognition(np.concatenate([features, behind], 1).astype(np.float32), tuple(best))


def _best(count: int, ranking: Ranking, chances: Floats) -> tuple[list[int], list[float]]:
    """For each naming, its most likely row and how far that is before the next."""
    best, margin = [-1] * count, [0.0] * count
    for mine, a, b in zip(ranking.names, ranking.starts, ranking.starts[1:], strict=False):
        order = np.argsort(-chances[a:b], kind="stable")
        lead = chances[a + order[0]] - (chances[a + order[1]] if b - a > 1 else 0)
        for k in mine:
            best[k], margin[k] = a + int(order[0]), float(lead)
    return best, margin


def _place(ranking: Ranking, row: int, chances: Floats, margin: float) -> tuple[float, ...]:
    if row < 0:
        return -1, 0, -1, -1
    hit = ranking.hits[row]
    return float(chances[row]), margin, MATCHES.index(hit.match), GROUP[hit.entry.kind]


def _words(page: Page, one: Naming) -> tuple[float, ...]:
    first, past = one.first, one.past
    named = page.named[first:past]
    head = page.head(first, past)
    opens = page.opens(first)
    single = past - first == 1
    last, lead = page.low[past - 1], page.low[first]
    return (
        *named.mean(0).tolist(),
        float(named[:, 2].min()),
        *_mark(page, one, head),
        0 if opens else before(page, first),
        after(page, past),
        not opens and page.words[first - 1].case in {"title", "upper"},
        past < len(page.words) and page.words[past].case in {"title", "upper"} and not page.opens(past),
        opens,
        all(page.words[i].case == "upper" for i in range(first, past) if page.forms[i].isalpha()),
        past - first,
        *tree(page, head),
        page.likeliest.get(last, (0, 0, 0))[0],
        page.likeliest.get(lead, (0, 0, 0))[1],
        page.likeliest.get(last, (0, 0, 0))[2],
        single and lead in page.small,
        single and gender_of(page.forms[first]) != "",
        page.words[first].span.start < page.title_end,
    )


def _mark(page: Page, one: Naming, head: int) -> tuple[float, ...]:
    """The name that the network marks there: its kind, whether it is the same words, its score, how it is wider."""
    marked = page.marks.get(head) or page.marks.get(one.first)
    if marked is None:
        return 0, 0, 0, 0, 0, 0
    starts, ends = marked.first == one.first, marked.past == one.past
    wider = (marked.past - marked.first) - (one.past - one.first)
    return 1 + MARKS.index(marked.kind), starts and ends, marked.score, wider, starts, ends


def tree(page: Page, head: int) -> tuple[float, float, float]:
    """Numbers for a word's part of speech, its relation, and the part of speech of what it hangs on."""
    word = page.words[head]
    above = page.words[word.head]
    return _UPOS.get(word.upos, 10), _RELATIONS.get(word.relation, 20), _UPOS.get(above.upos, 10)


def before(page: Page, first: int) -> int:
    """A number for the word before some words."""
    return _class(_BEFORE, page.form(first - 1))


def after(page: Page, past: int) -> int:
    """A number for the word after some words."""
    return _class(_AFTER, page.form(past))


def _class(known: dict[str, int], form: str) -> int:
    low = form.lower()
    if low in known:
        return known[low]
    if low in KIND_WORDS:
        return _KIND
    return _SMALL if low.isalpha() and form.islower() else _OTHER
