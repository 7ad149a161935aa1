"""Who may come in: only browsers of this machine that were given the address with its token.

Without the token nothing answers, not even a stylesheet. ``Host`` and ``Origin`` must be our own, so that neither a page
elsewhere nor a name that somebody points at 127.0.0.1 (DNS rebinding) can use the cookie of a person who is signed in.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware


@dataclass(frozen=True, slots=True)
class Guard:
    """The key of one server, and what it tells those without it."""

    port: int
    token: str
    refusal: str

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies know no ports, so that two servers on one machine need two names."""
        return f"assess-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser of this machine calls us; it leaves out the port 80."""
        names = ("127.0.0.1", "localhost")
        return frozenset(f"{name}:{self.port}" for name in names) | frozenset(names if self.port == 80 else ())

    def middleware(self) -> Middleware:
        """Stands before every route."""

        @web.middleware
        async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not self.admits(request):
                return web.Response(status=403, text=self.refusal)
            response = await handler(request)
            if self._shown(request) and not response.prepared:
                response.set_cookie(self.cookie, self.token, httponly=True, samesite="Strict", path="/")
            return response

        return check

    def admits(self, request: web.Request) -> bool:
        """Whether a request comes from our own page, or from the address typed by hand, with the token."""
        if request.host not in self.hosts:
            return False
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return False
        return self._shown(request) or self._is_token(request.cookies.get(self.cookie, ""))

    def _shown(self, request: web.Request) -> bool:
        """Whether the first page is asked for with the token in its address: the only place where it counts there."""
        return request.path == "/" and self._is_token(request.query.get("token", ""))

    def _is_token(self, word: str) -> bool:
        return secrets.compare_digest(word.encode(errors="replace"), self.token.encode())
