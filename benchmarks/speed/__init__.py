"""How fast the encoder reads, beside spaCy's small English model on the same reports and the same core.

`python -m benchmarks speed`. Each side runs in a process of its own, pinned to one core, in turns; what counts is the
ratio, for it holds on other machines too. spaCy comes with the extra `benchmarks`. It runs on Linux
alone: the core is pinned in `preexec_fn`, and memory is read with `resource`.
"""
