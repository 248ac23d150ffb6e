"""Settings of the site as a writer previews it. publishconf.py changes what publishing needs."""

SITENAME = "Room to Walk"
SITESUBTITLE = "Plain words about lumbar spinal stenosis"
SITEURL = ""
OWNER = "Vertos Medical"
INTEREST = "which makes mild®"
# The condition that the articles are about; machines are told.
ABOUT = "Lumbar spinal stenosis"
MENU = (
    ("Topics", "categories.html"),
    ("All articles", "archives.html"),
    ("About", "pages/about.html"),
    ("Contact", "pages/contact.html"),
)
DEFAULT_LANG = "en"
TIMEZONE = "UTC"
DEFAULT_DATE_FORMAT = "%B %-d, %Y"

# Always an explicit list: with none, Pelican takes whatever namespace plugins are installed. Full names,
# because a plugin found through PLUGIN_PATHS cannot import its siblings.
PLUGINS = [
    "plugins.manuscript.plugin",
    "plugins.bibliography.plugin",
    "plugins.disclaimer.plugin",
    "plugins.discovery.plugin",
    "plugins.edition.plugin",
]

PATH = "content"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
DISCLAIMERS = "content/disclaimers"
REFERENCES = "content/references.json"
EVIDENCE = "content/evidence"
# A CSL style file for the list of references, such as "content/house.csl"; "" prints AMA style.
CITATION_STYLE = ""
OUTPUT_PATH = "output"
# The press builds into a fresh folder and swaps; Pelican would delete the old site before reading.
DELETE_OUTPUT_DIRECTORY = False

# Only Markdown: raw HTML would be published with its scripts, reStructuredText can include any file.
READERS = {"html": None, "htm": None, "rst": None}
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Articles"
# plugins.manuscript carries it out, on the text alone and without harm to doses and sizes.
TYPOGRIFY = True
# Titles and summaries are plain text: nothing in them is ever read as HTML.
FORMATTED_FIELDS = []
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False

THEME = "theme"
THEME_TEMPLATES_OVERRIDES = ["theme/components"]
# Pelican's default is off: a title with a quotation mark would then break out of its attribute.
JINJA_ENVIRONMENT = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
DIRECT_TEMPLATES = ["index", "archives", "categories", "tags", "authors", "404"]
DEFAULT_PAGINATION = 10
RELATIVE_URLS = True
SLUGIFY_SOURCE = "title"

# Feeds hold the full text, so that they hold the disclaimer; summary feeds cannot.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
RSS_FEED_SUMMARY_ONLY = False

# Whether the pages are for a writer: drafts are shown, and the page reloads itself.
PREVIEW = True
