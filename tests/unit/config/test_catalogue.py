from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from config.catalogue import CatalogueSettings, load_catalogue, shipped_sources, unknown_ids
from config.errors import ConfigError
from config.load import load_settings
from config.vendor_pages import load_vendor_pages
from crawler.registry import misfit
from model.vocabulary import Store, Trust

ROOT = Path(__file__).resolve().parents[3]


def switched(**values: object) -> dict[str, bool]:
    return {source.id: source.enabled for source in shipped_sources(CatalogueSettings(**values))}


def test_every_shipped_source_has_a_spider_and_says_why_it_is_off() -> None:
    for source in shipped_sources(CatalogueSettings()):
        assert misfit(source) is None, source.id
        assert source.licence, source.id
        assert source.enabled or source.disabled_reason, source.id


def test_one_switch_turns_the_second_wave_on_and_nothing_else() -> None:
    first, second = switched(), switched(second_wave=True)
    waves = {entry.source.id: entry.wave for entry in load_catalogue()}
    assert 30 < sum(first.values()) < sum(second.values())
    assert all(waves[name] == "first" for name, on in first.items() if on)
    assert {waves[name] for name, on in second.items() if on and not first[name]} == {"second"}


def test_single_sources_are_turned_on_and_off_but_no_template() -> None:
    chosen = switched(enable={"troyhunt", "statuspage_pack"}, disable={"krebs"})
    assert chosen["troyhunt"]
    assert not chosen["krebs"]
    assert not chosen["statuspage_pack"]
    assert not chosen["google_news_vendor"]


def test_what_tells_third_parties_of_your_vendors_is_off_with_a_warning() -> None:
    news = next(
        source for source in shipped_sources(CatalogueSettings(second_wave=True)) if source.id == "google_news_vendor"
    )
    assert not news.enabled
    assert "WARNING" in news.disabled_reason


def test_an_unknown_id_is_refused_with_file_and_key(tmp_path: Path) -> None:
    assert unknown_ids(CatalogueSettings(enable={"nobody"})) == ["nobody"]
    path = tmp_path / "tocsin.yaml"
    path.write_text("catalogue: {disable: [nobody]}\n")
    with pytest.raises(ConfigError, match="nobody"):
        load_settings(path)


def test_claims_of_attackers_never_alert_unless_asked_for() -> None:
    claims = [source for source in shipped_sources(CatalogueSettings()) if source.trust is Trust.ATTACKER_CLAIM]
    assert claims
    assert not any(source.alerting for source in claims)
    asked = shipped_sources(CatalogueSettings(alerting={"ransomlook"}))
    assert next(source for source in asked if source.id == "ransomlook").alerting


def test_text_of_the_press_is_never_kept_whole() -> None:
    for entry in load_catalogue():
        if entry.source.trust is Trust.PRESS:
            assert entry.source.store is not Store.FULL, entry.source.id


def test_vendor_pages_are_https_and_found_by_domain() -> None:
    pages = load_vendor_pages()
    assert pages["1password.com"].status.startswith("https://")
    assert all(
        url.startswith("https://")
        for each in pages.values()
        for url in (each.status, each.security, each.subprocessors)
        if url
    )


def test_the_page_in_docs_is_what_the_catalogue_makes() -> None:
    assert subprocess.run([sys.executable, "docs/source_table.py", "--check"], cwd=ROOT, check=False).returncode == 0
