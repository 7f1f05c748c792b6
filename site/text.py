"""Markdown and code as HTML, as GitHub shows it: the same anchors, and links to files of the repository."""

import re
from html import escape

from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.util import ClassNotFound

FORMATTER = HtmlFormatter(nowrap=True)


def code(text, language=None, file=None):
    try:
        lexer = get_lexer_by_name(language) if language else get_lexer_for_filename(file or "plain.txt")
        inside = highlight(text, lexer, FORMATTER)
    except ClassNotFound:
        inside = escape(text)
    return f'<pre class="code" tabindex="0"><code>{inside.rstrip()}</code></pre>\n'


class Page:
    """One text. `link` says where a link of it leads on the site."""

    def __init__(self, link):
        self.headings, self.used = [], {}
        self.markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        self.markdown.add_render_rule("fence", self.fence)
        self.markdown.add_render_rule("table_open", lambda *_: '<div class="scroll" tabindex="0"><table>\n')
        self.markdown.add_render_rule("table_close", lambda *_: "</table></div>\n")
        self.link = link

    def render(self, text):
        tokens = self.markdown.parse(text)
        for number, token in enumerate(tokens):
            if token.type == "heading_open":
                words = "".join(part.content for part in tokens[number + 1].children if part.type in ("text", "code_inline"))
                token.attrSet("id", self.anchor(words))
                self.headings.append((int(token.tag[1]), token.attrs["id"], words))
            for part in token.children or []:
                for name in ("href", "src"):
                    if name in part.attrs:
                        part.attrSet(name, self.link(part.attrs[name]))
        return self.markdown.renderer.render(tokens, self.markdown.options, {})

    def anchor(self, heading):
        """As GitHub makes them."""
        base = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        seen = self.used[base] = self.used.get(base, -1) + 1
        return f"{base}-{seen}" if seen else base

    def fence(self, tokens, index, *_):
        return code(tokens[index].content, tokens[index].info.split()[0] if tokens[index].info else None)
