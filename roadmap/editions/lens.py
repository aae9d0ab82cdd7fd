"""Through which lens an audience looks at a plan: what kinds of fields it gets, and of which deals."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32encode
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from requirements.language import _, enumerated, follow_on
from requirements.reading.did_you_mean import did_you_mean
from roadmap.editions.classified import known_fields
from roadmap.editions.secrecy import RULES, Knowledge, Treatment
from roadmap.errors import UsageFault
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience

PSEUDONYM_LENGTH = 6
"""Letters of a pseudonym: 30 bits, so that two among a thousand deals are one in a thousand plans at most."""


@lru_cache(maxsize=20_000)
def _pseudonym(key: bytes, name: str) -> str:
    code = hmac.new(key, name.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return f"D{b32encode(code).decode('ascii')[:PSEUDONYM_LENGTH]}"


@dataclass(frozen=True, slots=True)
class Lens:
    """What an audience may see of one plan."""

    audience: Audience
    key: bytes
    """From which its pseudonyms are made; no edition holds it."""
    deals: frozenset[str]
    """The deals it sees."""
    known: frozenset[str]
    """The deals of which it may know that they exist: where others are named, they have pseudonyms."""
    rows: dict[str, frozenset[str]]
    """Of some parts of the plan, by the name of their class, the ids of those it sees; all of the other parts."""

    def treatment(self, owner: str, field: str) -> Treatment | None:
        """What becomes of a field of a class; None: it is hidden."""
        kind = known_fields(owner).get(field)
        return None if kind is None else RULES[self.audience].get(kind)

    def pseudonym(self, name: str) -> str:
        """What this audience, and no other, calls a thing."""
        return _pseudonym(self.key, name)

    def holds(self, part: object) -> bool:
        """Whether a part of the plan is among those that the audience sees."""
        owner = type(part).__name__
        if owner == "DealLine":
            return part.id in self.deals  # type: ignore[attr-defined]
        if known_fields(owner).get("deal") is Knowledge.DEAL:
            return part.deal in self.deals  # type: ignore[attr-defined]
        return owner not in self.rows or part.id in self.rows[owner]  # type: ignore[attr-defined]

    def name_of(self, deal: str) -> str:
        """A deal that is named by another part of the plan."""
        whole = RULES[self.audience].get(Knowledge.DEAL) is Treatment.SHOW
        return deal if whole and deal in self.deals else self.pseudonym(deal)


def lens_for(plan: Plan, audience: Audience | str, *, deal: str | None = None, owner: str | None = None) -> Lens:
    """The lens of an audience. A customer's is that of one `deal`; that of sales may be that of one `owner` or deal.

    UsageFault for an audience or a deal that is not there, an owner without deals, and what does not go together.
    """
    who = _audience(audience)
    _agrees(who, deal, owner)
    in_hand = [line for line in plan.deals if not line.placeholder]
    seen = [line for line in in_hand if _chosen(line, deal, owner)]
    if not seen and (deal is not None or owner is not None):
        raise UsageFault(_missing(in_hand, deal, owner))
    scope = deal or owner or ""
    secret = plan.branding.pseudonym_key or plan.made_from.digest
    key = hmac.new(secret.encode(), f"{who.value}\0{scope}".encode(), hashlib.sha256).digest()
    sees_forecast = Knowledge.FORECAST in RULES[who]
    everything = frozenset(line.id for line in plan.deals)
    ids = frozenset(line.id for line in seen)
    return Lens(
        audience=who,
        key=key,
        deals=everything if sees_forecast and not scope else ids,
        known=everything if sees_forecast else frozenset(line.id for line in in_hand),
        rows=_own_rows(seen[0]) if who is Audience.CUSTOMER else {},
    )


def _audience(audience: Audience | str) -> Audience:
    try:
        return Audience(audience)
    except ValueError:
        names = enumerated(Audience)
        raise UsageFault(
            _("There is no audience {name}. There are: {names}.").format(name=audience, names=names)
        ) from None


def _agrees(audience: Audience, deal: str | None, owner: str | None) -> None:
    if audience is Audience.CUSTOMER and (deal is None or owner is not None):
        raise UsageFault(_("A customer sees one deal and nothing else: name it with --deal ID, and no --owner."))
    if audience in (Audience.EXECUTIVE, Audience.ENGINEERING) and (deal is not None or owner is not None):
        raise UsageFault(_("This edition covers all deals: leave out --deal and --owner."))


def _chosen(line: DealLine, deal: str | None, owner: str | None) -> bool:
    return (deal is None or line.id == deal) and (owner is None or line.owner == owner)


def _missing(in_hand: list[DealLine], deal: str | None, owner: str | None) -> str:
    """Why nothing is left, with the nearest name."""
    if deal is not None and deal not in {line.id for line in in_hand}:
        sentence = _("The plan holds no open deal {deal}.").format(deal=deal)
        return follow_on(sentence, did_you_mean(deal, _names(in_hand)) or "")
    owners = sorted({line.owner for line in in_hand if line.owner})
    if deal is not None:
        return _("The deal {deal} is not one of {owner}.").format(deal=deal, owner=owner)
    sentence = _("Nobody of the name {owner} owns an open deal.").format(owner=owner)
    return follow_on(sentence, did_you_mean(owner or "", owners) or "")


def _names(lines: list[DealLine]) -> list[str]:
    """All that deals are called."""
    return [name for line in lines for name in (line.id, line.name, line.customer) if name]


def _own_rows(deal: DealLine) -> dict[str, frozenset[str]]:
    """What a customer sees of the plan's other parts: capabilities it asked for and releases it was promised."""
    asked = {key for need in deal.needs for key in need.any_of}
    promised = {promise.release for promise in deal.promises if promise.release is not None}
    nothing = frozenset[str]()
    rows: dict[str, Any] = {"CapabilityLine": frozenset(asked), "ReleaseLine": frozenset(promised)}
    others = ("FeatureLine", "UnplannedLine", "TeamLine", "SkillLine", "SegmentLine")
    return rows | dict.fromkeys(others, nothing)
