"""Editions: who plans are published for, and what the company puts on every page that leaves the house."""

from __future__ import annotations

import base64
import re
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from requirements.fault import fault
from requirements.fields import Days, Text, Word
from requirements.language import enumerated, language_named, languages
from requirements.model import Model

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LOGO = re.compile(r"data:image/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})")
LONGEST_LOGO = 61_440
"""Characters of a logo: a scalar of a file holds 64 KiB."""
_BEGINS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}


class Audience(Word):
    """The readers for whom a page or file is made. Each audience sees what `roadmap.editions` lists for it, and
    nothing else."""

    INTERNAL = "internal"
    EXECUTIVE = "executive"
    ENGINEERING = "engineering"
    SALES = "sales"
    CUSTOMER = "customer"


def _known_language(value: str) -> str:
    language = language_named(value)
    if language is None:
        raise fault("unknown-language", "the language {value} is not available; expected one of {known}",
                    value=value, known=enumerated(languages()))  # fmt: skip
    return language


Language = Annotated[str, AfterValidator(_known_language)]
"""A language that findings and pages can be in, such as en or zh_CN."""


def _colour(value: str) -> str:
    if not COLOUR.fullmatch(value):
        raise fault("colour-form", "expected a colour such as #2f4fd0, in quotes")
    return value.lower()


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _logo(value: str) -> str:
    """A picture within the text itself: nothing is fetched, and no other file is read."""
    found = LOGO.fullmatch(value)
    if found is None:
        raise fault(
            "logo-form",
            "expected a file such as logo.png, or data:image/png;base64,... of at most {size} KiB",
            size="45",
        )
    try:
        picture = base64.b64decode(found[2], validate=True)
    except ValueError:
        picture = b""
    if not picture.startswith(_BEGINS[found[1]]):
        raise fault("logo-form", "this is no picture of the kind {kind}", kind=found[1])
    return value


def picture_kind(content: bytes) -> str | None:
    """Whether bytes are a `png` or a `jpeg`, by how they begin; None for anything else."""
    return next((kind for kind, begins in _BEGINS.items() if content.startswith(begins)), None)


Logo = Annotated[str, Field(max_length=LONGEST_LOGO), BeforeValidator(_text), AfterValidator(_logo)]
"""A picture as a data address."""


class Branding(Model):
    """What the company puts on its pages: name, colour, logo, legal texts, and for how long a customer's page holds."""

    company: Text | None = None
    """The company's name as customers know it."""
    colour: Annotated[Text, AfterValidator(_colour)] | None = None
    """The accent colour of pages, sheets and slides, such as "#2f4fd0"."""
    logo: Logo | None = None
    """The company's logo: a PNG or JPEG file of the folder, such as logo.png, or a data address,
    data:image/png;base64,...; at most 45 KiB. The plan holds the picture itself."""
    legal: dict[Audience, dict[Language, Text]] = Field(default={})
    """The company's legal text by audience and language: {customer: {en: ..., zh_CN: ...}}. It is printed word for word
    on every page for that audience. No text is written by default: ask your lawyers."""
    valid_days: Days = 90
    """The number of calendar days after the plan's day on which a page for a customer expires."""
    pseudonym_key: Text | None = None
    """A secret from which engineering's names for deals are made. With it a deal keeps its name from plan to plan; if
    omitted, names change whenever the input changes."""

    def expires(self, day: date) -> date:
        """The last day on which a page for a customer holds, for a plan of a day."""
        return day + timedelta(days=self.valid_days)
