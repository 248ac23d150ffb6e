"""The units that numbers are read with (units.toml)."""

import tomllib
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from plugins.quantities.quantity import Unit

TABLE = Path(__file__).with_name("units.toml")


@lru_cache(maxsize=1)
def _units() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Return the units by each word for them, and by their names."""
    by_word: dict[str, Unit] = {}
    by_name: dict[str, Unit] = {}
    for name, row in tomllib.loads(TABLE.read_text("utf-8"))["units"].items():
        unit = Unit(name, row["dimension"], Fraction(row["scale"]), bool(row.get("calendar")))
        by_word |= dict.fromkeys(row["words"], unit)
        by_name[name] = unit
    return by_word, by_name


def unit_of(word: str) -> Unit | None:
    """Return the unit that a word names; small letters count where no unit has it as typed."""
    known, _ = _units()
    return known.get(word) or known.get(word.lower())


def unit_named(name: str) -> Unit:
    """Return the unit of a name in the table."""
    return _units()[1][name]
