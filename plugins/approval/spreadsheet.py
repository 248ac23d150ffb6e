"""The register as a table for the reviewers' spreadsheets, and back without loss.

UTF-8 with a byte-order mark, so that Excel reads it as what it is; commas, quotes where needed. Several texts
of one cell stand on lines of their own, alternatives of a companion with “ || ” between. A cell that a
spreadsheet would take for a formula has an apostrophe in front, which is taken off again when it is read.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from plugins.approval.approvals import Standing
from plugins.approval.claim import PARTS, ApprovedClaim, ApprovedText
from plugins.approval.register_file import Value, kept_text
from plugins.approval.register_reading import ITEM_MARK, OF_THE_APPROVAL, OF_THE_TEXT
from plugins.bibliography.library import Library
from plugins.manuscript.dates import OTHER_FORMS

COLUMNS = (
    "id", "wording", "variants", "figure", "products", "companions", "note", "approved_by", "role",
    "approved_on", "until", "approved_text", "fingerprint",
)  # fmt: skip
TOLD_ONLY = ("state", "finding")
"""Columns that tell reviewers something and are not read back."""
# Spreadsheets of East Asia take the wide signs for the others.
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
GUARDED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")
DELIMITERS = ",;\t"
# A first line by which some programs say what stands between the cells.
SEPARATOR = re.compile(r"\"?sep=(?P<sign>[,;\t])\"?[ ]*(?:\r\n|\r|\n)", re.IGNORECASE)
DAYS = ("approved_on", "until")
# Besides the forms of dates.py: years of two digits, as Excel saves days in many countries.
SHORT_FORMS = ("%m/%d/%y", "%d/%m/%y", "%d.%m.%y", "%d-%m-%y", "%d-%b-%y", "%d-%b-%Y", "%d %b %y", "%y-%m-%d")
TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[ ]?[AP]M)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table as it was read: its number as a spreadsheet counts, and its values."""

    number: int
    id: str
    values: Mapping[str, Value | None]
    """By the register's keys; None where the cell is empty. A day that may be several stays as typed."""
    cells: Mapping[str, str]
    """By the register's keys, as they were typed."""


class WrongTable(ValueError):
    """A table that cannot be taken over; `problems` are sentences, each with its row where it has one."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def table_of(standings: Sequence[Standing], library: Library) -> bytes:
    """Return the claims as a CSV file."""
    to = io.StringIO()
    writer = csv.writer(to, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *TOLD_ONLY))
    for standing in standings:
        cells = cells_of(standing.claim)
        finding = "\n".join(_finding(cited, library) for cited in standing.claim.figures)
        writer.writerow([guarded(cell) for cell in (*cells.values(), standing.word, finding)])
    return to.getvalue().encode("utf-8-sig")


def cells_of(claim: ApprovedClaim) -> dict[str, str]:
    """Return a claim as the cells of its row, by column."""
    approval = claim.approval
    text = approval.text if approval else None
    return {
        "id": claim.id,
        "wording": claim.wording,
        "variants": "\n".join(claim.variants),
        "figure": "\n".join(claim.figures),
        "products": "\n".join(claim.products),
        "companions": "\n".join(_companions(claim.companions)),
        "note": claim.note,
        "approved_by": approval.by if approval else "",
        "role": approval.role if approval else "",
        "approved_on": str(approval.on) if approval else "",
        "until": str(approval.until) if approval and approval.until else "",
        "approved_text": "\n".join(_text_lines(text)) if text else "",
        "fingerprint": "\n".join(f"{part} {sign}" for part, sign in approval.fingerprint) if approval else "",
    }


def _companions(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield from (f" {ITEM_MARK} ".join(row) for row in rows)


def _text_lines(text: ApprovedText) -> Iterator[str]:
    """Yield the words that an approval keeps, a line each, with what they are in front."""
    yield f"wording: {' '.join(text.wording.split())}"
    yield from (f"variants: {one}" for one in text.variants)
    yield from (f"companions: {one}" for one in _companions(text.companions))


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was guarded."""
    return cell[1:] if GUARDED.match(cell) else cell


