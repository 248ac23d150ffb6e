"""The element a disclaimer stands in. Its text is escaped plain text; nothing of a writer's is in it."""

from html import escape

from plugins.disclaimer.disclaimer import Disclaimer


def disclaimer_html(disclaimer: Disclaimer) -> str:
    """Return the disclaimer's element: one `div role="note"`, named by its heading.

    A `div` and not an `aside`: Reader View deletes asides.
    """
    paragraphs = "".join(f"\n<p>{escape(text)}</p>" for text in disclaimer.paragraphs)
    return (
        '<div role="note" class="disclaimer" id="disclaimer" aria-labelledby="disclaimer-title"'
        f' data-disclaimer-id="{escape(disclaimer.id)}"'
        f' data-disclaimer-version="{escape(disclaimer.version)}"'
        f' data-disclaimer-fingerprint="{disclaimer.fingerprint}">\n'
        f'<h2 id="disclaimer-title">{escape(disclaimer.title)}</h2>{paragraphs}\n</div>'
    )
