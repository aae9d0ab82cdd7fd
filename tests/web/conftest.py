"""A workbench in this process over a small company: no socket, no browser, no search."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from roadmap.web.app import create_app
from roadmap.web.settings import ServeSettings
from tests.cli.rivals_folder import rivals_folder
from tests.operations.doors import copied
from tests.web.told_beside import Beside
from tests.web.told_session import Told

HERE = "http://localhost:8787"


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with its plan; nobody writes to it."""
    return rivals_folder(tmp_path_factory.mktemp("web") / "rivals").parent


@pytest.fixture
def folder(company: Path, tmp_path: Path) -> Path:
    """A copy of it that may be written to."""
    return copied(company, tmp_path / "rivals")


@pytest.fixture
def client(folder: Path) -> TestClient:
    """A browser at the workbench of that folder."""
    return browser(folder)


@pytest.fixture
def session() -> Told:
    """A session that answers what a test says."""
    return Told()


@pytest.fixture
def table(client: TestClient, session: Told) -> TestClient:
    """A browser at a table whose session is told what to answer."""
    client.app.state.bench.room._start = lambda: session  # type: ignore[attr-defined]
    return client


def browser(folder: Path, **settings: object) -> TestClient:
    """A browser at a workbench; it speaks English unless it says otherwise."""
    made = ServeSettings(folder.resolve(), folder.resolve() / "plan.json", **settings)  # type: ignore[arg-type]
    app = create_app(made)
    bench = app.state.bench
    bench.beside = bench.agendas._beside = bench.trades._beside = Beside()  # no process of its own
    return TestClient(app, base_url=HERE, headers={"accept-language": "en"})
