"""What the drivers written in Python share: the folder, the loop, the form of what is printed."""

import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "judges"))

from lib import judging  # noqa: E402

SIZES = (1000, 10000, 1000000)
SEALED_SIZE = 10000
DOMAIN, SELECTOR = b"ml.example.ac.jp", b"s1"


class Folder:
    def __init__(self, clock):
        self._clock = clock
        self._path = pathlib.Path(sys.argv[1])
        self._seconds = float(sys.argv[2])

    def read(self, name):
        return (self._path / name).read_bytes()

    def measure(self, task, size, work):
        """Prints how often a second work() is done; it returns whether its result is right."""
        end = self._clock() + self._seconds / 4
        while self._clock() < end:
            if not work():
                sys.exit(f"{task} of {size} bytes gave a wrong result")
        rounds, start = 0, self._clock()
        now = start
        while now < start + self._seconds:
            work()
            rounds += 1
            now = self._clock()
        print(task, size, rounds / (now - start), flush=True)


def run(measure, clock=time.process_time):
    try:
        measure(Folder(clock))
    except (ImportError, FileNotFoundError) as trouble:
        judging.cannot(f"{type(trouble).__name__}: {trouble}")
