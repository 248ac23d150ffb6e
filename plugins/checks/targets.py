"""Which output files the addresses in a page or feed lead to."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser


def target_of(address: str) -> str:
    """Return the output file an address of this site leads to: "/a/" is "a/index.html"."""
    path = unquote(urlsplit(address).path).lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def ends_of(target: str) -> Iterator[str]:
    """Yield what a target may be called here: a site may live below a path of its host."""
    steps = target.split("/")
    yield from ("/".join(steps[index:]) for index in range(len(steps)))


def targets(path: str, tree: LexborHTMLParser, selector: str) -> Iterator[str]:
    """Yield the output files that links of a page lead to, those of other hosts as if they were here."""
    for told in loaded(path, tree, selector):
        yield target_of(told) if "//" in told else told.lstrip("/")


def loaded(path: str, tree: LexborHTMLParser, selector: str) -> Iterator[str]:
    """Yield the output files that addresses in a page name. One that begins at the root of the host keeps
    its “/”, as the site may live below a path; one that names a host is left whole."""
    for node in tree.css(selector):
        told = (node.attributes.get("src" if node.tag == "script" else "href") or "").strip()
        try:
            address = urlsplit(told)
        except ValueError:
            yield told
            continue
        if address.netloc or address.scheme:
            if address.scheme in ("", "http", "https") or node.tag not in ("a", "area"):
                yield told
            continue
        if not address.path:
            continue
        if address.path.startswith("/"):
            yield f"/{target_of(address.path)}"
            continue
        steps: list[str] = []
        for step in (PurePosixPath(path).parent / unquote(address.path)).parts:
            steps = steps[:-1] if step == ".." else [*steps, step]
        joined = "/".join(steps)
        yield f"{joined}/index.html".lstrip("/") if address.path.endswith(("/", ".")) else joined
