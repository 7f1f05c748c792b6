import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The model of https://docs.langchain4j.dev/integrations/language-models/google-ai-gemini, its own retries as they are. It
 * has nothing that asks many prompts now, so there is the pool of 10 threads of the other tutorials around it.
 */
final class Ask {
    public static void main(String[] args) throws Exception {
        List<String> prompts = new BufferedReader(new InputStreamReader(System.in)).lines().toList();
        ChatModel gemini = GoogleAiGeminiChatModel.builder()
                .apiKey("simulator")
                .modelName("gemini-3.5-flash")
                .baseUrl(args[0] + "/v1beta")
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(10);
        List<Future<String>> asked =
                prompts.stream().map(prompt -> threads.submit(() -> gemini.chat(prompt))).toList();
        List<String> answers = new ArrayList<>();
        for (Future<String> one : asked) {
            try {
                answers.add(one.get());
            } catch (ExecutionException e) {
                answers.add(null);
            }
        }
        System.out.println(new ObjectMapper().writeValueAsString(answers));
        threads.shutdown();
    }
}
