"""A model's batch(): https://docs.langchain.com/oss/python/langchain/models#batch

Retries (6 tries) and the number of threads are the defaults.
"""
import json
import sys

from langchain_google_genai import ChatGoogleGenerativeAI

prompts = sys.stdin.read().splitlines()
model = ChatGoogleGenerativeAI(model="gemini-3.5-flash", base_url=sys.argv[1])
messages = model.batch(prompts, return_exceptions=True)  # without it the first failure loses all
print(json.dumps([None if isinstance(m, Exception) else m.text for m in messages]))
