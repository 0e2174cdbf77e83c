"""Several things done at the same moment, for tests of races on PostgreSQL."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from portal.foundation.refusals import Refusal


def together(*works: Callable[[], Any]) -> list[Any]:
    """Run each in a thread of its own, at one moment; return what each gave or was refused with."""
    results: list[Any] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            gate.wait(10)
            results[place] = work()
        except Refusal as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
