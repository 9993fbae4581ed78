"""The command `sayso schema`."""

import sys

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of a line of `sayso read --jsonl`."""
    from sayso.model import schema as schema_of_a_line

    sys.stdout.buffer.write(f"{schema_of_a_line()}\n".encode())
