package batchbook.bench;

import batchbook.Batch;
import batchbook.Progress;
import batchbook.Result;
import batchbook.Run;
import batchbook.gemini.Gemini;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Batchbook beside the others of {@code bench/peers}: no limit set, no number of workers. */
final class Ask {
    private Ask() {}

    public static void main(String[] args) throws JsonProcessingException {
        List<String> prompts = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .lines()
                .toList();
        Run run = Batch.of(Gemini.at(URI.create(args[0]))).progress(Progress.none()).run(prompts);
        List<String> answers = new ArrayList<>();
        for (Result result : run.results()) {
            answers.add(result.ok() ? result.text() : null);
        }
        System.out.println(new ObjectMapper().writeValueAsString(answers));
    }
}
