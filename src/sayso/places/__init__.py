"""Places: where. (to be written)"""
