"""Looks at every page of the site: whether what its links name is there, file and anchor."""

from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit


class Links(HTMLParser):
    def __init__(self, file):
        super().__init__()
        self.named, self.anchors, self.title, self.in_title = [], set(), "", False
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        self.in_title = tag == "title"
        for name, value in attributes:
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name in ("href", "src") and value is not None:
                self.named.append(value)

    def handle_data(self, data):
        if self.in_title:
            self.title += data

    def handle_endtag(self, tag):
        self.in_title = False


def check(site):
    """What is wrong, a line each, and the addresses elsewhere that pages name, which are looked at but not asked."""
    pages = {file: Links(file) for file in sorted(site.rglob("*.html"))}
    faults, outside = [], set()
    for file, page in pages.items():
        here = file.relative_to(site)
        if not page.title.strip():
            faults.append(f"{here}: no title")
        for link in page.named:
            if fault := wrong(link, file, site, pages, outside):
                faults.append(f"{here}: {link[:200]}: {fault}")
    return faults, sorted(outside), len(pages)


def wrong(link, file, site, pages, outside):
    url = urlsplit(link)
    if url.scheme in ("http", "https"):
        outside.add(link)
        return None if url.hostname and not set(link) & set(' <>"') else "no address"
    if url.scheme in ("data", "mailto"):
        return None
    if url.scheme == "javascript" and site / "api" in file.parents:  # a button of Javadoc's; all is reached without
        return None
    if url.scheme or url.netloc:
        return "neither a page of the site nor an address on the web"
    target = (file.parent / unquote(url.path)).resolve() if url.path else file
    if not target.is_relative_to(site):
        return "outside of the site"
    if target.is_dir():
        target /= "index.html"
    if not target.is_file():
        return "no such file"
    if url.fragment and target in pages and unquote(url.fragment) not in pages[target].anchors:
        return "no such anchor"
    return None
