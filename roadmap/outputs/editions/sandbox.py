"""The process in which templates of the user's own are rendered: it knows plain values alone, and has limits.

It reads a line of JSON that says which folder and language it is for, then a line for each page; it answers each with a
line: the page, or what is wrong.
"""

from __future__ import annotations

import json
import math
import resource
import sys
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.loaders import FunctionLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from requirements.chinese import ChineseText
from requirements.language import speak
from roadmap.outputs.editions.plain import restored
from roadmap.outputs.html import dressed, templates_folder

OURS: Final = "roadmap/"
"""What the names of our own templates begin with, for templates that extend them."""
STYLE_FILE: Final = "style.css"
"""The one style sheet of the user's own; all others are ours."""
LARGEST_TEMPLATE: Final = 256 * 1024
LARGEST_PAGE: Final = 20_000_000
SECONDS: Final = 10
"""Of the processor, for each page."""
MEMORY: Final = 1 << 30


class Refused(Exception):
    """A template that is not rendered: the code of the finding, the file and line, and why."""

    def __init__(self, code: str, file: str, line: int, why: str) -> None:
        super().__init__(why)
        self.told = {"code": code, "file": file, "line": line, "why": why}


def main() -> None:
    """Answer line by line until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    setup = json.loads(sys.stdin.readline())
    speak(setup["language"])
    environment = _environment(Path(setup["folder"]))
    kept: list[Any] = []
    for line in sys.stdin:
        _give_time()
        sys.stdout.write(json.dumps(_answer(line, environment, kept)) + "\n")
        sys.stdout.flush()


def _give_time() -> None:
    """Time for the next page."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(line: str, environment: Environment, kept: list[Any]) -> dict[str, Any]:
    """The page that a line asks for. `kept` are values that it names by their number, as they were told once."""
    template = ""
    try:
        request = json.loads(line, object_hook=restored)
        template = request.template
        kept += request.keep
        known = {name: kept[value] if again else value for name, (again, value) in request.known.items()}
        return {"page": rendered(environment, template, known)}
    except Refused as refused:
        return refused.told
    except MemoryError:
        return Refused("template-limits", template, 0, "memory").told


def rendered(environment: Environment, template: str, known: dict[str, Any]) -> str:
    """A page by its template."""
    pieces, size = [], 0
    try:
        for piece in environment.get_template(template).generate(**known):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST_PAGE:
                raise Refused("template-limits", template, 0, "size")
    except TemplateSyntaxError as error:
        raise Refused("template-syntax", error.name or template, error.lineno, str(error.message)) from error
    except TemplateNotFound as error:
        raise Refused("template-file", str(error.name), 0, "missing") from error
    except SecurityError as error:
        raise _refused("template-unsafe", error, template) from error
    except UndefinedError as error:
        raise _refused("template-name", error, template) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise _refused("template-failed", error, template) from error
    return "".join(pieces)


class OwnEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox. Messages of the catalogue, which are ours, are filled as they are everywhere."""

    def wrap_str_format(self, value: Any) -> Any:
        """What stands for `format` of any other text; None for that of a message."""
        is_ours = type(getattr(value, "__self__", None)) is ChineseText
        return None if is_ours else super().wrap_str_format(value)


def _environment(folder: Path) -> Environment:
    environment = OwnEnvironment(
        loader=FunctionLoader(lambda name: _source(name, folder)),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return dressed(environment)


def _refused(code: str, error: BaseException, template: str) -> Refused:
    """What went wrong while a template ran, and where; jinja writes the lines of templates into the trace."""
    trace, file, line = error.__traceback__, template, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith((".html", ".css")):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return Refused(code, file, line, str(error)[:200])


def _source(name: str, folder: Path) -> tuple[str, str | None, Any] | None:
    """The text of a template: the user's own, else ours; None where there is none. Nothing outside of both folders."""
    ours = templates_folder()
    only_ours = name.startswith(OURS) or (name.endswith(".css") and name != STYLE_FILE)
    own = [] if only_ours else [folder / name]
    for place in [*own, ours / name.removeprefix(OURS)]:
        inside = (ours if place.is_relative_to(ours) else folder).resolve()
        path = place.resolve()
        if not path.is_relative_to(inside) or not path.is_file():
            continue
        if path.stat().st_size > LARGEST_TEMPLATE:
            raise Refused("template-limits", name, 0, "template")
        return path.read_text(encoding="utf-8"), name, None
    return None


if __name__ == "__main__":
    main()
