"""A language server: the checker's findings in an editor, while an article is typed."""
