"""From the HTML page to a tagged PDF (PDF/UA-1), written in one step or not at all.

The same page gives the same bytes: dates come from the page itself and the file identifier from its digest.
"""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from assess.errors import one
from assess.files import write
from assess.paths import templates_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

VARIANT = "pdf/ua-1"


def write_pdf(html: str, target: Path) -> None:
    """Write the page as a PDF to ``target``: complete or untouched.

    Raises :class:`~assess.errors.AssessError` with GF-401 where nothing can be written and GF-403 where a system
    library is missing.
    """
    write(target, pdf_bytes(html))


def pdf_bytes(html: str, counted: Callable[[int], None] | None = None) -> bytes:
    """The PDF of one page as bytes; ``counted`` is told how many pages of paper that makes."""
    try:
        import weasyprint
    except OSError as error:  # Pango, HarfBuzz or fontconfig cannot be loaded.
        raise one("GF-403", library=_library(error)) from error
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()

    def finish(document: Any, _: object) -> None:
        if counted is not None:
            counted(len(document.pages))

    with _collector_off():
        page = weasyprint.HTML(string=html, url_fetcher=_fetcher())
        content: bytes = page.write_pdf(finisher=finish, pdf_variant=VARIANT, pdf_identifier=identifier)
    return content


@contextmanager
def _collector_off() -> Iterator[None]:
    """No garbage collection in between: a layout is one big live tree, and walking it again and again costs 14 %."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _library(error: OSError) -> str:
    """The library's name out of cffi's message ``cannot load library 'libpango-1.0-0': …``."""
    parts = str(error).split("'")
    return parts[1] if len(parts) > 2 else str(error)


# ---------------------------------------------------------------- what may be fetched


class FetchRefusedError(ValueError):
    """A page asked for something outside the packaged templates."""


def packaged_file(url: str) -> Path:
    """The packaged file behind a ``file:`` URL. Raises :class:`FetchRefusedError` for every other address."""
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        raise FetchRefusedError(url)
    path = Path(url2pathname(parts.path)).resolve()
    if not path.is_relative_to(templates_dir().resolve()) or not path.is_file():
        raise FetchRefusedError(url)
    return path


@lru_cache(maxsize=1)
def _fetcher() -> Callable[..., Any]:
    """A fetcher for WeasyPrint that knows no network and no folder but the templates."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Packaged(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:
            del headers
            return URLFetcherResponse(url, packaged_file(url).read_bytes())

    fetcher: Callable[..., Any] = Packaged(timeout=0, allowed_protocols=("file",), allow_redirects=False)
    return fetcher
