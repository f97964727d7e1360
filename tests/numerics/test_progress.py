"""The progress bar shows itself on a terminal only."""

import io
import sys

from numerics.progress import progress_bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_shows_nothing_where_there_is_no_terminal(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar("a stage", 3, 0) as bar:
        bar.update()
    assert stream.getvalue() == ""


def test_shows_the_stage_on_a_terminal(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar("a stage", 3, 1) as bar:
        bar.update(2)
    assert "a stage" in stream.getvalue()
    assert "1/3" in stream.getvalue()
