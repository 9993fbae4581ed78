"""Readers: how well web pages are read, and how fast and in how much memory every format is."""
