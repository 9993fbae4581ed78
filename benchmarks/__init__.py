"""Benchmarks: weights and rules in, scores out. `python -m benchmarks [task…]`; imported by nothing in `sayso`."""
