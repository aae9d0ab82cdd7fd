"""The language of a command: what chooses it, what wins, and what is said in it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from requirements import language
from roadmap.cli.language.click_messages import sentences_of_click
from roadmap.cli.program import summaries
from roadmap.operations.sources.stored_plans import find_plan
from tests.cli.command import SMALL, folder, run, small_plan

USAGE, CHECK = "Usage:", summaries()["check"]
STRICT = "Treat warnings as errors."


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of a language of its own, so that these tests hang on no wording but what they state."""
    catalog = Catalog(locale="fr_FR")
    for message, text in ((USAGE, "Emploi :"), (CHECK, "Tout vérifier."), (STRICT, "Strictement.")):
        catalog.add(message, text)
    catalog.add(("{count} deal", "{count} deals"), ("{count} affaire", "{count} affaires"))
    place = tmp_path / "locale" / "fr_FR" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{language.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(language, "CATALOGUES", tmp_path / "locale")
    monkeypatch.setattr("roadmap.cli.language.speaking.CATALOGUES", tmp_path / "locale")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("ROADMAP_LANG", raising=False)
    language.speak(None)
    yield
    language.speak(None)


@pytest.mark.parametrize("name", ["fr", "fr_FR", "fr-FR", "FR-fr"])
@pytest.mark.parametrize("line", ["--lang {} --help", "--help --lang {}", "--lang={} --help", "--lang en --lang {} -h"])
def test_help_speaks_the_language_of_the_option_wherever_it_stands(line: str, name: str) -> None:
    shown = run(*line.format(name).split())
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Emploi : roadmap")
    assert "Tout vérifier." in shown.stdout


def test_the_help_of_a_command_speaks_each_language_in_turn() -> None:
    assert "Strictement." in run("check", "--help", "--lang", "fr").stdout
    assert STRICT in run("check", "--help").stdout
    assert "Strictement." in run("--lang", "fr", "check", "--help").stdout


def test_usage_errors_speak_it_too() -> None:
    assert "Emploi :" in run("check", "--nonsense", "--lang", "fr").stderr


@pytest.mark.parametrize(
    ("option", "variable", "policy", "spoken"),
    [
        ("fr", "en", "en", "affaire"),
        ("en", "fr", "fr", "deal"),
        (None, "fr", "en", "affaire"),
        (None, "en", "fr", "deal"),
        (None, "", "fr-FR", "affaire"),
        (None, None, None, "deal"),
    ],
)
def test_the_option_wins_over_the_environment_and_that_over_the_policy(
    tmp_path: Path, option: str | None, variable: str | None, policy: str | None, spoken: str
) -> None:
    where = folder(tmp_path / "p", SMALL + (f"policy: {{language: {policy}}}\n" if policy else ""))
    environment = {} if variable is None else {"ROADMAP_LANG": variable}
    checked = run("check", where, *([] if option is None else ["--lang", option]), **environment)
    assert checked.exit_code == 0
    assert f"0 {spoken}" in checked.stderr


def test_the_language_of_the_host_is_never_read(tmp_path: Path) -> None:
    where = folder(tmp_path / "p")
    checked = run("check", where, LANG="fr_FR.UTF-8", LC_ALL="fr_FR.UTF-8", LANGUAGE="fr_FR")
    assert "0 deals" in checked.stderr
    assert run("--help", LANG="fr_FR.UTF-8", LANGUAGE="fr_FR").stdout.startswith(USAGE)


@pytest.mark.parametrize("line", ["--lang tlh check .", "check . --lang tlh", "check . --lang zh_TW"])
def test_an_unknown_language_is_a_usage_error_that_names_those_that_exist(line: str) -> None:
    answered = run(*line.split())
    assert answered.exit_code == 2
    assert "en, fr_FR" in answered.stderr


def test_an_unknown_language_of_the_environment_is_one_too() -> None:
    answered = run("check", ".", ROADMAP_LANG="tlh")
    assert answered.exit_code == 2
    assert "en, fr_FR" in answered.stderr


def test_a_command_leaves_the_language_of_its_caller_alone(tmp_path: Path) -> None:
    run("check", folder(tmp_path / "p"), "--lang", "fr")
    assert language.language() == "en"


def test_a_folder_without_a_language_is_not_spoken_of_in_that_of_the_one_before(tmp_path: Path) -> None:
    french = folder(tmp_path / "a", SMALL + "policy: {language: fr}\n")
    assert "0 affaire" in run("check", french).stderr
    assert "0 deals" in run("check", folder(tmp_path / "b")).stderr


def test_a_plan_is_spoken_of_in_the_language_that_it_asks_for() -> None:
    find_plan(small_plan().model_copy(update={"language": "fr_FR"}))
    assert language.ngettext("{count} deal", "{count} deals", 1) == "{count} affaire"


@pytest.mark.parametrize("name", list(summaries()))
def test_every_command_takes_a_language(name: str) -> None:
    assert "--lang LANGUAGE" in run(name, "--help").stdout


def test_the_sentences_of_click_in_the_catalogue_are_those_that_click_says() -> None:
    names = ("core", "exceptions", "types", "parser", "formatting", "decorators")
    source = "".join(inspect.getsource(import_module(f"click.{name}")) for name in names)
    escaped = [sentence.replace("\n", "\\n").replace("\t", "\\t") for sentence in sentences_of_click()]
    assert [sentence for sentence in escaped if f'"{sentence}' not in source] == []
