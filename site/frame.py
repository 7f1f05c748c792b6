"""What stands around every page: title, navigation, style."""

import os
import re
import shutil
from html import escape
from pathlib import Path, PurePosixPath

from pygments.formatters import HtmlFormatter

NAVIGATION = [
    ("index.html", "Batchbook"),
    ("notebooks/index.html", "Notebooks"),
    ("gallery.html", "Gallery"),
    ("docs/index.html", "Docs"),
    ("docs/adr/index.html", "Decisions"),
    ("api/index.html", "API"),
    ("CHANGELOG.html", "Changes"),
]
LIGHT, DARK = "default", "github-dark"


def relative(to, page):
    return os.path.relpath(to, page.parent).replace(os.sep, "/")


def page(to, title, inside, headings, beside, kind):
    whole = title if title == "Batchbook" else f"{title} · Batchbook"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(whole)}</title>
<link rel="stylesheet" href="{relative("style.css", to)}">
<link rel="stylesheet" href="{relative("code.css", to)}">
</head>
<body>
{navigation(to)}
<main class="{kind}">
{contents(headings)}{inside}{steps(beside)}</main>
</body>
</html>
"""


def navigation(to):
    entries = []
    for address, name in NAVIGATION:
        folder = PurePosixPath(address).parent
        # The nearest of them above the page.
        here = address == str(to) or (folder.name and folder in to.parents and not deeper(folder, to))
        current = ' aria-current="page"' if here else ""
        entries.append(f'<a href="{relative(address, to)}"{current}>{name}</a>')
    return f'<nav class="site" aria-label="Site">{" ".join(entries)}</nav>'


def deeper(folder, to):
    others = [PurePosixPath(address).parent for address, _ in NAVIGATION]
    return any(folder in other.parents and other in to.parents for other in others)


def contents(headings):
    named = [(anchor, words) for level, anchor, words in headings if level == 2]
    if len(named) < 3:
        return ""
    rows = "".join(f'<li><a href="#{anchor}">{escape(words)}</a></li>' for anchor, words in named)
    return f'<details class="contents"><summary>On this page</summary><ul>{rows}</ul></details>\n'


def steps(beside):
    before, after = beside
    if not before and not after:
        return ""
    left = f'<a rel="prev" href="{before[0]}">← {escape(before[1])}</a>' if before else "<span></span>"
    right = f'<a rel="next" href="{after[0]}">{escape(after[1])} →</a>' if after else ""
    return f'<nav class="steps" aria-label="Before and after">{left}{right}</nav>\n'


def listing(title, rows):
    return f"<h1>{title}</h1>\n<ul>" + "".join(f'<li><a href="{to}">{escape(name)}</a></li>' for to, name in rows) + "</ul>\n"


def gallery(pictures):
    """Every picture that a notebook draws, with the last line of its cell, which draws it."""
    parts = ["<h1>Gallery</h1>\n<p>Every chart of the notebooks, with the line that draws it. Each leads to its cell.</p>\n"]
    for to, (title, shown) in sorted(pictures.items()):
        if shown:
            parts.append(f'<h2><a href="{to}">{escape(title)}</a></h2>\n<div class="gallery">\n')
            for (cell, url, said, _), line in zip(shown, drawn(shown)):
                parts.append(
                    f'<figure><a href="{to}#cell-{cell}"><img loading="lazy" src="{url}" alt="{escape(said)}"></a>'
                    f"<figcaption><code>{escape(line)}</code></figcaption></figure>\n"
                )
            parts.append("</div>\n")
    return "".join(parts)


def drawn(pictures):
    """What draws each picture of a notebook: the calls of its cell one by one, if there are as many, or its last line."""
    lines = []
    for number, picture in enumerate(pictures):
        cell, source = picture[0], picture[3]
        calls = re.findall(r"Charts\.\w+\((?:[^()]|\([^()]*\))*\)", source)
        place = sum(other[0] == cell for other in pictures[:number])
        alone = len(calls) == sum(other[0] == cell for other in pictures)
        lines.append(calls[place] if alone else source.rstrip().splitlines()[-1])
    return lines


def code_colours():
    light = HtmlFormatter(style=LIGHT).get_style_defs(".code")
    dark = HtmlFormatter(style=DARK).get_style_defs(".code")
    rules = f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
    # The ground is the page's, and a line for the kernel alone, such as %classpath, is no error.
    return re.sub(r"(?m)^(pre|td\.linenos|span\.linenos|\.code \{|\.code \.err).*\n", "", rules)


def adopt_javadoc(made, folder):
    """The pages of Javadoc below our navigation, in our colours."""
    shutil.copytree(made, folder)
    shutil.copy(Path(__file__).with_name("javadoc.css"), folder / "batchbook.css")
    for file in folder.rglob("*.html"):
        to = PurePosixPath("api") / file.relative_to(folder).as_posix()
        html = file.read_text(encoding="utf-8")
        sheets = f'<link rel="stylesheet" href="{relative("api/batchbook.css", to)}">\n</head>'
        html = html.replace("</head>", sheets, 1)
        html = re.sub(r"<body[^>]*>", lambda body: body[0] + "\n" + navigation(to), html, count=1)
        # JDK 25 links the type parameters of a record to an anchor that it makes for classes only.
        html = re.sub(
            r'<a href="#(type-param-\w+)"[^>]*>(\w+)</a>', lambda a: a[0] if f'id="{a[1]}"' in html else a[2], html
        )
        file.write_text(html, encoding="utf-8")
