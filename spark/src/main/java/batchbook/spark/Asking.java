package batchbook.spark;

import batchbook.Batch;
import batchbook.Prompt;
import batchbook.Result;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks prompts that it pulls, and pushes results as they come. */
final class Asking {
    private Asking() {}

    /** Why it ended early; empty when all was asked. */
    static Optional<String> ask(Batch plan, boolean journal, Iterator<Prompt> prompts, Consumer<Result> results) {
        if (!journal) {
            return plan.stream(prompts, results).stopped();
        }
        int before = 0;
        while (prompts.hasNext()) {
            List<Prompt> piece = new ArrayList<>();
            while (piece.size() < 200 && prompts.hasNext()) {
                piece.add(prompts.next());
            }
            for (Result result : plan.run(piece)) {
                results.accept(result.resumedAs(before + result.index(), result.prompt()));
            }
            before += piece.size();
        }
        return Optional.empty();
    }
}
