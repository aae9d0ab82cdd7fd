"""The imprint of an edition: who made it, for whom, as of when, until when it holds, and the company's legal text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.language import SOURCE, language
from roadmap.editions.lens import Lens
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands on every page of an edition."""

    audience: Audience
    plan: str | None
    """What the plan is called; None for customers, whom that is nothing to."""
    company: str | None
    colour: str | None
    """The accent colour, as #rrggbb."""
    logo: str | None
    """The company's logo, as a data address."""
    recipient: str | None
    """For whom it was made, where that is one customer or one owner."""
    as_of: date
    expires: date | None
    """The last day on which it holds; None where it does not expire."""
    legal: str | None
    """The legal text for this audience in the language in force, else in English; None where none is stated."""


def imprint_of(plan: Plan, lens: Lens, *, owner: str | None = None) -> Imprint:
    """The imprint of an edition of a plan."""
    for_customer = lens.audience is Audience.CUSTOMER
    customer = next((line.customer for line in plan.deals if line.id in lens.deals), None) if for_customer else None
    branding = plan.branding
    return Imprint(
        audience=lens.audience,
        plan=None if for_customer else plan.name,
        company=branding.company,
        colour=branding.colour,
        logo=branding.logo,
        recipient=customer if for_customer else owner,
        as_of=plan.as_of,
        expires=branding.expires(plan.as_of) if for_customer else None,
        legal=_legal(plan, lens.audience),
    )


def _legal(plan: Plan, audience: Audience) -> str | None:
    texts = plan.branding.legal.get(audience, {})
    return texts.get(language()) or texts.get(SOURCE) or next(iter(texts.values()), None)
