"""The quick start: as many at once as there, everything else by default.

https://geoff-davis.github.io/async-batch-llm/getting-started/
"""
import asyncio
import json
import os
import sys

os.environ["GOOGLE_GEMINI_BASE_URL"] = sys.argv[1]  # read by Google's SDK, which it asks through

from async_batch_llm import llm, process_prompts


async def main():
    prompts = sys.stdin.read().splitlines()
    batch = await process_prompts(llm("gemini:gemini-3.5-flash"), prompts, concurrency=10, preserve_order=True)
    print(json.dumps([result.output if result.success else None for result in batch.results]))


asyncio.run(main())