def rows_in(data: bytes) -> tuple[Row, ...]:
    """Read a table; raise `WrongTable` with everything that is wrong in it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WrongTable(
            (f"Line {line}: the file is not saved as UTF-8. In Excel choose “CSV UTF-8” when saving.",)
        ) from None
    if "\0" in text:
        raise WrongTable(("The file is no CSV file. In Excel choose “CSV UTF-8” when saving.",))
    told = SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    delimiter = told["sign"] if told else max(DELIMITERS, key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise WrongTable((f"The file is no CSV file that can be read: {error}.",)) from None
    if not table:
        raise WrongTable(("The file is empty.",))
    columns = [unguarded(cell).strip().lower() for cell in table[0]]
    # A spreadsheet writes columns in which nothing stands, and leaves out cells at the end of a row.
    while columns and not columns[-1]:
        columns.pop()
    problems = list(_wrong_columns(columns))
    if problems:
        raise WrongTable(problems)
    rows, seen = [], dict[str, int]()
    for number, cells in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        while len(cells) > len(columns) and not cells[-1].strip():
            cells.pop()
        if len(cells) < len(columns) and set(columns[len(cells) :]) <= {*TOLD_ONLY, *OF_THE_APPROVAL, "note"}:
            cells += [""] * (len(columns) - len(cells))
        if len(cells) != len(columns):
            problems.append(f"Row {number}: it has {len(cells)} cells and not {len(columns)}.")
            continue
        by_column = dict(zip(columns, map(unguarded, cells), strict=True))
        name = by_column["id"].strip()
        if name in seen:
            problems.append(f"Row {number}: the id “{name}” stands in row {seen[name]} already.")
        seen.setdefault(name, number)
        values: dict[str, Value | None] = {}
        for column, cell in by_column.items():
            if column not in ("id", *TOLD_ONLY):
                try:
                    values[column] = value_of(column, lines_of(cell))
                except ValueError as error:
                    problems.append(f"Row {number}, {column}: {error}")
        rows.append(Row(number, name, values, {column: lines_of(cell) for column, cell in by_column.items()}))
    if problems:
        raise WrongTable(problems)
    return tuple(rows)


def _wrong_columns(columns: Sequence[str]) -> Iterator[str]:
    for column in columns:
        if column not in (*COLUMNS, *TOLD_ONLY):
            near = get_close_matches(column, COLUMNS, n=1)
            meant = f" Did you mean “{near[0]}”?" if near else ""
            yield f"Row 1: there is no column “{column}”.{meant} There are: {', '.join(COLUMNS)}."
    for column in ("id", "wording"):
        if columns.count(column) != 1:
            yield f"Row 1: the column “{column}” must be there once."
    yield from (
        f"Row 1: the column “{column}” is there twice."
        for column in sorted({one for one in columns if columns.count(one) > 1} - {"id", "wording"})
    )


def value_of(column: str, cell: str) -> Value | None:
    """Return what a cell says, None where it is empty; raise ValueError with a sentence."""
    cell = cell.strip()
    if not cell:
        return None
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if column in ("variants", "products"):
        return lines
    if column == "figure":
        return lines[0] if len(lines) == 1 else lines
    if column == "companions":
        rows = [[text.strip() for text in line.split(ITEM_MARK)] for line in lines]
        return [row[0] if len(row) == 1 else row for row in rows]
    if column in DAYS:
        days = days_meant(cell)
        return next(iter(days)) if len(days) == 1 else cell
    if column == "approved_text":
        return _text_of(lines)
    if column == "fingerprint":
        pairs = [line.split(None, 1) for line in lines]
        if not all(len(pair) == 2 and pair[0] in PARTS for pair in pairs):
            raise ValueError("it is no fingerprint. Leave it as it was, or empty.")
        return {pair[0]: pair[1] for pair in pairs}
    return cell


def lines_of(cell: str) -> str:
    """Return a cell with line ends as they are here: Excel on a Mac writes others."""
    return cell.replace("\r\n", "\n").replace("\r", "\n")


def days_meant(cell: str) -> frozenset[date]:
    """Return the days that a cell may mean: spreadsheets save a day as the country writes it."""
    typed = TIME.sub("", cell.strip())
    found = set()
    for form in (*OTHER_FORMS, *SHORT_FORMS):
        try:
            found.add(datetime.strptime(typed, form).date())
        except ValueError:
            continue
    return frozenset(found)


def _text_of(lines: Sequence[str]) -> Value:
    """Return the words that an approval keeps, from their lines; raise ValueError with a sentence."""
    found: dict[str, list[str]] = {key: [] for key in OF_THE_TEXT}
    for line in lines:
        key, colon, text = line.partition(":")
        if not colon or key not in found:
            raise ValueError("it is not what “export” wrote. Leave it as it was, or empty.")
        found[key].append(text.strip())
    if len(found["wording"]) != 1:
        raise ValueError("it is not what “export” wrote. Leave it as it was, or empty.")
    rows = [tuple(one.strip() for one in text.split(ITEM_MARK)) for text in found["companions"]]
    return kept_text(ApprovedText(found["wording"][0], tuple(found["variants"]), tuple(rows)))


def _finding(cited: str, library: Library) -> str:
    key, _, name = cited.partition("#")
    evidence = library.evidence.get(key)
    figure = evidence.figure(name) if evidence else None
    return figure.finding if figure else ""
