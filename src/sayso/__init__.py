"""Sayso reads news reports and keeps every statement with the one who made it."""
