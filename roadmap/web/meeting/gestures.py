"""The five gestures of a meeting, from the fields of a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from requirements.deal import short_form
from requirements.gate import Gate
from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.meeting.gestures import ChangeNeed, ChangePeople, Gesture, MoveGate, PinFeature, SwitchDeal
from roadmap.plans.document import Plan
from roadmap.views.lookup import Lookup


def read_gesture(form: Mapping[str, str], plan: Plan, lookup: Lookup) -> Gesture:
    """The gesture that a form asks for. UsageFault, with what was expected, for anything else."""
    kind = form.get("gesture", "")
    asked = _Asked(form, plan, lookup)
    if kind == "gate":
        return MoveGate(asked.deal(), asked.gate(), asked.day(is_needed=True))
    if kind in ("off", "must"):
        return SwitchDeal(asked.deal(), served=kind == "must")
    if kind == "people":
        return ChangePeople(asked.skill(), asked.count(), asked.day(is_needed=False))
    if kind == "feature":
        release = asked.release()
        return PinFeature(asked.feature(), release, None if release is not None else False)
    if kind == "need":
        return asked.need()
    raise _wrong(_("a gesture"), kind)


class _Asked:
    """The fields of a form, each looked up in the plan."""

    def __init__(self, form: Mapping[str, str], plan: Plan, lookup: Lookup) -> None:
        self._form, self._plan, self._lookup = form, plan, lookup

    def deal(self) -> str:
        """A deal in hand."""
        return self._one_of(
            "deal", {line.id for line in self._plan.deals if not line.placeholder}, _("a deal of the plan")
        )

    def gate(self) -> Gate:
        """A gate."""
        return Gate(self._one_of("gate", set(Gate), _("a gate")))

    def day(self, *, is_needed: bool) -> date | None:
        """A day; None where none is stated and none is needed."""
        text = self._text("day")
        if not text and not is_needed:
            return None
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise _wrong(_("a day such as 2026-07-01"), text) from None
        if found.isoformat() != text:
            raise _wrong(_("a day such as 2026-07-01"), text)
        return found

    def skill(self) -> str:
        """A skill."""
        return self._one_of("skill", {line.id for line in self._plan.skills}, _("a skill of the plan"))

    def count(self) -> int:
        """A number of people, fewer below 0."""
        text = self._text("count")
        if not re.fullmatch(r"[+-]?[1-9]\d?", text, re.ASCII):
            raise _wrong(_("a number of people"), text)
        return int(text)

    def feature(self) -> str:
        """A feature, built or not."""
        known = {*self._lookup.features, *(line.id for line in self._plan.unplanned)}
        return self._one_of("feature", known, _("a feature of the plan"))

    def release(self) -> str | None:
        """A release; None where none is chosen, which is a feature that is not built."""
        return (
            self._one_of("release", self._lookup.releases, _("a release of the plan"))
            if self._text("release")
            else None
        )

    def need(self) -> ChangeNeed:
        """A need of a deal, named by its first capability, that is left out or met by another capability alone, as
        finished and as important as before."""
        deal, gate, need, by = self.deal(), self.gate(), self._text("need"), self._text("capability")
        needs = [one for one in self._lookup.deals[deal].needs if one.gate is gate and need in one.any_of]
        if not needs:
            raise _wrong(_("a need of the deal"), need)
        if not by:
            return ChangeNeed(deal, gate, need)
        self._one_of("capability", {line.id for line in self._plan.capabilities}, _("a capability of the plan"))
        asked = needs[0]
        return ChangeNeed(deal, gate, need, short_form([by], asked.maturity, asked.importance, asked.drop))

    def _one_of(self, name: str, known: object, expected: str) -> str:
        text = self._text(name)
        if text not in known:  # type: ignore[operator]
            raise _wrong(expected, text)
        return text

    def _text(self, name: str) -> str:
        return self._form.get(name, "").strip()


def _wrong(expected: str, found: str) -> UsageFault:
    return UsageFault(_("Expected {expected}, not {found}.").format(expected=expected, found=found or "–"))
