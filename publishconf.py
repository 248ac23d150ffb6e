"""Settings of the site as it is published: whole addresses, a feed, no drafts, no script."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *  # noqa: F403

# Where the site will stand. Pages link to each other relatively all the same, so that the published
# folder can be looked at, and proven, on any host; the feed and canonical links carry the address.
SITE_ADDRESS = "https://roomtowalk.example"
SITE_PATH = urlsplit(SITE_ADDRESS).path
SITEURL = SITE_ADDRESS
FEED_DOMAIN = SITE_ADDRESS
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 50
PREVIEW = False
