"""LNK: where the links of an article lead."""

from collections.abc import Iterator

from plugins.checks.collection import Collection
from plugins.checks.finding import Severity
from plugins.checks.links import dead_links
from plugins.checks.rule import Hit, Subject, rule


@rule("LNK701", Severity.ERROR, Subject.COLLECTION)
def dead_link(collection: Collection) -> Iterator[Hit]:
    """A link or picture leads to a file of this blog that is there, and to no draft.

    Why:
        A reader who follows it finds nothing; a picture that is not there leaves a gap.
    Flagged:
        ==> articles/walking.md <==
        Title: Walking

        Read about [your visit](⟦{filename}your-vist.md⟧).

        ==> articles/your-visit.md <==
        Title: Your visit

        Bring a list.
    ---
        ==> articles/walking.md <==
        Title: Walking

        ![The canal](⟦{static}/images/cannal.png⟧) and [a visit](⟦{filename}your-visit.md#bring⟧).

        ==> articles/your-visit.md <==
        Title: Your visit
        Status: draft

        Bring a list.

        ==> images/canal.png <==
    ---
        ==> articles/walking.md <==
        Title: Walking

        Read about [your visit](⟦your-visit.md⟧) and <a href="⟦visits.html⟧">visits</a>.

        ==> articles/your-visit.md <==
        Title: Your visit

        Bring a list.
    Accepted:
        ==> articles/walking.md <==
        Title: Walking

        Read about [your visit]({filename}your-visit.md#bring), [us]({filename}/pages/about.md) and
        [the clinic](https://clinic.example/visit.md). ![The canal]({static}/images/canal.png)

        ==> articles/your-visit.md <==
        Title: Your visit

        Bring a list. Type `[words]({filename}no-file.md)` for a link. [Walking](walking.html)

        ==> pages/about.md <==
        Title: About

        A picture: ![The canal](../images/canal.png)

        ==> images/canal.png <==
    ---
        ==> articles/walking.md <==
        Title: Walking
        Status: draft

        Read about [your visit]({filename}your-visit.md).

        ==> articles/your-visit.md <==
        Title: Your visit
        Status: draft

        One draft may lead to another.
    Source:
        House rule.
    """
    for manuscript in collection.under_review:
        for link in dead_links(manuscript, collection):
            yield Hit(link.message, link.help, link.span, manuscript.source)
