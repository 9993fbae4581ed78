"""Treebanks: the English Web Treebank and GUM, in CoNLL-U, as `Document`s.

In: a `.conllu` file. Out: documents with tags "upos", "lemma" (an edit script), "tense" and syntax; from GUM also
mentions and tag "mention"; to EWT, `with_certainty` adds the factuality scores of UDS-IH2.
"""

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.document import Document, Mention
from training.lemmas import script

_PERFECT = "have"
_FUTURE = frozenset({"will", "shall"})
_CONDITIONAL = frozenset({"would", "could", "might", "may", "should", "ought"})
_MODAL_PRESENT = frozenset({"can", "must", "need", "dare"})
_AUXILIARY = frozenset({"aux", "aux:pass", "cop"})
_NO_PREDICATE = frozenset({*_AUXILIARY, "case", "mark", "cc", "fixed", "compound", "flat", "goeswith"})
_ENTITY = re.compile(r"\((?P<opens>[^()]*)(?P<closes>\))?|(?P<id>[^()]+)\)")
_NOTHING = "_"


@dataclass(slots=True)
class _Word:
    """One line; `head` counts words of the sentence from 0, the root has its own."""

    form: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int
    relation: str
    entity: str


@dataclass(slots=True)
class _Sentence:
    text: str
    words: list[_Word]
    tokens: list[tuple[str, int]]
    """Surface as the text has it and how many words it holds ("don't", 2)."""
    document: str | None
    """Id of the document that begins here."""
    paragraph: bool
    """Whether a paragraph begins here."""


@dataclass(slots=True)
class _Node:
    """A word with the auxiliaries and copulas that hang on it."""

    word: _Word
    group: list[_Word]
    """The auxiliaries and, where it is a verb, the word itself, in text order."""
    marked: bool
    """Whether it has a "to" of its own."""


def load(path: Path, corpus: str) -> list[Document]:
    """The documents of a file: sentences of one paragraph stand a space apart, paragraphs an empty line.

    Empty nodes are skipped. The words of a multiword token divide its surface among them ("do", "n't").
    """
    documents: list[list[_Sentence]] = []
    for sentence in _sentences(path):
        if sentence.document is not None or not documents:
            documents.append([])
        documents[-1].append(sentence)
    return [_document(sentences, corpus) for sentences in documents]


def with_certainty(documents: Iterable[Document], path: Path) -> tuple[int, int]:
    """Add the scores of a factuality file to the documents that have its sentences; how many lines matched, of how many.

    A line matches the sentence with the same characters, spaces aside (tokenisation has changed since); of equal
    sentences, in order. Where a score's characters cover several words, it stands at the first.
    """
    places: dict[str, deque[tuple[Document, int, int]]] = defaultdict(deque)
    for document in documents:
        for first, past in document.sentences:
            text = document.text[document.words[first][0] : document.words[past - 1][1]]
            places["".join(text.split())].append((document, first, past))
    matched = 0
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in map(json.loads, lines):
        queue = places.get("".join(line["text"].split()))
        if not queue:
            continue
        matched += 1
        document, first, past = queue.popleft()
        word_at = _words_by_character(document, first, past)
        document.certainty = document.certainty if document.certainty is not None else {}
        for predicate in line["predicates"]:
            at = len("".join(line["text"][: predicate["start"]].split()))
            document.certainty[word_at[at]] = predicate["score"]
    return matched, len(lines)


def _words_by_character(document: Document, first: int, past: int) -> list[int]:
    """For each character of the words that is no space, its word."""
    return [i for i in range(first, past) for _ in "".join(document.text[slice(*document.words[i])].split())]


def _sentences(path: Path) -> Iterator[_Sentence]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if lines:
            yield _sentence(lines)


def _sentence(lines: list[str]) -> _Sentence:
    comments = dict(line[1:].strip().partition(" = ")[::2] for line in lines if line.startswith("#"))
    words: list[_Word] = []
    tokens: list[tuple[str, int]] = []
    covered = 0  # words up to here stand in a multiword token
    for line in lines:
        row = line.split("\t")
        if line.startswith("#") or "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            tokens.append((row[1], last - first + 1))
            covered = last
            continue
        words.append(_word(row, len(words)))
        if len(words) > covered:
            tokens.append((row[1], 1))
    return _Sentence(
        comments["text"],
        words,
        tokens,
        comments.get("newdoc id"),
        any(key.startswith("newpar") for key in comments),
    )


def _word(row: list[str], i: int) -> _Word:
    feats, misc = (
        dict(pair.partition("=")[::2] for pair in cell.split("|") if "=" in pair) for cell in (row[5], row[9])
    )
    head = int(row[6]) - 1
    return _Word(row[1], row[2], row[3], feats, head if head >= 0 else i, row[7], misc.get("Entity", ""))


def _document(sentences: list[_Sentence], corpus: str) -> Document:
    document = Document(sentences[0].document or "", corpus, "", [], [], [], heads=[], relations=[])
    tags: dict[str, list[str | None]] = {"upos": [], "lemma": [], "tense": []}
    for i, sentence in enumerate(sentences):
        if i == 0 or sentence.paragraph:
            document.paragraphs.append(i)
            document.text += "\n\n" if i else ""
        else:
            document.text += " "
        first, start = len(document.words), len(document.text)
        document.words += [(start + a, start + b) for a, b in _spans(sentence)]
        document.text += sentence.text
        document.sentences.append((first, len(document.words)))
        document.heads += [first + word.head for word in sentence.words]  # type: ignore[operator]
        document.relations += [word.relation for word in sentence.words]  # type: ignore[operator]
        tags["upos"] += [word.upos for word in sentence.words]
        tags["lemma"] += [_script(word) for word in sentence.words]
        tags["tense"] += tenses(sentence.words)
    document.tags = tags
    entities = [word.entity for sentence in sentences for word in sentence.words]
    if any(entities):
        _add_mentions(document, entities)
    return document


