"""Options that say for whom something is made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

from requirements.language import _
from roadmap.policy.editions import Audience

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def audience_options(function: Decorated) -> Decorated:
    """`--audience`, and the deal or owner whose edition it is."""
    owner = click.option(
        "--owner", metavar="NAME", help=_("Only the deals of one sales owner, as the plan writes the name.")
    )
    deal = click.option(
        "--deal", metavar="ID", help=_("Only this deal, by its id, name or customer. A customer's edition needs it.")
    )
    audience = click.option(
        "--audience",
        type=click.Choice([word.value for word in Audience]),
        default=Audience.INTERNAL.value,
        show_default=True,
        help=_("The readers of the output. Each audience gets only what it may see."),
    )
    return audience(deal(owner(function)))


def edition_name(stem: str, audience: str, *, deal: str | None, owner: str | None) -> str:
    """The name of a file for an audience, without its ending: `roadmap`, `roadmap-customer-acme`. What cannot stand in
    a file name is replaced by a short code."""
    if audience == Audience.INTERNAL:
        return stem
    return "-".join([stem, audience, *(_part(name) for name in (deal, owner) if name is not None)])


def _part(name: str) -> str:
    if _SAFE.fullmatch(name):
        return name
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
