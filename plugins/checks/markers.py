"""Where citations stand in an article; the finding is the bibliography's, which lists uses by it too."""

from plugins.bibliography.in_text import Marker, citations_in, markers_in

__all__ = ["Marker", "citations_in", "markers_in"]
