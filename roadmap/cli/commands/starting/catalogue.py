"""`roadmap catalogue`: what customers can need, and how it can be had."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from requirements.capability import Capability, Kind
from requirements.catalogue import catalogue_capabilities, catalogue_profiles
from requirements.errors import RoadmapError
from requirements.language import _, enumerated, follow_on
from requirements.reading.cells.needs import CapabilityNames
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.nodes import Document, MappingNode
from roadmap.cli.files.catalogue_entries import entries_text
from roadmap.cli.terminal.options import Command, examples, json_option
from roadmap.cli.terminal.plan_paths import FolderPath
from roadmap.cli.terminal.printing import remark, result, result_json, result_text
from roadmap.folder.catalogue import shortest_days, total_effort, ways_to
from roadmap.folder.load import collect_folder
from roadmap.folder.taking import Taken, Taking
from roadmap.folder.texts.collected import Collected
from roadmap.supply.feature import Feature
from roadmap.views.words import kind_word


@click.command(
    cls=Command,
    help=_(
        "List the shipped catalogue: the capabilities that customers of an AI chip can need. With ids of "
        "capabilities or profiles, print their entries as a file for an input folder. The entries include "
        "the typical work of every way to get a capability (build, adapt, partner) and everything that this "
        "work depends on."
    ),
    epilog=examples(
        "roadmap catalogue",
        "roadmap catalogue --kind data_centre",
        "roadmap catalogue k8s-device-plugin --for my-plan > my-plan/device-plugin.yaml",
    ),
)
@click.argument("names", metavar="[ID]...", nargs=-1)
@click.option(
    "--kind", type=click.Choice([kind.value for kind in Kind]), help=_("List only capabilities of this kind.")
)
@click.option(
    "--for",
    "directory",
    metavar="DIR",
    type=FolderPath(),
    help=_("Leave out entries that this folder already has, and depend on its features instead."),
)
@json_option
def command(*, names: tuple[str, ...], kind: str | None, directory: Path | None, as_json: bool) -> None:
    """List the catalogue, or print entries of it."""
    _refuse_what_does_not_go_together(names, kind, directory, as_json=as_json)
    known = [*catalogue_capabilities(), *catalogue_profiles()]
    names = tuple(map(called_in_catalogue, names))
    for name in names:
        if name not in known:
            message = _("The catalogue has no entry {name}.").format(name=name)
            hint = did_you_mean(name, known) or _("`roadmap catalogue` lists all entries.")
            raise click.UsageError(follow_on(message, hint))
    if as_json:
        result_json(**_records(names, kind))
    elif names:
        _print(names, directory)
    else:
        _list(kind)


def called_in_catalogue(name: str) -> str:
    """The id of the capability or profile that is called so, by its id, its name or another word for it; what nothing
    is called comes back as it is."""
    capabilities, profiles = catalogue_capabilities(), catalogue_profiles()
    pairs = [(key, entry.name) for key, entry in capabilities.items()]
    pairs += [(key, entry.name) for key, entry in profiles.items()]
    words = [(key, word) for key, entry in capabilities.items() for word in entry.synonyms]
    return CapabilityNames.of(pairs, words).find(name) or name


def _refuse_what_does_not_go_together(
    names: tuple[str, ...], kind: str | None, directory: Path | None, *, as_json: bool
) -> None:
    if names and kind is not None:
        raise click.UsageError(_("--kind lists capabilities of one kind. Leave out the ids."))
    if directory is not None and (as_json or not names):
        raise click.UsageError(_("--for needs ids and prints a file. Name at least one capability or profile."))


def taken_for(names: Sequence[str], directory: Path | None) -> Taken:
    """The entries of these capabilities and profiles, with all they take, as far as the folder lacks them."""
    own = Collected(Document("", MappingNode())) if directory is None else collect_folder(directory)
    if own is None:
        raise RoadmapError(_("There is no roadmap.yaml in {folder}.").format(folder=directory))
    taking = Taking(own)
    for name in names:
        taking.profile(name)
        if name in catalogue_capabilities():
            taking.ways(name)
    if directory is None:
        taking.teams_of_all_work()
    return taking.taken


def _print(names: tuple[str, ...], directory: Path | None) -> None:
    taken = taken_for(names, directory)
    text = entries_text(taken)
    if not text:
        remark(_("The folder already has all of these entries. Nothing is printed."))
        return
    heading = _(
        "From the catalogue: {names}, with everything they require. These entries are now yours: change anything."
    )
    result_text(f"# {heading.format(names=enumerated(names))}\n{text}")
    if taken.teams:
        remark(_("The teams have no people yet. Enter your own people, or rename the teams to yours."))


def _list(kind: str | None) -> None:
    width = max(len(key) for key in [*catalogue_capabilities(), *catalogue_profiles()])
    for family in Kind:
        if kind not in (None, family.value):
            continue
        result(kind_word(family), bold=True)
        for key, capability in catalogue_capabilities().items():
            if capability.kind is family:
                variants = dict.fromkeys(way.variant.value for way in ways_to(key).values())
                result(f"  {key:{width}}  {capability.name} ({enumerated(variants)})")
    if kind is None:
        result(_("Need profiles"), bold=True)
        for key, profile in catalogue_profiles().items():
            result(f"  {key:{width}}  {profile.name}")
        remark(_("`roadmap catalogue ID` prints an entry with its work."))


def _records(names: tuple[str, ...], kind: str | None) -> dict[str, Any]:
    """The capabilities and profiles that are asked for, or all of a family, as plain records."""
    capabilities = [
        _record(key, capability)
        for key, capability in catalogue_capabilities().items()
        if (key in names if names else kind in (None, capability.kind.value))
    ]
    profiles = [
        {"id": key, **profile.model_dump(mode="json")}
        for key, profile in catalogue_profiles().items()
        if (key in names if names else kind is None)
    ]
    return {"capabilities": capabilities, "profiles": profiles}


def _record(key: str, capability: Capability) -> dict[str, Any]:
    ways = [_way(name, feature) for name, feature in ways_to(key).items()]
    return {"id": key, **capability.model_dump(mode="json", exclude={"ready"}), "ways": ways}


def _way(key: str, feature: Feature) -> dict[str, Any]:
    low, likely, high = total_effort(feature)
    return {
        "feature": key,
        "name": feature.name,
        "variant": feature.variant.value,
        "provides": {name: maturity.value for name, maturity in feature.provides.items()},
        "effort": {"low": low, "likely": likely, "high": high},
        "shortest_days": shortest_days(feature),
        "cost": feature.cost,
        "upkeep": feature.upkeep,
        "skills": sorted({item.skill for item in feature.work}),
        "after": [wait.feature for wait in feature.after],
    }
