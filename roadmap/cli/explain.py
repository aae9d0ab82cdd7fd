"""`roadmap explain`: more about a finding code."""

from __future__ import annotations

import textwrap
from difflib import get_close_matches

import click

from requirements.language import _
from roadmap.cli.options import Command, examples, json_option
from roadmap.cli.printing import result, result_json
from roadmap.folder.codes import all_codes
from roadmap.simulate.codes import simulation_codes

WIDTH = 100


@click.command(
    cls=Command,
    help=_(
        "Tell more about a finding code: what it means and what to do. Codes stand in findings between the place and "
        "the message. Without a code, all are listed."
    ),
    epilog=examples("roadmap explain dependency-cycle", "roadmap explain"),
)
@click.argument("code", metavar="[CODE]", required=False)
@json_option
def command(*, code: str | None, as_json: bool) -> None:
    """Explain one code, or list them."""
    known = explanations()
    if code is None:
        _list(known, as_json=as_json)
        return
    if code not in known:
        near = get_close_matches(code.lower(), known, n=3)
        message = _("there is no finding code {code}.").format(code=code)
        hint = _("Did you mean {names}?").format(names=", ".join(near)) if near else _("`roadmap explain` lists them.")
        raise click.UsageError(f"{message} {hint}")
    if as_json:
        result_json(code=code, explanation=known[code])
        return
    result(code, bold=True)
    for line in textwrap.wrap(known[code], WIDTH - 2):
        result(f"  {line}")


def explanations() -> dict[str, str]:
    """What every code means, those of a folder's check and those of planning and of reading plans, by code."""
    return dict(sorted((all_codes() | simulation_codes() | _of_plans()).items()))


def _of_plans() -> dict[str, str]:
    return {
        "numbers-too-large": _(
            "Planning is exact, in whole numbers, and the sums over all deals or all work would no longer fit. "
            "Plan fewer deals at a time, or state amounts in a larger unit."
        ),
        "baseline-differs": _(
            "Somebody published another plan after this one was made, so this one knows nothing of the promises of that "
            "one. Plan the folder again: the new plan keeps them, or says what moving them costs."
        ),
        "input-differs": _(
            "A plan records the SHA-256 of the files it was made from. The files in this folder are others: plan it "
            "again, or name the folder as it was, which your version control can bring back."
        ),
        "plan-unreadable": _(
            "The plan file cannot be opened, or it is larger than any plan. Check its name and permissions."
        ),
        "plan-schema": _(
            "The plan was written by another version of roadmap. Plan the folder again with this one: the input is "
            "what is kept, a plan can always be made anew."
        ),
        "plan-invalid": _(
            "The file is not a plan, or it was changed by hand. Plans are made by `roadmap plan`; to hold something in "
            "place, pin it in the input."
        ),
    }


def _list(known: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        result_json(codes=known)
        return
    width = max(map(len, known))
    for code, text in known.items():
        result(f"{code:{width}}  {textwrap.shorten(text, WIDTH - width - 2, placeholder=' ...')}")
