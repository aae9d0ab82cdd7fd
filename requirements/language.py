"""The language of findings, help and pages: one gettext catalogue for the whole product."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path

from requirements.chinese import ChineseCatalogue, set_beside

DOMAIN = "roadmap"
CATALOGUES = Path(__file__).parent / "locale"

SOURCE = "en"
"""The language of the source, which needs no catalogue."""

_current: ContextVar[gettext.NullTranslations | None] = ContextVar("translations", default=None)
_chosen: ContextVar[bool] = ContextVar("chosen", default=False)


def languages() -> list[str]:
    """The languages that messages can be in: English, then those that have a catalogue, by name."""
    return [SOURCE, *sorted(path.parts[-3] for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))]


def language_named(name: str) -> str | None:
    """The language that is meant by "zh_CN", "zh-CN" or "zh", in any case; None if there is no such language."""
    wanted = name.replace("-", "_").lower()
    known = {language.lower(): language for language in languages()}
    return known.get(wanted) or next((known[one] for one in known if one.startswith(f"{wanted}_")), None)


def speak(language: str | None) -> gettext.NullTranslations:
    """Choose the language of all later messages in this context ("en", "zh_CN") and return its catalogue.

    A language without a catalogue falls back to English, the language of the source. None chooses nothing: messages are
    English until a folder or a plan asks for a language.
    """
    _chosen.set(language is not None)
    return _use(language or SOURCE)


def prefer(language: str | None) -> None:
    """Use the language that a folder or a plan asks for, English if it asks for none. `speak` wins over it."""
    if not _chosen.get():
        _use(language or SOURCE)


def chosen_language() -> str | None:
    """The language that `speak` chose in this context; None if messages follow the folder or the plan."""
    return language() if _chosen.get() else None


def _use(language: str) -> gettext.NullTranslations:
    catalogue = ChineseCatalogue if language.startswith("zh") else gettext.GNUTranslations
    translations = gettext.translation(DOMAIN, CATALOGUES, languages=[language], class_=catalogue, fallback=True)
    _current.set(translations)
    return translations


def translations() -> gettext.NullTranslations:
    """The catalogue in force; English until `speak` is called. The host's locale is never read."""
    return _current.get() or gettext.NullTranslations()


def _(message: str) -> str:
    """Translate a message; placeholders are filled afterwards with `str.format`.

    The message is written out at the call, where the catalogue collects it.
    """
    return translations().gettext(message)


def translated(message: str) -> str:
    """Translate a message that is written out elsewhere, where the catalogue collects it, such as in `fault`."""
    return translations().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a message that counts something."""
    return translations().ngettext(one, many, count)


def language() -> str:
    """The language in force, that of the catalogue: "en" without one. The host's is never read."""
    return translations().info().get("language") or "en"


def either(words: Iterable[str]) -> str:
    """Alternatives as one phrase, by the rules of the language in force: "a", "a or b", "a, b, or c"."""
    names = list(words)
    if is_chinese() and len(names) > 1:  # Babel's has no space between Han and Latin letters
        return set_beside(set_beside("、".join(names[:-1]), "或"), names[-1])
    from babel.lists import format_list  # noqa: PLC0415 - takes milliseconds that most commands need not spend

    return format_list(names, style="or", locale=language())


def follow_on(*sentences: str) -> str:
    """Whole sentences after each other, without the empty ones; a space between them where the language has one."""
    return ("" if is_chinese() else " ").join(sentence for sentence in sentences if sentence)


def is_chinese() -> bool:
    """Whether the language in force is Chinese: its own marks, units of ten thousand, no space between sentences."""
    return language().startswith("zh")


def comma() -> str:
    """What stands between names, as the language in force separates them."""
    return "、" if is_chinese() else ", "


def enumerated(words: Iterable[str], *, most: int | None = None) -> str:
    """Names after each other, without the empty ones, as the language in force separates them: "a, b, c"; of more than
    `most` the first, and a sign that there are others: "a, b, ..."."""
    names = [word for word in words if word]
    shown = comma().join(names[:most])
    if most is None or len(names) <= most:
        return shown
    return set_beside(shown, "等") if is_chinese() else f"{shown}, ..."


def in_clauses(clauses: Iterable[str]) -> str:
    """Clauses of one sentence after each other, without the empty ones, as the language in force separates them:
    "a; b"."""
    return ("；" if is_chinese() else "; ").join(clause for clause in clauses if clause)


def labelled(label: str, text: str) -> str:
    """A label and what it stands for: "Average: 2.3"."""
    return f"{label}：{text}" if is_chinese() else f"{label}: {text}"


def bracketed(text: str, remark: str) -> str:
    """A text and a short remark on it in brackets: "Triton backend (GA)"; the text alone without a remark."""
    if not remark:
        return text
    return f"{text}（{remark}）" if is_chinese() else f"{text} ({remark})"
