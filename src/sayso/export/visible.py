"""Visible: what a report hides from the eye, or says to the terminal behind our back, is shown instead.

A report's text may hold escape sequences, and characters that turn the direction of writing so that words
seem to stand in another order than they do. Nothing is dropped: each is replaced by a sign that can be seen.
Pure. Imports: nothing. Imported by: export, cli.
"""

import re

CONTROLS = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)]  # all but white space
DIRECTION = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
HALVES = range(0xD800, 0xE000)  # from file names that are no UTF-8: they cannot be written at all

SIGNS = {code: f"⟨U+{code:04X}⟩" for code in (*CONTROLS, *DIRECTION, *HALVES)}


def visible(text: str) -> str:
    """`text` with control, direction and broken characters as signs, and each kind of line end as a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(SIGNS)


def one_line(text: str) -> str:
    """`text` made visible, with every stretch of white space as one space, edges included."""
    return re.sub(r"\s+", " ", visible(text))
