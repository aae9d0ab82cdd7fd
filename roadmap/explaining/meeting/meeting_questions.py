"""Questions about what the input does not know, their possible answers, and the input that each answer would give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from requirements.gate import Gate, Importance, Stage
from roadmap.explaining.asking.change import Change, changed_project
from roadmap.folder.project import Project
from roadmap.supply.feature import Effort

QuestionKind = Literal["effort", "gate", "wait", "need", "substitute", "win", "wish"]


@dataclass(frozen=True, slots=True)
class MeetingBranch:
    """One possible answer: the `word` by which it is ticked, how likely it is, and by how many working days gates move
    with it, or how much effort it means, in person-days."""

    word: str
    chance: Fraction
    amount: float = 0


@dataclass(frozen=True, slots=True)
class MeetingQuestion:
    """One question of the agenda: of a feature (`effort`) or a deal, by the same `id` in every plan.

    `effort`: how much work the feature is; `gate`: when the deal decides, where that is an estimate; `wait`: whether it
    could decide later; `need`: whether it can do without `wanted` by `gate`; `substitute`: whether it takes `other`
    instead; `win`: whether it will be won; `wish`: whether what it called nice is worth money. `minutes` is how long it
    takes in a meeting, `owner` who knows (the owner of the deal, or the team), empty where the files do not say.
    """

    id: str
    kind: QuestionKind
    subject: str
    branches: tuple[MeetingBranch, ...]
    minutes: int
    owner: str = ""
    gate: Gate | None = None
    wanted: str = ""
    other: str = ""

    def branch(self, word: str) -> MeetingBranch | None:
        """The answer of that word; None if there is none."""
        return next((branch for branch in self.branches if branch.word == word), None)


Answered = tuple[MeetingQuestion, MeetingBranch]


def with_answers(project: Project, answers: Iterable[Answered]) -> Project:
    """The project as the answers say it is."""
    for question, branch in answers:
        project = with_answer(project, question, branch)
    return project


def with_answer(project: Project, question: MeetingQuestion, branch: MeetingBranch) -> Project:
    """The project as one answer says it is; the same project where the answer is what it says already."""
    key, changed = question.subject, project
    match question.kind, branch.word:
        case "effort", word:
            changed = _with_effort(project, key, word)
        case (("gate" | "wait"), _) if branch.amount:
            changed = changed_project(project, Change("gate", key, amount=int(branch.amount)))
        case "need", "not_needed":
            changed = _with_need(project, question, "drop_need")
        case "substitute", "taken":
            changed = _with_need(project, question, "substitute")
        case "win", "won":
            changed = _with_deal(project, key, win_probability=Fraction(1))
        case "win", "lost":
            changed = _with_deal(project, key, stage=Stage.LOST)
        case "wish", "matters":
            changed = _with_wish(project, question)
    return changed


def _with_effort(project: Project, key: str, word: str) -> Project:
    """Every range of the feature's work is its low, likely or high number."""
    engineering = project.engineering
    feature = engineering.features[key]
    work = []
    for item in feature.work:
        days = getattr(item.effort, word)
        work.append(item.model_copy(update={"effort": Effort(low=days, likely=days, high=days)}))
    features = {**engineering.features, key: feature.model_copy(update={"work": work})}
    return replace(project, engineering=replace(engineering, features=features))


def _with_deal(project: Project, key: str, **fields: Any) -> Project:
    market = project.market
    deals = {**market.deals, key: market.deals[key].model_copy(update=fields)}
    return replace(project, market=replace(market, deals=deals))


def need_position(project: Project, question: MeetingQuestion) -> tuple[Gate, int] | None:
    """Where the need of a question stands among those of its gate; None where the deal has it no more."""
    lines = [] if question.gate is None else project.market.deals[question.subject].needs.get(question.gate, [])
    found = (n for n, line in enumerate(lines) if " | ".join(line.any_of) == question.wanted)
    position = next(found, None)
    return None if position is None or question.gate is None else (question.gate, position)


def _with_need(project: Project, question: MeetingQuestion, kind: Literal["drop_need", "substitute"]) -> Project:
    need = need_position(project, question)
    if need is None:
        return project
    return changed_project(project, Change(kind, question.subject, need=need, other=question.other))


def _with_wish(project: Project, question: MeetingQuestion) -> Project:
    """What was nice to have is a challenge that costs a share of the win probability."""
    need = need_position(project, question)
    if need is None:
        return project
    gate, position = need
    deal = project.market.deals[question.subject]
    lines, drop = list(deal.needs[gate]), project.header.policy.agenda.wish_drop
    lines[position] = lines[position].model_copy(update={"importance": Importance.CHALLENGE, "drop": drop})
    return _with_deal(project, question.subject, needs={**deal.needs, gate: lines})
