"""The browser of the browser tests: found, or installed where that is allowed."""

import os
import shutil
import subprocess

HOW = "Install Chromium and fonts-noto-cjk: apt-get install chromium fonts-noto-cjk"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox: Chromium refuses one to root. The rest keeps it off the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def find() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def required() -> bool:
    """On CI, browser tests that silently do not run would be no tests."""
    return os.environ.get("CI") == "true"


def ensure() -> None:
    """Install it with apt as root; elsewhere say how."""
    if find():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium and CJK fonts ...", flush=True)
        install()
    if not find():
        print(f"There is no Chromium: the browser tests will not run. {HOW}")


def install() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = ["chromium", "fonts-noto-cjk"]
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "-y", "--no-install-recommends", "install", *packages],
    ):
        subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
