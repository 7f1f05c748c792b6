"""The batch of the tutorials: a thread pool over Google's SDK, one shared client, answers in the order of the prompts.

usage: tutorial.py BASE_URL REQUESTS WORKERS [default|sized]

As it comes the client opens 100 connections and keeps 20, so most of 500 workers wait for one; `sized` gives its pool
room for every worker.
"""
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
from google import genai

MODEL = "gemini-flash-latest"


def connect(base_url, **options):
    return genai.Client(api_key="simulator", http_options={"base_url": base_url, "api_version": "v1beta", **options})


def ask_all(client, prompts, workers):
    def ask(prompt):
        start = time.time()
        try:
            response = client.models.generate_content(model=MODEL, contents=prompt)
            return {"text": response.text, "error": None, "seconds": time.time() - start}
        except Exception as error:  # one bad request must not end the batch
            return {"text": None, "error": str(error), "seconds": time.time() - start}

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(ask, prompts))


def main(base_url, requests, workers, pool="default"):
    requests, workers = int(requests), int(workers)
    options = {}
    if pool == "sized":
        limits = httpx2.Limits(max_connections=workers, max_keepalive_connections=workers)
        options["client_args"] = {"limits": limits}
    client = connect(base_url, **options)
    prompts = [f"Is {i} a prime?" for i in range(requests)]
    start = time.time()
    results = ask_all(client, prompts, workers)
    took = time.time() - start
    answered = sum(result["error"] is None for result in results)
    mean = sum(result["seconds"] for result in results) / len(results)
    print(f"{answered} of {requests} answered in {took:.2f} s, {mean:.3f} s each")


if __name__ == "__main__":
    main(*sys.argv[1:])
