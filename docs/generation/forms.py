"""The parts of the input reference that no model states: the short form of a need, and deals as a table."""

from __future__ import annotations

import inspect

from requirements.deal import Deal, read_need
from requirements.describing.descriptions import descriptions
from requirements.reading.tables.deal_table import COLUMNS, IMPORTED, REQUIRED

TABLES = """## Deals as CSV

A file that ends in `.csv` holds deals, one a row; the first row names the columns, in any order. Commas, semicolons
and tabs separate cells. A cell of needs holds one or more of them in the short form, separated by semicolons;
capabilities and segments may be named instead of their ids.

Days, amounts, shares, stages and needs are read in the forms of spreadsheets: `2026/3/5`, `2026年3月5日`,
`15/Jul/26`; `1,200万`, `¥3,680,000`, `1.2亿`, `250k`, and the unit that a heading such as `金额(万元)` states;
`75%`, `75` or `0.75`; needs parted by `；`, `、` or `，`; `送测` for `evaluation`. What could mean two things, such
as `3/1/2026` where no other cell of the column shows the order, is an error. `待定`, `TBD`, `n/a` and a dash stand
for a cell that is empty.

A table without `id` takes its ids from `ref`: its letters, digits, dots, dashes and underscores, every other run of
signs as one dash, after `d-` where it does not begin with a letter; six signs of a hash follow where more was
dropped.

A column whose heading begins with `fields.` holds a field of your own."""


def short_forms() -> str:
    """How a need is written in one line."""
    return "## The short form of a need\n\n" + inspect.cleandoc(read_need.__doc__ or "")


def deal_columns() -> str:
    """The columns of a table of deals: heading, Chinese heading, and what the cell holds."""
    chinese = {name: heading for heading, name in reversed(COLUMNS.items()) if heading != name}
    rows = [
        f"| `{name}` | {chinese.get(name, '')} | {_meaning(name)} |" for name in COLUMNS.values() if name in COLUMNS
    ]
    head = "| column | in Chinese | meaning |\n| --- | --- | --- |\n"
    return f"{TABLES}\n\n{head}" + "\n".join(dict.fromkeys(rows))


def _meaning(name: str) -> str:
    if name == "id":
        meaning = "The id of the deal."
    elif name == IMPORTED:
        meaning = "The mapping by which `roadmap import` wrote the row; it says nothing about the deal."
    elif name in Deal.model_fields:
        meaning = descriptions(Deal).get(name, "")
    elif name.startswith("needs_"):
        meaning = f"The needs of the deal by the gate {name.removeprefix('needs_')}."
    else:
        meaning = f"The day of the gate {name}."
    return f"**Required.** {meaning}" if name in REQUIRED else meaning
