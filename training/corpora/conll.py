"""CoNLL-2003 entities, as corrected in CoNLL++: news of 1996, in columns, as `Document`s with tag "entities"."""

import re
from pathlib import Path

from training.document import Document

_LEFT = re.compile(r"[.,;:!?%)\]}]+|\.\.\.|n't|N'T|'(?:s|S|re|RE|ve|VE|ll|LL|m|M|d|D)|''|[’”]")
"""Tokens that stand close to the one on their left."""
_RIGHT = re.compile(r"[(\[{$#]|``|[‘“]|(?:US|C|A|HK|NZ)\$")
"""Tokens that the next one stands close to."""


def load(path: Path) -> list[Document]:
    """The documents between "-DOCSTART-" lines; every sentence is a paragraph (the file does not say more).

    The text is as news would write it: the spaces that tokenisation put in are taken out again. Labels are BIO with
    PER, ORG, LOC and MISC; every entity begins with "B-".
    """
    documents: list[Document] = []
    quoted = False
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = [line.split() for line in block.split("\n") if line.strip()]
        if not rows:
            continue
        if rows[0][0] == "-DOCSTART-":
            documents.append(_empty(f"{path.stem}.{len(documents)}"))
            quoted = False
            continue
        if not documents:
            documents.append(_empty(f"{path.stem}.0"))
        tokens, labels = [row[0] for row in rows], [row[-1] for row in rows]
        quoted = _add(documents[-1], tokens, labels, quoted=quoted)
    return [document for document in documents if document.words]


def _empty(name: str) -> Document:
    return Document(name, "conllpp", "", [], [], [], {"entities": []})


def _add(document: Document, tokens: list[str], labels: list[str], *, quoted: bool) -> bool:
    """One more sentence, a paragraph of its own; whether a quotation is open before it, and (the answer) after it."""
    first = len(document.words)
    text = document.text + ("\n\n" if first else "")
    odd = tokens.count('"') % 2 == 1
    goes_on = quoted and odd and tokens[0] != '"'
    for word, close in zip(tokens, _close_to_left(tokens, quoted=goes_on), strict=True):
        text += "" if close else " "
        document.words.append((len(text), len(text) + len(word)))
        text += word
    document.text = text
    document.paragraphs.append(len(document.sentences))
    document.sentences.append((first, len(document.words)))
    document.tags["entities"] += labels
    return goes_on != odd if odd else quoted


def _close_to_left(words: list[str], *, quoted: bool) -> list[bool]:
    """Whether each word has no space before it; straight quotation marks open and close by turns."""
    closes: list[bool] = []
    is_open = {'"': quoted, "'": False}
    glued = True  # nothing stands before the first
    for i, word in enumerate(words):
        possessive = word == "'" and i > 0 and words[i - 1][-1] in "sS" and not is_open["'"]
        quote = word in is_open and not possessive
        closing = possessive or (quote and is_open[word])
        closes.append(glued or closing or bool(_LEFT.fullmatch(word)))
        if quote:
            is_open[word] = not is_open[word]
        glued = bool(_RIGHT.fullmatch(word)) or (quote and is_open[word])
    return closes
