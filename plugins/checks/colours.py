"""Whether words can be told from their ground: on a screen, on a dark screen, on paper.

Carries out the cascade for `color`, `background` and custom properties only: layers, importance,
specificity, order. A colour it cannot read is none it lets pass.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from plugins.checks.selectors import (
    Elements,
    has_state,
    perhaps_meant,
    pseudo_element,
    specificity,
    with_any_state,
)
from plugins.checks.styles import StyleRule, split_outside

Colour: TypeAlias = tuple[float, float, float]
SCREEN, DARK, PAPER = "on a screen", "on a dark screen", "on paper"
WHITE, BLACK = (255.0, 255.0, 255.0), (0.0, 0.0, 0.0)
# Black and white have 21; the theme keeps to 7; under 3 large letters are hard to read (WCAG 2.2, 1.4.3).
LEAST_CONTRAST = 3.0
NAMED = {
    "white": WHITE, "black": BLACK, "red": (255, 0, 0),
    "silver": (192, 192, 192), "gray": (128, 128, 128), "grey": (128, 128, 128), "navy": (0, 0, 128),
    "green": (0, 128, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0), "maroon": (128, 0, 0),
}  # fmt: skip
SAME_AS_AROUND = frozenset(("inherit", "unset", "currentcolor"))
# A condition that says no more than which of the three places is meant.
PLACE_ONLY = re.compile(
    r"@layer\b.*|@media(?:\s+|print\b|screen\b|all\b|only\b|and\b|\(\s*prefers-color-scheme\s*:\s*(?:dark|light)\s*\))*"
)
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
    moment: int
    """0 for one that always counts; else a number that it shares with those that count when it does."""


Told: TypeAlias = list[tuple[Setting, Elements]]
"""Settings, weakest first, each with the elements it is for."""


def settings_of(rules: Iterable[StyleRule]) -> tuple[Setting, ...]:
    """Return the declarations about colours, weakest first."""
    found = []
    for number, rule in enumerate(rules, 1):
        is_plain = all(PLACE_ONLY.fullmatch(condition) for condition in rule.conditions)
        for one in rule.declarations:
            if one.name not in ("color", "background", "background-color") and one.name[:2] != "--":
                continue
            # Among important ones the earlier layer wins, and a layer wins over none.
            layer = -rule.layer if one.important else rule.layer
            for selector in rule.selectors:
                for part in split_outside(selector, ","):
                    if pseudo_element(part):
                        continue
                    rank = (one.important, layer, specificity(part), number)
                    name = "background" if one.name == "background-color" else one.name
                    moment = 0 if is_plain and not has_state(part) else number
                    places = _places(rule.conditions)
                    found.append(Setting(with_any_state(part), name, one.value, places, rank, moment))
    return tuple(sorted(found, key=lambda setting: setting.rank))


def unreadable_places(notice: etree._Element, settings: Iterable[Setting]) -> Iterator[str]:
    """Yield, in words, where the words of an element cannot be told from their ground.

    Looked at as it is, and then with each rule that counts at times only (`:hover`, `@supports`).
    """
    family = frozenset((*notice.iter(), *notice.iterancestors()))
    root = notice.getroottree().getroot()
    matched = []
    for setting in settings:
        if elements := perhaps_meant(setting.selector, family, root):
            matched.append((setting, elements))
    for place in (SCREEN, DARK, PAPER):
        here = [(one, elements) for one, elements in matched if place in one.places]
        for moment in (0, *sorted({one.moment for one, _ in here} - {0})):
            told = [(one, elements) for one, elements in here if one.moment in (0, moment)]
            if wrong := _unreadable(notice, told, place):
                yield f"{place} {wrong}"
                break


def _unreadable(notice: etree._Element, told: Told, place: str) -> str:
    for words in (notice, *notice.iterdescendants()):
        try:
            if _contrast([*reversed(list(words.iterancestors())), words], told, place) < LEAST_CONTRAST:
                return "its words have the colour of their ground, or nearly so"
        except _Unknown as error:
            return f"it has a colour the gate cannot read: “{error}”; write it as #rrggbb"
    return ""


def _contrast(chain: list[etree._Element], told: Told, place: str) -> float:
    ink, ground = (WHITE, BLACK) if place == DARK else (BLACK, WHITE)
    custom: dict[str, str] = {}
    for element in chain:
        own: dict[str, str] = {}
        for setting, elements in told:
            if element in elements:
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
