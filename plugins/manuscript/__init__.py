"""An article as its author wrote it: source, header, passages, sentences, and where each word stands."""
