"""Pelican, run so that nothing it meets is lost: as a plugin, and as the program that runs it.

| signal | what it does |
|---|---|
| article_generator_pretaxonomy, page_generator_finalized | leaves out the second of two with one address |
| static_generator_finalized | leaves out linked files that lie outside the content folder |
| feed_generated | takes out the summary, so that every text in a feed entry carries the disclaimer |
| finalized | writes the style sheet |

As a program (`python -m plugins.edition.plugin`), in a process of its own: reads the order from
standard input, builds, and writes what went wrong to standard output as JSON. Pelican publishes without
a plugin that cannot be loaded, drops an article whose handler raises, and stops at the first error
with --fatal; so here every record is collected and the caller decides.
"""

import json
import logging
import sys
from pathlib import Path

from feedgenerator import SyndicationFeed
from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.log import LimitFilter
from pelican.settings import read_settings

from plugins.edition.complaint import Complaint
from plugins.edition.stylesheet import assemble

logger = logging.getLogger(__name__)
LISTS_OF_CONTENT = (
    "articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations",
    "pages", "hidden_pages", "draft_pages", "draft_translations",
)  # fmt: skip


class _Collector(logging.Handler):
    """Keeps every warning and error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: list[Complaint] = []

    def emit(self, record: logging.LogRecord) -> None:
        level = "error" if record.levelno >= logging.ERROR else "warning"
        message = record.getMessage()
        # Pelican keeps the reason to itself ("Could not process x.md"); it is the error being handled.
        if reason := sys.exc_info()[1]:
            message = f"{message} ({reason})"
        self.complaints.append(Complaint(level, " ".join(message.split())))


def build(settings_file: str, overrides: dict[str, object]) -> tuple[tuple[Complaint, ...], bool]:
    """Build a site; return everything that was complained of, and whether the build came to its end.
    Effect: writes the output folder."""
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    # Pelican hushes a warning that resembles four others; each one names another article.
    LimitFilter.filter = lambda self, record: True
    try:
        settings = read_settings(settings_file, override=overrides)
        wanted = list(settings["PLUGINS"] or ())
        if not wanted:
            told = "The settings list no parts (PLUGINS), so no page would carry its disclaimer."
            return (Complaint("error", told),), False
        pelican = Pelican(settings)
        missing = [name for name in wanted if name not in pelican.settings["PLUGINS"]]
        for name in missing:
            collector.complaints.append(Complaint("error", f"The part {name} could not be started."))
        if missing:
            return tuple(collector.complaints), False
        pelican.run()
    except Exception as error:  # noqa: BLE001  (the build broke off, whatever the reason)
        collector.complaints.append(
            Complaint("error", f"The build broke off: {type(error).__name__}: {error}")
        )
        return tuple(collector.complaints), False
    return tuple(collector.complaints), True


def leave_out_twins(generator: ArticlesGenerator | PagesGenerator) -> None:
    """Keep one article or page to an address; Pelican would break off the whole build. Effect: logs
    an error for each that is left out, and changes the generator's lists."""
    first: dict[str, str] = {}
    for name in LISTS_OF_CONTENT:
        contents = getattr(generator, name, [])
        kept = []
        for content in contents:
            # Some file systems take capital and small letters for the same.
            before = first.setdefault(content.save_as.casefold(), content.relative_source_path)
            if before == content.relative_source_path:
                kept.append(content)
                continue
            told = f"Its address {content.save_as} is that of {before}. Give one of them another “Slug:”."
            logger.error("Could not process %s (%s)", content.relative_source_path, told)
        contents[:] = kept


def leave_out_foreign_files(generator: StaticGenerator) -> None:
    """Publish no file from outside the content folder, and write none outside the output folder: a link
    such as {static}../../.env would do both. Effect: logs an error for each that is left out."""
    content, output = Path(generator.path).resolve(), Path(generator.output_path).resolve()
    kept = []
    for file in generator.staticfiles:
        source, target = Path(file.source_path).resolve(), (output / file.save_as).resolve()
        if source.is_relative_to(content) and target.is_relative_to(output):
            kept.append(file)
            continue
        logger.error(
            "The file %s lies outside the content folder and is left out.", file.relative_source_path
        )
    generator.staticfiles[:] = kept


def leave_out_summary(context: object, feed: SyndicationFeed) -> None:
    """Leave entries with their full text only. Effect: changes the feed's entries."""
    for item in feed.items:
        if item["content"]:
            item["description"] = None


def write_stylesheet(pelican: Pelican) -> None:
    """Write theme/site.css. Effect: writes one file of the output."""
    target = Path(pelican.settings["OUTPUT_PATH"], "theme", "site.css")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(assemble(Path(pelican.settings["THEME"])), "utf-8")


def register() -> None:
    """Connect the handlers of the table above."""
    signals.article_generator_pretaxonomy.connect(leave_out_twins)
    signals.page_generator_finalized.connect(leave_out_twins)
    signals.static_generator_finalized.connect(leave_out_foreign_files)
    signals.feed_generated.connect(leave_out_summary)
    signals.finalized.connect(write_stylesheet)


def main() -> None:
    """Carry out one order. Effect: reads standard input, writes standard output."""
    order = json.load(sys.stdin)
    # Pelican prints its own messages to standard output; there is only JSON for the caller there.
    out, sys.stdout = sys.stdout, sys.stderr
    complaints, finished = build(order["settings"], order["overrides"])
    rows = [complaint.as_row() for complaint in complaints]
    json.dump({"complaints": rows, "finished": finished}, out)


if __name__ == "__main__":
    main()
