package batchbook.journal;

import static org.assertj.core.api.Assertions.assertThat;

import batchbook.Model;
import batchbook.Prompt;
import batchbook.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalKeyTest {
    private static Model with(String settings) {
        return new Model() {
            @Override
            public Reply ask(Prompt prompt) {
                return Reply.of("");
            }

            @Override
            public String settings() {
                return settings;
            }
        };
    }

    @Test
    void theTextAndTheSettingsDecideAndNothingElse() {
        Model model = with("flash, temperature 0");
        String key = JournalKey.key(model, Prompt.of("hello"));

        assertThat(JournalKey.key(model, Prompt.of("r-1", "hello").label("shop", "Lyon")))
                .isEqualTo(key);
        assertThat(JournalKey.key(model, Prompt.of("hello "))).isNotEqualTo(key);
        assertThat(JournalKey.key(with("flash, temperature 1"), Prompt.of("hello")))
                .isNotEqualTo(key);
    }

    @Test
    void settingsCannotRunIntoTheText() {
        assertThat(JournalKey.key(with("a"), Prompt.of("bc"))).isNotEqualTo(JournalKey.key(with("ab"), Prompt.of("c")));
        assertThat(JournalKey.key(with(""), Prompt.of("abc")))
                .isNotEqualTo(JournalKey.key(with("abc"), Prompt.of("a")));
    }

    @Test
    void aKeyStaysTheSameFromVersionToVersionBecauseFilesHaveIt() {
        assertThat(JournalKey.key(with("model"), Prompt.of("héllo"))).isEqualTo("26f1319b2dc386697ecb8d9072909f82");
    }

    @Test
    void equalPromptsOfAListAreCounted() {
        List<Prompt> prompts = JournalRows.prompts(List.of("a", "b", "a", "a", "b"));

        List<JournalKey> keys = KeyCounter.keys(with("m"), prompts);

        assertThat(keys).extracting(JournalKey::n).containsExactly(0, 0, 1, 2, 1);
        assertThat(keys.get(3).key()).isEqualTo(keys.get(0).key()).isEqualTo(JournalKey.key(with("m"), prompts.get(0)));
        assertThat(keys.get(1).key()).isNotEqualTo(keys.get(0).key());
    }
}
