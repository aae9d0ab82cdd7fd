"""Editions: who plans are published for, and what the company puts on every page that leaves the house."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field

from requirements.fault import fault
from requirements.fields import Days, Text, Word
from requirements.model import Model

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


class Audience(Word):
    """The readers for whom a page or file is made. Each audience sees what `roadmap.editions` lists for it, and
    nothing else."""

    INTERNAL = "internal"
    EXECUTIVE = "executive"
    ENGINEERING = "engineering"
    SALES = "sales"
    CUSTOMER = "customer"


class LegalLanguage(Word):
    """A language in which a legal text can be stated."""

    EN = "en"
    ZH_CN = "zh_CN"


def _colour(value: str) -> str:
    if not COLOUR.fullmatch(value):
        raise fault("colour-form", "expected a colour such as #2f4fd0, in quotes")
    return value.lower()


class Branding(Model):
    """What the company puts on its pages: name, colour, legal texts, and for how long a page for a customer holds."""

    company: Text | None = None
    """The company's name as customers know it."""
    colour: Annotated[Text, AfterValidator(_colour)] | None = None
    """The accent colour of pages, sheets and slides, such as "#2f4fd0"."""
    legal: dict[Audience, dict[LegalLanguage, Text]] = Field(default={})
    """The company's legal text by audience and language: {customer: {en: ..., zh_CN: ...}}. It is printed word for word
    on every page for that audience. No text is written by default: ask your lawyers."""
    valid_days: Days = 90
    """A page for a customer expires so many calendar days after the plan's day."""
    pseudonym_key: Text | None = None
    """A secret from which engineering's names for deals are made. With it a deal keeps its name from plan to plan; if
    omitted, names change whenever the input changes."""

    def expires(self, day: date) -> date:
        """The last day on which a page for a customer holds, for a plan of a day."""
        return day + timedelta(days=self.valid_days)
