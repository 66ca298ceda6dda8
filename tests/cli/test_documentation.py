"""Every command and option is documented, and every example of the help could be typed."""

import click

from tests.cli.conftest import CLONE
from text2sql.cli import app

PAGE = (CLONE / "docs" / "commands.md").read_text("utf-8")


def commands(group=app, path=()):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


def test_every_command_and_option_is_documented():
    for name, command in commands():
        assert f"text2sql {name}" in PAGE, name
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert f"`{option}`" in PAGE or f" {option}" in PAGE or f"[{option}" in PAGE, (name, option)


def test_every_command_teaches_with_an_example():
    for name, command in commands():
        assert f"text2sql {name}" in command.help, name


def test_every_exit_code_is_documented():
    from text2sql import errors

    codes = {each.exit_code for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)}
    for code in (codes - {1}) | {0, 3, 4, 130}:
        assert f"\n| {code} |" in PAGE, code
