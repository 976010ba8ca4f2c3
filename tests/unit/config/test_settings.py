from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from config.errors import ConfigError
from config.fields import parse_duration, write_duration
from config.load import load_settings, read_secret
from config.settings import SourceSettings

CONTRACT = """
database: sqlite:///tocsin.db
organisation: {name: Example GmbH, domains: [example.org]}
fetch: {contact: security@example.org, per_host_delay: 1s}
alerts: {horizon: 30d}
builtin_sources: true
sources:
  - {id: our-news, kind: feed, url: "http://127.0.0.1:8000/feed.xml", trust: press, every: 1h}
inventories: [inventory.cdx.json, vendors.csv]
dependencies: [subprocessors.csv]
channels:
  - {id: secops, kind: slack, api_url: "https://slack.com/api/", token_file: slack.token, channel: "#security"}
  - {id: hook, kind: slack, webhook_url_file: slack.webhook}
  - {id: mail, kind: email, host: 127.0.0.1, port: 25, from: tocsin@example.org, to: [soc@example.org]}
routes:
  - {channels: [secops, mail], min_severity: low}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "tocsin.yaml"
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nalerts: {horizon: 2025-02-30}", " line 2: not valid YAML: a date, number or tagged value that is none"),
        ("builtin_sources: !!bool maybe", " line 1: not valid YAML: a date, number or tagged value that is none"),
        (f"alerts: {{horizon: {'9' * 5_000}}}", " line 1: not valid YAML: a date, number or tagged value that is none"),
        ('a: "\\UFFFFFFFF"', ": not valid YAML: a character that there is not"),
        ("a: \0", ": not valid YAML: special characters are not allowed"),
    ],
)
def test_a_value_that_is_none_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        load_settings(write(tmp_path, text))
    assert str(refused.value).partition("tocsin.yaml")[2].startswith(said)


@pytest.mark.parametrize("text", ["0s", "0.5s", "90s", "15m", "36h", "30d", "2w"])
def test_a_duration_is_shown_as_it_is_written(text: str) -> None:
    assert write_duration(parse_duration(text)) == text


def test_the_contract_is_read_and_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, CONTRACT))
    assert settings.database == f"sqlite:///{tmp_path}/tocsin.db"
    assert settings.inventories == [tmp_path / "inventory.cdx.json", tmp_path / "vendors.csv"]
    assert settings.sources[0].every == timedelta(hours=1)
    assert settings.sources[0].as_source().trusted_address
    assert settings.channels[0].token_file == tmp_path / "slack.token"  # type: ignore[union-attr]
    assert settings.channels[2].sender == "tocsin@example.org"  # type: ignore[union-attr]
    assert settings.alerts.horizon == timedelta(days=30)


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings().builtin_sources


def test_the_environment_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_FETCH__CONTACT", "night@example.org")
    monkeypatch.setenv("TOCSIN_ALERTS__HORIZON", "7d")
    settings = load_settings(write(tmp_path, CONTRACT))
    assert settings.fetch.contact == "night@example.org"
    assert settings.fetch.per_host_delay == timedelta(seconds=1)
    assert settings.alerts.horizon == timedelta(days=7)


WRONG = {
    "unknown key": ("databse: x", "unknown key `databse`"),
    "unknown key below": ("fetch: {contct: x}", "unknown key `fetch.contct`"),
    "unknown key of a source": (
        "sources: [{id: a, kind: feed, url: 'http://a.example/', trust: press, evry: 1h}]",
        "`sources.0.evry`",
    ),
    "no duration": ("alerts: {horizon: soon}", "`alerts.horizon`: not a duration"),
    "beyond all dates": ("alerts: {horizon: 99999999999d}", "`alerts.horizon`: not a duration between"),
    "a kind of channel that there is not": (
        "channels: [{id: a, kind: SECRET}]",
        "`channels.0.kind`: Input should be one of 'slack', 'email', 'webhook', 'apprise'",
    ),
    "no kind of channel": ("channels: [{id: a, token: SECRET}]", "`channels.0.kind`: Field required"),
    "no mapping": ("fetch: 3", "`fetch`: Input should be a mapping of keys to values"),
    "before now": ("alerts: {horizon: -30d}", "`alerts.horizon`: not a duration such as"),
    "without end": ("alerts: {horizon: .inf}", "`alerts.horizon`: not a duration such as"),
    "days or seconds": (
        "alerts: {horizon: 30}",
        "`alerts.horizon`: not a duration such as 30s, 15m, 1h, 30d or 2w, with",
    ),
    "days or seconds of a pause": (
        "routes: [{channels: [a], repeat: 1.5}]",
        "`routes.0.repeat`: not a duration such as",
    ),
    "asked without a pause": (
        "sources: [{id: a, kind: feed, url: 'http://a.example/', trust: press, every: 0s}]",
        "`sources.0.every`: Input should be greater than 0 seconds",
    ),
    "no time for an answer": ("fetch: {timeout: 0}", "`fetch.timeout`: Input should be greater than 0 seconds"),
    "no time for a run": ("schedule: {run_limit: 0h}", "`schedule.run_limit`: Input should be greater than 0 seconds"),
    "logged out at once": ("web: {session: 0d}", "`web.session`: Input should be greater than 0 seconds"),
    "no delay": (
        "sources: [{id: a, kind: feed, url: 'http://a.example/', trust: press, options: {delay: a while}}]",
        "`sources.0.options`: not a duration",
    ),
    "no number of pages": (
        "sources: [{id: a, kind: listing, url: 'http://a.example/', trust: press, options: {max_links: many}}]",
        "`sources.0.options`: max_links: not a whole number from 1 on",
    ),
    "none at once": (
        "sources: [{id: a, kind: listing, url: 'http://a.example/', trust: press, options: {at_once: 0}}]",
        "`sources.0.options`: at_once: not a whole number from 1 on",
    ),
    "no pattern of addresses": (
        "sources: [{id: a, kind: sitemap, url: 'http://a.example/', trust: press, options: {match: '(news'}}]",
        "`sources.0.options`: match: no regular expression: missing )",
    ),
    "a day before all days": (
        "sources: [{id: a, kind: json_api, url: 'http://a.example/', trust: press, options: {days: 9999999}}]",
        "`sources.0.options`: days: not a whole number from 0 to 24855",
    ),
    "a size of pages that is none": (
        "sources: [{id: a, kind: json_api, url: 'http://a.example/', trust: press, options: {page_size: many}}]",
        "`sources.0.options`: page_size: not a whole number from 0 on",
    ),
    "a window that never fills": (
        "sources: [{id: a, kind: feed, url: 'http://a.example/', trust: press, window: 9, per_day: 1.0e-300}]",
        "`sources.0.per_day`: Input should be greater than or equal to 0.001",
    ),
    "more seconds than the database counts": (
        "routes: [{channels: [a], repeat: 24856d}]",
        "`routes.0.repeat`: not a duration between nothing and 24855d",
    ),
    "a storm beyond all numbers": ("alerts: {storm: 99999999999999999999}", "`alerts.storm`: Input should be less"),
    "no time to answer": (
        "channels: [{id: a, kind: webhook, url: SECRET, timeout: -1}]",
        "`channels.0.timeout`: Input",
    ),
    "no time that ends": ("channels: [{id: a, kind: webhook, url: SECRET, timeout: .nan}]", "`channels.0.timeout`"),
    "a token and its file": (
        "channels: [{id: a, kind: slack, token: SECRET, token_file: t, channel: c}]",
        "`channels.0`: give token or token_file, not both",
    ),
    "a password and its file": (
        "channels: [{id: a, kind: email, host: h, from: a@b.c, to: [a@b.c], username: u, password: SECRET, password_file: p}]",
        "`channels.0`: give password or password_file, not both",
    ),
    "a user name without its password": (
        "channels: [{id: a, kind: email, host: h, from: a@b.c, to: [a@b.c], username: SECRET}]",
        "`channels.0`: give username and password (or password_file) together, or neither",
    ),
    "a password of nobody": (
        "channels: [{id: a, kind: email, host: h, from: a@b.c, to: [a@b.c], password_file: SECRET}]",
        "`channels.0`: give username and password (or password_file) together, or neither",
    ),
    "a ping and its file": (
        "health: {ping_url: 'https://a.example/SECRET', ping_url_file: p}",
        "`health`: give ping_url or ping_url_file, not both",
    ),
    "an id that no delivery can keep": (
        f"channels: [{{id: {'a' * 81}, kind: webhook, url: SECRET}}]",
        "`channels.0.id`: String should have at most 80 characters",
    ),
    "a mail server with its port": (
        "channels: [{id: a, kind: email, host: 'SECRET.example:587', from: a@b.c, to: [a@b.c]}]",
        "`channels.0.host`: not a host such as mail.example.org; its port stands under `port`",
    ),
    "no mail server": (
        "channels: [{id: a, kind: email, host: '', from: a@b.c, to: [a@b.c]}]",
        "`channels.0.host`: not a host",
    ),
    "an interface that cannot be asked": (
        "channels: [{id: a, kind: slack, token: SECRET, channel: c, api_url: slack.com/api}]",
        "`channels.0.api_url`: not an address such as https://slack.com/api/",
    ),
    "an id that nobody can name": ("channels: [{id: '', kind: webhook, url: SECRET}]", "`channels.0.id`: String"),
    "quiet hours that YAML takes for numbers": (
        "routes: [{channels: [a], quiet: {from: 22:00, to: 07:00}}]",
        "two different times, in quotation marks",
    ),
    "the digest of a storm": (
        'routes: [{channels: [a], id: storm, digest: "0 8 * * *"}]',
        "`routes.0`: storm is a digest of Tocsin's own: give the route another id",
    ),
    "the digest of all others": (
        'routes: [{channels: [a], id: digest, digest: "0 8 * * *"}]',
        "`routes.0`: digest is a digest of Tocsin's own: give the route another id",
    ),
    "no time of night": ("schedule: {nightly: at night}", "`schedule.nightly`: not a cron expression"),
    "a night that never comes": ("schedule: {nightly: 0 0 31 2 *}", "`schedule.nightly`: `0 0 31 2 *` never comes"),
    "no time zone": ("schedule: {timezone: Mars/Olympus}", "`schedule.timezone`: `Mars/Olympus` is no time zone"),
    "no trust": ("sources: [{id: a, kind: feed, url: 'http://a.example/', trust: friend}]", "`sources.0.trust`"),
    "a source with a password": (
        "sources: [{id: a, kind: feed, url: 'https://ann:SECRET@a.example/', trust: press}]",
        "`sources.0.url`: not an address that can be asked, such as https://example.org/feed.xml, without a user name",
    ),
    "a second way that is none": (
        "sources: [{id: a, kind: feed, url: 'https://a.example/', fallback: SECRET, trust: press}]",
        "`sources.0.fallback`: not an address that can be asked",
    ),
    "file url": ("sources: [{id: a, kind: feed, url: 'file:///etc/passwd', trust: press}]", "`sources.0.url`"),
    "route to nowhere": ("routes: [{channels: [nobody]}]", "no channel has the id nobody"),
    "id twice": (
        "channels: [{id: a, kind: email, host: h, from: a@b.c, to: [a@b.c]}, {id: a, kind: email, host: h, from: a@b.c, to: [a@b.c]}]",
        "used twice",
    ),
    "slack without a way": ("channels: [{id: a, kind: slack}]", "needs either token"),
    "slack with two ways": (
        "channels: [{id: a, kind: slack, token: SECRET, webhook_url: SECRET, channel: c}]",
        "needs either token",
    ),
    "sender with a line break": (
        'channels: [{id: a, kind: email, host: h, from: "a@b.c\\nBcc: x@y.z", to: [a@b.c]}]',
        "`channels.0.from`",
    ),
    "an address of other letters": (
        "channels: [{id: a, kind: email, host: h, from: a@b.c, to: [SECRETö@b.c]}]",
        "before the @ only ASCII letters",
    ),
    "an address that no header holds": (
        "channels: [{id: a, kind: email, host: h, from: SECRET..x@b.c, to: [a@b.c]}]",
        "before the @ only ASCII letters",
    ),
    "a key twice": (
        "routes: [{channels: [a]}]\nchannels: [{id: a, kind: email, host: h, from: a@b.c, to: [a@b.c]}]\nroutes: []",
        "line 3: the key `routes` stands there twice",
    ),
    "a key twice below": ("fetch:\n  contact: a@b.c\n  contact: SECRET", "line 3: the key `contact`"),
    "a list": ("- a", "must be a mapping"),
    "not yaml": ("a: [", "line"),
}


@pytest.mark.parametrize(("text", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_one_line_with_file_and_key_and_no_value(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    told = str(caught.value)
    assert message in told
    assert str(path) in told
    assert "\n" not in told
    assert "SECRET" not in told


def test_an_alias_bomb_is_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(40))
    with pytest.raises(ConfigError, match="aliases"):
        load_settings(write(tmp_path, bomb))


def test_a_missing_file_that_was_asked_for_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="tocsin init"):
        load_settings(tmp_path / "none.yaml")


def test_an_unreadable_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "tocsin.yaml"
    path.write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_settings(path)


def test_a_secret_comes_from_its_value_or_its_file(tmp_path: Path) -> None:
    file = tmp_path / "token"
    for written in ("  hush\n", "\ufeffhush\r\n"):  # a mark stands there as some editors save
        file.write_text(written, encoding="utf-8", newline="")
        assert read_secret(None, file, "channel x") == "hush"
    assert read_secret(SecretStr("direct"), None, "channel x") == "direct"
    assert read_secret(None, None, "channel x") is None
    for nothing in ("", " "):
        with pytest.raises(ConfigError, match="channel x: a secret is empty"):
            read_secret(SecretStr(nothing), None, "channel x")


def test_the_address_of_the_database_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "database.url").write_text("postgresql://tocsin:SECRET@127.0.0.1/tocsin\n")
    settings = load_settings(write(tmp_path, "database_file: database.url"))
    assert settings.database == "postgresql://tocsin:SECRET@127.0.0.1/tocsin"
    (tmp_path / "database.url").write_text("sqlite:///other.db")
    assert load_settings(tmp_path / "tocsin.yaml").database == f"sqlite:///{tmp_path}/other.db"
    (tmp_path / "database.url").unlink()
    with pytest.raises(ConfigError, match=r"`database_file`: cannot read .*database\.url"):
        load_settings(tmp_path / "tocsin.yaml")
    with pytest.raises(ConfigError, match="database or database_file, not both"):
        load_settings(write(tmp_path, "database: sqlite:///a.db\ndatabase_file: database.url"))


@pytest.mark.parametrize("url", ["sqlite://", "sqlite://tocsin.db", "sqlite:tocsin.db"])
def test_an_address_of_a_file_that_names_none_is_refused(tmp_path: Path, url: str) -> None:
    """Two slashes: it was told of PostgreSQL, or worked in memory and kept nothing."""
    with pytest.raises(ConfigError, match="`database`: a file has three slashes"):
        load_settings(write(tmp_path, f'database: "{url}"'))


def test_a_secret_file_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"channel x: cannot read .*token"):
        read_secret(None, tmp_path / "token", "channel x")
    (tmp_path / "token").write_text("\n")
    with pytest.raises(ConfigError, match="is empty"):
        read_secret(None, tmp_path / "token", "channel x")


def test_secrets_do_not_show_in_the_settings(tmp_path: Path) -> None:
    text = CONTRACT.replace("token_file: slack.token", "token: xoxb-hush")
    assert "xoxb-hush" not in repr(load_settings(write(tmp_path, text)))


@pytest.mark.parametrize(
    ("kind", "columns", "said"),
    [
        ("csv", "{organization: Firma}", "columns.organization is unknown; use organisation, notifier"),
        ("csv", "{organisation: 7}", "columns.organisation must be the name of a column"),
        ("csv", "{organisation: Firma, notifier: ' firma'}", "columns.notifier names the same column as organisation"),
        ("csv", "Firma", "columns must be a mapping"),
        ("feed", "{organisation: Firma}", "columns is for kind csv and json_api only"),
    ],
)
def test_columns_of_an_own_register_are_checked_when_read(tmp_path: Path, kind: str, columns: str, said: str) -> None:
    entry = f"{{id: own, kind: {kind}, url: 'https://a.example/x', trust: regulator, options: {{columns: {columns}}}}}"
    file = write(tmp_path, f"sources:\n  - {entry}\n")
    with pytest.raises(ConfigError) as caught:
        load_settings(file)
    assert str(caught.value).startswith(f"{file}: `sources.0`: source own: options.{said}")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("TOCSIN_INVENTORIES", "SECRET.csv", "are written there as JSON"),
        ("TOCSIN_FETCH", "SECRET", "are written there as JSON"),
        ("TOCSIN_ALERTS__HORIZON", "SECRET", "`alerts.horizon`: not a duration"),
        ("tocsin_web__port", "99999", "`web.port`"),
        ("TOCSIN_WEB__PROXIES", '["SECRET"]', "`web.proxies.0`: value is not a valid IPv4 or IPv6 network"),
        ("TOCSIN_FETCH__CONTAKT", "SECRET", "unknown key `fetch.contakt`"),
        ("TOCSIN_FETCHH__CONTACT", "SECRET", "unknown key `fetchh`"),
        ("TOCSIN_DATABSE", "SECRET", "unknown key `databse`"),
        ("TOCSIN_FETCH_CONTACT", "SECRET", "unknown key `fetch_contact`"),
        ("TOCSIN_CHANNELS", '[{"id": "a", "kind": "slack", "token": "SECRET", "x": 1}]', "unknown key `channels.0.x`"),
    ],
)
def test_a_mistake_in_the_environment_is_one_line_that_names_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    path = write(tmp_path, "builtin_sources: false\n")
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    told = str(caught.value)
    assert told.startswith(f"the environment's {name.upper()}: ")
    assert message in told
    assert "\n" not in told
    assert "SECRET" not in told


def test_what_others_put_into_the_environment_is_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The options of commands, and what Kubernetes says of a service that is called tocsin."""
    for name in (
        "TENANT",
        "CRASH_AT",
        "PORT",
        "PORT_8484_TCP_ADDR",
        "SERVICE_HOST",
        "SERVICE_PORT_WEB",
        "WEB_SERVICE_HOST",
        "DB_PORT_5432_TCP",
    ):
        monkeypatch.setenv(f"TOCSIN_{name}", "x")
    assert not load_settings(write(tmp_path, "builtin_sources: false\n")).builtin_sources


def test_the_host_of_a_source_is_written_as_the_dns_has_it() -> None:
    values = {"id": "a", "kind": "feed", "trust": "vendor"}
    for written, kept in (
        ("https://müllwick.example:8443/ä?x={since}", "https://xn--mllwick-n2a.example:8443/ä?x={since}"),
        ("https://straßwick.example/a", "https://xn--strawick-tya.example/a"),  # not strasswick: that is another's
        ("https://☃.example/a", "https://xn--n3h.example/a"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
    ):
        assert SourceSettings(**values, url=written).as_source().url == kept