def _script(word: _Word) -> str | None:
    return None if word.lemma == _NOTHING != word.form else script(word.form, word.lemma)


def _spans(sentence: _Sentence) -> Iterator[tuple[int, int]]:
    """Where each word stands in the text of its sentence."""
    at = first = 0
    for surface, count in sentence.tokens:
        at = sentence.text.index(surface, at)
        forms = [word.form for word in sentence.words[first : first + count]]
        for size in _sizes(surface, forms):
            yield at, at + size
            at += size
        first += count


def _sizes(surface: str, forms: list[str]) -> Iterator[int]:
    """How many characters of the surface each word gets: as many as its form has, and never none; the last, the rest."""
    left = len(surface)
    for i, form in enumerate(forms[:-1]):
        size = max(1, min(len(form), left - (len(forms) - 1 - i)))
        yield size
        left -= size
    yield left


def tenses(words: list[_Word]) -> list[str | None]:
    """For each word, what time it speaks of if it heads a predicate; "O" if it heads none, None if its form is not said.

    A predicate's head is a verb that is no auxiliary, or a word of any kind with a copula. What decides is the first
    word of its verb group:
    - "past": a past tense, and every perfect ("has left", "to have left"), but for those under a modal;
    - "present": a present tense, "can", "must"; - "future": "will", "shall", "is going to" (both verbs);
    - "conditional": "would", "could", "should", "ought", "may", "might", and the subjunctive;
    - "imperative"; "infinitive" and "participle" (gerunds too), which speak of no time by themselves.
    A verb joined to another in the same form ("will go and see") shares its auxiliaries.
    """
    nodes = [
        _Node(
            word,
            [
                other
                for j, other in enumerate(words)
                if (j == i and word.upos in {"VERB", "AUX"})
                or (other.head == i and j != i and other.relation in _AUXILIARY)
            ],
            any(it.head == i and it.relation == "mark" and it.lemma == "to" for it in words),
        )
        for i, word in enumerate(words)
    ]
    labels: list[str | None] = [_tense(node) for node in nodes]
    for i, word in enumerate(words):  # a clause's head stands before what is joined to it
        shares = word.relation == "conj" and labels[i] in {"infinitive", "participle"}
        if shares and len(nodes[i].group) == 1 and not nodes[i].marked and _same_form(word, words[word.head]):
            labels[i] = labels[word.head]
        if word.relation == "xcomp" and nodes[i].marked and _is_going(nodes[word.head]):
            labels[i] = labels[word.head] = "future"
    return labels


def _same_form(word: _Word, other: _Word) -> bool:
    return word.upos == other.upos and word.feats.get("VerbForm") == other.feats.get("VerbForm")


def _is_going(node: _Node) -> bool:
    """Whether this is the "going" of "is going to", in the present."""
    if node.word.form.lower() not in {"going", "gon"}:
        return False
    return node.group[0].feats.get("Tense") == "Pres"


def _tense(node: _Node) -> str | None:
    word = node.word
    verbal = word.upos in {"VERB", "AUX"} and word.relation.partition(":")[0] not in _NO_PREDICATE
    if not (verbal or any(it.relation == "cop" for it in node.group if it is not word)):
        return "O"
    finite = node.group[0]
    if finite.lemma in _FUTURE and finite.upos == "AUX":
        return "future"
    if (finite.upos == "AUX" and finite.lemma in _CONDITIONAL) or finite.feats.get("Mood") == "Sub":
        return "conditional"
    if finite.lemma == _PERFECT and finite.relation == "aux" and finite is not word:
        return "past"
    return _simple_tense(finite)


def _simple_tense(finite: _Word) -> str | None:
    if finite.upos == "AUX" and finite.lemma in _MODAL_PRESENT:
        return "present"
    if finite.feats.get("Mood") == "Imp":
        return "imperative"
    form = finite.feats.get("VerbForm")
    if form == "Fin":
        return {"Past": "past", "Pres": "present"}.get(finite.feats.get("Tense", ""))
    return {"Inf": "infinitive", "Part": "participle", "Ger": "participle"}.get(form or "")


def _add_mentions(document: Document, entities: list[str]) -> None:
    """Mentions from brackets such as "(3-person-new-…", closed by "3)", or "(4-place-…)" around one word."""
    types: list[str] = []
    document.mentions = []
    waiting: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for i, cell in enumerate(entities):
        for bracket in _ENTITY.finditer(cell):
            cluster, kind = (bracket["opens"] or f"{bracket['id']}-").split("-")[:2]
            if bracket["opens"]:
                waiting[cluster].append((i, kind))
            if (bracket["closes"] or bracket["id"]) and waiting[cluster]:
                first, kind = waiting[cluster].pop()
                document.mentions.append(Mention(_head(document, first, i), first, i, int(cluster)))
                types.append(kind)
    by_size = sorted(zip(document.mentions, types, strict=True), key=lambda it: it[0].last - it[0].first)
    largest = {mention.head: kind for mention, kind in by_size}
    document.tags["mention"] = [largest.get(i, "O") for i in range(len(entities))]
    document.mentions.sort(key=lambda it: (it.first, -it.last))


def _head(document: Document, first: int, last: int) -> int:
    """The first word of the span whose own head stands outside it or is itself."""
    heads = document.heads or []
    for i in range(first, last + 1):
        head = heads[i]
        if head is None or head == i or not first <= head <= last:
            return i
    return last
