"""The parts of the input reference that no model states: the short form of a need, and deals as a table."""

from __future__ import annotations

import inspect

from requirements.deal import Deal, read_need
from requirements.descriptions import descriptions
from requirements.reading.deal_table import COLUMNS, REQUIRED

TABLES = """## Deals as CSV

A file that ends in `.csv` holds deals, one a row; the first row names the columns, in any order. Commas, semicolons and
tabs separate cells. A cell of needs holds one or more of them in the short form, separated by semicolons."""


def short_forms() -> str:
    """How a need is written in one line."""
    return "## The short form of a need\n\n" + inspect.cleandoc(read_need.__doc__ or "")


def deal_columns() -> str:
    """The columns of a table of deals: heading, Chinese heading, and what the cell holds."""
    chinese = {name: heading for heading, name in COLUMNS.items() if heading != name}
    rows = [
        f"| `{name}` | {chinese.get(name, '')} | {_meaning(name)} |" for name in COLUMNS.values() if name in COLUMNS
    ]
    head = "| column | in Chinese | meaning |\n| --- | --- | --- |\n"
    return f"{TABLES}\n\n{head}" + "\n".join(dict.fromkeys(rows))


def _meaning(name: str) -> str:
    if name == "id":
        meaning = "The id of the deal."
    elif name in Deal.model_fields:
        meaning = descriptions(Deal).get(name, "")
    elif name.startswith("needs_"):
        meaning = f"What the deal needs by the gate {name.removeprefix('needs_')}."
    else:
        meaning = f"The day of the gate {name}."
    return f"**Required.** {meaning}" if name in REQUIRED else meaning
