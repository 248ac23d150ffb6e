"""What a style sheet may set on a disclaimer, on what is in it, and on what it stands in.

A closed list: nobody can count the ways in which CSS makes words vanish, but what a theme needs can be
counted. A property that is not here is refused, and so is a value out of its range, in a window of any
width. Colours are judged elsewhere (colours.py). Lengths are in pixels where text has 16.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from plugins.checks.lengths import Room, pixels
from plugins.checks.styles import Declaration, StyleRule, split_outside

Values: TypeAlias = Mapping[str, frozenset[str]]
"""Every value that each custom property is given anywhere."""

WINDOWS = (320.0, 480.0, 640.0, 960.0, 1280.0, 1920.0, 2560.0)
# Values that leave a property as if nobody had set it, but for these.
UNSET = frozenset("none normal auto initial unset revert revert-layer inherit".split())
NEVER = frozenset("all speak touch-action".split())
JUDGED_AS_COLOURS = frozenset("color background background-color".split())
# They part lines and sheets of paper, or tell the browser's own controls how to look.
HARMLESS = frozenset(
    "break-before break-after break-inside page-break-before page-break-after page-break-inside orphans "
    "widows hyphens color-scheme cursor accent-color caret-color scroll-behavior text-rendering "
    "font-kerning -webkit-font-smoothing print-color-adjust -webkit-print-color-adjust".split()
)
WORDS = {
    "display": "block flow-root",
    "visibility": "visible",
    "position": "static relative",
    "overflow": "visible",
    "overflow-x": "visible",
    "overflow-y": "visible",
    "box-sizing": "border-box content-box",
    "opacity": "1 100%",
    "text-align": "start end left right center justify",
    "text-decoration": "underline",
    "text-wrap": "wrap balance pretty stable",
    "overflow-wrap": "break-word anywhere",
    "word-break": "break-word keep-all",
    "text-size-adjust": "100%",
    "-webkit-text-size-adjust": "100%",
    "font-style": "italic oblique",
    "font-weight": "bold bolder 400 500 600 700 800 900",
}
# Letters of these are letters; a font of signs shows none of the words.
FONTS = frozenset(
    (
        "serif", "sans-serif", "system-ui", "ui-serif", "ui-sans-serif", "-apple-system", "segoe ui",
        "roboto", "noto sans", "noto serif", "helvetica neue", "helvetica", "arial", "verdana",
        "tahoma", "georgia", "times new roman", "times", "liberation sans", "dejavu sans", "open sans",
        "source sans pro", "inter", "ubuntu", "cantarell", "blinkmacsystemfont",
    )
)  # fmt: skip
LINES = frozenset("solid double dotted dashed thin medium thick".split())
COLOUR = re.compile(r"#[0-9a-f]{3,8}|transparent|currentcolor|[a-z]+|rgba?\([\d.,\s/%]+\)")
SMALLEST_TEXT, LARGEST_TEXT = 15.0, 64.0
LINE_HEIGHTS = (1.0, 3.0)
VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
# A value made of more combinations of custom properties than this is none that can be judged.
MOST_VALUES = 500
# A pseudo-element is a box in the text or on top of it.
PSEUDO = {"content": "none normal", "display": "none", "box-sizing": "border-box content-box"}
# These lie on no text of a disclaimer, whatever they look like.
BESIDE = frozenset("marker placeholder backdrop file-selector-button selection".split())
SHEET = {"size": "auto a4 a5 letter legal portrait landscape"}
MARGIN_BOX = frozenset("content font font-size font-weight color text-align vertical-align".split())


def custom_values(rules: Iterable[StyleRule]) -> Values:
    """Return every value that a custom property is given anywhere, whatever the conditions."""
    values: dict[str, set[str]] = {}
    for rule in rules:
        for one in rule.declarations:
            if one.name.startswith("--"):
                values.setdefault(one.name.lower(), set()).add(one.value)
    return {name: frozenset(found) for name, found in values.items()}


def is_allowed(declaration: Declaration, values: Values, pseudo: str = "") -> bool:
    """Return whether an element of the disclaimer, or a pseudo-element of one, may have this."""
    name = declaration.name
    if name.startswith("--") or pseudo in BESIDE or pseudo.startswith("-webkit-scrollbar"):
        return True
    judge = _is_word(PSEUDO) if pseudo else _is_fit
    return all(judge(name, value) for value in resolved(declaration.value, values))


def is_allowed_on_paper(declaration: Declaration, values: Values, box: bool) -> bool:
    """Return whether a sheet of paper, or a box in its margin, may have this (`@page`)."""
    name = declaration.name
    if box:
        return name in MARGIN_BOX
    if name.startswith("margin"):
        return all(
            0 <= number <= 160
            for value in resolved(declaration.value, values)
            for part in split_outside(value, " ")
            for number in [_pixels(part, Room(794, 794), -1)]
        )
    return all(_is_word(SHEET)(name, value) for value in resolved(declaration.value, values))


def resolved(value: str, values: Values) -> tuple[str, ...]:
    """Return every value that a value may come to, whichever its custom properties have. One that nobody
    sets is as good as not there; where there are too many, one is left as it is and so is judged unfit."""
    waiting, done = [value], dict[str, None]()
    for _ in range(MOST_VALUES):
        if not waiting:
            return tuple(done)
        one = waiting.pop()
        match = VARIABLE.search(one)
        if match is None:
            done[one.strip()] = None
            continue
        given = (*values.get(match[1], ()), *filter(None, (match[2],)))
        waiting += [one[: match.start()] + new.strip() + one[match.end() :] for new in given] or ["unset"]
    return (*done, value)


def _is_fit(name: str, value: str) -> bool:
    if name in NEVER or (name, value) == ("display", "none"):
        return False
    if name in JUDGED_AS_COLOURS or name in HARMLESS:
        return True
    if value in UNSET:
        return True
    if name in WORDS:
        return _is_word(WORDS)(name, value)
    if name == "font":
        return _is_font(value)
    if name == "font-family":
        return _are_fonts(value)
    if name == "font-size":
        return _is_text_size(value)
    if name == "line-height":
        return _is_line_height(value)
    if name.startswith(("border", "outline")):
        return _is_line(name, value)
    return any(judge(name, value) for judge in (_is_space, _is_size))


def _is_word(words: Mapping[str, str]) -> Callable[[str, str], bool]:
    return lambda name, value: (
        name in words and value != "" and set(value.split()) <= set(words[name].split())
    )


def _is_space(name: str, value: str) -> bool:
    """Judge what is left free around an element and in it. Text is pushed out of no window: a share of
    what is around leaves 280 pixels, anything else is small enough for a phone."""
    if name in ("letter-spacing", "word-spacing", "text-indent"):
        most = {"letter-spacing": 3.0, "word-spacing": 8.0, "text-indent": 48.0}[name]
        return all(0 <= _pixels(value, room, -1) <= most for room in _rooms())
    kind = re.fullmatch(r"(margin|padding)(?:-(block|inline|top|right|bottom|left)(?:-start|-end)?)?", name)
    if kind is None:
        return False
    parts = split_outside(value, " ")
    along = {"block": 1, "top": 1, "bottom": 1, "inline": 0, "left": 0, "right": 0}.get(kind[2] or "")
    if len(parts) > (4 if along is None else 2):
        return False
    for number, part in enumerate(parts):
        is_block = (number % 2 == 0 if len(parts) > 1 else None) if along is None else bool(along)
        if kind[1] == "margin" and part == "auto":
            continue
        if not all(_is_room_left(_pixels(part, room, -999), kind[1], is_block, room) for room in _rooms()):
            return False
    return bool(parts)


def _is_room_left(number: float, kind: str, is_block: bool | None, room: Room) -> bool:
    """Judge one number across the lines, along them, or (None) both. Of a padding, browsers take what
    comes to less than nothing for nothing."""
    least = -32 if kind == "padding" else 0
    fits_across = least <= number <= 160
    if kind == "margin":
        fits_along = -32 <= number <= 64
    else:
        fits_along = least <= number <= max(32.0, (room.whole - 280) / 2)
    return (fits_across or is_block is False) and (fits_along or is_block is True)


def _is_size(name: str, value: str) -> bool:
    match = re.fullmatch(r"(?:(min|max)-)?(width|inline-size|height|block-size)", name)
    if match is None:
        return False
    is_height, least, rooms = match[2] in ("height", "block-size"), match[1], tuple(_rooms())
    if is_height:
        # Whatever does not fit into a height lies over what follows, or is cut off.
        return least == "min" and all(0 <= _pixels(value, room, -1) <= 1000 for room in rooms)
    if least == "min":
        return all(0 <= _pixels(value, room, -1) <= room.whole for room in rooms)
    most = float("inf") if least == "max" else 0.0
    return all(
        min(240.0, 0.75 * room.whole) <= _pixels(value, room, -1) <= max(most, room.whole) for room in rooms
    )


def _is_text_size(value: str) -> bool:
    """Judge a size of text. One that is relative may not shrink it: it could do so at every level."""
    small = (Room(window, SMALLEST_TEXT, SMALLEST_TEXT) for window in WINDOWS)
    large = (Room(window, 48, 48) for window in WINDOWS)
    return all(_pixels(value, room, 0) >= SMALLEST_TEXT for room in small) and all(
        _pixels(value, room, 999) <= LARGEST_TEXT for room in large
    )


def _is_line_height(value: str) -> bool:
    least, most = LINE_HEIGHTS
    return bool(re.fullmatch(r"\d*\.?\d+", value)) and least <= float(value) <= most


def _is_font(value: str) -> bool:
    parts = split_outside(value, " ")
    while parts and (_is_word(WORDS)("font-weight", parts[0]) or _is_word(WORDS)("font-style", parts[0])):
        parts = parts[1:]
    if len(parts) < 2:
        return False
    size, *height = split_outside(parts[0], "/")
    return (
        _is_text_size(size)
        and len(height) < 2
        and all(map(_is_line_height, height))
        and _are_fonts(" ".join(parts[1:]))
    )


def _are_fonts(value: str) -> bool:
    return all(name.strip("\"'") in FONTS for name in split_outside(value, ","))


def _is_line(name: str, value: str) -> bool:
    if "image" in name or not re.fullmatch(r"(?:border|outline)(?:-[a-z-]+)?", name):
        return False
    return all(_is_part_of_line(part) for part in split_outside(value, " "))


def _is_part_of_line(part: str) -> bool:
    number = pixels(part, Room(320, 320))
    return 0 <= number <= 16 if number is not None else part in LINES or bool(COLOUR.fullmatch(part))


def _pixels(value: str, room: Room, otherwise: float) -> float:
    number = pixels(value, room)
    return otherwise if number is None else number


def _rooms() -> Iterator[Room]:
    """Yield every width that a window and what an element stands in may have."""
    for window in WINDOWS:
        for whole in WINDOWS:
            if whole <= window:
                yield Room(window, whole)
