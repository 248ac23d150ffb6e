"""Which rules of a style sheet may keep an element from being seen or read, on a screen or on paper.

Better a rule too many than one too few: conditions (`@media`, `:hover`), precedence and what a later rule
takes back do not count. A theme has no reason to write such a declaration for a disclaimer, for what is
in it, or for what it stands in.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cssselect import HTMLTranslator, SelectorError
from lxml import etree

from plugins.checks.styles import Declaration, StyleRule, split_outside

LENGTH = re.compile(r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[a-z]+|%)?")
# What a unit comes to in pixels where text has 16; enough to tell what is tiny or far away.
PIXELS = {"px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 37.8, "mm": 3.78, "q": 0.945, "em": 16, "rem": 16,
          "ex": 8, "ch": 8, "lh": 24, "rlh": 24, "%": 10, "vw": 10, "vh": 10, "vmin": 10, "vmax": 10,
          "svh": 10, "lvh": 10, "dvh": 10, "vi": 10, "vb": 10}  # fmt: skip
FAR = 300.0
SMALLEST_TEXT = 9.0
SMALLEST_BOX = 20.0
NONE = frozenset(("none", "normal", "auto", "initial", "unset", "revert", "revert-layer", "inherit", ""))
# Properties that may have no other value than one of NONE.
NEVER = frozenset(
    "clip clip-path mask mask-image -webkit-mask -webkit-mask-image filter transform scale translate rotate "
    "zoom content animation animation-name -webkit-line-clamp line-clamp offset-path mix-blend-mode "
    "-webkit-text-security -webkit-text-fill-color all".split()
)
OFFSETS = re.compile(
    r"(?:top|right|bottom|left|inset(?:-\w+)*|margin(?:-\w+)*|text-indent|letter-spacing|word-spacing)\Z"
)
SIZES = frozenset(
    "width height max-width max-height inline-size block-size max-inline-size max-block-size".split()
)
STATE_NAMES = (
    r"(?!(?:is|where|has|not|nth-[\w-]+|first-child|last-child|only-child|first-of-type|last-of-type"
    r"|only-of-type|root|empty)\b)[\w-]+"
)
# Pseudo-classes that depend on what the reader does, or that only a browser can tell.
STATE = re.compile(rf"(?<!:):{STATE_NAMES}(?:\([^()]*\))?")
# The class of the line above the article that leads to the disclaimer is another.
NAMES_IT = re.compile(r"disclaimer(?!-line)", re.IGNORECASE)
NEGATION = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
# Boxes beside the element; what they look like does not hide the element's own text.
BESIDE = re.compile(
    r"::?(?:before|after|marker|backdrop|selection|placeholder|file-selector-button|-[\w-]+)\b"
)
PART_OF_TEXT = re.compile(r"::?(?:first-line|first-letter)\b")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A selector under which something may be hidden, and the rule in words."""

    selector: str
    told: str


def suspects(rules: Iterable[StyleRule]) -> tuple[Suspect, ...]:
    """Return every selector of the rules that hide what they match, each ready to be looked for."""
    rules = tuple(rules)
    values = _custom_values(rules)
    found = []
    for rule in rules:
        hiding = next((one for one in rule.declarations if _hides(one, rule, values)), None)
        if hiding is None:
            continue
        for selector in rule.selectors:
            for one in split_outside(selector, ","):
                if BESIDE.search(one):
                    continue
                told = f"“{one} {{ {hiding.name}: {hiding.value} }}” in {rule.sheet}"
                found.append(Suspect(_whatever_the_reader_does(PART_OF_TEXT.sub("", one)), told))
    return tuple(found)


def concealing(notice: etree._Element, found: Iterable[Suspect]) -> Iterator[str]:
    """Yield, in words, the rules that hide an element, something in it, or something around it."""
    family = {*notice.iter(), *notice.iterancestors()}
    for suspect in found:
        matched = matching(suspect.selector, notice.getroottree().getroot())
        if matched is None:
            yield f"{suspect.told}, whose selector the gate cannot judge"
        elif NAMES_IT.search(suspect.selector):
            # It may match later: a script can set the class it waits for.
            yield suspect.told
        elif family & matched:
            yield suspect.told


