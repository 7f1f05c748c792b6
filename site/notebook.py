"""A notebook with its outputs as HTML."""

import re
from html import escape

from text import code


def body(notebook, page, pictures):
    """Its cells, one below the other. Each picture of a cell goes to `pictures`, with the cell, too."""
    return "".join(cell_html(cell, number, page, pictures) for number, cell in enumerate(notebook["cells"], 1))


def cell_html(cell, number, page, pictures):
    source = joined(cell["source"])
    if cell["cell_type"] == "markdown":
        return page.render(source)
    if cell["cell_type"] != "code" or not source.strip():
        return ""
    shown = "".join(output_html(output, number, source, pictures) for output in cell.get("outputs", []))
    return f'<div class="cell" id="cell-{number}">{code(source, "java")}{shown}</div>\n'


def output_html(output, number, source, pictures):
    if output["output_type"] == "stream":
        return words(joined(output["text"]), "told" if output["name"] == "stderr" else "said")
    if output["output_type"] == "error":
        return words("\n".join(output["traceback"]) or f"{output['ename']}: {output['evalue']}", "told")
    data = output["data"]
    if "image/png" in data:
        url = "data:image/png;base64," + joined(data["image/png"]).replace("\n", "")
        told = output.get("metadata", {}).get("image/png", {})
        said = told.get("alt") or joined(data.get("text/plain", "")).strip() or source.splitlines()[-1]
        pictures.append((number, url, said, source))
        size = "".join(f' {name}="{int(told[name])}"' for name in ("width", "height") if name in told)
        return f'<div class="output"><img src="{url}" alt="{escape(said)}"{size}></div>\n'
    if "text/html" in data:
        return f'<div class="output scroll" tabindex="0">{joined(data["text/html"])}</div>\n'
    return words(joined(data.get("text/plain", "")), "said")


def words(text, kind):
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text).rstrip()
    return f'<pre class="output {kind}" tabindex="0">{escape(plain)}</pre>\n' if plain else ""


def joined(text):
    return text if isinstance(text, str) else "".join(text)
