"""claims.json as the gate reads it: strictly, and without any knowledge of how it was made.

What it may hold is a closed list (`SHAPES`), as nobody looks at such a file on the site; what the words of a
claim must be is told by the page that it names (rule WEB658).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

RECORD = "claims.json"
VERSION = 1

TEXT, LINES, DAY, COUNT = "a text", "a list of texts", "a day such as 2026-11-24 or null", "a number or null"
SHAPES: Mapping[str, Mapping[str, str]] = {
    "record": {"version": "1", "articles": "a list"},
    "article": {
        "address": TEXT, "title": TEXT, "disclaimer": "an object", "reviewed": DAY, "expires": DAY,
        "claims": "a list",
    },
    "disclaimer": {"id": TEXT, "version": TEXT},
    "claim": {
        "wording": TEXT, "kind": TEXT, "place": "an object", "sources": "a list", "reviewed": DAY,
        "expires": DAY,
    },
    "place": {"part": TEXT, "heading": TEXT, "anchor": TEXT},
    "source": {
        "key": TEXT, "citation": TEXT, "design": TEXT, "participants": COUNT, "comparison": TEXT,
        "funding": TEXT, "limits": TEXT, "basis": TEXT, "figure": "an object or null",
    },
    "figure": {
        "name": TEXT, "finding": TEXT, "values": LINES, "direction": TEXT, "population": TEXT,
        "timepoint": TEXT, "comparison": TEXT, "participants": COUNT, "locator": TEXT, "derived": TEXT,
        "contrary": LINES, "checked": DAY, "review": DAY,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """A claim as the file tells it."""

    wording: str
    anchor: str
    keys: tuple[str, ...]
    reviewed: str
    """The day, "" for none; here and below."""
    expires: str
    due: tuple[str, ...]
    """The days on which the figures that it rests on are to be checked again."""


@dataclass(frozen=True, slots=True)
class RecordedArticle:
    """An article as the file tells it."""

    address: str
    title: str
    disclaimer: str
    version: str
    reviewed: str
    expires: str
    claims: tuple[RecordedClaim, ...]


@dataclass(frozen=True, slots=True)
class ClaimsRecord:
    """The file, or with `wrong` what is wrong with its form."""

    path: str
    articles: tuple[RecordedArticle, ...] = ()
    wrong: tuple[str, ...] = ()


def read_claims_record(path: str, data: bytes) -> ClaimsRecord:
    """Read claims.json; what is wrong with its form is told all at once."""
    try:
        told = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        return ClaimsRecord(path, wrong=(f"It cannot be read as JSON: {str(error).rstrip('.')}.",))
    wrong = tuple(_wrong("record", told, "It"))
    if wrong:
        return ClaimsRecord(path, wrong=wrong)
    return ClaimsRecord(
        path,
        tuple(
            RecordedArticle(
                article["address"],
                article["title"],
                article["disclaimer"]["id"],
                article["disclaimer"]["version"],
                article["reviewed"] or "",
                article["expires"] or "",
                tuple(
                    RecordedClaim(
                        claim["wording"],
                        claim["place"]["anchor"],
                        tuple(source["key"] for source in claim["sources"]),
                        claim["reviewed"] or "",
                        claim["expires"] or "",
                        tuple(
                            source["figure"]["review"]
                            for source in claim["sources"]
                            if source["figure"] and source["figure"]["review"]
                        ),
                    )
                    for claim in article["claims"]
                ),
            )
            for article in told["articles"]
        ),
    )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of JSON; raise where a name stands in it twice, as readers differ on which counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


INSIDE = {
    ("record", "articles"): "article",
    ("article", "disclaimer"): "disclaimer",
    ("article", "claims"): "claim",
    ("claim", "place"): "place",
    ("claim", "sources"): "source",
    ("source", "figure"): "figure",
}
"""What the objects in a list, or the object itself, are."""


def _wrong(kind: str, told: object, where: str) -> Iterator[str]:
    """Yield what of an object has not the shape that it must have."""
    if not isinstance(told, dict):
        yield f"{where} is no object."
        return
    shape = SHAPES[kind]
    for name in told.keys() - shape.keys():
        yield f"{where} holds “{name}”, which has no place there."
    for name, demand in shape.items():
        if name not in told:
            yield f"{where} lacks “{name}”."
            continue
        value = told[name]
        if not _fits(value, demand):
            yield f"{where}: “{name}” must be {demand}."
            continue
        inner = INSIDE.get((kind, name))
        if inner and isinstance(value, list):
            for number, item in enumerate(value, 1):
                yield from _wrong(inner, item, f"{where}: {inner} {number}")
        elif inner and value is not None:
            yield from _wrong(inner, value, f"{where}: {name}")


def _fits(value: object, demand: str) -> bool:
    is_count = isinstance(value, int) and not isinstance(value, bool)
    if demand == TEXT:
        return isinstance(value, str)
    if demand == LINES:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if demand == DAY:
        return value is None or (isinstance(value, str) and _is_day(value))
    if demand == COUNT:
        return value is None or is_count
    if demand.startswith("an object"):
        return isinstance(value, dict) or (value is None and demand.endswith("null"))
    return isinstance(value, list) if demand == "a list" else is_count and value == VERSION


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
