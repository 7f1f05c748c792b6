package batchbook.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/**
 * Markdown of a model as HTML, which is written here tag by tag, so that nothing of the text becomes a tag. HTML in it
 * is shown as the text it is, an image is named and never fetched, as a fetch tells somebody that it was read, and only
 * links to pages and addresses can be followed. Headings are no headings of the notebook, whose table of contents would
 * list them. Whatever Markdown would hide is shown.
 */
final class MarkdownHtml extends AbstractVisitor {
    /** Beyond these a text is no answer that somebody reads formatted, and some texts take the parser time that grows faster. */
    private static final int LONGEST = 30_000;

    private static final int MOST_LINES = 2_000;
    /** Of things inside things: a reader sees no more, and a stack holds no more. */
    private static final int DEEPEST = 60;

    private static final Pattern FOLLOWED = Pattern.compile("(?i)(?:https?://|mailto:)\\S+");
    private static final String CODE = "background:rgba(128,128,128,.14);border-radius:4px;"
            + "font-family:var(--jp-code-font-family,monospace);font-size:.95em;";

    private final StringBuilder html = new StringBuilder();
    private int depth;

    private MarkdownHtml() {}

    /** Signals that a text is nested deeper than anybody writes. */
    private static final class TooDeep extends RuntimeException {
        TooDeep() {
            super("nested too deep", null, false, false);
        }
    }

    static String of(String text) {
        if (text.length() <= LONGEST && text.chars().filter(c -> c == '\n').count() <= MOST_LINES) {
            try {
                MarkdownHtml markdown = new MarkdownHtml();
                MarkdownParser.parse(text, DEEPEST).accept(markdown);
                return "<div style=\"white-space:pre-wrap\">" + markdown.html + "</div>";
            } catch (TooDeep e) {
                // As it is, then.
            }
        }
        return Html.verbatim(text);
    }

    @Override
    protected void visitChildren(Node parent) {
        if (++depth > DEEPEST) {
            throw new TooDeep();
        }
        super.visitChildren(parent);
        depth--;
    }

    private void wrap(String tag, String style, Node node) {
        html.append('<')
                .append(tag)
                .append(style.isEmpty() ? "" : " style=\"" + style + '"')
                .append('>');
        visitChildren(node);
        html.append("</").append(tag).append('>');
    }

    private void text(String text) {
        html.append(Html.escape(text));
    }

    @Override
    public void visit(Paragraph paragraph) {
        boolean tight = paragraph.getParent() instanceof ListItem
                && paragraph.getParent().getParent() instanceof ListBlock list
                && list.isTight();
        // Without styles a line break in a text is a blank: lines are blocks.
        html.append(tight ? "<div>" : "<div style=\"margin:.5em 0\">");
        boolean lines = hasLines(paragraph);
        if (lines) {
            wrap("div", "", paragraph);
        } else {
            visitChildren(paragraph);
        }
        html.append("</div>");
    }

    private static boolean hasLines(Paragraph paragraph) {
        for (Node node = paragraph.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                return true;
            }
        }
        return false;
    }

    private void lineBreak(Node node) {
        html.append(node.getParent() instanceof Paragraph ? "</div><div>" : "\n");
    }

    @Override
    public void visit(Heading heading) {
        html.append("<div style=\"margin:.8em 0 .3em;font-size:")
                .append(heading.getLevel() <= 2 ? "1.2em" : "1.08em")
                .append("\">");
        wrap("b", "", heading);
        html.append("</div>");
    }

    @Override
    public void visit(BulletList list) {
        wrap("ul", "margin:.3em 0;padding-left:1.6em", list);
    }

    @Override
    public void visit(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        html.append("<ol style=\"margin:.3em 0;padding-left:2em\"");
        html.append(start == null || start == 1 ? ">" : " start=\"" + start + "\">");
        visitChildren(list);
        html.append("</ol>");
    }

    @Override
    public void visit(ListItem item) {
        wrap("li", "", item);
    }

    @Override
    public void visit(BlockQuote quote) {
        wrap(
                "blockquote",
                "margin:.5em 0;padding:0 0 0 .8em;border-left:3px solid rgba(128,128,128,.5);opacity:.85",
                quote);
    }

    @Override
    public void visit(ThematicBreak line) {
        html.append("<div style=\"margin:.8em 0;border-top:1px solid rgba(128,128,128,.5)\">" + Html.plain("————")
                + "</div>");
    }

    @Override
    public void visit(Emphasis emphasis) {
        wrap("em", "", emphasis);
    }

    @Override
    public void visit(StrongEmphasis strong) {
        wrap("b", "", strong);
    }

    @Override
    public void visit(Text text) {
        text(text.getLiteral());
    }

    /** Models mean their line breaks. */
    @Override
    public void visit(SoftLineBreak lineBreak) {
        lineBreak(lineBreak);
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        lineBreak(lineBreak);
    }

    @Override
    public void visit(Code code) {
        html.append("<code style=\"" + CODE + "padding:1px 4px\">");
        text(code.getLiteral());
        html.append("</code>");
    }

    @Override
    public void visit(FencedCodeBlock block) {
        String language = block.getInfo();
        if (language != null && !language.isBlank()) {
            html.append("<div style=\"margin:.5em 0 -.4em;font-size:.85em;opacity:.7\">");
            text(language);
            html.append("</div>");
        }
        codeBlock(block.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        codeBlock(block.getLiteral());
    }

    private void codeBlock(String literal) {
        html.append("<pre style=\"" + CODE
                + "margin:.5em 0;padding:8px 10px;overflow-x:auto;white-space:pre;word-break:normal\"><code style=\""
                + Html.AS_AROUND + "\">");
        text(literal.stripTrailing());
        html.append("</code></pre>");
    }

    @Override
    public void visit(Image image) {
        html.append("[image: ");
        visitChildren(image);
        text(" " + image.getDestination() + "]");
    }

    @Override
    public void visit(Link link) {
        String to = link.getDestination();
        if (FOLLOWED.matcher(to).matches()) {
            html.append("<a href=\"")
                    .append(Html.escape(to))
                    .append("\" title=\"")
                    .append(Html.escape(to))
                    .append("\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">");
            visitChildren(link);
            html.append("</a>");
        } else {
            visitChildren(link);
            text(" (" + to + ")");
        }
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
        html.append("<div style=\"opacity:.7\">");
        text("[" + definition.getLabel() + "]: " + definition.getDestination());
        html.append("</div>");
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock) {
            table(block);
        } else {
            visitChildren(block);
        }
    }

    private void table(Node table) {
        Grid grid = new Grid();
        int before = html.length();
        for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
            for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
                List<Grid.Cell> cells = new ArrayList<>();
                for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
                    cells.add(cell((TableCell) node, before));
                }
                if (part instanceof TableHead) {
                    grid.head(cells);
                } else {
                    grid.row(cells);
                }
            }
        }
        html.append(grid.html());
    }

    private Grid.Cell cell(TableCell cell, int before) {
        visitChildren(cell);
        String inside = html.substring(before);
        html.setLength(before);
        boolean right = cell.getAlignment() == TableCell.Alignment.RIGHT;
        return cell.isHeader()
                ? Grid.Cell.head(inside, Html.read(inside), right, "")
                : Grid.Cell.of(inside, Html.read(inside), right, "");
    }
}
