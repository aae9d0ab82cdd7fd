"""The language of an answer: what the address asks for, else what was chosen before, else the workbench's own, else
what the browser prefers, else the folder's."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from requirements.language import SOURCE, language_named, speak

LANGUAGE_COOKIE = "roadmap-lang"
LONGEST = 500
"""Characters of Accept-Language that are looked at."""


class Speaking:
    """Chooses the language before an application answers. What `?lang=` asks for holds from then on."""

    def __init__(self, app: ASGIApp, own: str | None, folders: Callable[[], str | None]) -> None:
        self._app, self._own, self._folders = app, own, folders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
        chosen = language_named(asked) if asked else None
        before = language_named(cookie_parser(headers.get("cookie", "")).get(LANGUAGE_COOKIE, "-"))
        preferred = preferred_language(headers.get("accept-language", ""))
        speak(chosen or before or self._own or preferred or self._folders() or SOURCE)
        await self._app(scope, receive, send if chosen is None else _remembering(send, chosen))


def preferred_language(accepted: str) -> str | None:
    """The language that a browser likes best among those there are, by its Accept-Language; None if it likes none."""
    wanted: list[tuple[float, str]] = []
    for part in accepted[:LONGEST].split(","):
        name, _semicolon, rest = part.strip().partition(";")
        quality = _quality(rest.strip())
        known = language_named(name) or language_named(name.partition("-")[0]) if name else None
        if known is not None and quality > 0:
            wanted.append((-quality, known))
    return min(wanted, key=lambda pair: pair[0])[1] if wanted else None


def _quality(text: str) -> float:
    name, _equals, value = text.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def _remembering(send: Send, chosen: str) -> Send:
    async def remembered(message: Message) -> None:
        if message["type"] == "http.response.start":
            cookie = f"{LANGUAGE_COOKIE}={chosen}; Path=/; SameSite=Strict; Max-Age=31536000"
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return remembered
