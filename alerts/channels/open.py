"""Opens a channel from its settings; outsiders add kinds by the entry point group `tocsin.channels`."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from importlib.metadata import entry_points
from typing import cast

from alerts.channels.base import Channel
from config.channels import AppriseChannel, EmailChannel, SlackChannel, WebhookChannel
from config.channels import Channel as ChannelSettings
from config.errors import ConfigError
from config.hosts import can_be_asked
from config.load import read_secret

GROUP = "tocsin.channels"


def open_channel(settings: ChannelSettings) -> Channel:
    """The channel that `settings` describe, its secrets read now; nothing is connected yet.

    An entry point of the group `tocsin.channels`, named like the `kind`, is called with the settings.

    Raises:
        ConfigError: a secret cannot be read, or nothing serves this kind of channel.
    """
    if isinstance(settings, SlackChannel):
        return _open_slack(settings)
    if isinstance(settings, EmailChannel):
        return _open_email(settings)
    if isinstance(settings, WebhookChannel):
        return _open_webhook(settings)
    if isinstance(settings, AppriseChannel):
        return _open_apprise(settings)
    kind = str(getattr(settings, "kind", "?"))
    for entry in entry_points(group=GROUP, name=kind):
        return cast("Channel", entry.load()(settings))
    raise ConfigError(f"channel {getattr(settings, 'id', '?')}: nothing serves the kind {kind}")


def _open_slack(settings: SlackChannel) -> Channel:
    from alerts.channels.slack import SlackApiChannel
    from alerts.channels.slack_webhook import SlackWebhookChannel

    what = f"channel {settings.id}"
    url = read_secret(settings.webhook_url, settings.webhook_url_file, what)
    if url is not None:
        _check_address(url, what)
        return SlackWebhookChannel(settings.id, url=url, timeout=settings.timeout)
    token = read_secret(settings.token, settings.token_file, what) or ""
    if any(char.isspace() for char in token) or not token.isascii():
        raise ConfigError(f"{what}: the token must be one word")
    return SlackApiChannel(
        settings.id,
        api_url=settings.api_url,
        token=token,
        channel=settings.channel or "",
        timeout=settings.timeout,
        interactive=settings.interactive,
    )


def _open_email(settings: EmailChannel) -> Channel:
    from alerts.channels.mail import EmailSender

    for address in (settings.sender, *settings.to):
        try:
            Address(addr_spec=address)
        except (ValueError, IndexError, MessageError):
            raise ConfigError(
                f"channel {settings.id}: {address!a} is no mail address that every server takes"
            ) from None
    password = read_secret(settings.password, settings.password_file, f"channel {settings.id}")
    return EmailSender(settings, password)


def _open_webhook(settings: WebhookChannel) -> Channel:
    from alerts.channels.webhook import WebhookChannel as Webhook

    what = f"channel {settings.id}"
    url = read_secret(settings.url, settings.url_file, what) or ""
    _check_address(url, what)
    secret = read_secret(settings.secret, settings.secret_file, what)
    try:
        return Webhook(settings.id, url=url, secret=secret, timeout=settings.timeout)
    except ValueError:
        raise ConfigError(f"{what}: the secret after whsec_ must be base64") from None


def _open_apprise(settings: AppriseChannel) -> Channel:
    what = f"channel {settings.id}"
    try:
        from alerts.channels.apprise_channel import AppriseChannel as Apprise
    except ModuleNotFoundError:
        raise ConfigError(f"{what}: needs Apprise; install `tocsin[apprise]`") from None
    urls = (read_secret(settings.urls, settings.urls_file, what) or "").split()
    return Apprise(settings.id, urls=urls)


def _check_address(url: str, what: str) -> None:
    if not can_be_asked(url):
        raise ConfigError(
            f"{what}: the webhook address must be one http or https address, in ASCII and without user name"
        )
