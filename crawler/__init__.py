"""Source -> document; the only place that knows Scrapy and feedparser."""
