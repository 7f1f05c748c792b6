"""Whether pages of the site fit a phone, in a real browser: `python narrow.py SITE CHROMIUM`. Called by ../lab test."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH = 390


def main(site, program):
    pages = [file for file in sorted(site.rglob("*.html")) if site / "api" not in file.parents]
    pages += [site / "api" / name for name in ("index.html", "batchbook/Batch.html", "batchbook/package-tree.html")]
    wide = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        # Without scripts: nothing of a page may need one.
        page = chromium.new_context(viewport={"width": WIDTH, "height": 800}, java_script_enabled=False).new_page()
        for file in pages:
            page.goto(file.as_uri())
            width = page.evaluate("document.scrollingElement.scrollWidth")
            if width > WIDTH:
                wide.append(f"{file.relative_to(site)}: {width}")
        chromium.close()
    if wide:
        sys.exit(f"lab: wider than {WIDTH} pixels, so that a phone scrolls sideways:\n  " + "\n  ".join(wide))
    print(f"site: {len(pages)} pages fit {WIDTH} pixels, without scripts")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2])
