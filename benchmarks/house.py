"""The house in figures, one column for each tree: python -m benchmarks.house [ROOT ...].

A circle is one of modules that import each other; a floor is a step of the longest chain of imports. A number outside
`Tuning` is a constant at the head of a module of the searching rooms; those that are no tuned ones are named in
`tests/test_house_style.py`. The walks are those of `benchmarks.walks`, each tree in a process of its own.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGES = ("roadmap", "requirements")
SEARCHING = ("solver", "planner", "explain", "explaining", "changes", "simulate", "operations", "futures/confidence")
LONG_LINE = 140


def modules(root: Path) -> dict[str, Path]:
    """The modules of both packages, by their dotted names."""
    found = {}
    for path in sorted(path for package in PACKAGES for path in (root / package).rglob("*.py")):
        found[".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")] = path
    return found


def imports(root: Path) -> dict[str, set[str]]:
    """The modules that each module imports, those for types alone left out."""
    known = modules(root)
    return {name: {one for one in _imported(path) if one in known} - {name} for name, path in known.items()}


def _imported(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    checks = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    for_types = {id(part) for check in checks for part in ast.walk(check)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and id(node) not in for_types:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floors(graph: Mapping[str, set[str]]) -> int:
    """The modules of the longest chain of imports. CycleError, which names it, where there is a circle."""
    height: dict[str, int] = {}
    for name in TopologicalSorter(graph).static_order():
        height[name] = 1 + max((height[one] for one in graph.get(name, ())), default=0)
    return max(height.values())


def twice(names: Iterable[str]) -> int:
    """How many names there are more than once."""
    return sum(count > 1 for count in Counter(names).values())


def _classes(path: Path) -> list[str]:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return [node.name for node in body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def _numbers(path: Path) -> int:
    """The constants at the head of a module that are numbers, or hold some."""
    found = 0
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign):
            continue
        if any(isinstance(part, ast.Constant) and type(part.value) in (int, float) for part in ast.walk(node.value)):
            found += sum(isinstance(part, ast.Name) for target in node.targets for part in ast.walk(target))
    return found


def _circle(root: Path) -> tuple[str, str]:
    """The circle, if there is one, and the floors."""
    try:
        return "none", str(floors(imports(root)))
    except CycleError as circle:
        return " → ".join(circle.args[1]), "–"


def _walks(root: Path) -> dict[str, str]:
    """The three walks of a tree."""
    here = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-m", "benchmarks.walks", str(root.resolve())]
    told = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True).stdout
    lines = [line for line in told.splitlines() if not line.startswith(" ")]
    return {name: figures for name, _, figures in (line.partition(": ") for line in lines)}


def figures(root: Path) -> dict[str, str]:
    """The figures of a tree, by what they count."""
    paths = list(modules(root).values())
    sizes = sorted(Counter(path.parent for path in paths if path.name != "__init__.py").values())
    pages = list((root / "templates").rglob("*.html"))
    long = sum(len(line) > LONG_LINE for page in pages for line in page.read_text(encoding="utf-8").splitlines())
    rooms = [root / "roadmap" / room for room in SEARCHING]
    searching = [path for path in paths if any(path.is_relative_to(room) for room in rooms)]
    searching = [path for path in searching if "compiled" not in path.parts]
    named = [path.stem for path in paths if path.name != "__init__.py"]
    circle, height = _circle(root)
    return {
        "modules": f"{len(paths):,}",
        "lines": f"{sum(len(path.read_text(encoding='utf-8').splitlines()) for path in paths):,}",
        "folders of modules": str(len(sizes)),
        "modules in the largest folders": ", ".join(map(str, sizes[::-1][:5])),
        "folders of more than a dozen modules": str(sum(size > 12 for size in sizes)),
        "circle of modules": circle,
        "floors": height,
        "public class names defined more than once": str(twice(name for path in paths for name in _classes(path))),
        "module names in several folders": str(twice(named)),
        "module names in four folders or more": str(sum(count > 3 for count in Counter(named).values())),
        "lines of templates over 140 characters": str(long),
        "numbers at the head of searching modules": str(
            sum(_numbers(p) for p in searching if "compiled" not in p.parts)
        ),
    } | _walks(root)


def main(arguments: list[str]) -> int:
    """Print the figures of some trees as a table."""
    trees = [Path(argument) for argument in arguments] or [Path()]
    columns = [figures(root) for root in trees]
    print("| what |", " | ".join(root.resolve().name for root in trees), "|")
    print("| --- |", " | ".join("---" for _ in trees), "|")
    for name in columns[-1]:
        print(f"| {name} |", " | ".join(column.get(name, "–") for column in columns), "|")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
