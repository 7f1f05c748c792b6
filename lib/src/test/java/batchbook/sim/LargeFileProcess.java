package batchbook.sim;

import batchbook.sim.jobs.Jobs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sends a simulator of its own a file that is larger than its heap, and says how many answers came back. */
final class LargeFileProcess {
    private LargeFileProcess() {}

    /**
     * Sends, asks and reads back.
     *
     * @param arguments how many rows, and of how many characters
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rows = Integer.parseInt(arguments[0]);
        String prompt = "x".repeat(Integer.parseInt(arguments[1]));
        long size = IntStream.range(0, rows)
                .mapToLong(row -> line(row, prompt).length)
                .sum();
        try (Simulator simulator =
                Simulator.start(Scenario.calm().answers(text -> "ok").jobs(Jobs.taking(Duration.ZERO)))) {
            JobCalls calls = JobCalls.to(simulator);
            String file = Raw.read(calls.piece(
                            calls.begin(size),
                            "upload, finalize",
                            0,
                            BodyPublishers.ofByteArrays(() -> IntStream.range(0, rows)
                                    .mapToObj(row -> line(row, prompt))
                                    .iterator())))
                    .at("/file/name")
                    .asText();
            String results = calls.over(JobCalls.name(calls.createOf(file, "large")))
                    .at("/response/responsesFile")
                    .asText();
            HttpResponse<Stream<String>> download = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            simulator.uri() + "/v1/" + results + ":download?alt=media&key=simulator"))
                                    .build(),
                            BodyHandlers.ofLines());
            try (Stream<String> answers = download.body()) {
                System.out.println(size + " bytes, "
                        + answers.filter(line -> line.contains("\"ok\"")).count() + " answers");
            }
        }
    }

    private static byte[] line(int row, String prompt) {
        return (JobCalls.line("key-" + row, prompt) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
