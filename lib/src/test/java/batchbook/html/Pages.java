package batchbook.html;

/** What is left of our HTML where the styles are lost, as when a notebook is exported with its HTML made safe. */
final class Pages {
    private Pages() {}

    /** As text: blocks begin a line, and so are apart; whatever else is apart must be so by its words. */
    static String read(String html) {
        return html.replaceAll("</?div[^>]*>", " ")
                .replaceAll("<[^>]*>", "")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
