"""All articles and pages of a blog side by side: what can be seen only of several files at once.

Pure: the engine opens the files. Nothing here is kept in the cache, as it changes with any of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from plugins.bibliography.library import Library
from plugins.manuscript.address import address_of
from plugins.manuscript.header import Header
from plugins.manuscript.source import Source, Span


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One article or page: its source and header, and its path in the content folder."""

    source: Source
    header: Header
    place: str
    """With forward slashes: "articles/walking.md"."""
    is_page: bool

    @property
    def address(self) -> str:
        """Where it stands once it is published; "" without a title, when it is not."""
        return address_of(self.header, self.is_page) if self.header.text("title") else ""

    @property
    def address_span(self) -> Span:
        """What its address was made from: the slug, or else the title."""
        field = self.header.get("slug")
        if field is None or not field.text:
            field = self.header.get("title")
        return field.span if field else self.source.line_span(1)


@dataclass(frozen=True)
class Collection:
    """Every manuscript that could be read, and every file beside them."""

    manuscripts: tuple[Manuscript, ...]
    told_of: frozenset[str]
    """The places of those that are under review; of the others nothing is said."""
    files: frozenset[str]
    """The place of every file in the content folder."""
    unread: tuple[tuple[str, str], ...] = ()
    """Texts that the site does not read: the name for messages, and the place."""
    library: Library = field(default_factory=Library)
    """What the articles cite."""

    @cached_property
    def by_place(self) -> Mapping[str, Manuscript]:
        """The manuscripts by their places."""
        return MappingProxyType({manuscript.place: manuscript for manuscript in self.manuscripts})

    @cached_property
    def by_address(self) -> Mapping[str, tuple[Manuscript, ...]]:
        """The manuscripts by address; some file systems take capital and small letters for the same."""
        found: dict[str, tuple[Manuscript, ...]] = {}
        for manuscript in self.manuscripts:
            if manuscript.address:
                address = manuscript.address.casefold()
                found[address] = (*found.get(address, ()), manuscript)
        return MappingProxyType(found)

    @property
    def under_review(self) -> tuple[Manuscript, ...]:
        """The manuscripts that findings may be about."""
        return tuple(manuscript for manuscript in self.manuscripts if manuscript.place in self.told_of)
