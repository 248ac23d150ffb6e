"""The names under which Pelican's generators keep what they have read."""

ARTICLE_LISTS = (
    "articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations",
)  # fmt: skip
PAGE_LISTS = (
    "pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations",
)  # fmt: skip
