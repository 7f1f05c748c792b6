"""Many calls of one model: https://docs.litellm.ai/docs/completion/batching

Retries as in https://docs.litellm.ai/docs/completion/reliable_completions: they need tenacity, which it does not install
itself; without it every failure is final. 100 threads are the default.
"""
import json
import sys

from litellm import batch_completion

prompts = sys.stdin.read().splitlines()
responses = batch_completion(
    model="gemini/gemini-3.5-flash",
    messages=[[{"role": "user", "content": prompt}] for prompt in prompts],
    num_retries=2,
    api_base=sys.argv[1] + "/v1beta",
)
# What failed is an exception in the list.
print(json.dumps([None if isinstance(r, Exception) else r.choices[0].message.content for r in responses]))
