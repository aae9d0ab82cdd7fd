"""The house style that no linter checks: sizes, names, and what must never stand in a file."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_TEMPLATE_LINE = 140
MOST_FILES = 12  # in a folder
TWINS = {"Deal", "Feature", "Release"}  # of the input, in names and dates, and of `roadmap.problem`, in integers
UNTUNED = {
    *(
        "NEVER",
        "UNIT",
        "LANE",
        "HEAD",
        "WEIGHT",
        "LARGEST",
        "NEEDLESS",
        "NOTHING",
        "DIGITS",
        "DAY",
    ),  # how numbers are written
    *("OBJECTIVE_LIMIT", "ROW_LIMIT", "ROW_UNITS", "SLACK", "RELATIVE_SLACK", "TOLERANCE"),  # exactness
    *(
        "POLL",
        "CONNECTING",
        "FINE",
        "COARSE",
        "WAYS",
        "SOURCE",
        "SINK",
        "TICK",
        "BETWEEN",
    ),  # how often a clock is looked at; names of choices
    *(
        "SECONDS",
        "MINUTES",
        "EFFORT",
        "RUNS",
        "SEEDS",
        "WORKERS",
        "PROCESSES",
        "CORES",
        "STARTING",
        "SILENT",
    ),  # unless it is said
    *("LEAST_SURE", "MOST_SURE", "MOST_WORKERS", "MOST_RUNS", "MOST_SEEDS", "MOST_BASES"),  # what may be said
    *("LONGEST_TIME", "LONGEST_MEETING", "LARGEST_SEED", "_LARGEST_MAPPING"),
    *("MOST", "MOST_NAMED", "MOST_PEOPLE", "MOST_SKILLS", "MOST_SUBSTITUTES", "MOST_RIVALS"),  # how many are told
    *("MOST_KEPT", "MOST_WAITING", "MOST_CHANGES", "TRACED", "DEALS_ON_A_PAGE"),
    *("LONG", "SHORT", "SLIPS", "LATER_DAYS", "RIVAL_DAYS", "LEVELS", "TENTH", "TURNS"),  # what a question says
    *("AMPLE", "YIELDING"),  # no limit; as low a priority as there is
}
"""Numbers of the searching rooms that are not chosen by measuring."""
SEARCHING = ("solver", "planner", "explaining", "changes", "operations", "futures/confidence")
"""The rooms of which every share, patience and step count is a field of `Tuning`."""
SHARED = {
    *("facts", "gates", "moves", "pauses", "people", "pins", "progress", "promises", "releases", "support", "work"),
    *("baseline", "chances", "confident", "deals", "demand", "engineering", "funnel", "ledger", "money", "past"),
    *(
        "quarter",
        "reach",
        "running",
        "scores",
        "second_lines",
        "staff",
        "target_models",
        "versions",
        "waiting",
        "waits",
    ),
    *("capacity", "consent", "coverage", "crew", "landing", "precedence"),  # a rule and its audit
    *("branching", "causes", "clashes", "present", "probing", "repairs", "subjects", "ways_out", "workload"),
    *("commits", "filed", "gestures", "keeping", "meeting", "response", "slides", "today"),  # and how it is shown
    *("addresses", "codes", "errors", "files", "findings", "learned", "notebook", "options", "speaking"),
    *("mspdi", "taskjuggler"),  # read and written
}
"""Names of modules of several layers: one idea, seen from each. The names of commands are such, too."""
BANNED_WORDS = {"data", "info", "manager", "utils", "util", "helper", "helpers", "misc", "common"}
OPEN_END = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\(")
MACHINE = re.compile(r"(?<![\w.])/(?:work|home|root)/\w+|pypi\.org|registry\.npmjs")

SOURCES = sorted([*ROOT.glob("roadmap/**/*.py"), *ROOT.glob("requirements/**/*.py")])
SCRIPTS = sorted([*ROOT.glob("docs/**/*.py"), *ROOT.glob("benchmarks/**/*.py")])
TESTS = sorted(ROOT.glob("tests/**/*.py"))
TEMPLATES = sorted(path for path in ROOT.glob("templates/**/*") if path.is_file())
EXAMPLES = sorted(path for path in ROOT.glob("examples/**/*") if path.is_file())


def _failing(paths: Iterable[Path], fault: Callable[[str], object]) -> list[str]:
    """The files whose text has the fault, each with what was found."""
    found = {path: fault(path.read_text(encoding="utf-8")) for path in paths}
    return [f"{path.relative_to(ROOT)}: {what}" for path, what in found.items() if what]


def _too_long(source: str) -> str | None:
    lines = len(source.splitlines())
    return f"{lines} lines" if lines > LONGEST_FILE else None


def _public_classes(source: str) -> list[str]:
    return [node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef) and node.name[0] != "_"]


def _long_functions(source: str) -> list[str]:
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION]


def _eager_annotations(source: str) -> bool:
    body = ast.parse(source).body
    annotated = any(isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AnnAssign) for node in body)
    return annotated and not any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in body)


def test_the_files_to_look_at_are_found() -> None:
    assert len(SOURCES) > 20
    assert TESTS
    assert EXAMPLES


def test_the_checks_can_fail() -> None:
    assert _too_long("x\n" * 300) is None
    assert _too_long("x\n" * 301) == "301 lines"
    assert _numbers("A = 1\nB = (2, 'x')\nC = 'x'\nD = True\nE, F = 3, 4\n") == ["A", "B", "E", "F"]
    assert _public_classes("class A: ...\nclass _B: ...\n") == ["A"]
    assert _long_functions("def fits():\n" + "    x = 1\n" * 39) == []
    assert _long_functions("def too_long():\n" + "    x = 1\n" * 40) == ["too_long"]
    assert _eager_annotations("x: int = 1\n")
    assert not _eager_annotations("from __future__ import annotations\nx: int = 1\n")
    assert UNESCAPED.search("{{ name |safe }}")
    assert MACHINE.search("see /home/someone")


def test_files_have_at_most_300_lines() -> None:
    assert _failing(SOURCES + SCRIPTS + TESTS + TEMPLATES, _too_long) == []


def test_functions_have_at_most_40_lines() -> None:
    assert _failing(SOURCES + SCRIPTS + TESTS, _long_functions) == []


def test_no_public_class_name_is_defined_twice() -> None:
    where: dict[str, list[str]] = {}
    for path in SOURCES:
        for name in _public_classes(path.read_text(encoding="utf-8")):
            where.setdefault(name, []).append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in where.items() if len(paths) > 1 and name not in TWINS} == {}
    assert {name: len(where[name]) for name in TWINS} == dict.fromkeys(TWINS, 2)


def test_a_name_of_a_module_stands_for_one_idea() -> None:
    """In several layers there are the commands and the ideas of `SHARED`; within one layer a name stands once."""
    layers: dict[str, list[str]] = {}
    for path in SOURCES:
        package, layer, *_ = (*path.relative_to(ROOT).parent.parts, "")
        if path.name not in ("__init__.py", "codes.py"):
            layers.setdefault(path.stem, []).append(layer if package == "roadmap" else package)
    commands = {path.stem for path in SOURCES if path.is_relative_to(ROOT / "roadmap" / "cli" / "commands")}
    several = {name: Counter(where) for name, where in layers.items() if len(where) > 1 and name not in commands}
    assert several.keys() <= SHARED
    assert {name: where for name, where in several.items() if max(where.values()) > 1} == {}


def _numbers(source: str) -> list[str]:
    """Constants of a module that are numbers, or hold some; several in one assignment, too."""
    named = [node for node in ast.parse(source).body if isinstance(node, ast.Assign)]
    numbers = [node for node in named if any(_is_number(part) for part in ast.walk(node.value))]
    targets = [part for node in numbers for target in node.targets for part in ast.walk(target)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def test_tuned_constants_are_fields_of_tuning() -> None:
    rooms = [
        path
        for path in SOURCES
        if any(path.is_relative_to(ROOT / "roadmap" / room) for room in SEARCHING) and "compiled" not in path.parts
    ]
    assert {name for path in rooms for name in _numbers(path.read_text(encoding="utf-8"))} == UNTUNED


def test_folders_hold_few_modules_and_say_what_they_hold() -> None:
    modules = Counter(path.parent for path in SOURCES if path.name != "__init__.py")
    assert {str(folder.relative_to(ROOT)): n for folder, n in modules.items() if n > MOST_FILES} == {}
    silent = [
        folder for folder in modules if ast.get_docstring(ast.parse((folder / "__init__.py").read_text())) is None
    ]
    assert silent == []


def test_module_names_say_what_they_hold() -> None:
    assert [path for path in SOURCES if BANNED_WORDS & set(path.relative_to(ROOT).with_suffix("").parts)] == []


def test_every_module_postpones_annotations() -> None:
    assert _failing(SOURCES + SCRIPTS + TESTS, _eager_annotations) == []


def test_nothing_is_left_open() -> None:
    assert _failing(SOURCES + SCRIPTS + TEMPLATES + EXAMPLES, OPEN_END.findall) == []


def test_lines_of_templates_can_be_read() -> None:
    pages = [path for path in TEMPLATES if path.suffix == ".html"]
    assert _failing(pages, lambda text: [line for line in text.splitlines() if len(line) > LONGEST_TEMPLATE_LINE]) == []


def test_names_on_pages_are_separated_as_the_language_does() -> None:
    """Chinese has a mark of its own between names: `comma()`, or `enumerated`."""
    pages = [path for path in TEMPLATES if path.suffix == ".html"]
    assert _failing(pages, re.compile(r"last %\}\s*[,;、]|join\(['\"][,;、]").findall) == []


def test_templates_hold_no_python() -> None:
    assert [path for path in TEMPLATES if path.suffix == ".py"] == []


def test_nothing_is_marked_as_safe_to_show_unescaped() -> None:
    assert _failing(SOURCES + TEMPLATES, UNESCAPED.findall) == []


def test_no_place_of_a_machine_or_a_package_host_is_named() -> None:
    assert _failing(SOURCES + SCRIPTS + TEMPLATES + EXAMPLES, MACHINE.findall) == []
