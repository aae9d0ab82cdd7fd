"""The application: all addresses of a workbench behind its gate."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exception_handlers import request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from requirements.errors import InputFault, RoadmapError
from requirements.language import _, enumerated
from roadmap.version import __version__
from roadmap.web.answers import NoPlanYet, page_of_error, page_without_plan
from roadmap.web.bench import Workbench
from roadmap.web.gate.guard import Guard
from roadmap.web.gate.speaking import Speaking
from roadmap.web.gate.steady import Steady
from roadmap.web.routes import (
    adding,
    compared_plan,
    edited,
    entry_forms,
    events,
    filed,
    planned,
    programs,
    revisions,
    today,
)
from roadmap.web.routes.meetings import agenda, beside, keeping, meeting, trades
from roadmap.web.settings import ServeSettings

API = "/api.json"
MEETING = (meeting, keeping, beside, agenda, trades)
MODULES = (today, *MEETING, entry_forms, adding, edited, filed, revisions, compared_plan, events, programs, planned)
"""The addresses; the last takes all that the others do not."""


def create_app(settings: ServeSettings) -> FastAPI:
    """Put a workbench together. Its thread runs as long as the application does."""
    bench = Workbench(settings)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        bench.start()
        try:
            yield
        finally:
            bench.end()

    app = FastAPI(
        title="roadmap",
        version=__version__,
        description="The workbench of a folder: every page has a twin in JSON.",
        docs_url=None,  # the usual pages load scripts from elsewhere; /api is our own
        redoc_url=None,
        openapi_url=API,
        lifespan=lifespan,
        redirect_slashes=False,
        middleware=[
            Middleware(Guard, settings=settings),
            Middleware(Steady, folder=bench.folder),
            Middleware(Speaking, own=settings.language, folders=bench.folder.language),
        ],
        exception_handlers={
            HTTPException: _not_found,
            RequestValidationError: _invalid,
            InputFault: _faulty,
            NoPlanYet: _without_plan,
            RoadmapError: _refused,
        },
    )
    app.state.bench = bench
    for module in MODULES:
        app.include_router(module.router)
    return app


async def _not_found(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    status, sentence = error.status_code, str(error.detail)
    if status == HTTPStatus.NOT_FOUND:
        sentence = _("There is nothing at this address.")
    elif sentence == HTTPStatus(status).phrase:  # nobody gave a reason of ours
        sentence = _("This address does not take such a request (status {status}).").format(status=status)
    return await page_of_error(request, status, sentence)


async def _invalid(request: Request, error: Exception) -> Response:
    """A value in an address that is none of its kind: told in a sentence where a page was asked for."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    if request.method != "GET":
        return await request_validation_exception_handler(request, error)
    names = enumerated(dict.fromkeys(str(one["loc"][-1]) for one in error.errors()))
    return await page_of_error(
        request, 422, _("Expected another value for {names} in the address.").format(names=names)
    )


async def _faulty(request: Request, error: Exception) -> Response:
    assert isinstance(error, InputFault)  # noqa: S101 - what it is registered for
    return await page_of_error(request, 422, "\n".join(map(str, error.findings)))


async def _without_plan(request: Request, _error: Exception) -> Response:
    return await page_without_plan(request)


async def _refused(request: Request, error: Exception) -> Response:
    return await page_of_error(request, 422, str(error))
