"""The house in figures: modules, lines, folders, circles of modules and floors: python -m benchmarks.house [ROOT].

A circle is one of modules that import each other; a floor is a step of the longest chain of imports.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGES = ("roadmap", "requirements")


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


def main(arguments: list[str]) -> int:
    """Print the figures of a tree."""
    root = Path(arguments[0]) if arguments else Path()
    paths = list(modules(root).values())
    lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths)
    sizes = sorted(Counter(path.parent for path in paths if path.name != "__init__.py").values())
    print(f"{len(paths)} modules, {lines:,} lines")
    print(
        f"{len(sizes)} folders of modules; the largest hold {sizes[::-1][:5]}, the middle one {sizes[len(sizes) // 2]}"
    )
    try:
        print(f"no circle; {floors(imports(root))} floors")
    except CycleError as circle:
        print(f"a circle: {' -> '.join(circle.args[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
