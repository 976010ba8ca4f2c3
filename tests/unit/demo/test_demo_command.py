from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_without_its_extra_the_demo_names_it(tmp_path: Path) -> None:
    code = "import sys; sys.modules['aiosmtpd'] = None; sys.argv[1:] = ['demo']; from tocsin.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "tocsin: the demo takes in its mail with aiosmtpd; install `tocsin[demo]`\n"
