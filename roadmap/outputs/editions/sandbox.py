"""The process in which templates of the user's own are rendered: it knows plain values alone, and has limits.

It reads a request as JSON from standard input and writes the page, or what is wrong, as JSON to standard output.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.loaders import FunctionLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment

from requirements.language import speak, translations
from roadmap.outputs.html import templates_folder

OURS: Final = "roadmap/"
"""What the names of our own templates begin with, for templates that extend them."""
LARGEST_TEMPLATE: Final = 256 * 1024
LARGEST_PAGE: Final = 20_000_000
SECONDS: Final = 10
MEMORY: Final = 1 << 30


class Refused(Exception):
    """A template that is not rendered: the code of the finding, the file and line, and why."""

    def __init__(self, code: str, file: str, line: int, why: str) -> None:
        super().__init__(why)
        self.told = {"code": code, "file": file, "line": line, "why": why}


def main() -> None:
    """Render one request."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    request = json.load(sys.stdin, object_hook=lambda found: SimpleNamespace(**found))
    try:
        told: dict[str, Any] = {"page": rendered(request)}
    except Refused as refused:
        told = refused.told
    except MemoryError:
        told = Refused("template-limits", request.template, 0, "memory").told
    json.dump(told, sys.stdout)


def rendered(request: SimpleNamespace) -> str:
    """The page of a request: `folder`, `template`, `language`, `view`, `running`, `style_hash`."""
    speak(request.language)
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: _source(name, Path(request.folder))),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(translations())  # type: ignore[attr-defined]
    known = {name: getattr(request, name) for name in ("view", "running", "style_hash")} | {"to": _nowhere}
    pieces, size = [], 0
    try:
        for piece in environment.get_template(request.template).generate(**known):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST_PAGE:
                raise Refused("template-limits", request.template, 0, "size")
    except TemplateSyntaxError as error:
        raise Refused("template-syntax", error.name or request.template, error.lineno, str(error.message)) from error
    except TemplateNotFound as error:
        raise Refused("template-file", str(error.name), 0, "missing") from error
    except SecurityError as error:
        raise _refused("template-unsafe", error, request.template) from error
    except UndefinedError as error:
        raise _refused("template-name", error, request.template) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise _refused("template-failed", error, request.template) from error
    return "".join(pieces)


def _nowhere(link: object) -> str:  # noqa: ARG001 - one shape for all pages
    return ""


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
    places = [ours / name.removeprefix(OURS)] if name.startswith(OURS) else [folder / name, ours / name]
    for place in places:
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
