from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fakes.bad_web import BadWeb
from fakes.polling import Collector, make_source

from model.document import SourceOutcome

Poller = Callable[..., SourceOutcome]
_OF_SOURCE = ("options", "min_items", "trusted", "name")


@pytest.fixture
def store() -> Collector:
    return Collector()


@pytest.fixture
def poll(store: Collector, web: BadWeb) -> Poller:
    """Poll one path of the web as a feed (or another kind)."""

    def run(path: str, kind: str = "feed", **more: Any) -> SourceOutcome:
        of_source = {name: more.pop(name) for name in _OF_SOURCE if name in more}
        return store.poll(make_source(web.url(path), kind, **of_source), **more)[0]

    return run


@pytest.fixture
def self_signed(tmp_path: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, secret = tmp_path / "cert.pem", tmp_path / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret.write_bytes(key.private_bytes(*form))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context
