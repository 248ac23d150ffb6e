"""One question to one address on the web: what came back, or in words why nothing did.

Nothing but http and https, also where an answer leads on; an answer has a time and a size beyond which it is
given up. The only module of this package that uses the network.
"""

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import IO
from urllib.parse import quote, urlsplit

MOST_BYTES = 5_000_000
PORTION = 65_536
PROGRAM = "evidence-blog (reference library of a patient-education blog)"


class NotAdded(Exception):
    """A reference could not be had; the message says why and what to do."""

    exit_code = 2


class NotThere(NotAdded):
    """The service answered, and what it says is why: there is no such work, or nothing usable about it."""

    exit_code = 1


class CouldNotAsk(NotAdded):
    """No answer, or none that can be understood: whether the work is there is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: its final address, media type, character set and bytes."""

    address: str
    type: str
    charset: str
    data: bytes


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows an answer that leads on to http and https only."""

    max_redirections = 8

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request to go on with."""
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise _refusal(code, _host(req.full_url))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Return what opens addresses: without the handlers for files and FTP that urllib has as well."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        _SafeRedirects(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def ask(address: str, accept: str, seconds: float) -> Answer:
    """Return what an address answers within so many seconds; raise `NotThere` or `CouldNotAsk`.

    Effect: uses the network.
    """
    host = _host(address)
    if urlsplit(address).scheme.lower() not in ("http", "https"):
        raise CouldNotAsk(f"“{address[:80]}” is no web address. It has to start with https:// or http://.")
    # An address copied from the browser may hold letters that a request may not.
    request = urllib.request.Request(
        quote(address, safe=":/?#[]@!$&'()*+,;=%~"), headers={"Accept": accept, "User-Agent": PROGRAM}
    )
    end = time.monotonic() + seconds
    try:
        with _opener().open(request, timeout=seconds) as response:
            data = _whole(response, end, host, seconds)
            headers = response.headers
            return Answer(response.url, headers.get_content_type(), headers.get_content_charset() or "", data)
    except urllib.error.HTTPError as error:
        error.close()
        raise _refusal(error.code, host) from None
    except urllib.error.URLError as error:
        raise _silence(error.reason, host, seconds) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _silence(error, host, seconds) from None


def _whole(response: http.client.HTTPResponse, end: float, host: str, seconds: float) -> bytes:
    """Read an answer portion by portion, so that one that trickles in or never ends is given up."""
    portions: list[bytes] = []
    size = 0
    while portion := response.read1(PORTION):
        portions.append(portion)
        size += len(portion)
        if size > MOST_BYTES:
            raise CouldNotAsk(
                f"{host} sends more than {MOST_BYTES // 1_000_000} million bytes, which is no reference. "
                "Check the address, or add the reference by import."
            )
        if time.monotonic() > end:
            raise _too_slow(host, seconds)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(portions)


def _refusal(code: int, host: str) -> NotAdded:
    """Return what a status code says, in words."""
    if code in (400, 404, 410):
        return NotThere(f"{host} knows nothing by it. Compare it with the paper or page, sign by sign.")
    if code == 406:
        return NotThere(
            f"{host} knows it, but has no data of it to make a reference of. Export it from the "
            "journal's page as RIS or BibTeX and use “import”."
        )
    if 300 <= code < 400:
        return CouldNotAsk(
            f"{host} leads on in a circle, or to an address that is not on the web; nothing was fetched from "
            "there. Look at the page in your browser."
        )
    if code == 429:
        return CouldNotAsk(f"{host} was asked too often. Wait a minute and run the same command again.")
    if code in (401, 403):
        return CouldNotAsk(
            f"{host} does not let programs read this. Open it in your browser, export the reference "
            "there and use “import”."
        )
    return CouldNotAsk(f"{host} is in trouble (it answered {code}). Try again later.")


def _silence(reason: object, host: str, seconds: float) -> NotAdded:
    """Return why there is no answer, in words."""
    if isinstance(reason, NotAdded):
        return reason
    if isinstance(reason, TimeoutError):
        return _too_slow(host, seconds)
    if isinstance(reason, socket.gaierror):
        return CouldNotAsk(
            f"{host} cannot be found: this computer seems to be offline, or the address is mistyped. "
            "Check the connection and run the same command again, or add the reference offline with “import”."
        )
    if isinstance(reason, ConnectionRefusedError):
        return CouldNotAsk(
            f"{host} does not take the connection. Try again later; where it lasts, ask whoever looks after "
            "your network."
        )
    if isinstance(reason, ssl.SSLError):
        return CouldNotAsk(
            f"The connection to {host} is not safe: its certificate could not be verified. Ask whoever looks "
            "after your network."
        )
    if isinstance(reason, http.client.HTTPException | ConnectionError):
        return CouldNotAsk(f"{host} broke off, or its answer cannot be understood. Try again later.")
    detail = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
    return CouldNotAsk(
        f"{host} cannot be reached ({detail}). Check the connection and run the same command again."
    )


def _too_slow(host: str, seconds: float) -> CouldNotAsk:
    return CouldNotAsk(
        f"{host} has not answered in full within {seconds:g} seconds. Try again later, or give it more time: "
        f"--timeout {max(30, round(seconds * 3))}."
    )


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc or address[:60]
    except ValueError:
        return address[:60]
