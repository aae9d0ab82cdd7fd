"""The sentences of click that people see, written out for the catalogue; click looks them up by its own gettext.

`tests/cli/test_language.py` finds each of them in the click that is installed.
"""

from __future__ import annotations

from requirements.language import _, ngettext


def sentences_of_click() -> list[str]:
    """Every sentence that a command line of ours can make click say, in the language in force."""
    return [*_of_help(), *_of_commands_and_options(), *_of_values(), *_of_paths()]


def _of_help() -> list[str]:
    return [
        _("Usage:"),
        _("Options"),
        _("Commands"),
        _("default: {default}"),
        _("required"),
        _("Show this message and exit."),
    ]


def _of_commands_and_options() -> list[str]:
    return [
        _("No such command {name!r}."),
        _("No such option {name!r}."),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
        _("Missing command."),
        _("Missing argument"),
        _("Missing option"),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
        _("Option {name!r} does not take a value."),
    ]


def _of_values() -> list[str]:
    return [
        _("Invalid value for {param_hint}: {message}"),
        _("Invalid value: {message}"),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
        _("{value!r} is not a valid {number_type}."),
        _("{value} is not in the range {range}."),
        _("Choose from:\n\t{choices}"),
    ]


def _of_paths() -> list[str]:
    return [
        _("file"),
        _("directory"),
        _("path"),
        _("{name} {filename!r} does not exist."),
        _("{name} {filename!r} is a file."),
        _("{name} {filename!r} is a directory."),
        _("{name} {filename!r} is not readable."),
        _("{name} {filename!r} is not writable."),
    ]
