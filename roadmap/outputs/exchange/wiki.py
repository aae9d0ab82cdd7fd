"""The schedule as Markdown, for a wiki: what lands in each release, and the work behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from requirements.language import _
from roadmap.outputs.exchange.marks import EXPORTED
from roadmap.views.formats import long_day, short_day
from roadmap.views.schedule.tasks import ScheduledFeature, ScheduleView

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~!])")


def write_markdown(view: ScheduleView) -> str:
    """A heading and a table for each release, then one for each feature with its work items."""
    features = {feature.key: feature for feature in view.features}
    lines = [f"<!-- {EXPORTED} -->", f"# {markdown_text(view.name)}", "", _as_of(view), ""]
    for release in view.releases:
        landed = [features[key] for key in release.features if key in features]
        lines += [f"## {markdown_text(release.key)}", "", _days(long_day(release.freeze), long_day(release.ship)), ""]
        lines += (
            markdown_table([_("Feature"), _("Team"), _("Provides"), _("Verified")], map(_landed, landed))
            if landed
            else []
        )
    lines += [f"## {_('Work')}", ""]
    for feature in view.features:
        lines += [f"### {_linked(feature.name, feature.link)}", "", *_work(feature)]
    return "\n".join(lines).rstrip() + "\n"


def _as_of(view: ScheduleView) -> str:
    return _("As of {day}. From {first} to {last}.").format(
        day=long_day(view.as_of), first=long_day(view.start), last=long_day(view.horizon)
    )


def _days(freeze: str, ship: str) -> str:
    return _("Freeze on {freeze}. Ships on {ship}.").format(freeze=freeze, ship=ship)


def _landed(feature: ScheduledFeature) -> list[str]:
    return [
        _linked(feature.name, feature.link),
        markdown_text(feature.team),
        markdown_text(feature.provides),
        long_day(feature.verified),
    ]


def _work(feature: ScheduledFeature) -> Iterator[str]:
    rows = (
        [
            _linked(item.name, item.link),
            markdown_text(item.skill),
            f"{item.effort:g}",
            short_day(item.first),
            short_day(item.last),
            markdown_text(", ".join(item.people)),
        ]
        for item in feature.items
    )
    heads = [_("Work item"), _("Skill"), _("Person-days"), _("First day"), _("Last day"), _("Assigned to")]
    yield from markdown_table(heads, rows)


def markdown_table(heads: list[str], rows: Iterable[list[str]]) -> list[str]:
    """A table in Markdown, whose cells are Markdown already, and a blank line."""
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines] + [""]


def _linked(text: str, link: str | None) -> str:
    return markdown_text(text) if link is None else f"[{markdown_text(text)}](<{link}>)"


def markdown_text(text: str) -> str:
    """Text in one line in which nothing is a mark of Markdown or HTML."""
    return _MARKS.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;")