def matching(selector: str, root: etree._Element) -> set[etree._Element] | None:
    """Return the elements a selector means, or None where it cannot be told."""
    path = _path(selector)
    if path is None:
        return None
    try:
        found = path(root)
    except etree.XPathError:
        return None
    return {one for one in found if isinstance(one, etree._Element)} if isinstance(found, list) else None


@lru_cache(maxsize=2048)
def _path(selector: str) -> etree.XPath | None:
    try:
        return etree.XPath(HTMLTranslator().css_to_xpath(selector))
    except (SelectorError, etree.XPathError):
        return None


def _hides(declaration: Declaration, rule: StyleRule, values: Mapping[str, frozenset[str]]) -> bool:
    return any(_value_hides(declaration.name, value, rule) for value in _resolved(declaration.value, values))


def _value_hides(name: str, value: str, rule: StyleRule) -> bool:
    numbers = _pixels(value)
    if name in NEVER:
        return value not in NONE
    if name == "display":
        return value == "none"
    if name in ("visibility", "content-visibility"):
        return value in ("hidden", "collapse")
    if name == "opacity":
        return any(number < (50 if "%" in value else 0.5) for number in _numbers(value))
    if name in ("font", "font-size"):
        sizes = _pixels(re.split(r"[/,]", value)[0])
        return (
            bool(sizes) and not re.search(r"\b(?:calc|clamp|min|max)\(", value) and sizes[-1] < SMALLEST_TEXT
        )
    if name == "line-height":
        return any(number < 0.8 for number in _numbers(value)) and "(" not in value
    if name == "z-index":
        return any(number < 0 for number in _numbers(value))
    if OFFSETS.match(name):
        return any(abs(number) >= FAR for number in numbers) and "auto" not in value
    if name in SIZES:
        is_cut = any(
            one.name.startswith("overflow") and re.search("hidden|clip", one.value)
            for one in rule.declarations
        )
        is_fixed = value not in NONE and "%" not in value
        return ("(" not in value and any(number < SMALLEST_BOX for number in numbers)) or (
            is_cut and is_fixed
        )
    return False


def _pixels(value: str) -> list[float]:
    return [
        float(match["number"]) * PIXELS.get(match["unit"] or "px", 16)
        for match in LENGTH.finditer(re.sub(r"var\([^)]*\)|#[0-9a-f]+", "", value))
    ]


def _numbers(value: str) -> list[float]:
    return [float(match["number"]) for match in LENGTH.finditer(re.sub(r"var\([^)]*\)", "", value))]


def _custom_values(rules: Iterable[StyleRule]) -> dict[str, frozenset[str]]:
    """Return every value that a custom property is given anywhere."""
    values: dict[str, set[str]] = {}
    for rule in rules:
        for one in rule.declarations:
            if one.name.startswith("--"):
                values.setdefault(one.name.lower(), set()).add(one.value)
    return {name: frozenset(found) for name, found in values.items()}


def _resolved(value: str, values: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield what a value may come to: with each value its custom property may have, one at a time."""
    yield value
    for match in re.finditer(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)", value):
        for given in (*values.get(match[1], ()), *filter(None, (match[2],))):
            yield value.replace(match.group(), given.strip())


@lru_cache(maxsize=2048)
def _whatever_the_reader_does(selector: str) -> str:
    """Return a selector without what depends on the reader's doing; it matches no less than before."""
    if not STATE.search(selector):
        return selector
    plain = NEGATION.sub("", selector)
    plain = re.sub(rf"(^|[\s>+~,(]){STATE.pattern}", r"\1*", plain)
    return STATE.sub("", plain) or "*"
