// As a library: https://www.promptfoo.dev/docs/usage/node-package
// The address: https://www.promptfoo.dev/docs/providers/google. 4 requests at once are the default.
import { readFileSync } from "node:fs";
import promptfoo from "promptfoo";

const prompts = readFileSync(0, "utf8").trim().split("\n");
const evaluation = await promptfoo.evaluate({
  prompts: ["{{prompt}}"],
  providers: [{ id: "google:gemini-3.5-flash", config: { apiBaseUrl: process.argv[2] } }],
  tests: prompts.map((prompt) => ({ vars: { prompt } })),
});
const { results } = await evaluation.toEvaluateSummary();
const answers = prompts.map(() => null);
for (const result of results) {
  if (!result.error) answers[result.testIdx] = result.response.output;
}
console.log(JSON.stringify(answers));
process.exit(0);
