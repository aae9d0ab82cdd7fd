"""One state of the folder for each request: a page is never made of two."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from roadmap.web.watching.folder import WatchedFolder

STREAMS = frozenset({"/events"})
"""Addresses whose answers do not end: they hold no state."""


class Steady:
    """Holds the state that is shown when a request comes, until it is answered."""

    def __init__(self, app: ASGIApp, folder: WatchedFolder) -> None:
        self._app, self._folder = app, folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] in STREAMS:
            await self._app(scope, receive, send)
            return
        token = self._folder.hold()
        try:
            await self._app(scope, receive, send)
        finally:
            self._folder.release(token)
