"""Templates of the user's own: what they can do, and what they are refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from requirements.errors import InputFault
from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from roadmap.views.editions.edition_for import build_edition
from tests.cli.command import run
from tests.editions.canaries import base_plan
from tests.plan_files import plan_text

EXTENDS = '{% extends "roadmap/edition.html" %}\n'
ASKED: dict[str, Any] = {"audience": "customer", "deal": "acme"}


def page_of(folder: Path, template: str | None = None, *, style: str | None = None) -> str:
    if template is not None:
        (folder / "edition.html").write_text(template, encoding="utf-8")
    if style is not None:
        (folder / "style.css").write_text(style, encoding="utf-8")
    return render(base_plan(), templates=folder, **ASKED)


def refused(folder: Path, template: str | None = None, *, style: str | None = None) -> tuple[str, str, int]:
    with pytest.raises(InputFault) as fault:
        page_of(folder, template, style=style)
    (finding,) = fault.value.findings
    return finding.code, finding.place.file, finding.place.line


def test_a_block_is_overridden_and_the_rest_of_the_page_stays(tmp_path: Path) -> None:
    page = page_of(tmp_path, EXTENDS + "{% block title %}For you, {{ view.name }}{% endblock %}")
    plain = render(base_plan(), **ASKED)
    assert "For you, Roadmap for Acme Vision" in page
    assert page.replace("For you, ", "") == plain


def test_everything_in_a_template_of_the_users_own_is_escaped(tmp_path: Path) -> None:
    page = page_of(tmp_path, EXTENDS + "{% block title %}{{ '<script>' }}{% endblock %}")
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_a_style_sheet_is_added_and_admitted_by_the_policy_of_the_page(tmp_path: Path) -> None:
    page = page_of(tmp_path, style="h1 > b { color: #a01020 }\n")
    assert "h1 > b { color: #a01020 }</style>" in page
    assert page.split("sha256-")[1][:44] != render(base_plan(), **ASKED).split("sha256-")[1][:44]


def test_a_template_can_reach_every_part_of_the_view_and_nothing_else(tmp_path: Path) -> None:
    told = "{{ view.audience }}|{{ view.lanes[0].items|join(',') }}|{{ view.tables[0].rows[0][0].text }}"
    page = page_of(tmp_path, EXTENDS + "{% block title %}" + told + "|{{ view.tables[0].spans[0] }}{% endblock %}")
    assert "customer|Python API|Python API|" in page
    assert not hasattr(build_edition(base_plan(), audience=ASKED["audience"], deal=ASKED["deal"]), "plan")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{{ view.__class__ }}", "template-unsafe"),
        ("{{ view.__init__.__globals__ }}", "template-unsafe"),
        ("{{ ''.__class__.__mro__ }}", "template-unsafe"),
        ("{{ view|attr('__class__') }}", "template-unsafe"),
        ("{{ view.plan }}", "template-name"),
        ("{{ nobody }}", "template-name"),
        ("{{ view.tables.clear() }}", "template-unsafe"),
        ("{{ 1 // 0 }}", "template-failed"),
        ("{{ range(10**9)|list }}", "template-failed"),
        ("{{ 'x' * 10**10 }}", "template-limits"),
        ("{% for a in range(20000) %}{% for b in range(20000) %}xxxxxxxxxx{% endfor %}{% endfor %}", "template-limits"),
        ("{% if %}", "template-syntax"),
        ('{% include "../plan.json" %}', "template-file"),
        ('{% include "/etc/hostname" %}', "template-file"),
    ],
)
def test_a_template_that_reaches_out_fails_or_is_without_end_is_a_finding_with_its_line(
    body: str, code: str, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "plan.json").write_text("secret", encoding="utf-8")
    found = refused(folder, EXTENDS + "\n{% block title %}\n" + body + "{% endblock %}")
    assert found[0] == code
    if code not in ("template-limits", "template-file"):
        assert found[1:] == ("edition.html", 4)


def test_what_jinja_says_of_a_template_is_quoted_and_no_part_of_our_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as fault:
        page_of(tmp_path, EXTENDS + "{% block title %}{{ nobody }}{% endblock %}")
    (finding,) = fault.value.findings
    assert finding.message == "the template uses a name that does not exist"
    assert finding.hint == "Jinja2 says: “'nobody' is undefined”"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (folder / "part.html").symlink_to(tmp_path / "secret.html")
    template = EXTENDS + '{% block title %}{% include "part.html" %}{% endblock %}'
    assert refused(folder, template)[0] == "template-file"


def test_a_page_that_does_not_extend_ours_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path)[0] == "template-file"
    assert refused(tmp_path, "<html>{{ view.name }}</html>")[0] == "template-head"


@pytest.mark.parametrize(
    "style", ["</style><script>1</script>", "@import 'x';", "a { background: url(http://x) }", "{{ view }}", "{# x"]
)
def test_a_style_sheet_that_reaches_out_is_refused(style: str, tmp_path: Path) -> None:
    assert refused(tmp_path, style=style)[:2] == ("template-style", "style.css")


def test_the_command_takes_a_folder_and_writes_nothing_where_a_template_is_broken(tmp_path: Path) -> None:
    plan_file = tmp_path / "plan.json"
    plan_file.write_text(plan_text(base_plan()), encoding="utf-8")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "edition.html").write_text(EXTENDS + "{% block title %}Mine{% endblock %}", encoding="utf-8")
    asked = ("--audience", "customer", "--deal", "acme", "--templates", folder)
    assert "<h1>Mine</h1>" in run("render", plan_file, *asked, "-o", "-").stdout
    (folder / "edition.html").write_text("{% if %}", encoding="utf-8")
    broken = run("render", plan_file, *asked)
    assert broken.exit_code == 3
    assert "edition.html:1" in broken.stderr
    assert not plan_file.with_name("roadmap-customer-acme.html").exists()


def with_style(folder: Path) -> Path:
    (folder / "style.css").write_text("h1 { color: #a01020 }\n", encoding="utf-8")
    return folder


def without_style(page: str) -> str:
    return re.sub(r"sha256-[^']*'|<style>.*?</style>", "", page, flags=re.DOTALL)


def test_the_internal_page_is_the_same_from_the_process_of_templates_but_for_the_style(tmp_path: Path) -> None:
    page = render(base_plan(), templates=with_style(tmp_path))
    assert "h1 { color: #a01020 }</style>" in page
    assert without_style(page) == without_style(render(base_plan()))


@pytest.mark.parametrize("asked", [{}, {"audience": "engineering"}], ids=["internal", "engineering"])
def test_sites_are_the_same_from_the_process_of_templates_but_for_the_style(
    asked: dict[str, Any], tmp_path: Path
) -> None:
    own = dict(site(base_plan(), templates=with_style(tmp_path), **asked).files())
    ours = dict(site(base_plan(), **asked).files())
    assert own.pop("roadmap.css") == ours.pop("roadmap.css") + "h1 { color: #a01020 }"
    assert own == ours


def test_a_block_of_the_two_minute_page_is_overridden_on_the_page_and_in_the_site(tmp_path: Path) -> None:
    block = "{% block statement %}<p class='statement'>We hold {{ summary.statement.amount }}</p>{% endblock %}"
    text = '{% extends "roadmap/summary.html" %}' + block
    (tmp_path / "summary.html").write_text(text, encoding="utf-8")
    pages = [render(base_plan(), templates=tmp_path), dict(site(base_plan(), templates=tmp_path).files())["index.html"]]
    assert [page.count("We hold CNY") for page in pages] == [1, 1]


def test_every_page_of_a_customer_s_site_has_the_brand_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "edition.html").write_text(EXTENDS + "{% block brand %}Our brand{% endblock %}", encoding="utf-8")
    files = dict(site(base_plan(), templates=tmp_path, **ASKED).files())
    found = [text.count("Our brand") for name, text in files.items() if name.endswith(".html")]
    assert set(found) == {1}


def test_a_site_whose_template_fails_on_one_page_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "own" / "site").mkdir(parents=True)
    broken = '{% extends "roadmap/site/thing.html" %}{% block title %}{{ page.nobody }}{% endblock %}'
    (tmp_path / "own" / "site" / "thing.html").write_text(broken, encoding="utf-8")
    with pytest.raises(InputFault) as fault:
        site(base_plan(), templates=tmp_path / "own").save(tmp_path / "public")
    (finding,) = fault.value.findings
    assert (finding.code, str(finding.place)) == ("template-name", "site/thing.html:1")
    assert not (tmp_path / "public").exists()


def test_a_page_that_loosens_its_policy_is_refused(tmp_path: Path) -> None:
    loose = '{% extends "roadmap/page.html" %}{% block sources %}style-src *{% endblock %}'
    (tmp_path / "page.html").write_text(loose, encoding="utf-8")
    with pytest.raises(InputFault) as fault:
        render(base_plan(), templates=tmp_path)
    assert fault.value.findings[0].code == "template-head"
