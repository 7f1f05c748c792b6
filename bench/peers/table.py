"""The figures of one scenario as a Markdown table, and in words where another client is better than Batchbook."""


def rows(of):
    return f"{of.lost}{' or more' if of.cut else ''}{f', {of.wrong} wrong' if of.wrong else ''}"


# title, key, as text, better when lower
COLUMNS = [
    ("share of the shortest possible time", "share", lambda f: "-" if f.share is None else f"{f.share:.1%}", False),
    ("time", "time", lambda f: f"cut off at {f.time:.0f} s" if f.cut else f"{f.time:.1f} s", True),
    ("rows lost", "lost", rows, True),
    ("refused with 429 per prompt", "refused", lambda f: f"{f.refused:.2f}", True),
    ("requests per prompt", "requests", lambda f: f"{f.requests:.2f}", True),
    ("CPU", "cpu", lambda f: f"{f.cpu:.1f} s", True),
    ("peak memory", "memory", lambda f: f"{f.memory:.0f} MB", True),
    ("start", "start", lambda f: f"{f.start:.1f} s", True),
]
COMPARED = ["share", "lost", "refused", "cpu", "memory", "start"]


def print_tables(title, clients, figures):
    print(f"\n| {title} | " + " | ".join(column[0] for column in COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for client in clients:
        of = figures.get(client.name)
        if of:
            print(f"| {client.name} {client.version} | " + " | ".join(text(of) for _, _, text, _ in COLUMNS) + " |")
    for client in clients:
        if client.name in figures and figures[client.name].problem:
            print(f"\n{client.name} {figures[client.name].problem}")
    if "batchbook" in figures:
        print_better(figures)
    print(flush=True)


def print_better(figures):
    """Only those that ended by themselves with every row count: who asks less uses less."""
    ours = figures["batchbook"]
    print()
    for title, key, text, lower in COLUMNS:
        if key not in COMPARED or getattr(ours, key) is None:
            continue
        better = [
            f"{name} ({text(of)})"
            for name, of in figures.items()
            if not of.cut and not of.lost and getattr(of, key) is not None
            and (getattr(of, key) < getattr(ours, key)) == lower and text(of) != text(ours)
        ]
        if better:
            print(f"Better than Batchbook in {title} ({text(ours)}): {', '.join(better)}.  ")
