package batchbook.html;

import batchbook.Prompt;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was asked: what was said before, the beginning of the text, and its files, small images as they look. */
final class PromptHtml {
    private static final int LONGEST_PROMPT = 300;
    private static final int LONGEST_TURN = 120;
    private static final int MOST_TURNS = 6;
    private static final int MOST_FILES = 12;
    private static final int LARGEST_IMAGE = 200_000;
    /** Those that every browser draws, and draws as nothing else. */
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private PromptHtml() {}

    static String of(Prompt prompt) {
        String text = Html.escape(Html.shorten(prompt.text(), LONGEST_PROMPT));
        return turns(prompt) + "<div style=\"opacity:.7;white-space:pre-wrap\">" + text + "</div>" + files(prompt);
    }

    /** The last turns, which are the nearest. */
    private static String turns(Prompt prompt) {
        int left = Math.max(0, prompt.history().size() - MOST_TURNS);
        String more = left == 0 ? "" : Html.dim("⋮ " + left + " more before") + "<br>";
        return prompt.history().isEmpty()
                ? ""
                : "<div style=\"font-size:12px;opacity:.7;border-left:3px solid rgba(128,128,128,.4);padding-left:8px;"
                        + "margin-bottom:4px\">" + more
                        + prompt.history().stream()
                                .skip(left)
                                .map(PromptHtml::turn)
                                .collect(Collectors.joining("<br>"))
                        + "</div>";
    }

    private static String turn(Turn turn) {
        return "<b>" + turn.role().word() + "</b> " + Html.escape(Html.shorten(turn.text(), LONGEST_TURN));
    }

    private static String files(Prompt prompt) {
        if (prompt.attachments().isEmpty()) {
            return "";
        }
        int left = prompt.attachments().size() - MOST_FILES;
        return "<div style=\"display:flex;flex-wrap:wrap;align-items:flex-end;gap:10px;margin:4px 0\">"
                + prompt.attachments().stream()
                        .limit(MOST_FILES)
                        .map(PromptHtml::file)
                        .collect(Collectors.joining(Html.plain(" · ")))
                + (left > 0 ? Html.dim("and " + left + " more") : "") + "</div>";
    }

    private static String file(Attachment file) {
        String words = Html.escape(file.toString());
        return "<span style=\"font-size:12px\">"
                + image(file)
                        .map(data -> "<img alt=\"\" src=\"" + data
                                + "\" style=\"display:block;max-width:160px;max-height:120px;border-radius:4px\">")
                        .orElse("📎 ")
                + "<span style=\"opacity:.7\">" + words + "</span></span>";
    }

    /** Its bytes within the page, so that nothing is fetched; empty when it is large, no image, or not there any more. */
    private static Optional<String> image(Attachment file) {
        if (!file.hasContent() || file.size() > LARGEST_IMAGE || !IMAGES.contains(file.mimeType())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    "data:" + file.mimeType() + ";base64," + Base64.getEncoder().encodeToString(file.bytes()));
        } catch (UncheckedIOException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
