"""How an answer is got: addresses, politeness, limits; everything that is plugged into Scrapy."""
