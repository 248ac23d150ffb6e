"""Pelican appends the disclaimer to the content of every article and page, so that feeds carry it too.

| signal | what it does |
|---|---|
| initialized | reads the disclaimers of the folder in the setting DISCLAIMERS |
| content_object_init | appends the one that applies; typography has run by then, so it stays word for word |

Whether it is there in the end is not this plugin's word: the gate proves it on the built site.
"""

from pathlib import Path

from pelican import Pelican, signals
from pelican.contents import Article, Content, Page

from plugins.disclaimer.markup import disclaimer_html
from plugins.disclaimer.shelf import choose, load_shelf


def read_disclaimers(pelican: Pelican) -> None:
    """Read the shelf once. Effect: adds the setting DISCLAIMER_SHELF."""
    folder = Path(pelican.settings["DISCLAIMERS"])
    pelican.settings["DISCLAIMER_SHELF"] = load_shelf(folder, folder.parent)


def append_disclaimer(content: Content) -> None:
    """Append the disclaimer; an article for which none can be chosen raises and is not published."""
    if isinstance(content, (Article, Page)):
        disclaimer = choose(content.metadata["header"], content.settings["DISCLAIMER_SHELF"])
        content._content += f"\n{disclaimer_html(disclaimer)}"


def register() -> None:
    """Connect the handlers of the table above."""
    signals.initialized.connect(read_disclaimers)
    signals.content_object_init.connect(append_disclaimer)
