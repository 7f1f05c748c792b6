package batchbook.html;

import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.ParsedInline;

/** Reads Markdown with tables, and without HTML: what looks like a tag is text. */
final class MarkdownParser {
    private MarkdownParser() {}

    /** The tree of a text, in which blocks are inside each other no deeper than this. */
    static Node parse(String text, int deepest) {
        return Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .maxOpenBlockParsers(deepest)
                .enabledBlockTypes(Set.of(
                        BlockQuote.class,
                        Heading.class,
                        FencedCodeBlock.class,
                        IndentedCodeBlock.class,
                        ListBlock.class,
                        ThematicBreak.class))
                .customInlineContentParserFactory(new NoHtml())
                .build()
                .parse(text);
    }

    /** Takes a tag for the text that it is. To look for its end took minutes in a text of nothing but {@code <}. */
    private static final class NoHtml implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('<');
        }

        @Override
        public InlineContentParser create() {
            return state -> {
                state.scanner().next();
                return ParsedInline.of(new Text("<"), state.scanner().position());
            };
        }
    }
}
