"""What a reviewer reads and signs: every claim of an article with its evidence."""
