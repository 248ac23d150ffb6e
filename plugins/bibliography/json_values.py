"""What JSON can hold, and a text out of any of it."""

from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

# Longer numbers are no volume and no year, and Python refuses to write very long ones.
LONGEST_NUMBER = 10**30


def text_of(value: Json) -> str:
    """Return a value as one line of text, "" where it is no text.

    Exporters write volumes and identifiers as numbers now and then, and Crossref writes titles as a
    list of one.
    """
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < LONGEST_NUMBER:
        return str(int(value))
    if isinstance(value, int | float) and abs(value) < LONGEST_NUMBER:
        return str(value)
    return ""
