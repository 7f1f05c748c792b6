"""Inspect's own adaptive connections, which are its default, and its endless retries.

https://inspect.aisi.org.uk/tasks.html, https://inspect.aisi.org.uk/models-concurrency.html
"""
import json
import os
import sys

os.environ["GOOGLE_BASE_URL"] = sys.argv[1]  # https://inspect.aisi.org.uk/providers.html#google-gemini

from inspect_ai import Task, eval
from inspect_ai.dataset import Sample
from inspect_ai.solver import generate

prompts = sys.stdin.read().splitlines()
task = Task(dataset=[Sample(input=prompt, id=i) for i, prompt in enumerate(prompts)], solver=generate())
[log] = eval(task, model="google/gemini-3.5-flash", display="none")
answers = {sample.id: sample.output.completion for sample in log.samples or [] if not sample.error}
print(json.dumps([answers.get(i) or None for i in range(len(prompts))]))
