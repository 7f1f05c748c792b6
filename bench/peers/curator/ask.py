"""A subclass of LLM over LiteLLM, as for Gemini: https://docs.bespokelabs.ai/curator/guides/litellm

No limits are set, as they are not known: its own defaults hold.
"""
import json
import sys

from bespokelabs import curator


class Answers(curator.LLM):
    def prompt(self, row):
        return row["prompt"]

    def parse(self, row, response):
        return {"number": row["number"], "answer": response}


prompts = sys.stdin.read().splitlines()
llm = Answers(
    model_name="gemini/gemini-3.5-flash",
    backend="litellm",
    backend_params={"base_url": sys.argv[1] + "/v1beta", "require_all_responses": False},
)
dataset = llm([{"number": i, "prompt": prompt} for i, prompt in enumerate(prompts)]).dataset
answers = {row["number"]: row["answer"] for row in dataset}
print(json.dumps([answers.get(i) for i in range(len(prompts))]))
