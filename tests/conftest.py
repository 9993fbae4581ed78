"""Property tests draw the same examples at every run, so that a change is judged by what it changed; how long one takes
is no test, for machines differ.

`SAYSO_FUZZ=N` draws N times as many where a test counts them, and by chance: to look for what nobody thought of.
"""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.register_profile("searching", derandomize=False, deadline=None)
settings.load_profile("searching" if "SAYSO_FUZZ" in os.environ else "repeatable")
