"""Notifying: what moved since the published plan, sent to the webhooks of sales owners, or shown and not sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.operations.sources.earlier import known_before
from roadmap.operations.sources.stored_plans import PlanSource, find_plan, plan_of
from roadmap.outputs.webhooks.hooks import Hook, read_hooks
from roadmap.outputs.webhooks.payloads import body_of, payload_of
from roadmap.outputs.webhooks.sending import send
from roadmap.views.notices import OwnerNotice, build_notices


@dataclass(frozen=True, slots=True)
class HookNotice:
    """A notice for one webhook: whose it is (None: of all deals), the host it goes to, what is sent, and what became of
    it. `failure` says why it was not taken; it is None for what was sent, and for what was only shown."""

    owner: str | None
    host: str
    form: str
    payload: dict[str, Any]
    sent: bool = False
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Notified:
    """What was sent, or would be, in the order of the file of webhooks; and the owners with news and without a
    webhook."""

    notices: tuple[HookNotice, ...]
    unheard: tuple[str, ...]

    @property
    def failed(self) -> tuple[HookNotice, ...]:
        """What was to be sent, and was not taken."""
        return tuple(notice for notice in self.notices if notice.failure is not None)


def notify(plan: PlanSource, to: Path | str, *, since: PlanSource | None = None, dry_run: bool = True) -> Notified:
    """Tell sales owners what moved since an earlier plan (None: the published one beside the plan, or the one that it
    replaced). With `dry_run`, the default, nothing is sent.

    A message holds what the edition for sales holds. UsageFault where there is no earlier plan, or the file of webhooks
    lies in an input folder; InputFault where that file cannot be read. A server that takes no message is no exception:
    see `failed`.
    """
    found = find_plan(plan)
    hooks = read_hooks(Path(to), folder=None if found.file is None else found.folder())
    before = known_before(found) if since is None else plan_of(since)
    if before is None:
        raise UsageFault(_("beside the plan there is no earlier plan to compare it with: name one."))
    news = {notice.owner: notice for notice in build_notices(found.plan, before)}
    notices = tuple(_noticed(hook, news[hook.owner], dry_run=dry_run) for hook in hooks if hook.owner in news)
    named = {hook.owner for hook in hooks}
    unheard = () if None in named else tuple(owner for owner in news if owner is not None and owner not in named)
    return Notified(notices, unheard)


def _noticed(hook: Hook, notice: OwnerNotice, *, dry_run: bool) -> HookNotice:
    failure = None if dry_run else send(hook, body_of(notice, hook.form))
    payload = payload_of(notice, hook.form)
    return HookNotice(
        hook.owner, hook.host, hook.form.value, payload, sent=not dry_run and failure is None, failure=failure
    )
