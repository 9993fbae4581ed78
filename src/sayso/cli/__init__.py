"""Cli: the commands. Standard output is data, standard error is talk.

In: the command line. Out: bytes on standard output, an exit code: 0, 1 if anything was refused, 2 for a command
that is wrong, 130 after Ctrl-C, 141 when the reader of our output has gone. Here, and in `web`, log handlers are
set and settings are built. Imports: every room. Imported by: nothing.

Only click is imported before a command runs, so that `sayso --help` answers at once.
"""

from importlib import import_module

import click

COMMANDS = {
    "read": "sayso.cli.read:read",
    "why": "sayso.cli.why:why",
    "actor": "sayso.cli.actor:actor",
    "actors": "sayso.cli.actors:actors",
    "gazetteer": "sayso.cli.gazetteer:gazetteer",
    "schema": "sayso.cli.schema:schema",
}
BROKEN_PIPE = 141  # as the shell counts a program that SIGPIPE ended


class Commands(click.Group):
    """Imports a command when it is asked for, and ends each in the same way. Inherits as click wants it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """All there are, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Imported now; `None` if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Ends the command: errors in the user's request, Ctrl-C and a closed pipe show no traceback."""
        from sayso.errors import BadActors, BadGazetteer, BadRequest, BadWeights

        try:
            return super().invoke(ctx)
        except BadRequest as bad:
            raise click.UsageError(f"{bad.problem}; {bad.cure}") from bad
        except (BadWeights, BadActors, BadGazetteer) as bad:
            click.echo(f"Error: {bad}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            ctx.exit(130)
        except BrokenPipeError:
            from sayso.cli.read import forget_output

            forget_output()
            ctx.exit(BROKEN_PIPE)


def _print_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001  # click's
    if not asked:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"sayso {version('sayso')}")
    except PackageNotFoundError:
        click.echo("sayso, version unknown: it runs from a folder and is not installed")
    ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
def main() -> None:
    """Sayso reads news reports and keeps every statement with the one who made it.

    It never decides what is true: it shows who says so, through whom, and in which words.
    """
