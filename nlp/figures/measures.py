"""What numbers count that is no person and no record: money, coins, sizes; said before the number or behind it."""

from __future__ import annotations

import re
from typing import Final

SIGNS: Final = "$\u20ac\u00a3\u00a5\u20b9\u20a9\u20bd\u20bf\u0e3f\u20a6\u20ab\u20b1\u20aa\u20b4\u20ba\u20b5\u20b8"
# In capitals alone: in small letters some are words ("try", "cop", "sol").
CODES: Final = (  # ISO 4217 without the rarest, and coins
    r"(?-i:USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|INR|PKR|BDT|LKR|AUD|CAD|NZD|SGD|HKD|TWD|CNY|RMB|JPY|KRW|THB|IDR|MYR"
    r"|PHP|VND|ZAR|NGN|KES|GHS|EGP|MAD|AED|SAR|QAR|KWD|ILS|TRY|RUB|UAH|BRL|MXN|ARS|CLP|COP|PEN"
    r"|BTC|WBTC|ETH|XRP|USDT|USDC|SOL|TRX|XMR|DOGE|LTC|BNB|ADA|DAI)"
)
_CURRENCIES = (
    r"dollars?|euros?|pounds?|bitcoins?|ether(?:eum)?|monero|litecoins?|rupees?|yuan|renminbi|yen|francs?|kron(?:er?|or|a|ur)"
    r"|naira|rand|pesos?|reais|ringgit|shillings?|rou?bles?|liras?|zloty(?:s|ch)?|forints?|baht|dirhams?|riyals?|dinars?"
    r"|shekels?|hryvnias?|cedis?|taka"
)
_SIZES = (
    r"[KMGTP]i?B|(?:kilo|mega|giga|tera|peta)bytes?|gigs"
    r"|(?:sq(?:uare)?\.? ?(?:f(?:oo|ee)t|ft|met(?:re|er)s?|miles?|km)|miles?"
    r"|kilomet(?:re|er)s?|km|acres?|hectares?|beds|tonnes)"
)
MEASURED: Final = (  # behind a number, within a pattern that ignores case: "USD", "Swiss francs", "GB"
    rf"[\s-]?(?:{CODES}|(?:(?-i:[A-Z][\w.]*) ){{0,2}}(?:{_CURRENCIES})|{_SIZES})\b"
)
PRICED: Final = re.compile(  # before a number: "USD ", "Rs. ", "$ "
    rf"(?:[{SIGNS}]|\b(?:{CODES}|(?-i:Rs|Rp|RM|Kr|Sh|Fr|R\$))\.?)\s?$"
)
