"""Numbers with their units, read as people write them."""
