"""The translated catalogues: brought up to date with the template, and compiled for reading at run time."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from requirements.language import CATALOGUES

LANGUAGES = tuple(sorted(path.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES")))
"""The languages that have a folder for a catalogue; English, the language of the source, needs none."""

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
"""The day in the header of every compiled file, so that the same messages make the same bytes."""

HEADER = r"""# Messages of roadmap in {language}, those of roadmap.pot. Write only their translations here.
# `python -m docs.generate` adds new messages, drops those that are gone, sorts them, and compiles the file.
msgid ""
msgstr ""
"Project-Id-Version: roadmap\n"
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plurals};\n"

"""


def place(language: str, suffix: str) -> str:
    """Where the catalogue of a language lies below the root: `suffix` is "po", as written, or "mo", compiled."""
    return f"requirements/locale/{language}/LC_MESSAGES/roadmap.{suffix}"


def translated_catalogue(root: Path, template: str, language: str) -> str:
    """The catalogue of a language with exactly the messages of the template, those without a translation empty."""
    written = BytesIO()
    updated = _updated(root, template, language)
    write_po(written, updated, width=120, omit_header=True, sort_output=True, no_location=True)
    header = HEADER.format(language=language, plurals=updated.plural_forms)
    return header + written.getvalue().decode("utf-8")


def compiled_catalogue(catalogue: str, language: str) -> bytes:
    """A translated catalogue as it is read at run time; messages without a translation are left out of it."""
    everything = read_po(BytesIO(catalogue.encode()), locale=language)
    everything.creation_date = everything.revision_date = LONG_AGO
    for message in list(everything):
        if message.id and not _translated(message):
            everything.delete(message.id)
    written = BytesIO()
    write_mo(written, everything)
    return written.getvalue()


def untranslated(catalogue: str, language: str) -> list[str]:
    """The messages of a catalogue that have no translation, in its order."""
    messages = read_po(BytesIO(catalogue.encode()), locale=language)
    return [_forms(message)[0] for message in messages if message.id and not _translated(message)]


def _updated(root: Path, template: str, language: str) -> Catalog:
    """The messages of the template, in its words, with the translations that there are."""
    path = root / place(language, "po")
    before = read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=language)
    known = {_forms(message): message.string for message in before if message.id and _translated(message)}
    updated = Catalog(locale=language, charset="utf-8")
    for message in read_po(BytesIO(template.encode())):
        if message.id:
            empty: str | tuple[str, ...] = "" if isinstance(message.id, str) else ("",) * updated.num_plurals
            string = known.get(_forms(message), empty)
            updated.add(message.id, string, auto_comments=message.auto_comments, flags=message.flags)
    return updated


def _forms(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _translated(message: Message) -> bool:
    """Whether a message has a translation in each form of the language."""
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return bool(forms) and all(forms)
