"""Batchbook beside other clients that ask many prompts, all of one server that tells nobody its limits.

usage: ./lab bench peers [--prompts N] [scenario ...] [client ...]      all of both if none is named

Each client is a program in a folder beside this file (Batchbook's is Ask.java): it gets the server's address as its
first argument (the second is that of the same in OpenAI's chat format) and the prompts as lines of its input, and
prints a JSON list of the answers, null for a row it lost. The server is QuotaServer.java.
"""
import argparse
import datetime
import os
import sys
import tempfile
import threading
from pathlib import Path
from typing import Callable, NamedTuple

from clients import clients
from program import Program, ending_all
from server import Server
from table import print_tables

class Scenario(NamedTuple):
    server: str  # what it does, as QuotaServer.java has it
    prompts: int
    shortest: Callable[[int], float]  # possible time in seconds for a number of prompts
    # Where nearly all of the time is waiting, all clients run side by side, each with a server of its own; where the
    # client has something to do, one after another.
    side_by_side: bool


SCENARIOS = {
    "ten": Scenario("10 requests a minute, answers of 2 s", 40, lambda n: (n - 1) // 10 * 60 + 2, True),
    "sixty": Scenario("60 requests a minute, answers of 2 s", 180, lambda n: (n - 1) // 60 * 60 + 2, True),
    "queue": Scenario("works on 4 requests at once, 0.5 s each", 120, lambda n: -(-n // 4) * 0.5, False),
    "errors": Scenario("every 20th gets a 500 first; works on 10 at once, 1 s each", 200, lambda n: -(-n // 10), False),
}


def limit(ideal):
    """Whoever takes longer is cut off: 4 times the shortest possible time; but to end takes some seconds, too."""
    return max(4 * ideal, 60)


def measure(client, server, scenario, count, directory):
    """One client against a fresh server, step by step: its first request has come, it has ended."""
    ideal = SCENARIOS[scenario].shortest(count)
    address, chat = server.start(scenario)
    prompts = [f"Is {i} a prime?" for i in range(count)]
    print(f"bench: {scenario}: {client.name}", file=sys.stderr)
    program = Program(client.command(address, chat), "\n".join(prompts), directory / f"{scenario}-{client.name}")
    program.wait(60, lambda: server.count(address).requests > 0)
    first = program.now()
    yield None
    program.wait(limit(ideal))
    program.end()
    yield program.figures(first, ideal, server.count(address), count)


def run(scenario, clients, server, count, directory):
    """The figures by client, and nothing of one that could not even be started."""
    measured = {}

    def one(client, begun):
        try:
            for figures in measure(client, server, scenario, count, directory):
                begun.set()
                measured[client.name] = figures
        finally:
            begun.set()

    threads = []
    for client in clients:
        begun = threading.Event()
        threads.append(threading.Thread(target=one, args=(client, begun), daemon=True))
        threads[-1].start()
        begun.wait()  # a start is work: the next client waits with its own until this one asks
        if not SCENARIOS[scenario].side_by_side:
            threads[-1].join()
    for thread in threads:
        thread.join()
    return {client.name: measured[client.name] for client in clients if measured.get(client.name)}


def main():
    known = clients()
    arguments = argparse.ArgumentParser(usage="./lab bench peers [--prompts N] [scenario ...] [client ...]")
    arguments.add_argument("--prompts", type=int, help="another number of prompts: for a short look, not for figures")
    arguments.add_argument("names", nargs="*")
    told = arguments.parse_args()
    unknown = [name for name in told.names if name not in {*SCENARIOS, *known}]
    if unknown:
        arguments.error(f"no {unknown[0]}: there are {', '.join([*SCENARIOS, *known])}")
    scenarios = [name for name in SCENARIOS if name in told.names] or list(SCENARIOS)
    chosen = [client for name, client in known.items() if name in told.names] or list(known.values())
    for client in chosen:
        client.install()
    ready = [client for client in chosen if not client.missing]
    print(f"\n{datetime.date.today()}, load average {os.getloadavg()[0]:.1f} at the start", flush=True)
    with ending_all(), tempfile.TemporaryDirectory() as scratch, Server() as server:
        for name in scenarios:
            scenario = SCENARIOS[name]
            count = told.prompts or scenario.prompts
            figures = run(name, ready, server, count, Path(scratch))
            title = f"`{name}`: {scenario.server}: {count} prompts, {scenario.shortest(count):.0f} s at best"
            print_tables(title, ready, figures)
    for client in chosen:
        if client.missing:
            print(f"\n{client.name} is not in the tables: {client.missing}")


main()
