"""Pelican, run so that nothing it meets is lost: as a plugin, and as the program that runs it.

| signal | what it does |
|---|---|
| article_generator_pretaxonomy, page_generator_finalized | leaves out what has an address that is taken |
| static_generator_finalized | leaves out files from outside the content folder, and in the place of a page |
| feed_generated | takes out the summary, so that every text in a feed entry carries the disclaimer |
| finalized | writes the style sheet and the script |

As a program (`python -m plugins.edition.plugin`), in a process of its own: reads the order from
standard input, builds, and writes what went wrong to standard output as JSON. Pelican publishes without
a plugin that cannot be loaded, drops an article whose handler raises, and stops at the first error
with --fatal; so here every record is collected and the caller decides.
"""

import json
import logging
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import wraps
from pathlib import Path

from feedgenerator import SyndicationFeed
from pelican import Pelican, signals
from pelican.contents import Content
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.log import LimitFilter
from pelican.settings import read_settings

from plugins.edition.complaint import Collector, Complaint
from plugins.edition.script import assemble_script
from plugins.edition.stylesheet import assemble
from plugins.manuscript.content_lists import ARTICLE_LISTS, PAGE_LISTS

logger = logging.getLogger(__name__)
# Whichever generator it is; what it has not is empty.
LISTS_OF_CONTENT = tuple(dict.fromkeys((*ARTICLE_LISTS, *PAGE_LISTS)))


# More pages than a start page will ever have.
MOST_PAGES = 1000


def build(settings_file: str, overrides: dict[str, object]) -> tuple[tuple[Complaint, ...], bool]:
    """Build a site; return everything that was complained of, and whether the build came to its end.
    Effect: writes the output folder."""
    collector = Collector()
    logging.getLogger().addHandler(collector)
    _name_the_source_of_links(collector)
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
            collector.add("error", f"The part {name} could not be started.")
        if missing:
            return collector.told(_folders(settings)), False
        pelican.run()
    except Exception as error:  # noqa: BLE001  (the build broke off, whatever the reason)
        collector.add("error", f"The build broke off: {type(error).__name__}: {error}")
        return collector.told(_folders(overrides)), False
    return collector.told(_folders(settings)), True


def _name_the_source_of_links(collector: Collector) -> None:
    """Tell the collector in which source Pelican is at work on a link: its own words do not say.
    Effect: changes Pelican's class."""
    replace_link = Content._link_replacer

    @wraps(replace_link)
    def named(content: Content, *arguments: object) -> str:
        collector.at_work_on = str(content.relative_source_path)
        try:
            return str(replace_link(content, *arguments))
        finally:
            collector.at_work_on = ""

    Content._link_replacer = named


def _folders(settings: Mapping[str, object]) -> tuple[str, ...]:
    """Return the folders of this machine that a message may name."""
    found = (Path(str(settings.get(name) or ".")) for name in ("OUTPUT_PATH", "PATH"))
    return tuple(str(folder) for path in (*found, Path.cwd()) for folder in (path, path.resolve()))


def leave_out_twins(generator: ArticlesGenerator | PagesGenerator) -> None:
    """Keep one article or page to an address, and none to that of a list; Pelican would break off the
    whole build. Effect: logs an error for each that is left out, and changes the generator's lists."""
    first = dict.fromkeys(_own_addresses(generator.settings), "a list of the site's own")
    crowded = _crowded_lists(generator)
    for name in LISTS_OF_CONTENT:
        contents = getattr(generator, name, [])
        kept = []
        for content in contents:
            # Some file systems take capital and small letters for the same.
            before = first.setdefault(content.save_as.casefold(), content.relative_source_path)
            taken = next((address for address in _lists_of(content) if address in crowded), None)
            if before != content.relative_source_path:
                told = f"Its address {content.save_as} is that of {before}. Give one of them another “Slug:”."
            elif taken:
                told = f"The list {taken} has the address of a further page of {crowded[taken]}."
            else:
                kept.append(content)
                continue
            logger.error("Could not process %s (%s)", content.relative_source_path, told)
        contents[:] = kept


