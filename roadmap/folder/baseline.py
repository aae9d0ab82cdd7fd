"""The baseline: the plan that was published, as far as later plans must know it.

It is a plan document, read here without its author, the plan package: later plans need its promises only, and what it
builds for whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError

from requirements.finding import Finding, Place, Severity
from requirements.gate import Gate, Importance
from requirements.language import _, enumerated, follow_on
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.whole_file import Missing
from roadmap.folder.seal import SealFault, misfit, read_sealed
from roadmap.folder.texts.collected import Collected

BASELINE = "baseline.json"
"""The file of the baseline, beside roadmap.yaml."""


@dataclass(frozen=True, slots=True)
class Published:
    """One promise that was published: by that day the deal can use what it needs up to this gate.

    `gates` are all gates of the deal that were promised for this day, in the order of the funnel; `promised` are the
    capabilities that the deal needed by then, of which the plan brought some.
    """

    deal: str
    gates: tuple[Gate, ...]
    day: date
    release: str
    promised: frozenset[str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The published plan: the digest of its verdict, the day it was made for, and its promises by deal and day.

    `builds` are its features, each with the deals that count on it.
    """

    digest: str
    as_of: date
    promises: tuple[Published, ...]
    builds: Mapping[str, frozenset[str]] = field(default_factory=dict)


class _Lenient(BaseModel):
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _Need(_Lenient):
    gate: Gate
    any_of: list[str]
    importance: Importance


class _Promise(_Lenient):
    gate: Gate
    release: str | None
    day: date


class _Deal(_Lenient):
    id: str
    needs: list[_Need]
    promises: list[_Promise]


class _Feature(_Lenient):
    id: str
    deals: list[str]


class _Verdict(_Lenient):
    digest: str


class _Plan(_Lenient):
    verdict: _Verdict
    as_of: date
    deals: list[_Deal]
    features: list[_Feature]


def read_baseline(directory: Path) -> tuple[Baseline | None, list[Finding]]:
    """The baseline of a folder: None without a finding where nothing was published, and None with one where the file
    cannot be read or is no plan of this version."""
    path = directory / BASELINE
    try:
        content = read_sealed(path)
        plan = _Plan.model_validate_json(content)
    except Missing:
        return None, []
    except SealFault as fault:
        return None, [_invalid(fault.why, code="plan-changed" if fault.code == "plan-changed" else "baseline-invalid")]
    except ValidationError as error:
        return None, [_invalid(misfit(error))]
    promises = tuple(published for deal in plan.deals for published in _promises(deal))
    builds = {feature.id: frozenset(feature.deals) for feature in plan.features}
    return Baseline(plan.verdict.digest, plan.as_of, promises, builds), []


def _promises(deal: _Deal) -> Iterator[Published]:
    """The promises of one deal that a release was to bring, each day once."""
    by_day: dict[date, list[_Promise]] = {}
    for promise in deal.promises:
        if promise.release is not None:
            by_day.setdefault(promise.day, []).append(promise)
    for day, promises in by_day.items():
        gates = tuple(sorted((promise.gate for promise in promises), key=lambda gate: gate.rank))
        promised = {
            capability
            for need in deal.needs
            if need.importance is Importance.BREAKER and need.gate.rank <= gates[-1].rank
            for capability in need.any_of
        }
        release = next(promise.release for promise in reversed(promises) if promise.release)
        yield Published(deal.id, gates, day, release, frozenset(promised))


def _invalid(why: str, code: str = "baseline-invalid") -> Finding:
    message = _("the published plan cannot be used: {why}").format(why=why)
    hint = _(
        "Restore the file from version control, publish a plan again, or delete the file to plan without promises."
    )
    return Finding(code, Place(BASELINE), message, hint)


def check_baseline(collected: Collected, baseline: Baseline) -> Iterator[Finding]:
    """Deals that were promised something and that no file states any more."""
    known = {str(key) for key in collected.declared["deals"]}
    for deal in dict.fromkeys(published.deal for published in baseline.promises):
        if deal not in known:
            message = _(
                "the published plan has a promise to the deal {deal}, but no file states this deal any more"
            ).format(deal=deal[:64])
            hint = _("Keep the deal with `stage: lost`. A promise does not end when the deal is deleted.")
            near = did_you_mean(deal, known)
            place = Place(BASELINE)
            yield Finding("baseline-deal-gone", place, message, follow_on(near, hint))
    yield from _idle_decisions(collected, baseline)


def _idle_decisions(collected: Collected, baseline: Baseline) -> Iterator[Finding]:
    """Decisions about the promises of this baseline that name none of them. Older ones are records."""
    days: dict[str, list[date]] = {}
    for published in baseline.promises:
        days.setdefault(published.deal, []).append(published.day)
    for position, decision in collected.decisions.items():
        deal, day = decision.promise or ("", date.min)
        if day == date.min or decision.when < baseline.as_of or day in days.get(deal, ()):
            continue
        place = collected.place("decisions", position, "what")
        message = _("nothing is published to the deal {deal} for {day}, so the decision frees no promise")
        hint = _("The published days are {days}.") if deal in days else _("Nothing is published to this deal.")
        known = enumerated(str(known) for known in sorted(days.get(deal, ())))
        yield Finding(
            "decision-idle", place, message.format(deal=deal, day=day), hint.format(days=known), Severity.WARNING
        )
