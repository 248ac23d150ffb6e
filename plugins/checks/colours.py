"""Whether words can be told from their ground: on a screen, on a dark screen, on paper.

Carries out the cascade for `color`, `background` and custom properties only: layers, importance,
specificity, order. A colour it cannot read is none it lets pass.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from cssselect import SelectorError, parse
from lxml import etree

from plugins.checks.concealment import matching
from plugins.checks.styles import StyleRule, split_outside

Colour: TypeAlias = tuple[float, float, float]
SCREEN, DARK, PAPER = "on a screen", "on a dark screen", "on paper"
WHITE, BLACK = (255.0, 255.0, 255.0), (0.0, 0.0, 0.0)
# Black and white have 21; the theme keeps to 7; under 3 large letters are hard to read (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 3.0
NAMED = {
    "white": WHITE, "black": BLACK, "canvas": WHITE, "canvastext": BLACK, "red": (255, 0, 0),
    "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128), "navy": (0, 0, 128),
    "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0), "maroon": (128, 0, 0),
}  # fmt: skip
SAME_AS_AROUND = frozenset(("inherit", "unset", "currentcolor", "revert", "revert-layer"))
# What a background may hold beside its colour.
NO_COLOUR = frozenset(
    "none repeat no-repeat repeat-x repeat-y scroll fixed center top bottom left right".split()
)


class _Unknown(Exception):
    """A colour that cannot be read."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One declaration that counts for colours, with everything that decides between two."""

    selector: str
    name: str
    value: str
    places: frozenset[str]
    rank: tuple[bool, int, tuple[int, int, int], int]


def settings_of(rules: Iterable[StyleRule]) -> tuple[Setting, ...]:
    """Return the declarations about colours, weakest first."""
    found = []
    for number, rule in enumerate(rules):
        for one in rule.declarations:
            if one.name not in ("color", "background", "background-color") and one.name[:2] != "--":
                continue
            # Among important ones the earlier layer wins, and a layer wins over none.
            layer = -rule.layer if one.important else rule.layer
            for selector in rule.selectors:
                for part in split_outside(selector, ","):
                    rank = (one.important, layer, _specificity(part), number)
                    name = "background" if one.name == "background-color" else one.name
                    found.append(Setting(part, name, one.value, _places(rule.conditions), rank))
    return tuple(sorted(found, key=lambda setting: setting.rank))


def unreadable_places(notice: etree._Element, settings: Iterable[Setting]) -> Iterator[str]:
    """Yield, in words, where the words of an element cannot be told from their ground."""
    chain = [*reversed(list(notice.iterancestors())), notice]
    root = notice.getroottree().getroot()
    family = {*chain, *notice.iterdescendants()}
    matched = []
    for setting in settings:
        meant = (matching(setting.selector, root) or set()) & family
        if meant:
            matched.append((setting, meant))
    if not matched:
        return
    for place in (SCREEN, DARK, PAPER):
        told = [(one, meant) for one, meant in matched if place in one.places]
        for words in (notice, *notice.iterdescendants()):
            around = [*reversed(list(words.iterancestors())), words]
            try:
                if _contrast(around, told, place) < LEAST_CONTRAST:
                    yield f"{place} its words have the colour of their ground, or nearly so"
                    break
            except _Unknown as error:
                yield f"{place} it has a colour the gate cannot read: “{error}”; write it as #rrggbb"
                break


def _contrast(
    chain: list[etree._Element], told: list[tuple[Setting, set[etree._Element]]], place: str
) -> float:
    ink, ground = (WHITE, BLACK) if place == DARK else (BLACK, WHITE)
    custom: dict[str, str] = {}
    for element in chain:
        own: dict[str, str] = {}
        for setting, meant in told:
            if element in meant:
                own[setting.name] = setting.value
        custom |= {name: value for name, value in own.items() if name.startswith("--")}
        if "background" in own:
            ground = _ground(_resolved(own["background"], custom), ground)
        if "color" in own:
            ink = _ink(_resolved(own["color"], custom), ink, ground)
    # Browsers print no backgrounds unless told to.
    grounds = (ground, WHITE) if place == PAPER else (ground,)
    return min(_ratio(ink, one) for one in grounds)


def _ink(value: str, around: Colour, ground: Colour) -> Colour:
    return around if value in SAME_AS_AROUND else _colour(value, ground)


def _ground(value: str, below: Colour) -> Colour:
    """Return the ground that a background leaves; a picture or gradient cannot be judged."""
    parts = [part for part in split_outside(value, " ") if part not in NO_COLOUR]
    if not parts or value in ("initial", *SAME_AS_AROUND):
        return below
    if len(parts) > 1:
        raise _Unknown(value)
    return _colour(parts[0], below)


def _colour(value: str, below: Colour) -> Colour:
    """Return a colour as it looks on what is below it."""
    if value == "transparent":
        return below
    if value in NAMED:
        return NAMED[value]
    numbers: list[float]
    if re.fullmatch(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", value):
        digits = value[1:] if len(value) > 5 else "".join(digit * 2 for digit in value[1:])
        numbers = [int(digits[index : index + 2], 16) for index in range(0, len(digits), 2)]
        alpha = numbers[3] / 255 if len(numbers) > 3 else 1.0
    elif match := re.fullmatch(r"rgba?\(([\d.,\s/%]+)\)", value):
        parts = re.findall(r"([\d.]+)(%?)", match[1])
        if len(parts) not in (3, 4):
            raise _Unknown(value)
        numbers = [float(number) * (2.55 if percent else 1) for number, percent in parts[:3]]
        alpha = float(parts[3][0]) / (100 if parts[3][1] else 1) if len(parts) > 3 else 1.0
    else:
        raise _Unknown(value)
    mixed = [
        min(number, 255.0) * alpha + under * (1 - alpha)
        for number, under in zip(numbers[:3], below, strict=True)
    ]
    return mixed[0], mixed[1], mixed[2]


def _resolved(value: str, custom: Mapping[str, str]) -> str:
    for _ in range(8):
        match = re.search(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)", value)
        if match is None:
            return value.strip()
        given = custom.get(match[1], match[2])
        if given is None:
            # A declaration with a property that nobody sets is as good as not there.
            return "inherit"
        value = value.replace(match.group(), given)
    raise _Unknown(value)


def _ratio(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _places(conditions: tuple[str, ...]) -> frozenset[str]:
    """Return where a rule counts; conditions that ask for something else count everywhere."""
    places = {SCREEN, DARK, PAPER}
    for condition in conditions:
        if not condition.startswith("@media") or re.search(r"\bnot\b|,|\bor\b", condition):
            continue
        if re.search(r"\bprint\b", condition):
            places &= {PAPER}
        if re.search(r"\bscreen\b", condition):
            places &= {SCREEN, DARK}
        if re.search(r"color-scheme\s*:\s*dark", condition):
            places &= {DARK}
        if re.search(r"color-scheme\s*:\s*light", condition):
            places &= {SCREEN, PAPER}
    return frozenset(places)


@lru_cache(maxsize=2048)
def _specificity(selector: str) -> tuple[int, int, int]:
    try:
        return parse(selector)[0].specificity()
    except SelectorError:
        return (0, 0, 0)
