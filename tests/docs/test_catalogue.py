"""The gettext template: what is collected, and that a catalogue made from it is spoken."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from docs.generate import ROOT
from docs.generation.catalogue import message_template
from requirements import language


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for folder in ("requirements", "roadmap", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "roadmap" / "one.py").write_text(
        'print(_("One {thing}."), ngettext("{n} deal", "{n} deals", 2))\nfault("code", "Expected {what}.", what="x")\n'
    )
    (tmp_path / "templates" / "page.html").write_text('<p>{{ _("From a page") }}</p>{% trans %}A block{% endtrans %}')
    return tmp_path


def test_sentences_of_code_faults_plurals_and_templates_are_collected(tree: Path) -> None:
    catalog = read_po(BytesIO(message_template(tree).encode()))
    found = {message.id: [file for file, _ in message.locations] for message in catalog if message.id}
    assert found == {
        "One {thing}.": ["roadmap/one.py"],
        ("{n} deal", "{n} deals"): ["roadmap/one.py"],
        "Expected {what}.": ["roadmap/one.py"],
        "From a page": ["templates/page.html"],
        "A block": ["templates/page.html"],
    }


def test_moving_a_sentence_within_its_file_does_not_change_the_template(tree: Path) -> None:
    before = message_template(tree)
    source = tree / "roadmap" / "one.py"
    source.write_text("\n\n" + source.read_text())
    assert message_template(tree) == before


def test_a_compiled_catalogue_is_spoken(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = read_po(BytesIO(message_template(tree).encode()), locale="zh_CN")
    message = catalog.get("From a page")
    assert message is not None
    message.string = "来自页面"
    place = tree / "locale" / "zh_CN" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{language.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(language, "CATALOGUES", tree / "locale")
    try:
        language.speak("zh_CN")
        assert language._("From a page") == "来自页面"
        assert language._("A sentence nobody translated") == "A sentence nobody translated"
    finally:
        language.speak("en")


def test_a_language_without_a_catalogue_is_english() -> None:
    language.speak("tlh")
    assert language._("From a page") == "From a page"
    assert language.ngettext("{n} deal", "{n} deals", 1) == "{n} deal"
    assert language.ngettext("{n} deal", "{n} deals", 2) == "{n} deals"


def test_the_template_lies_where_catalogues_are_looked_for() -> None:
    assert (language.CATALOGUES / f"{language.DOMAIN}.pot").is_file()


@pytest.mark.parametrize("call", ["_(words)", "_(x['y'])", "_(f'{x}')", "_('a' + b)", "_(*words)", "fault('c', words)"])
def test_a_message_that_is_not_written_out_is_refused_with_its_line(tree: Path, call: str) -> None:
    (tree / "roadmap" / "one.py").write_text(f"\n{call}\n")
    with pytest.raises(ValueError, match=r"one\.py: line 2: .*expected a string written out"):
        message_template(tree)


def test_messages_inside_f_strings_are_collected(tree: Path) -> None:
    (tree / "roadmap" / "one.py").write_text("# Translators: a distance.\nx = f\"{_('gap')} {gap}\"\n")
    [message] = [one for one in read_po(BytesIO(message_template(tree).encode())) if one.id == "gap"]
    assert message.auto_comments == ["a distance."]


def test_templates_translate_only_what_they_write_out() -> None:
    for path in sorted((ROOT / "templates").glob("**/*.html")):
        calls = re.findall(r"\b(?:_|gettext|ngettext)\(\s*(.)", path.read_text(encoding="utf-8"))
        assert set(calls) <= {'"', "'"}, path.name


def test_the_shipped_template_holds_the_sentences_of_faults_and_of_f_strings() -> None:
    shipped = read_po(BytesIO((language.CATALOGUES / f"{language.DOMAIN}.pot").read_bytes()))
    assert shipped.get("needs are listed for the gate {gate}, but `gates` gives no day for it") is not None
    assert shipped.get("Work of the next four weeks") is not None
    assert shipped.get("template") is None
