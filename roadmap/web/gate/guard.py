"""The gate of the workbench: who may ask, for what, and how much may be sent.

A page of a stranger can make a browser send requests to this machine. So the name in `Host` must be ours (a stranger's
name that was made to point here is refused), `Origin` must be ours where something is written, and what a stranger's
page embeds or fetches is refused by what browsers say of it (`Sec-Fetch-*`).
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from requirements.language import _
from roadmap.web.settings import ServeSettings

LARGEST_BODY = 256 * 1024
LARGEST_TEXT = 8 * 1024 * 1024
"""Bytes of a request, and of one that sends a whole file; no file of a folder may be larger."""
TEXTS = "/files/"
READING = frozenset({"GET", "HEAD"})
WRITING = frozenset({"POST", "PUT", "DELETE"})
TOKEN_COOKIE = "roadmap-token"  # noqa: S105 - the name of a cookie
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # `no-referrer` would take the origin away from our own forms
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Lets requests in to an application, or answers them itself; every answer gets the headers of safety."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            if scope["type"] != "lifespan":
                return  # no websocket is spoken here
            await self._app(scope, receive, send)
            return
        safe = _with_headers(send)
        refused = self._refusal(scope, Headers(scope=scope))
        if refused is not None:
            await refused(scope, receive, safe)
            return
        bounded = _Bounded(receive, largest_of(scope["path"]))
        try:
            await self._app(scope, bounded.receive, safe)
        except ClientDisconnect:
            return  # whoever asked is gone in the middle of a body: nothing was done, and nobody hears an answer
        except TooMuchSent:
            await _refused(413, too_large())(scope, receive, safe)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to a request that is not let in; None if it is."""
        if not self._settings.knows_host(_host(headers.get("host", ""))):
            return _refused(
                421, _("This workbench has another address. Open the address that `roadmap serve` printed.")
            )
        method = scope["method"]
        if method not in READING | WRITING:
            return _refused(
                405, _("This kind of request is not served."), {"Allow": ", ".join(sorted(READING | WRITING))}
            )
        if not (_is_ours(headers) if method in WRITING else _may_read(headers)):
            return _refused(403, _("This request comes from a page of another origin and was refused."))
        if method in WRITING and self._settings.read_only:
            return _refused(403, _("This workbench only shows. Start it without --read-only to change something."))
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > largest_of(scope["path"]):
            return _refused(413, too_large())
        return self._unknown(scope, headers)

    def _unknown(self, scope: Scope, headers: Headers) -> Response | None:
        """The answer to somebody who does not know the token; None where it is known or there is none.

        An address that holds it is answered with a cookie and the same address without it, so that it stands in no
        history and is handed on to nobody.
        """
        token = self._settings.token
        if not token or _same(_cookie(headers, TOKEN_COOKIE), token):
            return None
        scheme, _blank, shown = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(shown, token):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["method"] in READING and any(name == "token" and _same(value, token) for name, value in asked):
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            path = "/" + scope["path"].lstrip("/\\")  # `//other` would lead to another machine
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            answer.set_cookie(TOKEN_COOKIE, token, httponly=True, samesite="strict")
            return answer
        return _refused(401, _("A token is needed. Open the whole address that `roadmap serve` printed."))


class TooMuchSent(Exception):
    """A body is larger than it may be."""


class _Bounded:
    """The body of a request, counted as it comes."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive, self._left = receive, largest

    async def receive(self) -> Message:
        """The next message."""
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise TooMuchSent
        return message


def largest_of(path: str) -> int:
    """Bytes that may be sent to an address."""
    return LARGEST_TEXT if path.startswith(TEXTS) else LARGEST_BODY


def too_large() -> str:
    """What is said of a body that is too large."""
    return _("More was sent than is accepted here.")


def _refused(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(sentence + "\n", status, headers)


def _with_headers(send: Send) -> Send:
    async def safe(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return safe


def _host(stated: str) -> str:
    """The host of a `Host` header, without its port and the brackets of an IPv6 address."""
    if stated.startswith("["):
        return stated[1:].partition("]")[0]
    return stated.partition(":")[0].lower()


def _is_ours(headers: Headers) -> bool:
    """Whether a request that writes comes from a page of ours, or from a program, which says nothing of its origin."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") in ("same-origin", "none")
    scheme, _slashes, host = origin.partition("://")
    return scheme in ("http", "https") and host == headers.get("host")


def _may_read(headers: Headers) -> bool:
    """Whether a request that reads comes from a page of ours, from the address bar, from a link, or from a program."""
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return True
    return headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"


def _same(shown: str, token: str) -> bool:
    return hmac.compare_digest(shown.encode(), token.encode())


def _cookie(headers: Headers, name: str) -> str:
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[name].value if name in cookies else ""