def _own_addresses(settings: Mapping[str, object]) -> Iterator[str]:
    """Yield the addresses of the lists that stand beside the articles, the start page's further ones too."""
    paginated = settings["PAGINATED_TEMPLATES"]
    for name in settings["DIRECT_TEMPLATES"]:  # type: ignore[attr-defined]  # Pelican has no types
        address = str(settings.get(f"{name.upper()}_SAVE_AS") or f"{name}.html").casefold()
        yield address
        if name in paginated:  # type: ignore[operator]
            stem, _, ending = address.rpartition(".")
            yield from (f"{stem}{number}.{ending}" for number in range(2, MOST_PAGES))


def _lists_of(content: Content) -> Iterator[str]:
    """Yield the addresses of the lists that an article stands in: of its topic, its tags, its authors."""
    wrappers = [getattr(content, "category", None), *getattr(content, "tags", ())]
    for wrapper in (*wrappers, *getattr(content, "authors", ())):
        if wrapper is not None:
            yield str(wrapper.save_as)


def _crowded_lists(generator: ArticlesGenerator | PagesGenerator) -> dict[str, str]:
    """Return the further pages of long lists, each with its first: “category/pain2.html” of a topic
    “Pain” is the address of a topic “Pain 2” as well."""
    counts = Counter(
        address for content in getattr(generator, "articles", ()) for address in set(_lists_of(content))
    )
    further: dict[str, str] = {}
    to_a_page = int(generator.settings["DEFAULT_PAGINATION"] or 0)
    for address, count in counts.items():
        stem, _, ending = address.rpartition(".")
        for number in range(2, -(-count // to_a_page) + 1) if to_a_page else ():
            further[f"{stem}{number}.{ending}"] = address
    return {address: first for address, first in further.items() if address in counts}


def leave_out_foreign_files(generator: StaticGenerator) -> None:
    """Publish no file from outside the content folder, and write none outside the output folder: a link
    such as {static}../../.env would do both. Nor one in the place of a page. Effect: logs an error for each
    that is left out."""
    content, output = Path(generator.path).resolve(), Path(generator.output_path).resolve()
    taken = {*_own_addresses(generator.settings), "theme/site.css"}
    taken |= {
        page.save_as.casefold()
        for page in generator.context["generated_content"].values()
        if isinstance(page, Content)
    }
    kept = []
    for file in generator.staticfiles:
        source, target = Path(file.source_path).resolve(), (output / file.save_as).resolve()
        if not (source.is_relative_to(content) and target.is_relative_to(output)):
            wrong = "lies outside the content folder"
        elif file.save_as.casefold() in taken:
            wrong = "has the address of a page of the site"
        else:
            kept.append(file)
            continue
        logger.error("The file %s %s and is left out.", file.relative_source_path, wrong)
    generator.staticfiles[:] = kept


def leave_out_summary(context: object, feed: SyndicationFeed) -> None:
    """Leave entries with their full text only. Effect: changes the feed's entries."""
    for item in feed.items:
        if item["content"]:
            item["description"] = None


def write_styles_and_script(pelican: Pelican) -> None:
    """Write theme/site.css and theme/site.js. Effect: writes two files of the output."""
    theme, target = Path(pelican.settings["THEME"]), Path(pelican.settings["OUTPUT_PATH"], "theme")
    target.mkdir(parents=True, exist_ok=True)
    (target / "site.css").write_text(assemble(theme), "utf-8")
    (target / "site.js").write_text(assemble_script(theme), "utf-8")


def register() -> None:
    """Connect the handlers of the table above."""
    signals.article_generator_pretaxonomy.connect(leave_out_twins)
    signals.page_generator_finalized.connect(leave_out_twins)
    signals.static_generator_finalized.connect(leave_out_foreign_files)
    signals.feed_generated.connect(leave_out_summary)
    signals.finalized.connect(write_styles_and_script)


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
