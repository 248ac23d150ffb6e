"""References and citations: the library, the markers in the text, and how a reference is printed."""
