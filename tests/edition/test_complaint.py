"""What Pelican logs, told in words that name the article and no folder of the machine."""

import logging

import pytest

from plugins.edition.complaint import Collector, Complaint


def collected(*messages: str, at_work_on: str = "") -> Collector:
    collector = Collector()
    collector.at_work_on = at_work_on
    for message in messages:
        collector.emit(logging.LogRecord("pelican", logging.WARNING, "", 0, message, (), None))
    return collector


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Unable to find 'x y.md', skipping url replacement.", "In a.md the link to “x y.md” leads nowhere."),
        ("Replacement Indicator 'z' not recognized", "In a.md a link is odd: Replacement Indicator"),
    ],
)
def test_a_link_is_told_with_its_article(message: str, words: str) -> None:
    [complaint] = collected(message, at_work_on="a.md").told(())
    assert complaint.message.startswith(words)


def test_what_is_said_twice_is_told_once() -> None:
    assert len(collected("odd", "odd", "even").told(())) == 2


def test_the_folders_of_the_machine_are_no_part_of_a_message() -> None:
    collector = collected(
        "Could not read /srv/blog/content/a.md", "Cannot get modification stamp for images/x.png\n\tno"
    )
    assert collector.told(("/srv/blog/content", "/srv/blog")) == (
        Complaint("warning", "Could not read a.md"),
        Complaint("warning", "The file images/x.png, which an article links to, is not there."),
    )
