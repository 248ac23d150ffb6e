"""Pelican reads articles and pages through the same parser and converter as the checker.

| signal      | what it does |
|---|---|
| initialized | takes typography over from Pelican, which would run it on titles and summaries too |
| readers_init | replaces Pelican's Markdown reader |

Other plugins add Markdown extensions to the setting MANUSCRIPT_EXTENSIONS.
"""

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path
from typing import cast

from markdown.extensions import Extension
from markupsafe import Markup
from pelican import Pelican, signals
from pelican.readers import BaseReader, Readers
from pelican.urlwrappers import Author, Category, Tag

from plugins.manuscript.address import address_mistakes
from plugins.manuscript.converter import Conversion, Section, convert
from plugins.manuscript.dates import WrongDate
from plugins.manuscript.draft import compose
from plugins.manuscript.header import Header, parse_header
from plugins.manuscript.safety import is_safe
from plugins.manuscript.source import Unreadable, read_source
from plugins.manuscript.typography import polish

WORDS_A_MINUTE = 200  # a calm pace; the figure on the page is rounded up
QUESTIONS = Section("questions", "Questions to ask your doctor")
LEFT_OUT = {"status": "skip"}
"""What tells Pelican to leave a file out without a word; the checker has said why."""


class ManuscriptReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads a manuscript; one that cannot become a page is left out, and only that one."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, Mapping[str, object]]:
        """Return the HTML and the metadata of a source."""
        name = Path(source_path).relative_to(self.settings["PATH"]).as_posix()
        try:
            source = read_source(Path(source_path), name)
            header = parse_header(source)
            metadata = self._metadata(header)
        except (Unreadable, WrongDate):
            return "", LEFT_OUT
        is_page = name.startswith("pages/")
        if address_mistakes(header, is_page):
            return "", LEFT_OUT
        if not header.text("title") or not (is_page or "date" in metadata):
            return "", LEFT_OUT
        if header.is_draft and not self.settings.get("PREVIEW"):
            return "", LEFT_OUT
        extensions = cast("list[Extension]", self.settings.get("MANUSCRIPT_EXTENSIONS", []))
        conversion = convert(compose(source, header), tuple(extensions))
        if not conversion.body or not is_safe(conversion.whole):
            return "", LEFT_OUT
        words = len(Markup(conversion.body).striptags().split())
        return self._body(conversion), {
            **metadata,
            **conversion.harvest,
            "manuscript": name,
            "header": header,
            "key_points": tuple(Markup(self._polished(html)) for html in conversion.key_points),
            "sections": conversion.sections + ((QUESTIONS,) if conversion.questions else ()),
            "words": words,
            "reading_minutes": max(1, -(-words // WORDS_A_MINUTE)),
        }

    def _metadata(self, header: Header) -> dict[str, object]:
        settings = self.settings
        found: dict[str, object] = {
            "title": header.text("title"),
            "summary": header.text("summary"),
            "reviewer": header.text("reviewer"),
        }
        for name in ("slug", "lang", "translation", "status"):
            if text := header.text(name):
                found[name] = text if name == "slug" else text.lower()
        for name in ("date", "modified"):
            if day := header.date(name):
                found[name] = datetime.combine(day, time())
        for name in ("reviewed", "review due"):
            if day := header.date(name):
                found[name.replace(" ", "_")] = day
        if category := header.text("category"):
            found["category"] = Category(category, settings)
        if tags := header.lines("tags"):
            found["tags"] = [Tag(tag, settings) for tag in tags]
        if authors := header.lines("author"):
            found["authors"] = [Author(author, settings) for author in authors]
        return found

    def _body(self, conversion: Conversion) -> str:
        body = self._polished(conversion.body)
        if not conversion.questions:
            return body
        items = "\n".join(f"<li>{self._polished(html)}</li>" for html in conversion.questions)
        return (
            f'{body}\n<h2 id="{QUESTIONS.id}">{QUESTIONS.text}</h2>\n<ul class="questions">\n{items}\n</ul>'
        )

    def _polished(self, html: str) -> str:
        return polish(html) if self.settings["MANUSCRIPT_TYPOGRIFY"] else html


def take_over_typography(pelican: Pelican) -> None:
    """Let this reader do what TYPOGRIFY asks for. Effect: changes two settings."""
    pelican.settings["MANUSCRIPT_TYPOGRIFY"] = pelican.settings["TYPOGRIFY"]
    pelican.settings["TYPOGRIFY"] = False


def add_reader(readers: Readers) -> None:
    """Put our reader in the place of Pelican's, which would read Markdown under other endings without any
    of our parts. Effect: changes the table of readers."""
    for ending in ("markdown", "mkd", "mdown"):
        readers.reader_classes.pop(ending, None)
    readers.reader_classes["md"] = ManuscriptReader


def register() -> None:
    """Connect the handlers of the table above."""
    signals.initialized.connect(take_over_typography)
    signals.readers_init.connect(add_reader)
