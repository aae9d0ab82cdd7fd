"""The JSON Schema of the input: it describes every field and accepts what the reader accepts, no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from roadmap.folder.texts.documents import Entities, RoadmapFile
from tests.folder.folders import MORE, VALID

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("**/*.yaml"))
ROADMAP = Draft202012Validator(RoadmapFile.model_json_schema())
ENTITIES = Draft202012Validator(Entities.model_json_schema())


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers and flags are typed, days are text."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def faults(text: str, validator: Draft202012Validator) -> list[str]:
    """What an editor would underline."""
    return [error.json_path for error in validator.iter_errors(yaml.load(text, EditorLoader))]  # noqa: S506


def described(schema: Any, path: str = "$") -> Iterator[tuple[str, bool]]:
    """Each property in a schema by its path, and whether it has a description."""
    if isinstance(schema, dict):
        for name, part in schema.get("properties", {}).items():
            yield f"{path}.{name}", bool(part.get("description"))
        for name, part in schema.items():
            yield from described(part, f"{path}.{name}")
    elif isinstance(schema, list):
        for number, part in enumerate(schema):
            yield from described(part, f"{path}.{number}")


@pytest.mark.parametrize("model", [RoadmapFile, Entities])
def test_every_field_is_described(model: type[RoadmapFile | Entities]) -> None:
    fields = dict(described(model.model_json_schema()))
    assert len(fields) > 100
    assert [path for path, has_description in fields.items() if not has_description] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_shipped_examples_fit(path: Path) -> None:
    validator = ROADMAP if path.name == "roadmap.yaml" else ENTITIES
    assert faults(path.read_text(encoding="utf-8"), validator) == []


def test_the_small_folder_fits() -> None:
    assert faults(VALID, ROADMAP) == []
    assert faults(MORE, ENTITIES) == []


NEEDS = """\
deals:
  D:
    name: D
    customer: C
    segment: s
    stage: lead
    value: 1
    gates: {{signing: 2026-06-01}}
    needs: {{signing: [{need}]}}
"""


@pytest.mark.parametrize(
    "need",
    [
        "triton",
        "triton | kserve",
        "'triton|kserve : ga'",
        "{triton | kserve: ga}",
        "{triton: ga nice}",
        "{triton: preview -20%}",
        "docs nice",
        "docs -12.5%",
        "{any_of: [a, b], maturity: ga, importance: challenge, drop: 10%}",
        "{capability: a, importance: nice}",
    ],
)
def test_every_form_of_a_need_fits_and_is_read(need: str) -> None:
    text = NEEDS.format(need=need)
    assert faults(text, ENTITIES) == []
    assert Entities.model_validate(yaml.load(text, EditorLoader)).deals["D"].needs  # noqa: S506


@pytest.mark.parametrize(
    "need", ["''", "a b", "{a: gaa}", "{a: ga, b: ga}", "[a]", "{any_of: []}", "{capability: a, b: c}", "'1a'", "a -x%"]
)
def test_what_is_no_need_is_underlined(need: str) -> None:
    assert faults(NEEDS.format(need=need), ENTITIES)


WORK = """\
features:
  f: {{name: F, team: t, provides: {{a: ga}}, work: [{{phase: build, skill: s, {work}}}], after: [{after}]}}
"""


@pytest.mark.parametrize(
    ("work", "after", "fits"),
    [
        ("effort: 5", "", True),
        ("effort: [1, 2, 3], crew: [1, 2]", "x", True),
        ("effort: {low: 1, likely: 2, high: 3}, crew: {fewest: 1, most: 2}", "{feature: x, lag: 3}", True),
        ("effort: [1, 2]", "", False),
        ("effort: -1", "", False),
        ("effort: 1, crew: 0", "", False),
        ("effort: 1, crew: [1]", "", False),
        ("effort: 1", "{lag: 3}", False),
        ("effort: 1", "1x", False),
    ],
)
def test_work_and_dependencies_are_checked_in_all_their_forms(work: str, after: str, fits: bool) -> None:
    assert (faults(WORK.format(work=work, after=after), ENTITIES) == []) is fits


CASES = """\
segments:
  s: {{name: S, target: 1, win_rate: 1, lead_rate: 1, support: [{{name: C, count: {count}, work: [{{{work}}}]}}]}}
"""


@pytest.mark.parametrize(
    ("count", "work", "fits"),
    [
        ("3", "phase: migration, gate: signing, skill: ae, effort: 3, spread: 20", True),
        ("3", "phase: acceptance, gate: acceptance, skill: qa, effort: 3, spread: 20, after: true, crew: 2", True),
        ("-1", "phase: migration, gate: signing, skill: ae, effort: 3, spread: 20", False),
        ("3", "phase: design, gate: signing, skill: ae, effort: 3, spread: 20", False),
        ("3", "phase: migration, gate: signing, skill: ae, effort: 3", False),
    ],
)
def test_support_cases_are_checked(count: str, work: str, fits: bool) -> None:
    assert (faults(CASES.format(count=count, work=work), ENTITIES) == []) is fits


@pytest.mark.parametrize(
    ("line", "fits"),
    [
        ("calendar: CN", True),
        ("calendar: {country: CN, days_off: [2026-05-01]}", True),
        ("calendar: China", False),
        ("calendar: {contry: CN}", False),
        ("as_of: 2026-02-30T00:00", False),
        ("policy: {crew_loss: 8%}", True),
        ("policy: {crew_loss: 8}", False),
        ("policy: {crew_loss: 1.5%}", True),
        ("capabilities: {wrong id: {name: A, kind: serving}}", False),
        ("segments: {a: {name: A, target: 1.2亿, win_rate: 1/3, lead_rate: 0.5}}", True),
        ("segments: {a: {name: A, target: 1.2x, win_rate: 1/3, lead_rate: 0.5}}", False),
        ("profiles: {a: {name: A, needs: {signing: [b @ 60%, {b | c: ga -5% @ 2/3}, {any_of: [b]}]}}}", True),
        ("profiles: {a: {name: A, needs: {signing: [b @ 60]}}}", False),
        ("deals: {a: {name: A, customer: C, segment: s, stage: lead, value: 1, gates: {}, cases: 2}}", True),
        ("deals: {a: {name: A, customer: C, segment: s, stage: lead, value: 1, gates: {}, cases: two}}", False),
        ("profiles: {a: {name: A, needs: {signing: [{capability: b, frequency: 0.4}]}}}", True),
    ],
)
def test_single_fields_are_checked(line: str, fits: bool) -> None:
    text = f"name: A\nstart: 2026-01-05\nhorizon: 2026-12-31\n{line}\n"
    assert (faults(text, ROADMAP) == []) is fits
