"""A response to a customer's list of requirements, line by line, in the words of the customer's edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from requirements.language import _, follow_on
from roadmap.editions.lens import lens_for
from roadmap.editions.need_answers import AnswerState, answer_to
from roadmap.editions.seen import shown
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.editions.cover import quarter_word
from roadmap.views.words import maturity_word


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """What is written beside one line of a list."""

    response: str
    """One of the words of the trade: complies, complies in part, planned, does not comply, to be clarified."""
    explanation: str
    """The release and the quarter, or what is there today; empty where the word says all."""
    tone: str
    """good, risk, accent, quiet or lost."""


def response_lines(plan: Plan, *, deal: str, asked: dict[int, str | None]) -> dict[int, ResponseLine]:
    """The response to each line, by the capability that it asks for; None where nobody has said which it is.

    UsageFault for a deal that the plan does not hold.
    """
    lens = lens_for(plan, Audience.CUSTOMER, deal=deal)
    own = next(line for line in plan.deals if line.id == deal)
    known = {key: shown([answer_to(plan, own, key)], lens)[0] for key in {one for one in asked.values() if one}}
    return {line: _unclear() if key is None else _response(known[key]) for line, key in asked.items()}


def headings() -> tuple[str, str]:
    """The headings of the columns that are added to a list without columns for the response."""
    return _("Response"), _("Explanation")


def _unclear() -> ResponseLine:
    return ResponseLine(_("To be clarified"), "", "quiet")


def _response(answer: Any) -> ResponseLine:
    state: AnswerState = answer.state
    now = "" if answer.now is None else _("{maturity} is available now.").format(maturity=_as(answer.now))
    if state is AnswerState.AVAILABLE:
        return ResponseLine(_("Complies"), _available(answer), "good")
    if state is AnswerState.PROMISED:
        planned = _("Planned for {quarter}, in release {release}, as {maturity}.").format(
            quarter=quarter_word(answer.day), release=answer.release, maturity=_as(answer.maturity)
        )
        word = _("Complies in part") if now else _("Planned to comply")
        return ResponseLine(word, follow_on(now, planned), "risk" if now else "accent")
    if state is AnswerState.PLANNED:
        return ResponseLine(_("Planned to comply"), follow_on(now, _("The date is to be agreed.")), "accent")
    if state is AnswerState.PARTLY:
        return ResponseLine(_("Complies in part"), now, "risk")
    if state is AnswerState.UNSTATED:
        return ResponseLine(_("To be clarified"), now, "quiet")
    return ResponseLine(_("Does not comply"), _("It is not planned at present."), "lost")


def _available(answer: Any) -> str:
    if answer.release is None:
        return _("It is available now.")
    return _("It is available now, in release {release}.").format(release=answer.release)


def _as(maturity: Any) -> str:
    return maturity_word(maturity)
