"""`roadmap notify`: what moved since the published plan, for the group chats of sales owners."""

from __future__ import annotations

import json
from pathlib import Path

import click

from requirements.errors import RoadmapError
from requirements.language import _, enumerated, ngettext
from roadmap.cli.terminal.options import Command, examples, json_option, plan_argument
from roadmap.cli.terminal.plan_paths import PlanPath
from roadmap.cli.terminal.printing import remark, result, result_json
from roadmap.operations.telling.notify import HookNotice, Notified, notify


@click.command(
    cls=Command,
    help=_(
        "Tell sales owners which promised days changed since the published plan, in Slack, 飞书 or 企业微信, or as "
        "JSON for a program. Nothing is sent without --send: the messages are shown. They hold customers, gates and "
        "promised days, and no amounts. FILE holds the addresses of the webhooks, which are secrets: it must lie "
        "outside the folder. It is one address, or `all:` and `owners:` with an address for each name."
    ),
    epilog=examples(
        "roadmap notify plan.json --to ~/.config/roadmap/hooks.yaml",
        "roadmap notify plan.json --to ~/.config/roadmap/hooks.yaml --send",
    ),
)
@plan_argument
@click.option(
    "--to",
    "hooks",
    metavar="FILE",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("The file with the addresses of the webhooks."),
)
@click.option(
    "--since",
    metavar="PLAN.json",
    type=PlanPath(),
    help=_("The earlier plan. Default: baseline.json beside the plan, or the plan that it replaced."),
)
@click.option("--dry-run/--send", default=True, show_default=True, help=_("Show the messages, or send them."))
@json_option
def command(*, plan_file: Path, hooks: Path, since: Path | None, dry_run: bool, as_json: bool) -> None:
    """Show or send what moved."""
    told = notify(plan_file, hooks, since=since, dry_run=dry_run)
    if as_json:
        result_json(
            sent=not dry_run,
            notices=[_record(notice) for notice in told.notices],
            unheard=list(told.unheard),
        )
    else:
        _tell(told, dry_run=dry_run)
    if told.failed:
        failures = enumerated(f"{one.host}: {one.failure}" for one in told.failed)
        raise RoadmapError(_("Not every message was taken: {failures}.").format(failures=failures))


def _record(notice: HookNotice) -> dict[str, object]:
    return {
        "owner": notice.owner,
        "host": notice.host,
        "form": notice.form,
        "sent": notice.sent,
        "failure": notice.failure,
        "payload": notice.payload,
    }


def _tell(told: Notified, *, dry_run: bool) -> None:
    for notice in told.notices:
        whom = notice.owner or _("all deals")
        result(_("To {host} ({form}), for {whom}:").format(host=notice.host, form=notice.form, whom=whom))
        for line in json.dumps(notice.payload, ensure_ascii=False, indent=2).splitlines():
            result(line)
    if told.unheard:
        remark(_("These owners have news and no webhook: {names}.").format(names=enumerated(told.unheard)))
    if not told.notices:
        remark(_("No promised day changed for anybody who has a webhook."))
    elif dry_run:
        remark(_("Nothing was sent. --send sends the messages."))
    else:
        count = sum(notice.sent for notice in told.notices)
        remark(ngettext("{count} message was sent.", "{count} messages were sent.", count).format(count=count))
