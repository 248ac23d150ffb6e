"""Pelican, run so that nothing it meets is lost: as a plugin, and as the program that runs it.

| signal | what it does |
|---|---|
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
from pelican.log import LimitFilter
from pelican.settings import read_settings

from plugins.edition.complaint import Complaint
from plugins.edition.stylesheet import assemble


class _Collector(logging.Handler):
    """Keeps every warning and error."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: list[Complaint] = []

    def emit(self, record: logging.LogRecord) -> None:
        level = "error" if record.levelno >= logging.ERROR else "warning"
        message = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            message = f"{message} ({record.exc_info[1]})"
        self.complaints.append(Complaint(level, " ".join(message.split())))


def build(settings_file: str, overrides: dict[str, object]) -> tuple[Complaint, ...]:
    """Build a site and return everything that was complained of. Effect: writes the output folder."""
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    # Pelican hushes a warning that resembles four others; each one names another article.
    LimitFilter.filter = lambda self, record: True
    try:
        settings = read_settings(settings_file, override=overrides)
        wanted = list(settings["PLUGINS"])
        pelican = Pelican(settings)
        missing = [name for name in wanted if name not in pelican.settings["PLUGINS"]]
        for name in missing:
            collector.complaints.append(Complaint("error", f"The part {name} could not be started."))
        if not missing:
            pelican.run()
    except Exception as error:  # noqa: BLE001  (the build broke off, whatever the reason)
        collector.complaints.append(
            Complaint("error", f"The build broke off: {type(error).__name__}: {error}")
        )
    return tuple(collector.complaints)


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
    signals.feed_generated.connect(leave_out_summary)
    signals.finalized.connect(write_stylesheet)


def main() -> None:
    """Carry out one order. Effect: reads standard input, writes standard output."""
    order = json.load(sys.stdin)
    # Pelican prints its own messages to standard output; there is only JSON for the caller there.
    out, sys.stdout = sys.stdout, sys.stderr
    complaints = build(order["settings"], order["overrides"])
    json.dump([complaint.as_row() for complaint in complaints], out)


if __name__ == "__main__":
    main()
