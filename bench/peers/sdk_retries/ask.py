"""The same pool, with the retries that Google's SDK has when asked for: 5 tries, 1 to 60 s apart.

https://googleapis.github.io/python-genai/genai.html#genai.types.HttpRetryOptions
"""
import json
import sys
from pathlib import Path

from google.genai import types

sys.path.insert(0, str(Path(__file__).parents[2]))
from tutorial import ask_all, connect

prompts = sys.stdin.read().splitlines()
client = connect(sys.argv[1], retry_options=types.HttpRetryOptions())
print(json.dumps([result["text"] for result in ask_all(client, prompts, workers=10)]))
