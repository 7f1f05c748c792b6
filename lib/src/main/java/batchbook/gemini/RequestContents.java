package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Prompt;
import batchbook.prompt.Attachment;
import batchbook.prompt.Turn;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is asked as Gemini takes it: examples, what was said before, and the prompt with its files where they belong. */
final class RequestContents {
    private RequestContents() {}

    /** @throws ModelException when a file is not any more what it was when it was attached */
    static List<Content> of(Prompt prompt, List<Turn> examples) {
        List<Content> contents = new ArrayList<>();
        examples.forEach(turn -> contents.add(content(turn)));
        prompt.history().forEach(turn -> contents.add(content(turn)));
        contents.add(content(Turn.Role.USER, parts(prompt)));
        return contents;
    }

    private static Content content(Turn turn) {
        return content(turn.role(), List.of(Part.fromText(turn.text())));
    }

    private static Content content(Turn.Role role, List<Part> parts) {
        return Content.builder().role(role.word()).parts(parts).build();
    }

    private static List<Part> parts(Prompt prompt) {
        List<Part> parts = new ArrayList<>();
        String text = prompt.text();
        int from = 0;
        List<Attachment> files = prompt.attachments().stream()
                .sorted(Comparator.comparingInt(Attachment::at))
                .toList();
        for (Attachment file : files) {
            int place = Math.min(text.length(), file.at());
            if (place > from) {
                parts.add(Part.fromText(text.substring(from, place)));
                from = place;
            }
            parts.add(Part.fromBytes(bytes(file), file.mimeType()));
        }
        if (from < text.length()) {
            parts.add(Part.fromText(text.substring(from)));
        }
        return parts;
    }

    private static byte[] bytes(Attachment file) {
        try {
            return file.bytes();
        } catch (IllegalStateException | UncheckedIOException e) {
            throw ModelException.of(ErrorKind.BAD_REQUEST, String.valueOf(e.getMessage()))
                    .notRepeated();
        }
    }
}
