"""Plays the demo: the replay web is crawled as of two days of 2025, and what is sent arrives on this screen."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from pathlib import Path

from rich.console import Console

from config.errors import ConfigError
from config.load import load_settings
from model.counting import counted
from tocsin.demo.sinks import TOKEN, MailSink, SlackSink
from tocsin.demo.site import ReplaySite
from tocsin.demo.world import AS_OF, WRITTEN, demo_config
from tocsin.output.summary import Exit, show_summary
from tocsin.output.terminal import TerminalProgress
from tocsin.pipeline import run_stages
from tocsin.running import run_once
from tocsin.sources.known import configured_sources

FOLDER = Path("demo")

_NEXT = """\
What to type next, while you look around:
  {tocsin} -c {config} incident list
  {tocsin} -c {config} incident show 1
  {tocsin} -c {config} alert list
  {tocsin} -c {config} inventory list
  {tocsin} init                            your own configuration, here"""

_STORY = {
    1: "As of {day}: the replay web is crawled for the first time.",
    2: "As of {day}: five days later a vendor corrects itself.",
}


def play() -> Exit:
    """Both days of the replay; the files of the demo stay in its folder to be looked at.

    Raises:
        ConfigError: the folder holds somebody's own Tocsin, or cannot be written.
    """
    console = Console(highlight=False)
    _stay_apart()
    _clear(FOLDER)
    code, shown = Exit.DONE, partial(show_summary, console)
    with ReplaySite() as site, SlackSink(console) as slack, MailSink(console) as mail:
        config = demo_config(site.base_url, slack.api_url, mail.port, FOLDER)
        settings = load_settings(config)
        sources = configured_sources(settings)
        for stage, day in AS_OF.items():
            site.stage = stage
            console.rule(_STORY[stage].format(day=day))
            code = max(code, run_once(settings, sources, TerminalProgress(), run_stages, as_of=day, shown=shown))
        top, mails = len(slack.top_level), len(mail.mails)
        replies = len(slack.messages) - top
        console.print(
            f"\nSlack got {counted(top, 'message')} and {counted(replies, 'reply')}; {counted(mails, 'mail')} arrived."
        )
    console.print(_NEXT.format(tocsin=as_called(), config=config), markup=False)
    return code


def _stay_apart() -> None:
    """The environment is not the demo's: its database and channels are the operator's; a proxy reaches none of it."""
    for name in [name for name in os.environ if name.upper().startswith("TOCSIN_")]:
        del os.environ[name]
    os.environ["no_proxy"] = "127.0.0.1"  # all that the demo asks is on this machine


def _clear(folder: Path) -> None:
    """Takes away what an earlier demo left; anybody else's files are not overwritten."""
    token = folder / WRITTEN[0]
    theirs = [name for name in (*WRITTEN, "tocsin.db") if (folder / name).exists()]
    try:
        if theirs and not (token.exists() and token.read_text(encoding="utf-8", errors="replace").strip() == TOKEN):
            raise ConfigError(f"{folder / theirs[0]} is not the demo's, and would be lost: run it in another folder")
        for old in folder.glob("tocsin.db*"):
            old.unlink()
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{error.filename}: cannot be written: {error.strerror}; run it in another folder") from None


def as_called() -> str:
    """What to type for Tocsin: where it is not on the path, as after `make demo`, the command beside this Python."""
    return "tocsin" if shutil.which("tocsin") else os.path.relpath(Path(sys.executable).with_name("tocsin"))
