"""The site of a customer: a page for each requirement, and one for each release that it is promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from requirements.language import _
from roadmap.editions.lens import Lens
from roadmap.editions.need_answers import answers_of
from roadmap.editions.seen import Seen, shown
from roadmap.plans.document import Plan
from roadmap.views.editions.audiences.customer import item_of, needs_table
from roadmap.views.editions.cover import quarter_word
from roadmap.views.editions.edition import EditionCell
from roadmap.views.editions.site.things import EditionThing
from roadmap.views.site.parts import Thing, ThingLink


def customer_things(plan: Plan, lens: Lens, seen: Seen) -> Iterator[EditionThing]:
    """The pages of the one deal that a customer's lens shows."""
    deal = next(line for line in plan.deals if line.id in lens.deals)
    answers = shown(answers_of(plan, deal), lens)
    names = {line.id: line.name for line in seen.capabilities}
    yield from _requirements(answers, names)
    yield from _releases(answers, names, seen.deals[0])


def _requirements(answers: tuple[Any, ...], names: Mapping[str, str]) -> Iterator[EditionThing]:
    for item in sorted({item_of(one, names) for one in answers}):
        own = tuple(one for one in answers if item_of(one, names) == item)
        yield EditionThing(
            link=ThingLink(Thing.CAPABILITY, item),
            kind=_("Requirement"),
            title=item,
            subtitle="",
            facts=(),
            lines=(),
            tables=(needs_table(own, names),),
            part=None,
        )


def _releases(answers: tuple[Any, ...], names: Mapping[str, str], deal: Any) -> Iterator[EditionThing]:
    """Releases that are promised, and those in which something is there."""
    days = {one.release: one.day for one in (*deal.promises, *answers) if one.release is not None and one.day}
    for release in sorted({one.release for one in (*deal.promises, *answers)} - {None}):
        own = tuple(one for one in answers if one.release == release)
        when = ((_("When"), (EditionCell(quarter_word(days[release])),)),) if release in days else ()
        yield EditionThing(
            link=ThingLink(Thing.RELEASE, release),
            kind=_("Release"),
            title=release,
            subtitle="",
            facts=when,
            lines=(),
            tables=(needs_table(own, names),),
            part=None,
        )
