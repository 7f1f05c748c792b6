"""Opens the notebooks in JupyterLab in a real browser, runs them, looks at the pixels, and presses what a reader
presses. Called by ../../lab test."""

import argparse
import secrets
import shutil
import sys
import time

from ending import end_by_an_exception
from lessons import look_at_all
from page import Browser
from playwright.sync_api import Error, sync_playwright
from scenes import SCENES
from server import HOME, ROOT, jupyterlab


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, right, what):
        self.passed, self.failed = self.passed + bool(right), self.failed + (not right)
        print(f"{'ok' if right else 'FAILED'}: {what}", flush=True)


def main():
    options = argparse.ArgumentParser(prog="browser")
    options.add_argument("--chromium", required=True, help="its program")
    options.add_argument("--jupyter", required=True, help="the Python that has JupyterLab")
    options.add_argument("--tour", action="store_true", help="only the tour and what does not take long")
    options.add_argument("--only", help="only the lessons or scenes whose names have this in them")
    options.add_argument("--seed", type=int, default=secrets.randbelow(10**6), help="for the same moments again")
    options = options.parse_args()
    end_by_an_exception()
    names = [path.stem for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))]
    if options.tour:
        names = names[:1]
    scenes = {} if options.tour else SCENES
    if options.only:
        names = [name for name in names if options.only in name]
        scenes = {name: scene for name, scene in scenes.items() if options.only in name}

    checks, begun = Checks(), time.monotonic()
    with jupyterlab(options.jupyter, stage()) as (url, token), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        print(f"in the browser: Chromium {chromium.version}, seed {options.seed}", flush=True)
        browser = Browser(chromium, url, token)
        attempt(browser, checks, "lessons", lambda: look_at_all(browser, names, checks.check))
        for name, scene in scenes.items():
            attempt(browser, checks, name, lambda: scene(browser, checks.check, options.seed))
        checks.check(not browser.errors, f"JupyterLab's console has no errors {browser.errors[:5] or ''}".rstrip())
        chromium.close()
    print(f"in the browser: {time.monotonic() - begun:.0f} s, pictures in {HOME.relative_to(ROOT)}")
    print(f"browser: {checks.passed} passed, {checks.failed} failed", flush=True)
    return 1 if checks.failed else 0


def attempt(browser, checks, name, part):
    try:
        part()
    except (Error, RuntimeError, ValueError, LookupError) as error:
        checks.check(False, f"{name}: {type(error).__name__}: {error}")
        browser.abandon(name)


def stage():
    """A copy of the notebooks, so that what JupyterLab saves does not change them, with the library beside it."""
    shutil.rmtree(HOME, ignore_errors=True)
    folder = HOME / "work"
    shutil.copytree(
        ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*", "solutions", "*.jsonl")
    )
    (folder / "lib").symlink_to(ROOT / "lib")
    return folder


if __name__ == "__main__":
    sys.exit(main())
