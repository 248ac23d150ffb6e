"""A new article to start from: every header field is there, and it builds as a draft at once."""

import re
from datetime import date

from plugins.manuscript.address import address_mistakes, slug_of
from plugins.manuscript.header import parse_header
from plugins.manuscript.source import Source

TEMPLATE = """\
Title: {title}
Slug: {slug}
Date: {today}
Category: {topic}
Tags: lumbar spinal stenosis
Author: {author}
{disclaimer}Status: draft
Summary: Say in one or two sentences what this article is about.
Key points:
- Write the first of three to five key points here.
- Write the second key point here.
- Write the third key point here.
Questions:
- What does this mean for me?
- What are my choices?
- What happens next?

Start with what the reader needs most. Use short sentences.

## A heading that says what follows

Write the text here. When a sentence states a number or an outcome, put its source behind it, in square
brackets with an @ and the key of the reference. The file docs/writing.md shows how.

Before this article can be published, take out the line “Status: draft” and add who reviewed it:
the lines “Reviewer:”, “Reviewed:” and “Review due:”.
"""


class CannotWrite(ValueError):
    """The answers make no article; the message says which one to change."""


def new_slug(title: str) -> str:
    """Return the slug of a new article: that of its title without its marks, which would become letters."""
    return slug_of(re.sub("[®™©]", "", title))


def new_article(title: str, topic: str, author: str, disclaimer: str, today: date) -> str:
    """Return the text of a new article. `disclaimer` may be "" for the one that applies anyway.

    Raises `CannotWrite` where an answer is missing, would break the header or gives no address.
    """
    answers = {"title": title, "topic": topic, "author": author}
    for name, answer in answers.items():
        if not answer.strip():
            raise CannotWrite(f"The {name} is empty.")
    if any("\n" in answer or "\r" in answer for answer in (*answers.values(), disclaimer)):
        raise CannotWrite("An answer holds a line break; each must be one line.")
    if len(title) > 65:
        raise CannotWrite(f"The title has {len(title)} characters; 65 are the most that lists show.")
    if not any(map(str.isalnum, new_slug(title))):
        raise CannotWrite("The title needs letters or digits from which an address can be made.")
    text = TEMPLATE.format(
        title=title.strip(),
        slug=new_slug(title),
        today=today,
        topic=topic.strip(),
        author=author.strip(),
        disclaimer=f"Disclaimer: {disclaimer.strip()}\n" if disclaimer.strip() else "",
    )
    for mistake in address_mistakes(parse_header(Source("", text)), is_page=False):
        raise CannotWrite(f"{mistake.message} Choose other words.")
    return text
