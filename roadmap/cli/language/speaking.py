"""The language of a command: `--lang`, else ROADMAP_LANG, else what the folder or the plan asks for, else English.

Commands are made in English, and their help is translated where it is shown.
"""

from __future__ import annotations

import copy
import gettext
import os
from collections.abc import Sequence
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from requirements.language import CATALOGUES, DOMAIN, SOURCE, _, language_named, languages, speak, translated

LANG = "--lang"
VARIABLE = "ROADMAP_LANG"

Shown = TypeVar("Shown", bound=click.Command)


class LanguageName(click.ParamType[str]):
    """A language that messages can be in, such as en, zh or zh_CN."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language as its catalogue is called; fails for one without a catalogue."""
        language = language_named(value)
        if language is None:
            message = _("There is no language {name}. The languages are {known}.")
            self.fail(message.format(name=value, known=", ".join(languages())), param, ctx)
        return language

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The languages that there are."""
        return [CompletionItem(name) for name in languages() if name.startswith(incomplete)]


def language_option() -> click.Option:
    """`--lang`, of every command; it is obeyed before the command line is parsed, so here it is only checked."""
    return click.Option(
        [LANG],
        metavar="LANGUAGE",
        type=LanguageName(),
        envvar=VARIABLE,
        is_eager=True,
        expose_value=False,
        help=_("Language of help, findings and pages: en or zh_CN. Default: ROADMAP_LANG, else `policy: language`."),
    )


def speak_as_asked(arguments: Sequence[str]) -> None:
    """Choose the language that a command line asks for, or else the environment; `language_option` refuses others.

    The words of click are found in our catalogue by the public way of gettext: a text domain, and LANGUAGE.
    """
    asked = _last_asked(arguments) or os.environ.get(VARIABLE)
    language = language_named(asked) if asked else None
    speak(language)
    gettext.bindtextdomain(DOMAIN, CATALOGUES)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language or SOURCE


def _last_asked(arguments: Sequence[str]) -> str | None:
    """The value of the last `--lang` of a command line; None without one."""
    asked = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == LANG:
            asked = arguments[place + 1] if place + 1 < len(arguments) else None
        elif word.startswith(f"{LANG}="):
            asked = word.partition("=")[2]
    return asked


def in_language(command: Shown) -> Shown:
    """A command with its help, how that ends, and that of its options, in the language in force."""
    shown = copy.copy(command)
    shown.help = _in_paragraphs(command.help)
    shown.epilog = _in_paragraphs(command.epilog)
    shown.params = [_option_in_language(param) for param in command.params]
    return shown


def _in_paragraphs(text: str | None) -> str | None:
    """A text whose paragraphs are messages of their own, in the language in force."""
    return "\n\n".join(translated(paragraph) for paragraph in text.split("\n\n")) if text else None


def _option_in_language(param: click.Parameter) -> click.Parameter:
    shown = copy.copy(param)
    if isinstance(shown, click.Option) and shown.help:
        shown.help = translated(shown.help)
    return shown
