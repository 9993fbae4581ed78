"""The commands `sayso actors …`: about the list of actors itself.

In: files of actors. Out: how many actors they hold, or every fault, a line each. Imports: actors, export. Imported by: cli.
"""

import sys

import click


@click.group()
def actors() -> None:
    """Work with Sayso's list of actors and with lists of your own."""


@actors.command()
@click.argument("paths", metavar="[FILE]...", nargs=-1)
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...]) -> None:
    """Check the list of actors that ships with Sayso, and each FILE together with it.

    Prints how many actors there are, or every fault with its file and line.
    """
    from sayso.actors import checking, listed
    from sayso.export.visible import visible

    sources = [*listed.packaged_sources(), *map(listed.own_source, paths)]
    found, faults = checking.check(sources)
    lines = [str(fault) for fault in faults] or [f"{len(found)} actors in {len(sources)} files, no fault"]
    text = "".join(f"{visible(line)}\n" for line in lines)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    ctx.exit(1 if faults else 0)
