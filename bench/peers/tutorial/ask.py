"""The pool of bench/tutorial.py: 10 threads, one shared client, try and except around each request."""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tutorial import ask_all, connect

prompts = sys.stdin.read().splitlines()
print(json.dumps([result["text"] for result in ask_all(connect(sys.argv[1]), prompts, workers=10)]))
