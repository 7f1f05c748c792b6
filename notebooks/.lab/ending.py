"""How a driver ends early."""

import signal
import sys


def end_by_an_exception():
    """So that nothing we started outlives us."""
    for number in signal.SIGINT, signal.SIGTERM:
        signal.signal(number, lambda number, _: sys.exit(128 + number))
