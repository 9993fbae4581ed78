"""Corpora: one module a kind of format, each of which reads files into documents."""
