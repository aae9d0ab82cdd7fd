"""`import roadmap` is the library: small until something of it is used, and the same names for people and checkers."""

from __future__ import annotations

import ast
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import roadmap

HEAVY = {"ortools", "numpy", "numba", "pydantic", "click", "rich", "jinja2", "yaml", "holidays", "babel"}


def loaded_by(statement: str) -> tuple[int, set[str]]:
    """How many modules Python has loaded after a statement more than before it, and the packages they belong to."""
    script = (
        f"import json, sys; before = set(sys.modules); {statement}\n"
        "new = set(sys.modules) - before; print(json.dumps([len(new), sorted({name.split('.')[0] for name in new})]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    count, packages = json.loads(done.stdout)
    return count, set(packages)


def test_importing_the_library_loads_next_to_nothing() -> None:
    count, packages = loaded_by("import roadmap; dir(roadmap); roadmap.__version__")
    assert not packages & HEAVY
    assert count < 40  # `roadmap` itself, `typing` and what that takes


def test_reading_a_folder_needs_no_solver(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text("name: N\nstart: 2026-01-05\nhorizon: 2026-03-27\nsegments: {}\n")
    _count, packages = loaded_by(f"import roadmap; roadmap.check({str(tmp_path)!r}); roadmap.Options(seconds=1)")
    assert "roadmap" in packages
    assert "ortools" not in packages


@pytest.mark.parametrize("name", roadmap.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    thing = getattr(roadmap, name)
    assert callable(thing) or name.isupper()
    assert thing.__doc__


def test_type_checkers_see_the_same_names() -> None:
    tree = ast.parse(Path(roadmap.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        (alias.asname, node.module.replace("roadmap.comparing", "roadmap.comparing.comparison"))
        if node.module == "roadmap.comparing"
        else (alias.asname, node.module)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module != "inspect"
        for alias in node.names
    }
    homes = {(name, home) for home, names in roadmap._HOMES.items() for name in names}
    assert seen == homes


def test_no_package_of_the_house_has_the_name_of_a_verb() -> None:
    # Whoever imports `roadmap.plan.file` would get a package for the verb `roadmap.plan`.
    packages = {module.name for module in pkgutil.iter_modules(roadmap.__path__)}
    assert "planner" in packages
    assert packages & set(roadmap.__all__) == set()


def test_a_name_that_is_not_there_is_an_error_of_python() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        roadmap.nothing  # noqa: B018
