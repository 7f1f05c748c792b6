package batchbook.html;

import java.util.Map;

/**
 * What a cell shows: the same thing as several MIME types, of which the page picks the richest.
 *
 * @param data content by MIME type; images as base64
 * @param metadata what Jupyter wants to know beside it, by MIME type
 */
public record Rendering(Map<String, Object> data, Map<String, Object> metadata) {
    /** JupyterLab and exported pages have MathJax look for {@code $}, {@code \(} and their like in what is shown. */
    private static final String NO_MATHEMATICS = "<div class=\"tex2jax_ignore mathjax_ignore\">";

    public static Rendering html(String html, String text) {
        return new Rendering(Map.of("text/html", NO_MATHEMATICS + html + "</div>", "text/plain", text), Map.of());
    }

    public static Rendering text(String text) {
        return new Rendering(Map.of("text/plain", text), Map.of());
    }
}
