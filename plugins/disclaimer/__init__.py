"""Which disclaimer belongs where, and the markup it gets."""
