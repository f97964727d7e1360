"""Sheets in LaTeX."""

from __future__ import annotations

from tests.divergences.making import sheet


def test_a_whole_sheet() -> None:
    assert sheet("abs(u-1)/2").plain()["latex"] == r"""$f$ is convex, $f(1) = 0$, $f$ is affine on no neighbourhood of $1$ and $f$ is lower semicontinuous.
\begin{align*}
  f(u) &= \frac{\left|u - 1\right|}{2} \\
  f^{*}(t) &= \begin{cases} \frac{-1}{2} & t \le \frac{-1}{2} \\ t & \text{otherwise} \end{cases}, \quad t \le \frac{1}{2} \\
  T^{*} &= \frac{\operatorname{sign}(p - q)}{2} \\
  g_f(v) &= \frac{\tanh v}{2} \\
  D_f(p\,\|\,q) &\in \left[0, 1\right], \quad D_f(p\,\|\,q) = 0 \iff p = q
\end{align*}"""  # noqa: E501


def test_a_refuted_one() -> None:
    assert sheet("log(u)**2").plain()["latex"] == r"""$f$ is not convex, $f(1) = 0$, $f$ is affine on no neighbourhood of $1$ and $f$ is lower semicontinuous.
\begin{align*}
  f(u) &= \left(\log u\right)^{2}
\end{align*}"""  # noqa: E501
