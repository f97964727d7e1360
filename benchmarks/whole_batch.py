"""The time of a whole batch against the sum of its parts."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from .statement_files import Line

# Its answer tells when the process has started.
_FIRST: Final = {"id": "start", "claim": "0 = 0", "where": ""}
_TEXT: Final = ("whole batch: {batch_s:.2f} s for {statements} statements by `derivations prove "
                "--batch FILE --jobs 1`, after {start_s:.2f} s of process start; "
                "sum of ms {sum_s:.2f} s; ratio {shown}")
_NO_BATCH: Final = "`derivations prove --batch` gave {found} of {wanted} answers"


def whole_batch(lines: Sequence[Line], seconds: float) -> dict[str, Any]:
    """Times `derivations prove --batch` in one process.

    Args:
        lines: the statements of the batch, at least one.
        seconds: the time limit on each.

    Returns:
        The seconds from the process's first answer, to a trivial claim put in front, to its last;
        those to its first answer; and the sum of what the answers say they took.

    Raises:
        RuntimeError: if the process does not answer every claim.
    """
    rows = [_FIRST, *({"id": line.id, "claim": line.claim, "where": line.where}
                      for line in lines)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, "-m", "derivations", "prove", "--batch", str(path),
                   "--jobs", "1", "--timeout", f"{seconds:g}"]
        started, arrived, answers = time.perf_counter(), [], []
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            for answer in process.stdout or ():
                arrived.append(time.perf_counter())
                answers.append(answer)
    if len(answers) < len(rows):
        raise RuntimeError(_NO_BATCH.format(found=len(answers), wanted=len(rows)))
    spent = sum(json.loads(answer)["ms"] for answer in answers[1:]) / 1000
    batch = arrived[-1] - arrived[0]
    return {"statements": len(lines), "start_s": arrived[0] - started, "batch_s": batch,
            "sum_s": spent, "ratio": batch / spent if spent else None}


def batch_text(batch: dict[str, Any] | None) -> list[str]:
    """The times as a person reads them.

    Args:
        batch: as `whole_batch` gives it, if it ran.
    """
    if batch is None:
        return []
    ratio = batch["ratio"]
    return [_TEXT.format(**batch, shown="none" if ratio is None else f"{ratio:.2f}")]
