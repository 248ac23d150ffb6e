"""From the engine's places to an editor's and back.

The engine counts lines and columns from 1, in code points, the end exclusive, and leaves off a byte-order
mark. An editor counts from 0, in the units agreed on at the start (UTF-16 unless it says otherwise).
*Source*: Language Server Protocol 3.17, "Position" and "Text Documents" (a line ends at \\n, \\r\\n or \\r).
"""

from dataclasses import dataclass

from lsprotocol.types import Position, Range
from pygls.workspace import PositionCodec

from plugins.checks.finding import Place
from plugins.manuscript.source import Source

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text as the editor holds it, and the units in which the editor counts."""

    text: str
    codec: PositionCodec

    @property
    def source(self) -> Source:
        """The text by whose lines is counted. pygls' own lines will not do: they end at more characters."""
        return Source("", self.text)

    @property
    def lead(self) -> int:
        """How many characters the engine leaves off in front."""
        return len(self.text) - len(self.text.removeprefix(BYTE_ORDER_MARK))

    @property
    def last_line(self) -> int:
        """The number of the last line, counted from 1."""
        return self.source.position(len(self.text)).line

    def between(self, start: int, end: int) -> Range:
        """Return the range of a stretch of the source (offsets in code points, half-open)."""
        return Range(self._at(start), self._at(end))

    def of(self, place: Place | None) -> Range:
        """Return the range of a finding; the first line for one about a whole file.

        A place without width, or one in a line that is not there, becomes a whole line, so that it is seen.
        """
        if place is None:
            return self.line(1)
        start = self._counted(place.line, place.column)
        end = self._counted(place.end_line, place.end_column)
        same = (start.line, start.character) == (end.line, end.character)
        return self.line(place.line) if same else Range(start, end)

    def line(self, number: int) -> Range:
        """Return the range of a line, counted from 1, without its line end."""
        number = min(number, self.last_line)
        width = self.codec.client_num_units(self.source.line(number))
        return Range(Position(number - 1, 0), Position(number - 1, width))

    def offset(self, position: Position) -> int:
        """Return the offset in the source of an editor's position; behind a line's end counts as its end."""
        span = self.source.line_span(min(position.line + 1, self.last_line))
        at, units = span.start, 0
        while at < span.end and units < position.character:
            units += self.codec.client_num_units(self.text[at])
            at += 1
        return max(at - self.lead, 0)

    def _at(self, offset: int) -> Position:
        found = self.source.position(offset + self.lead)
        return self._units(found.line, found.column)

    def _counted(self, line: int, column: int) -> Position:
        return self._units(line, column + (self.lead if line == 1 else 0))

    def _units(self, line: int, column: int) -> Position:
        line = min(line, self.last_line)
        return Position(line - 1, self.codec.client_num_units(self.source.line(line)[: column - 1]))
