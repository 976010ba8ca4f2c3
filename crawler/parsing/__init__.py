"""Pure functions from the bytes of an answer to what they say; no network, no Scrapy."""
