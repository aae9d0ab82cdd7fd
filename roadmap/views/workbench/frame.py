"""What stands around every page of the workbench: where else to go, and what needs attention."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale

from requirements.language import _, language, languages
from roadmap.views.words import Badge


@dataclass(frozen=True, slots=True)
class WorkbenchLink:
    """A page of the workbench: its address, its name, and whether it is the one shown."""

    address: str
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in another language, by the code and the name of that language in itself."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class WorkbenchFrame:
    """The frame of one page for the internal audience. `state` is how the folder stands; `stamp` stands for what it
    says, so that a page knows whether it is old."""

    name: str
    language: str
    notice: str
    links: tuple[WorkbenchLink, ...]
    others: tuple[LanguageLink, ...]
    state: Badge
    stamp: str
    is_read_only: bool


def build_frame(name: str, here: str, state: Badge, *, stamp: str, is_read_only: bool) -> WorkbenchFrame:
    """Make the frame of a page; `here` is the address of the page, `name` that of the folder's plan."""
    return WorkbenchFrame(
        name=name,
        language=language().replace("_", "-"),
        notice=_("Internal. This page contains customer names, contract values and win probabilities."),
        links=tuple(WorkbenchLink(address, word, _is_here(address, here)) for address, word in _names().items()),
        others=tuple(LanguageLink(code, _own_name(code)) for code in languages() if code != language()),
        state=state,
        stamp=stamp,
        is_read_only=is_read_only,
    )


def _own_name(code: str) -> str:
    """What a language calls itself."""
    return str(Locale.parse(code).get_language_name(code)).capitalize()


def _is_here(address: str, here: str) -> bool:
    return here == address or (address != "/" and here.startswith(f"{address}/"))


def _names() -> dict[str, str]:
    return {
        "/": _("Today"),
        "/roadmap": _("Roadmap"),
        "/meeting": _("Meeting"),
        "/agenda": _("Agenda"),
        "/trades": _("Trades"),
        "/edit": _("Entries"),
        "/files": _("Files"),
        "/history": _("History"),
        "/compare": _("Compare"),
    }
