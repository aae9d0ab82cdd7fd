"""How many mutants of some modules their own tests find: python .ci/mutating.py SOURCE [MODULE] -- TESTS...

Run it in a copy of the tree, because it writes mutated modules over those that are there. Mutmut makes the mutants,
and pytest collects the tests once. Then each mutant is tried in a fork, by the tests that reach its function, the
quickest first, until one fails. It prints mutants, found and share, and writes those that live to the file that KEEP
names. SAMPLE=5 tries every fifth mutant, JOBS says how many run at once.

The words of a message are no behaviour: catalogues and goldens hold them, so calls of gettext are left as they are.
Mutants that cannot behave otherwise (`SAME`) are not tried and not counted.
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import gc
import os
import re
import resource
import signal
import sys
import time
from functools import _lru_cache_wrapper
from math import ceil
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings
from mutmut.mutation import file_mutation
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

MESSAGES = {"_", "ngettext", "translated"}
SAME = (
    (re.compile(r",? ?strict=\w+"), ""),  # of zip: where lengths differ, the program itself fails
    (re.compile(r"(new_\w*var\((?:.*, )?)(?:None|'(?:XXXX)?')\)"), r"\1)"),  # names of variables, which nothing reads
    (re.compile(r"'utf-8'", re.IGNORECASE), "'utf-8'"),
    (re.compile(r"include_(?:url|input|context)=\w+(?:, )?"), ""),  # of pydantic: what is not read is left out
)
"""What says the same in a mutant as before, by what stands for both."""
EXAMPLES = 15
"""Of a property: those that find a mutant do so early, and a mutant that lives takes them all."""


def mutate(source: Path, module: str | None) -> dict[str, str]:
    """Write mutated modules over those below a folder, or over one. The mutants by name, each with what it changes."""
    file_mutation.NEVER_MUTATE_FUNCTION_CALLS |= MESSAGES
    found: dict[str, str] = {}
    for path in sorted(source.rglob("*.py")) if module is None else [source / f"{module}.py"]:
        mutated = file_mutation.mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
        path.write_text(mutated.code, encoding="utf-8")
        functions = {
            node.name: ast.unparse(node).split("\n")
            for node in ast.walk(ast.parse(mutated.code))
            if isinstance(node, ast.FunctionDef)
        }
        dotted = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
        for name in mutated.mutant_names:
            before, after = functions[_original(name)], functions[name]
            changed = difflib.unified_diff(before[1:], after[1:], lineterm="", n=0)
            lines = [line for line in changed if line[:2] not in ("--", "++", "@@")]
            if _plainly(before[1:]) != _plainly(after[1:]):
                found[f"{dotted}.{name}"] = "\n".join(lines)
    return found


def _plainly(lines: list[str]) -> str:
    """A function with one form for what says the same."""
    text = "\n".join(lines)
    for form, meant in SAME:
        text = form.sub(meant, text)
    return text


def _original(name: str) -> str:
    return f"{name.rpartition('_')[0]}_orig"


class Mutants:
    """The plugin: instead of running the tests it tries every mutant by them."""

    def __init__(self, mutants: dict[str, str], jobs: int) -> None:
        self.mutants, self.jobs = mutants, jobs
        self.running: dict[int, str] = {}
        self.living: dict[str, str] = {}
        self.reaching: dict[str, list[tuple[float, int]]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run every test once, to see what it reaches; then try the mutants."""
        set_mutant_under_test("stats")
        reached = state()._stats  # noqa: SLF001 - where mutmut notes which functions are called
        for number, item in enumerate(session.items):
            reached.clear()
            began = time.perf_counter()
            reports = runtestprotocol(item, log=False, nextitem=next(iter(session.items[number + 1 :]), None))
            if any(report.failed for report in reports):
                raise pytest.UsageError(f"{item.nodeid} fails without a mutant")
            for function in reached:
                self.reaching.setdefault(function, []).append((time.perf_counter() - began, number))
        caches = [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]
        for name in self.mutants:
            for cache in caches:
                cache.cache_clear()
            self._try(name, session.items)
        while self.running:
            self._wait()
        return True

    def _try(self, name: str, items: list[pytest.Item]) -> None:
        function = name.rpartition("__mutmut_")[0]
        tests = sorted(self.reaching.get(function, []))
        if not tests:
            self._note(name, "no test reaches it")
            return
        if len(self.running) == self.jobs:
            self._wait()
        child = os.fork()
        if child:
            self.running[child] = name
            return
        seconds = ceil(10 * sum(seconds for seconds, _ in tests)) + 5
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(20 * seconds)
        _end(name, [items[number] for _, number in tests])

    def _note(self, name: str, how: str) -> None:
        self.living[name] = how
        if keep := os.environ.get("KEEP"):
            with Path(keep).open("a", encoding="utf-8") as file:
                file.write(f"{name}: {how}\n{self.mutants[name]}\n\n")

    def _wait(self) -> None:
        child, status = os.wait()
        name = self.running.pop(child)
        if status == 0:
            self._note(name, "lives")


def _end(name: str, items: list[pytest.Item]) -> None:
    """Try one mutant, in a process of its own, and end it: with 0 if no test fails."""
    found = 1
    try:
        set_mutant_under_test(name)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        following = [*items[1:], None]
        failed = (
            any(report.failed for report in runtestprotocol(item, log=False, nextitem=after))
            for item, after in zip(items, following, strict=True)
        )
        found = int(any(failed))
    finally:
        os._exit(found)


def main(arguments: list[str]) -> int:
    """Mutate, try, tell."""
    where, tests = arguments[: arguments.index("--")], arguments[arguments.index("--") + 1 :]
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutants", phases=phases, max_examples=EXAMPLES, database=None, deadline=None)
    settings.load_profile("mutants")
    sys.path.insert(0, str(Path.cwd()))
    mutants = mutate(Path(where[0]), next(iter(where[1:]), None))
    tried = dict(list(mutants.items())[:: int(os.environ.get("SAMPLE") or 1)])
    plugin = Mutants(tried, int(os.environ.get("JOBS") or os.cpu_count() or 1))
    with Path(os.devnull).open("w") as quiet, contextlib.redirect_stdout(quiet):
        code = pytest.main(["-q", "-p", "no:xdist", "-p", "no:cacheprovider", *tests], plugins=[plugin])
    if code:
        return int(code)
    every, living = len(plugin.mutants), len(plugin.living)
    sys.stdout.write(f"{every},{every - living},{100 * (every - living) / max(every, 1):.0f} %\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
