"""Target models: names on the agreed list that are no models, and models of it that nothing provides."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.capability import Kind
from requirements.finding import Finding, Severity
from requirements.language import _
from requirements.reading.did_you_mean import did_you_mean
from roadmap.folder.checks.entries.references import whole_sections
from roadmap.folder.texts.collected import Collected
from roadmap.policy.target_models import TargetModels

PATH = ("policy", "target_models")


def check_target_models(collected: Collected) -> Iterator[Finding]:
    """Whether every model of the agreed list exists, is a model, and can be built or is there; and every skill."""
    agreed = collected.header.policy.target_models if collected.header is not None else None
    if agreed is None:
        return
    whole = whole_sections(collected)
    provided = {name for feature in collected.features.values() for name in feature.provides}
    for position, name in enumerate(agreed.models):
        place = collected.header_place(*PATH, "models", position)
        if name not in collected.declared["capabilities"]:
            known = [str(key) for key in collected.declared["capabilities"]]
            message = _("there is no capability {name}").format(name=name)
            yield Finding("unknown-reference", place, message, did_you_mean(name, known))
            continue
        capability = collected.capabilities.get(name)
        if capability is not None and capability.kind is not Kind.MODEL:
            message = _("{name} is on the list of target models, but it is a capability of the kind {kind}")
            sentence = message.format(name=name, kind=capability.kind.value)
            yield Finding("target-not-model", place, sentence, severity=Severity.WARNING)
        elif capability is not None and not capability.ready and name not in provided and "features" in whole:
            message = _("{name} is on the list of target models, but no feature provides it").format(name=name)
            yield Finding("target-not-built", place, message, severity=Severity.WARNING)
    yield from _skills(collected, agreed, whole)


def _skills(collected: Collected, agreed: TargetModels, whole: set[str]) -> Iterator[Finding]:
    if not whole.issuperset({"teams", "people"}):
        return
    had = [skill for team in collected.teams.values() for skill in team.proficiencies()]
    had += [skill for person in collected.people.values() for skill in person.proficiencies()]
    for position, skill in enumerate(agreed.skills):
        if skill not in had:
            place = collected.header_place(*PATH, "skills", position)
            message = _("nobody has the skill {skill}").format(skill=skill)
            yield Finding("skill-nobody", place, message, did_you_mean(skill, list(dict.fromkeys(had))))
