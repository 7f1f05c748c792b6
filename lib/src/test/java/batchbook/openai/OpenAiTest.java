package batchbook.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import batchbook.ErrorKind;
import batchbook.ModelException;
import batchbook.Price;
import batchbook.Prompt;
import batchbook.Reply;
import batchbook.Usage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTest {
    private static final URI OLLAMA = URI.create("http://127.0.0.1:11434/v1");

    private static ModelException failure(OpenAi model) {
        return catchThrowableOfType(ModelException.class, () -> model.ask("hello"));
    }

    @Test
    void aPromptIsAnsweredWithItsTokens() {
        try (FakeServer server = FakeServer.saying(200, FakeServer.text("Because of the air."))) {
            Reply reply = server.model().ask("Why is the sky blue?");

            assertThat(reply.text()).isEqualTo("Because of the air.");
            assertThat(reply.usage()).isEqualTo(new Usage(10, 10, 20, 4));
            assertThat(reply.finishReason()).isEqualTo("stop");
            assertThat(reply.modelVersion()).isEqualTo("llama3.2-2026");
            assertThat(server.only().path()).isEqualTo("/v1/chat/completions");
            assertThat(server.only().body())
                    .isEqualTo("{\"model\":\"llama3.2\",\"messages\":"
                            + "[{\"role\":\"user\",\"content\":\"Why is the sky blue?\"}]}");
            assertThat(server.only().headers())
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKeys("authorization", "upgrade");
        }
    }

    @Test
    void optionsGoOutAndTheKeyInItsHeaderAlone() {
        try (FakeServer server = FakeServer.saying(200, FakeServer.text("ok"))) {
            server.model()
                    .key(" a-test-key ")
                    .system("Be \"brief\".")
                    .temperature(0.2)
                    .maxOutputTokens(50)
                    .option("stop", List.of("\n"))
                    .option("seed", 7)
                    .option("seed", null)
                    .option("logit_bias", Map.of("5", -100))
                    .ask("hello");

            assertThat(server.only().body())
                    .isEqualTo("{\"model\":\"llama3.2\",\"messages\":["
                            + "{\"role\":\"system\",\"content\":\"Be \\\"brief\\\".\"},"
                            + "{\"role\":\"user\",\"content\":\"hello\"}],\"temperature\":0.2,\"max_tokens\":50,"
                            + "\"logit_bias\":{\"5\":-100},\"stop\":[\"\\n\"]}");
            assertThat(server.only().headers()).containsEntry("authorization", "Bearer a-test-key");
        }
    }

    @Test
    void anAddressMayHaveAQueryASlashOrTheWholePath() {
        try (FakeServer server = FakeServer.saying(200, FakeServer.text("ok"))) {
            for (String end : List.of("/", "/chat/completions", "/chat/completions/?api-version=2024-10-21")) {
                OpenAi.at(URI.create(server.base() + end)).model("m").ask("hello");
            }
            assertThat(server.asked())
                    .extracting(FakeServer.Asked::path)
                    .containsExactly(
                            "/v1/chat/completions",
                            "/v1/chat/completions",
                            "/v1/chat/completions?api-version=2024-10-21");
        }
    }

    @Test
    void theModelsOfTheServerAreListed() {
        try (FakeServer server = FakeServer.saying(
                200, "{\"object\":\"list\",\"data\":[{\"id\":\"qwen3:8b\"},{\"id\":\"llama3.2:latest\"},{}]}")) {
            assertThat(OpenAi.at(server.base()).models()).containsExactly("llama3.2:latest", "qwen3:8b");
            assertThat(server.only().method() + " " + server.only().path()).isEqualTo("GET /v1/models");
        }
    }

    @Test
    void openAiItselfKnowsTheNewerNameOfTheLimitAndOthersTheOlder() {
        assertThat(OpenAi.of("a-test-key")
                        .model("gpt-4o-mini")
                        .maxOutputTokens(9)
                        .settings())
                .contains("max_completion_tokens");
        assertThat(OpenAi.at(OLLAMA).model("llama3.2").maxOutputTokens(9).settings())
                .contains("\"max_tokens\":9");
    }

    @Test
    void settingsTellWhatWouldBeAnsweredDifferentlyAndNothingElse() {
        OpenAi one = OpenAi.at(OLLAMA).model("llama3.2");
        assertThat(one.settings()).isEqualTo("llama3.2 at http://127.0.0.1:11434/v1 {}");
        assertThat(one.option("top_p", 0.50).option("seed", 1).settings())
                .isEqualTo(one.option("seed", 1).option("top_p", 0.5).settings())
                .isEqualTo("llama3.2 at http://127.0.0.1:11434/v1 {\"seed\":1,\"top_p\":0.5}");
        assertThat(List.of(
                        one.temperature(0.2).settings(),
                        one.system("Be brief.").settings(),
                        one.maxOutputTokens(5).settings(),
                        one.option("seed", 1).settings(),
                        one.model("qwen3").settings(),
                        OpenAi.at(URI.create("http://127.0.0.1:8000/v1"))
                                .model("llama3.2")
                                .settings()))
                .doesNotHaveDuplicates()
                .doesNotContain(one.settings());
        assertThat(one.key("secret-key-value").settings()).isEqualTo(one.settings());
        assertThat(one.price(Price.perMillion(1, 2)).settings()).isEqualTo(one.settings());
        assertThat(OpenAi.at(URI.create("http://127.0.0.1:11434/v1/?token=s3cret"))
                        .model("llama3.2")
                        .settings())
                .isEqualTo(one.settings());
    }

    @Test
    void accountsAreEqualForTheSameKeyAddressAndModel() {
        OpenAi one = OpenAi.of("secret-key-value").model("gpt-4o-mini");
        assertThat(one.account())
                .isEqualTo(one.temperature(1).account())
                .hasToString("gpt-4o-mini at https://api.openai.com/v1");
        assertThat(List.of(
                        one.key("another-key").account(),
                        one.model("gpt-4o").account(),
                        OpenAi.at(OLLAMA)
                                .key("secret-key-value")
                                .model("gpt-4o-mini")
                                .account()))
                .doesNotContain(one.account());
        assertThat(one).hasToString("OpenAi gpt-4o-mini at https://api.openai.com/v1");
        assertThat(one.name()).isEqualTo("gpt-4o-mini");
    }

    @Test
    void aPriceIsOfOneModel() {
        OpenAi priced = OpenAi.at(OLLAMA).model("llama3.2").price(Price.perMillion(1, 2));
        assertThat(priced.temperature(0).price()).contains(Price.perMillion(1, 2));
        assertThat(priced.model("qwen3").price()).isEmpty();
    }

    @Test
    void theMostTokensAreNeverTooFew() {
        OpenAi model = OpenAi.at(OLLAMA).model("llama3.2").maxOutputTokens(100);
        Prompt prompt = Prompt.of("häßlich");
        assertThat(model.mostTokens(prompt).out()).isEqualTo(100);
        assertThat(model.mostTokens(prompt).in()).isBetween(100L, 300L);
        assertThat(model.option("n", 3).mostTokens(prompt).out()).isEqualTo(300);
        assertThat(OpenAi.at(OLLAMA).model("m").mostTokens(prompt).out()).isEqualTo(131_072);
        assertThat(model.option("web_search_options", Map.of()).mostTokens(prompt))
                .isEqualTo(Usage.UNBOUNDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:11434/v1",
                "/v1",
                "ftp://example.org/",
                "http:///v1",
                "https://user:s3cret@example.org/v1"
            })
    void whatIsNoAddressIsToldWithoutWhatMayBeSecret(String address) {
        assertThatThrownBy(() -> OpenAi.at(URI.create(address.startsWith("127") ? "x:" + address : address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1:11434/v1")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void mistakesAreToldBeforeAnythingIsSent() {
        OpenAi nameless = OpenAi.at(OLLAMA);
        assertThatThrownBy(nameless::prepare)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".model(\"llama3.2\")");
        assertThatThrownBy(() -> nameless.ask("hello")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> nameless.model(" ")).hasMessageContaining("blank");
        assertThatThrownBy(() -> nameless.temperature(3)).hasMessageContaining("from 0 to 2");
        assertThatThrownBy(() -> nameless.maxOutputTokens(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> nameless.key(" ")).hasMessageContaining("blank");
        assertThatThrownBy(() -> nameless.key("s3cret\nkey"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> nameless.option("max_tokens", 5)).hasMessageContaining(".maxOutputTokens(..)");
        assertThatThrownBy(() -> nameless.option("stream", true)).hasMessageContaining("stream");
        assertThatThrownBy(() -> nameless.option("x", new Object())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInterruptEndsARequestAtOnce() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (FakeServer server = FakeServer.answering(request -> {
            arrived.countDown();
            await(over);
            return new FakeServer.Answer(200, FakeServer.text("late"));
        })) {
            AtomicReference<ModelException> thrown = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread asking = new Thread(() -> {
                thrown.set(failure(server.model()));
                flag.set(Thread.currentThread().isInterrupted());
            });
            asking.start();
            arrived.await();
            asking.interrupt();
            asking.join();

            assertThat(thrown.get().kind()).isEqualTo(ErrorKind.NETWORK);
            assertThat(thrown.get()).hasMessageContaining("interrupted");
            assertThat(flag.get()).isTrue();
            over.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
