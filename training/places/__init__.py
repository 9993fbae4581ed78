"""Places: the gazetteer from packages, and the ranker from texts with places marked."""
