"""`roadmap publish`: a plan becomes the baseline, whose promises later plans pay for moving."""

from __future__ import annotations

from pathlib import Path

import click

from requirements.language import _, ngettext
from roadmap.cli.terminal.options import Command, examples, folder_option, json_option, plan_argument
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.operations.following.publish import PublishedPlan, publish


@click.command(
    cls=Command,
    help=_(
        "Make a plan the baseline. From then on its promises are commitments. The plan is written to "
        "baseline.json beside roadmap.yaml; commit it with the input. Later plans read it and move a promise "
        "only if the gain exceeds the price of moving it (`policy: promises`). Publishing is refused if the "
        "folder or its promises have changed since the plan was made."
    ),
    epilog=examples(
        "roadmap publish my-plan/plan.json",
        "roadmap publish july.json --folder my-plan",
        "git add my-plan/baseline.json && git commit -m 'Publish the plan of July'",
    ),
)
@plan_argument
@folder_option
@click.option("--force", is_flag=True, help=_("Publish even if the folder has changed since the plan was made."))
@json_option
def command(*, plan_file: Path, folder: Path | None, force: bool, as_json: bool) -> None:
    """Publish a plan."""
    published = publish(plan_file, folder=folder, force=force)
    _tell(published, as_json=as_json)


def _tell(published: PublishedPlan, *, as_json: bool) -> None:
    promises, moved, target = published.promises, published.moved, published.file
    promised = list(dict.fromkeys(promise.deal for promise in promises))
    broken = [] if moved is None else [move for move in moved.promises if move.is_broken]
    if as_json:
        result_json(
            file=str(target),
            deals=promised,
            promises=len(promises),
            replaced=moved is not None,
            told=len(published.told),
            moved=[{"deal": move.deal, "gate": move.gate, "days": move.days} for move in broken],
        )
        return
    made = ngettext("{count} promise", "{count} promises", len(promises)).format(count=len(promises))
    deals = ngettext("{count} deal", "{count} deals", len(promised)).format(count=len(promised))
    result(_("Published to {file}: {promises} to {deals}.").format(file=target, promises=made, deals=deals))
    if moved is not None:
        later = len({(move.deal, move.day.before) for move in broken})
        sentence = ngettext(
            "{n} promise is later than in the previous baseline, or withdrawn.",
            "{n} promises are later than in the previous baseline, or withdrawn.",
            later,
        )
        result(sentence.format(n=later))
    if published.told:
        count = len(published.told)
        sentence = ngettext(
            "The ledger promises.jsonl has {count} line more, one for each promised gate.",
            "The ledger promises.jsonl has {count} lines more, one for each promised gate.",
            count,
        )
        result(sentence.format(count=count))
    if published.told and all(line.chance is None for line in published.told):
        remark(_("The plan was not simulated, so the ledger does not say how sure these promises are. Run `roadmap "
                 "simulate` before `roadmap publish`."))  # fmt: skip
    remark(_("Commit baseline.json with the input. Later plans keep these promises, or state the cost of moving them."))
