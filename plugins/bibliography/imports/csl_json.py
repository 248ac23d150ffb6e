"""CSL-JSON: what this library is itself, as other programs export it."""

import json
import re

from plugins.bibliography.citation import KEY
from plugins.bibliography.entries import tidy, usable
from plugins.bibliography.imports.record import NotReadable, Record, refused
from plugins.bibliography.reference import Json

# Keys of databases, which tell a writer nothing: http://zotero.org/…, AB12CD34, 4711, pmid:19398386.
MADE_BY_PROGRAM = re.compile(r"\S*/\S*|[A-Z0-9]{8}|[0-9]+|pm(?:c?id)?:\S+")


def read_csl_json(text: str) -> tuple[Record, ...]:
    """Return the records of a CSL-JSON file; a key that can be cited is kept."""
    try:
        data: Json = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotReadable(
            f"This is not valid JSON: line {error.lineno}, {error.msg}. Export it again as CSL-JSON."
        ) from None
    except (ValueError, RecursionError):
        raise NotReadable(
            "This JSON is nested too deeply, or holds a number that is too long. Export it again as CSL-JSON."
        ) from None
    if isinstance(data, dict):
        # Zotero's web interface wraps the list; a single reference comes bare.
        items = data.get("items")
        data = items if isinstance(items, list) else [data]
    if not isinstance(data, list):
        raise NotReadable("This is JSON, but no list of references. Export it again as CSL-JSON.")
    return tuple(_record(number, item) for number, item in enumerate(data, 1))


def _record(number: int, item: Json) -> Record:
    if not isinstance(item, dict):
        return refused(number, "It is no reference.", str(item))
    entry = tidy(item)
    key = entry.pop("id", "")
    if isinstance(key, str) and re.fullmatch(KEY, key) and not MADE_BY_PROGRAM.fullmatch(key):
        entry = {"id": key, **entry}
    title = entry.get("title")
    words = title if isinstance(title, str) else ""
    trouble = usable(entry)
    return refused(number, trouble, words) if trouble else Record(number, entry, "", words)
