"""Strings that an attacker could place in a headline, a vendor's name, a quote, an inventory or an address."""

from __future__ import annotations

MENTIONS = [
    "<!channel>", "<!here>", "<!everyone>", "<@U012AB3CD>", "<#C024BE7LR>", "<!subteam^S012AB3CD>", "@channel @here",
    "<!date^1392734382^{date}^https://evil.example/|now>", "&lt;!channel&gt;", "&amp;lt;!here&amp;gt;", "<mailto:a@evil.example|mail>",
]  # fmt: skip
LINKS = [
    "<https://evil.example/|openai.com>", "https://evil.example/login", "http://evil.example", "HTTPS://EVIL.EXAMPLE/A",
    "[openai.com](https://evil.example)", "www.evil.example", "javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
    "https://openai.com@evil.example/", "//evil.example/x", "ftp://evil.example/a", "vbscript:msgbox(1)", "tel:+1900555", "slack://open",
    "https://xn--pple-43d.example/", "file:///etc/passwd",
]  # fmt: skip
HEADERS = [
    "a\r\nBcc: victim@evil.example", "a\nSubject: all clear", "a\rX-Evil: 1", "a\r\n\r\n<h1>new body</h1>", "\x00\x01\x02",
    "=?utf-8?q?hi=0D=0ABcc:victim@evil.example?=", "=?utf-8?b?DQpCY2M6IHZpY3RpbUBldmlsLmV4YW1wbGU=?=",
    "=?utf-8?q?x=0D=0A=0D=0A<h1>owned</h1>?=", "=?us-ascii?q?=0A?= =?us-ascii?q?Bcc:_a@evil.example?=", "==?utf-8?q?=0D=0Ax:y?=",
    "=?\u200butf-8?q?=0D=0ABcc:a@evil.example?=", "a\u2028Bcc: a@evil.example", "a\x85Bcc: a@evil.example", "a\x0bBcc: a@evil.example",
    '"; boundary="x', "--tocsin-boundary--", ".\r\nMAIL FROM:<a@evil.example>", "\r\n.\r\n", "From tocsin Mon Jan 1",
]  # fmt: skip
MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "'-alert(1)-'", "</td></table><h1>x",
    "<style>*{display:none}</style>", "<!-- ", "-->", "{{ 7*7 }}{% raw %}", "<iframe src=//evil.example>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>", '<a href="javascript:alert(1)">x</a>', "&#x3C;script&#x3E;", "]]><x>",
    "</style><script>x", "</title><script>x", "*bold* _it_ ~st~ `code` >quote :boom:", "```code```",
]  # fmt: skip
HIDDEN = [
    "Mix\u202elenap", "A\u200bc\u200dme", "\u2066evil\u2069", "\ufeffBOM", "\ud800lone", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "a\x08b", "\U000e0041tag",
    "\x9b31m", "\ue000private", "Z\u0351\u036b\u0343algo", "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)",
]  # fmt: skip
LENGTHS = ["A" * 5000, "word " * 3000, "\u00e4" * 4000, "", " ", "\n" * 50]
STRINGS = [*MENTIONS, *LINKS, *HEADERS, *MARKUP, *HIDDEN, *LENGTHS]
