package batchbook.journal;

import batchbook.Model;
import batchbook.NamedModel;
import java.util.stream.Stream;

/** What a journal has to know of the model whose answers it keeps. */
final class JournalModel {
    private JournalModel() {}

    /** Under which settings earlier versions wrote its rows. */
    static Stream<JournalLine.Renamed> renamings(Model model) {
        return model.formerSettings().stream()
                .filter(former -> !former.equals(model.settings()))
                .map(former -> new JournalLine.Renamed(KeyHash.settings(former), KeyHash.settings(model.settings())));
    }

    /** Refuses one that nothing tells from others, with an {@link IllegalArgumentException}. */
    static void requireNamed(Model model) {
        if (NamedModel.isMissing(model)) {
            throw new IllegalArgumentException(
                    "a journal finds answers again by the name of the model, and this one has"
                            + " none: another one without a name would get its answers. Nothing was sent. Give it a name:"
                            + " Model.named(\"gpt-4o-mini\", prompt -> ..). A journal that was begun without goes on under the"
                            + " name \"model\".");
        }
    }
}
