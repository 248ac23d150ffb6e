"""Whether the numbers of a sentence say what the figure says that it cites."""
