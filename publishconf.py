"""Settings of the site as it is published: whole addresses, a feed, no drafts, no script."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: E402, F403

SITEURL = "https://roomtowalk.example"
RELATIVE_URLS = False
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 50
PREVIEW = False
