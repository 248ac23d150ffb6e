"""Changes to content/claims.toml, made as a person would make them: line by line.

Comments, order, line ends and everything that is not meant stay as they are. Each change proves itself: what
is to be written is read back first, and must be the register as it was but for what was meant. Written aside
and put in place whole, so that nothing is ever half written.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.approval.claim import ApprovedText
from plugins.approval.register import RegisterFile, parse_register
from plugins.approval.rows import Row
from plugins.bibliography.library_file import BYTE_ORDER_MARK, Changed, put_in_place
from plugins.manuscript.source import Source, read_source

Value = str | bool | date | Sequence["Value"] | Mapping[str, "Value"]
NEW_FILE = "# Claims whose wording a reviewer has approved: docs/approved-claims.md\n"
ORDER = (
    "id", "wording", "variants", "figure", "products", "companions", "note", "approved_by", "role",
    "approved_on", "until", "approved_text", "fingerprint",
)  # fmt: skip
SHORT = 90
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}


@dataclass(frozen=True, slots=True)
class HeldFile:
    """The register's file as it was read: its bytes, its text, and what was read from it."""

    file: Path
    data: bytes | None
    """None where there is no file yet."""
    read: RegisterFile
    text: str


def hold_file(file: Path, path: str) -> HeldFile:
    """Read the register's file; raises `Unreadable` where it is none."""
    if not file.exists():
        return HeldFile(file, None, RegisterFile(), NEW_FILE)
    source = read_source(file, path)
    return HeldFile(file, file.read_bytes(), parse_register(source), source.text)


def put_back(held: HeldFile, text: str) -> bool:
    """Write the register's new text; return False where nothing changed. Effect: replaces the file.

    Raises `Changed` where the file is no longer as it was read.
    """
    if text == held.text and held.data is not None:
        return False
    now = held.file.read_bytes() if held.file.exists() else None
    if now != held.data:
        raise Changed(
            f"{held.file.name} was changed while this was running. Nothing was written; run the same command "
            "again."
        )
    mark = BYTE_ORDER_MARK if held.data and held.data.startswith(BYTE_ORDER_MARK) else b""
    put_in_place(held.file, mark + text.encode("utf-8"))
    return True


def with_values(text: str, name: str, values: Mapping[str, Value | None]) -> str:
    """Return the register's text with some lines of a claim replaced, added, or (None) taken out."""
    before = tomllib.loads(text)
    row, wanted = _row(text, name), dict(values)
    newline = "\r\n" if "\r\n" in text else "\n"
    edits: list[tuple[int, int, str]] = []
    for key, value in wanted.items():
        entry = row.entry(key)
        spans = entry.spans if entry else ()
        for span in spans[1:] if value is not None else spans:
            around = _in_braces if row.braces else _line
            edits.append((*around(text, span.start, span.end), ""))
        if value is not None and spans:
            line = _written(key, value).replace("\n", newline)
            edits.append((spans[0].start, spans[0].end, line))
    new = [key for key, value in wanted.items() if value is not None and row.entry(key) is None]
    if new and row.braces:
        lines = (
            f", {_written(key, value)}" for key in sorted(new, key=ORDER.index) if (value := wanted[key])
        )
        edits.append((row.end, row.end, "".join(lines).replace("\n", newline)))
    elif new:
        lines = (
            _written(key, value) for key in sorted(new, key=ORDER.index) if (value := wanted[key]) is not None
        )
        added = "".join(f"{newline}{line}" for line in lines).replace("\r\n", "\n").replace("\n", newline)
        # Behind a remark that stands at the end of the last line.
        at = text.find("\n", row.end)
        at = len(text) if at < 0 else at - (text[at - 1] == "\r")
        edits.append((at, at, added))
    made = text
    for start, end, put in sorted(edits, reverse=True):
        made = made[:start] + put + made[end:]
    _prove(before, made, name, wanted)
    return made


def with_claim(text: str, name: str, values: Mapping[str, Value]) -> str:
    """Return the register's text with a new claim at its end, written as the others are."""
    before = tomllib.loads(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    keyed = isinstance(before.get("claims"), dict)
    lines = [f"[claims.{name}]"] if keyed else ["[[claims]]", _written("id", name)]
    lines += [_written(key, values[key]) for key in ORDER if key in values]
    start = text.rstrip("\r\n")
    made = f"{start}{newline * 2 if start else ''}" + "\n".join(lines).replace("\n", newline) + newline
    _prove(before, made, name, values)
    return made


def kept_text(text: ApprovedText) -> Mapping[str, Value]:
    """Return the words of a claim as the register keeps them with its approval."""
    companions: list[Value] = [row[0] if len(row) == 1 else row for row in text.companions]
    values: dict[str, Value] = {"wording": text.wording, "variants": text.variants, "companions": companions}
    return {key: value for key, value in values.items() if value}


def _row(text: str, name: str) -> Row:
    read = parse_register(Source("claims.toml", text))
    names = [claim.id for claim in read.register.claims]
    return read.rows[names.index(name)]


def _in_braces(text: str, start: int, end: int) -> tuple[int, int]:
    """Return an entry in braces with the comma in front of it, or, of the first, the one behind."""
    before = text[:start].rstrip()
    if before.endswith(","):
        return len(before) - 1, end
    behind = text[end:].lstrip()
    return start, len(text) - len(behind[1:].lstrip()) if behind.startswith(",") else end


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole lines of an entry, with a remark behind it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last + 1


def _written(key: str, value: Value) -> str:
    return f"{key} = {_value(value)}"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(ESCAPES.get(sign, sign) for sign in value) + '"'
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    items = [_value(one) for one in value]
    line = f"[{', '.join(items)}]"
    # A list of long texts has one to a line; rows within it stay whole.
    return line if len(line) <= SHORT else "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def _prove(before: Mapping[str, object], made: str, name: str, values: Mapping[str, object]) -> None:
    """Raise `Changed` unless the new text is the register as it was with these values of one claim."""
    wanted = _by_name(before)
    claim = {key: value for key, value in wanted.get(name, {}).items() if key not in values}
    claim |= {key: _plain(value) for key, value in values.items() if value is not None}
    wanted[name] = claim
    try:
        after = tomllib.loads(made)
    except tomllib.TOMLDecodeError:
        after = {}
    others = [{key: value for key, value in one.items() if key != "claims"} for one in (before, after)]
    if _by_name(after) != wanted or others[0] != others[1]:
        raise Changed(
            f"The claim “{name}” is laid out in a way in which nothing can be put in safely. Write each of "
            "its values in a line of its own below its header."
        )


def _by_name(data: Mapping[str, object]) -> dict[str, dict[str, object]]:
    claims = data.get("claims", [])
    if isinstance(claims, dict):
        return {name: dict(row) for name, row in claims.items()}
    rows = claims if isinstance(claims, list) else []
    return {str(row.get("id")): {key: value for key, value in row.items() if key != "id"} for row in rows}


def _plain(value: object) -> object:
    if isinstance(value, str | bool | date):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, Sequence) else value
