"""Sending to webhooks: encrypted, with a time limit, to the address that was named and to no other."""

from __future__ import annotations

import json
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from requirements.language import _
from roadmap.outputs.webhooks.hooks import Hook, is_allowed
from roadmap.version import __version__

SECONDS = 10.0
"""How long one request may take to connect, and to answer."""
LARGEST_ANSWER = 64 * 1024


class _Redirected(Exception):
    """The server sent the request elsewhere."""


class _StaysThere(HTTPRedirectHandler):
    def redirect_request(self, *_request: object) -> Request | None:
        """No request follows a server to another address."""
        raise _Redirected


def send(hook: Hook, body: bytes, *, seconds: float = SECONDS) -> str | None:
    """Send a body to a webhook; None if it was taken, else why not, in words that hold no part of the address."""
    if not is_allowed(hook.address):
        return _("the address is not allowed")
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"designin-roadmap/{__version__}"}
    request = Request(hook.address, data=body, headers=headers, method="POST")  # noqa: S310 - checked above
    try:
        with build_opener(_StaysThere).open(request, timeout=seconds) as answer:
            return _refusal(answer.read(LARGEST_ANSWER))
    except (_Redirected, HTTPException, OSError, ValueError) as error:
        return _reason(error, seconds)


def _reason(error: Exception, seconds: float) -> str:
    """Why a request failed, without the address that an error may hold."""
    if isinstance(error, _Redirected):
        return _("the server sent the message to another address, and it was not sent there")
    if isinstance(error, HTTPError):
        return _("the server answered {status}").format(status=error.code)
    if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
        return _("the server did not answer in {seconds:g} s").format(seconds=seconds)
    return _("the server cannot be reached")


def _refusal(answer: bytes) -> str | None:
    """What 飞书 and 企业微信 say in the body of a good answer: a code that is not 0 is a refusal."""
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    codes = [said.get(name) for name in ("code", "errcode", "StatusCode")] if isinstance(said, dict) else []
    wrong = next((code for code in codes if isinstance(code, int) and code), None)
    return None if wrong is None else _("the server refused the message with the code {code}").format(code=wrong)
