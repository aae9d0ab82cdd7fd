"""Pages by templates of the user's own, which override blocks of ours. They are rendered in a process of their own
that knows plain values, reads nothing but templates, and has limits of time, memory and size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _, language
from requirements.reading.whole_file import content_of
from roadmap.outputs.editions.edition_page import TEMPLATE, css_text, style_of
from roadmap.outputs.editions.plain import PAIRS, plain
from roadmap.outputs.editions.sandbox import LARGEST_PAGE, LARGEST_TEMPLATE, MEMORY, SECONDS, STYLE_FILE
from roadmap.outputs.editions.sandboxed import SandboxDied, SandboxProcess
from roadmap.outputs.html import fingerprint, templates, templates_folder
from roadmap.outputs.writing.kinds import PAGE_MARK
from roadmap.views.addresses import PageAddresses
from roadmap.views.editions.edition import EditionView

_NOT_IN_STYLES: Final = ("<", "@import", "url(", "{{", "{%", "{#")
_TOLD_ONCE: Final = ("view", "to", "sections")
"""What many pages of a site share: it is told to the process once."""
SITE_SOURCES: Final = "style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
"""What the policy of every page of a site admits."""


def render_own(view: EditionView, folder: Path) -> str:
    """An edition by the template `edition.html` of a folder, and its `style.css` where there is one. InputFault where a
    template cannot be used; it names file, line and reason."""
    with OwnTemplates(folder) as own:
        style = style_of(view, own.extra)
        known = {"view": view, "to": PageAddresses(), "running": css_text(view.running)}
        return own.get_template(TEMPLATE).render(known, style_hash=fingerprint(style))


@dataclass
class OwnTemplates:
    """The templates of a folder, and ours where it has none. It is a context: at its end the process ends."""

    folder: Path
    extra: str = ""
    """The style sheet of the folder, which is added to ours."""
    _process: SandboxProcess = field(init=False)
    _told: dict[int, tuple[int, object]] = field(default_factory=dict)
    """What the process was told already: by the identity of a value its number, and the value, which stays while it is
    known by its identity."""

    def __enter__(self) -> Self:
        """Begin. InputFault where the folder holds no template of a name that is used, and no style sheet."""
        self.extra = _style(self.folder)
        ours = {path.relative_to(templates_folder()) for path in templates_folder().rglob("*.html")}
        if not self.extra and not any((self.folder / name).is_file() for name in ours):
            raise _fault("template-file", TEMPLATE, 0, "missing")
        self._process = SandboxProcess({"folder": str(self.folder), "language": language()})
        return self

    def __exit__(self, *_raised: object) -> None:
        """End the process."""
        self._process.end()

    def get_template(self, name: str) -> OwnTemplate | Any:
        """A template by its name; style sheets are ours."""
        return templates().get_template(name) if name.endswith(".css") else OwnTemplate(name, self)

    def page(self, name: str, known: Mapping[str, Any]) -> str:
        """A page by a template that knows some values. InputFault where the template cannot be used."""
        keep: list[Any] = []
        pairs = [[key, self._known(key, value, keep)] for key, value in known.items()]
        try:
            told = self._process.ask({"template": name, "known": {PAIRS: pairs}, "keep": keep})
        except SandboxDied as died:
            raise _fault("template-limits", name, 0, died.limit) from None
        if "page" not in told:
            raise _fault(told["code"], told["file"], told["line"], told["why"])
        return str(told["page"])

    def _known(self, key: str, value: Any, keep: list[Any]) -> list[Any]:
        """Whether a value was told before, and its number or the value itself."""
        if key not in _TOLD_ONCE or isinstance(value, EditionView):  # an edition's page has a view of its own
            return [False, plain(value)]
        if id(value) not in self._told:
            self._told[id(value)] = (len(self._told), value)
            keep.append(plain(value))
        return [True, self._told[id(value)][0]]


@dataclass(frozen=True)
class OwnTemplate:
    """One template, of the folder or ours."""

    name: str
    source: OwnTemplates

    def render(self, known: Mapping[str, Any] | None = None, **more: Any) -> str:
        """The page. InputFault where it cannot be made, or has not our head."""
        told = dict(known or {}) | more
        page = self.source.page(self.name, told)
        style_hash = told["style_hash"]
        admitted = f"sha256-{style_hash}" if style_hash else SITE_SOURCES
        styled = not style_hash or any(
            fingerprint(part.partition("</style>")[0]) == style_hash for part in page.split("<style>")[1:]
        )
        if PAGE_MARK not in page or admitted not in page or "default-src 'none'" not in page or not styled:
            raise _fault("template-head", self.name, 0, "")
        return page


def _style(folder: Path) -> str:
    file = folder / STYLE_FILE
    if not file.is_file():
        return ""
    if file.stat().st_size > LARGEST_TEMPLATE:
        raise _fault("template-limits", STYLE_FILE, 0, "template")
    try:
        text = content_of(file, LARGEST_TEMPLATE).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _fault("template-failed", STYLE_FILE, 0, _("the file is not UTF-8 text")) from None
    if any(sign in text for sign in _NOT_IN_STYLES):
        raise _fault("template-style", STYLE_FILE, 0, "")
    return text.removesuffix("\n")


def _fault(code: str, file: str, line: int, why: str) -> InputFault:
    limits = {
        "time": _("the template takes more than {seconds} seconds").format(seconds=SECONDS),
        "memory": _("the template takes more than {size} MiB of memory").format(size=MEMORY >> 20),
        "size": _("the page is longer than {size} million characters").format(size=LARGEST_PAGE // 1_000_000),
        "template": _("the file is longer than {size} KiB").format(size=LARGEST_TEMPLATE // 1024),
    }
    messages = {
        "template-limits": limits.get(why, why),
        "template-file": _("there is no such template in the folder"),
        "template-syntax": _("the template cannot be read"),
        "template-unsafe": _("the template uses something that templates may not use"),
        "template-name": _("the template uses a name that does not exist"),
        "template-failed": _("the template fails"),
        "template-head": _("the template does not extend {name}").format(name=f"roadmap/{file}"),
        "template-style": _("the style sheet reaches outside of the page"),
    }
    said = _("Jinja2 says: “{words}”").format(words=why)
    hints = {
        **dict.fromkeys(("template-syntax", "template-unsafe", "template-name", "template-failed"), said),
        "template-head": _("Begin it with {extends}.").format(extends=f'{{% extends "roadmap/{file}" %}}'),
        "template-file": _("Name a folder that holds edition.html or style.css."),
        "template-style": _("Leave out url(), @import, markup and the brackets of Jinja2."),
    }
    return InputFault([Finding(code, Place(file, line), messages[code], hints.get(code, ""))])
