"""The command line: ``python -m stakeout``, with tables in Parquet besides what the binary reads."""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path

from . import _core

_READ_RELATIONS = ("merge", "graph", "timeline", "report")


def main() -> int:
    """Runs the command line; the status is that of the binary."""
    if hasattr(signal, "SIGINT"):
        # What runs is not Python: nothing would look at the signal.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    arguments = sys.argv[1:]
    if not (arguments and arguments[0] in _READ_RELATIONS and any(map(_is_table, arguments[1:]))):
        return _core.run(["stakeout", *arguments])
    from ._graph import _Lines

    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(arguments):
            if number and _is_table(path):
                lines, file = _Lines(), Path(folder, f"{number}.jsonl")
                rest = list(lines.add(path))
                file.write_bytes(b"".join([*lines.all, *(Path(one).read_bytes() for one in rest)]))
                arguments[number] = str(file)
        return _core.run(["stakeout", *arguments])


def _is_table(argument: str) -> bool:
    path = Path(argument)
    return path.suffix == ".parquet" or (path.is_dir() and any(path.rglob("*.parquet")))


if __name__ == "__main__":
    sys.exit(main())
