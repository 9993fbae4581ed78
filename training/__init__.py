"""Training: corpora → the weights of the encoder. `python -m training`; not part of the package."""
