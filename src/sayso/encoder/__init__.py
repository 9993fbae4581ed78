"""Encoder: everything Sayso knows about language, from one pass of one small network.

In: a text and its sections. Out: an `Analysis`: paragraphs, sentences and words by rules (`Layout`), and what each
head of the network says of them. The weights come with the package. Imports: errors, model. Imported by: every
stage, pipeline.
"""

from sayso.encoder.layout import Layout, lay_out
from sayso.encoder.sentences import CLOSERS

__all__ = ["CLOSERS", "Layout", "lay_out"]
