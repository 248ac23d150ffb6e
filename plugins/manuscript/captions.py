"""Pictures with captions: a picture on a line of its own, with its caption on the lines right below it.

    ![The spine from the side, with the canal marked](canal.svg)
    The spinal canal, seen from the side.[@key]

Both become one `<figure>`, so that a caption is read with its picture and may be cited in like any
other sentence. Pandoc's way, the alternative text as the caption, was left out: it reads the same words out
twice, and no citation can stand in them.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor


class Captions(Treeprocessor):
    """Makes a figure of every paragraph that begins with a picture alone on its line."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place. Nothing of a caption's own markup is touched."""
        for paragraph in root.iter("p"):
            picture = paragraph[0] if len(paragraph) else None
            if picture is None or picture.tag != "img" or (paragraph.text or "").strip():
                continue
            below = picture.tail or ""
            if not below.startswith("\n"):
                continue
            caption = etree.Element("figcaption")
            caption.text = below.lstrip()
            caption.extend(paragraph[1:])
            picture.tail = "\n"
            paragraph.tag, paragraph.text = "figure", None
            for child in paragraph[1:]:
                paragraph.remove(child)
            paragraph.append(caption)


def register_captions(markdown: Markdown) -> None:
    """Let a converter make figures: behind all inline work, in front of what numbers citations."""
    markdown.treeprocessors.register(Captions(markdown), "captions", 18)
