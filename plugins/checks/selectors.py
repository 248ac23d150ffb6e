"""Whom a selector of a style sheet means, on a page as it is or as a reader's doing may make it.

Where it cannot be told, it is taken to mean more rather than less.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from cssselect import HTMLTranslator, SelectorError, parse
from cssselect.parser import (
    Attrib,
    Class,
    CombinedSelector,
    Element,
    Function,
    Hash,
    Matching,
    Negation,
    Pseudo,
    Relation,
    SpecificityAdjustment,
    Tree,
)
from lxml import etree

Elements: TypeAlias = frozenset[etree._Element]

# Pseudo-classes that a page alone decides; all others depend on what the reader does, or on the browser.
LASTING = (
    r"is|where|has|not|nth-[\w-]+|first-child|last-child|only-child|first-of-type|last-of-type|only-of-type"
    r"|root|empty"
)
STATE = re.compile(rf"(?<!:):(?!(?:{LASTING})\b)[\w-]+(?:\([^()]*\))?")
NEGATION = re.compile(r":not\((?:[^()]|\([^()]*\))*\)")
# Browsers know these four with one colon too.
PSEUDO_ELEMENT = re.compile(
    r"(?:::[\w-]+|(?<!:):(?:before|after|first-line|first-letter)\b)(?:\([^()]*\))?", re.IGNORECASE
)
ALONE = r"(^|[\s>+~,(])"


def pseudo_element(selector: str) -> str:
    """Return the name of the pseudo-element that a selector means, "" where it means elements."""
    found = PSEUDO_ELEMENT.search(selector)
    return found.group().lstrip(":").lower() if found else ""


@lru_cache(maxsize=4096)
def with_any_state(selector: str) -> str:
    """Return a selector without pseudo-elements and what depends on the reader's doing; it means no fewer
    elements than before."""
    for pattern in (PSEUDO_ELEMENT, STATE):
        if pattern.search(selector):
            plain = NEGATION.sub("", selector)
            selector = pattern.sub("", re.sub(ALONE + pattern.pattern, r"\1*", plain, flags=re.I)) or "*"
    return selector


def has_state(selector: str) -> bool:
    """Return whether a selector depends on what the reader does."""
    return bool(STATE.search(PSEUDO_ELEMENT.sub("", selector)))


def meant(selector: str, family: Elements, root: etree._Element) -> Elements | None:
    """Return those of a family of elements that a selector means; None where that cannot be told."""
    tree = _tree(selector)
    if tree is not None and not any(_may_mean(tree, one) for one in family):
        return frozenset()
    path = _path(selector)
    if path is None:
        return None
    try:
        found = path(root)
    except etree.XPathError:
        return None
    return family.intersection(found) if isinstance(found, list) else None


def perhaps_meant(selector: str, family: Elements, root: etree._Element) -> Elements:
    """Return those of a family that a selector means or, where that cannot be told, may mean."""
    found = meant(selector, family, root)
    if found is not None:
        return found
    tree = _tree(selector)
    return frozenset(one for one in family if tree is None or _may_mean(tree, one))


@lru_cache(maxsize=4096)
def specificity(selector: str) -> tuple[int, int, int]:
    """Return how specific a selector is; one that cannot be told is not."""
    try:
        return parse(selector)[0].specificity()
    except SelectorError:
        return (0, 0, 0)


@lru_cache(maxsize=4096)
def _tree(selector: str) -> Tree | None:
    try:
        found = parse(selector)
    except SelectorError:
        return None
    return found[0].parsed_tree if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _path(selector: str) -> etree.XPath | None:
    try:
        return etree.XPath(HTMLTranslator().css_to_xpath(selector))
    except (SelectorError, etree.XPathError):
        return None


def _may_mean(tree: Tree, element: etree._Element) -> bool:
    """Return whether an element has the tag, class and id that a selector ends in; more is not looked at."""
    if isinstance(tree, CombinedSelector):
        return _may_mean(tree.subselector, element)
    if isinstance(tree, Element):
        return tree.element is None or tree.element.lower() == element.tag
    if isinstance(tree, Class):
        names = (element.get("class") or "").casefold().split()
        return tree.class_name.casefold() in names and _may_mean(tree.selector, element)
    if isinstance(tree, Hash):
        return tree.id == element.get("id") and _may_mean(tree.selector, element)
    if isinstance(tree, Matching | SpecificityAdjustment):
        return _any_may_mean(tree.selector_list, element) and _may_mean(tree.selector, element)
    if isinstance(tree, Attrib | Function | Pseudo | Negation | Relation):
        return _may_mean(tree.selector, element)
    return True


def _any_may_mean(trees: Iterable[Tree], element: etree._Element) -> bool:
    return any(_may_mean(tree, element) for tree in trees)
