from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fixity import canonical_url, content_hash
from crawler.text import clean, clean_line, decode, html_to_text

_JAPANESE = "クイルメトリック社は、顧客の氏名とメールアドレスが流出したと発表した。"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Café".encode(), None, "Café"),
        ("Café".encode("cp1252"), "text/html; charset=utf-8", "Café"),
        ("Café".encode(), "text/html; charset=iso-8859-1", "Café"),
        ("Café “x”".encode("cp1252"), "text/html; charset=iso-8859-1", "Café “x”"),
        ("日本語".encode("shift_jis"), "text/html; charset=shift_jis", "日本語"),
        ("日本".encode("iso-2022-jp"), "text/html; charset=iso-2022-jp", "日本"),
        ("Grüße".encode("utf-16"), None, "Grüße"),
        (("Grüße an alle " * 5).encode("utf-16-le"), None, "Grüße an alle " * 5),
        (b"\xef\xbb\xbfmarked", None, "marked"),
        ("<meta charset=windows-1251>Привет".encode("cp1251"), None, "<meta charset=windows-1251>Привет"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?>\xb1", None, "<?xml version='1.0' encoding='iso-8859-2'?>ą"),
        (("Zürich ändert " * 9).encode()[:-2] + b"\xc3", "text/html; charset=utf-8", "Zürich ändert " * 8 + "Zürich änder\ufffd"),
        (("Zürich ändert " * 9).encode()[:-2] + b"\xc3", None, "Zürich ändert " * 8 + "Zürich änder\ufffd"),
        (b'<?xml version="1.0" encoding="utf-16"?>\n<a>Caf\xe9 Zur\xfcck</a>', None, '<?xml version="1.0" encoding="utf-16"?>\n<a>Café Zurück</a>'),
        ("Caf\xe9 ".encode("cp1252") * 4, "text/html; charset=utf-16", "Café " * 4),
        ("<p>日本語の名前".encode("utf-16-le"), "text/html; charset=utf-16", "<p>日本語の名前"),
        (b"+ADw-script+AD4-", "text/html; charset=utf-7", "+ADw-script+AD4-"),
        ("<meta charset=shift_jis>漏洩".encode("cp932"), "text/html; charset=iso-8859-1", "<meta charset=shift_jis>漏洩"),
        ("<?xml version='1.0' encoding='koi8-r'?>Утечка".encode("koi8-r"), "text/xml; charset=ISO-8859-1", "<?xml version='1.0' encoding='koi8-r'?>Утечка"),
        ("<meta charset=utf-8>Café é".encode("cp1252"), "text/html; charset=iso-8859-1", "<meta charset=utf-8>Café é"),
        ("<meta charset=koi8-r>日本語".encode("shift_jis"), "text/html; charset=shift_jis", "<meta charset=koi8-r>日本語"),
        *((_JAPANESE.encode(name), None, _JAPANESE) for name in ("cp932", "euc_jp", "iso2022_jp")),
        *((_JAPANESE.encode(name), "text/html; charset=utf-8", _JAPANESE) for name in ("cp932", "euc_jp", "iso2022_jp")),
        (_JAPANESE.encode("euc_jp"), "text/html; charset=iso-8859-1", _JAPANESE),
        ("<meta charset=shift_jis>漏洩".encode("cp932"), "text/html; charset=utf-8", "<meta charset=shift_jis>漏洩"),
        ("<meta charset=windows-1251>Утечка".encode("cp1251"), "text/html; charset=utf-8", "<meta charset=windows-1251>Утечка"),
        ("Déjà vu à Zürich: où est-elle?".encode("cp1252"), None, "Déjà vu à Zürich: où est-elle?"),
        (b"x", "text/html; charset=no-such-thing", "x"),
        (b"", None, ""),
    ],
)  # fmt: skip
def test_decode(body: bytes, content_type: str | None, text: str) -> None:
    assert decode(body, content_type) == text


@given(
    st.binary(max_size=300), st.sampled_from([None, "text/html; charset=utf-16", "x; charset=hz", "y; charset=big5"])
)
def test_decode_and_clean_never_raise(body: bytes, content_type: str | None) -> None:
    text = clean(decode(body, content_type))
    assert not any((ord(c) < 32 and c != "\n") or 0xD800 <= ord(c) <= 0xDFFF for c in text)
    assert clean(text) == text


def test_clean_takes_out_what_hides_or_turns_words() -> None:
    assert clean("Mix\u202elenap\x00 \u200bOk\xadta\ud800\r\n\r\n\r\n\tone\xa0two  ") == "Mixlenap Okta\n\none two"
    assert clean_line(" a\n b\u2028c ") == "a b c"


def test_html_fragments_become_lines() -> None:
    fragment = (
        "<p>Names &amp; <b>e-mail</b>.</p><ul><li>Email</li><li>Phone<ul><li>Fax</li></ul></li></ul>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>one<br>two<script>x()</script>"
    )
    assert html_to_text(fragment) == "Names & e-mail.\n- Email\n- Phone\n- Fax\na | b\nc | d\none\ntwo"
    assert html_to_text("plain & simple < than") != ""
    assert html_to_text("<b>" * 5000 + "deep") in ("", "deep")
    assert html_to_text("") == ""


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://u:p@News.Example:443/a/../b?utm_source=x&b=2&a=1#frag", "https://news.example/b?a=1&b=2"),
        ("https://news.example/?p=1001&fbclid=1", "https://news.example/?p=1001"),
        ("https://news.example", "https://news.example/"),
        ("http://news.example.:80/x", "http://news.example/x"),
        ("http://127.0.0.1:8080/x?a=", "http://127.0.0.1:8080/x?a="),
        ("https://x.example/s?q=%e4pfel&utm_source=x&b=%FF", "https://x.example/s?b=%FF&q=%E4pfel"),
        ("https://x.example/s?q=%C3%A4&r=日", "https://x.example/s?q=%C3%A4&r=%E6%97%A5"),
        ("https://x.example/ü y", "https://x.example/%C3%BC%20y"),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@given(
    st.builds(
        "{}://{}{}/{}".format,
        st.sampled_from(["http", "https"]),
        st.sampled_from(
            ["a.example", "127.0.0.1", "x-y.z.example", "xn--bcher-kva.example", "A.example", "a.example."]
        ),
        st.sampled_from(["", ":80", ":443", ":8080", ":08080", ":4430"]),
        st.lists(st.sampled_from([*"/.~-_aZ9=&;:@+", "..", "%41", "\u00e9"]), max_size=9).map("".join),
    )
)
def test_what_is_canonical_at_a_glance_is_so_on_the_long_way(url: str) -> None:
    assert canonical_url(url) == canonical_url(f"{url}?utm_source=x")


def test_canonical_url_keeps_what_may_tell_notices_apart() -> None:
    assert canonical_url("https://x.example/n?id=1") != canonical_url("https://x.example/n?id=2")
    assert canonical_url("https://x.example/sb#EC-1", keep_fragment=True).endswith("#EC-1")
    assert canonical_url("https://x.example/sb#:~:text=x", keep_fragment=True) == "https://x.example/sb"


def test_content_hash_is_of_the_words_not_of_the_white_space() -> None:
    assert content_hash("t", "a b") == content_hash(" t ", "a\n\n b")
    assert content_hash("t", "a b") != content_hash("t a", "b")
    assert content_hash("t", "x", {"a": 1, "b": 2}) == content_hash("t", "x", {"b": 2, "a": 1})
    assert content_hash("t", "x", {}) != content_hash("t", "x")
