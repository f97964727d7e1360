"""The lowering against mpmath in many digits, and against autograd of the plain form."""

import functools

import mpmath
import pytest
import sympy
import torch
from hypothesis import given
from hypothesis import strategies as st
from sympy import Abs, Max, Min, Rational, exp, log, sqrt, tanh

from numerics.errors import NumericsError
from numerics.lowering import lower

p, q, D, x, y = sympy.symbols("p q D x y")

IN_A_LOGIT = [
    log(D),
    log(1 - D),
    log(D / (1 - D)),
    log(1 - D / 2),
    log((1 + D) / 2),
    log(1 - 2 * D + D**2),
    log(D) ** 2,
    D * log(D) + (1 - D) * log(1 - D),
    D,
    1 - D,
    D * (1 - D),
    1 - 2 * D,
    sqrt(D),
    D ** Rational(3, 2) * log(1 - D),
    Abs(D - Rational(1, 2)),
    Max(D, 1 - D),
    Min(log(D), log(1 - D)),
]

IN_DENSITIES = [
    log(p / (p + q)),
    log(q / (p + q)),
    log(1 - p / (p + q)),
    p * log(2 * p / (p + q)),
    p * log(p / ((p + q) / 2)) + q * log(q / ((p + q) / 2)),
    p * log(p / q),
    Abs(p - q) / 2,
    (p - q) ** 2 / (p + q),
    (sqrt(p) - sqrt(q)) ** 2,
    p**2 / q,
]

IN_PLAIN_VALUES = [
    x**2 * y - 3 * x / y,
    exp(-((x - y) ** 2) / 2) / sqrt(2 * sympy.pi),
    log(1 + exp(x)),
    1 / (1 + exp(-x)),
    log(exp(-(x**2)) + 2 * exp(-(y**2))),
    log(x**2 + 1),
    tanh(x) + sympy.sin(y) * sympy.erf(x),
    Max(x, y, 0) - Min(x, y),
    sympy.sign(x) * sqrt(Abs(x)),
    Abs(x) ** Abs(y),
    sympy.Integer(3) / 2 + 0 * x,
]


lowered = functools.cache(lower)


@functools.cache
def plainly(expression, names):
    return sympy.lambdify(sympy.symbols(names), expression, "mpmath")


def in_many_digits(expression, **values):
    with mpmath.workdps(60):
        return mpmath.mpf(plainly(expression, tuple(values))(*values.values()))


def double(**values):
    return {name: torch.tensor(value, dtype=torch.float64) for name, value in values.items()}


@pytest.mark.parametrize("expression", IN_A_LOGIT, ids=str)
@given(logit=st.floats(-60, 60))
def test_agrees_with_many_digits_in_a_logit(expression, logit):
    with mpmath.workdps(60):
        exact = in_many_digits(expression, D=1 / (1 + mpmath.exp(-mpmath.mpf(logit))))
    found = lowered(expression, logits=("D",))(double(D=logit))
    assert float(found) == pytest.approx(float(exact), rel=1e-11, abs=1e-15)


@pytest.mark.parametrize("expression", IN_DENSITIES, ids=str)
@given(first=st.floats(-40, 5), second=st.floats(-40, 5))
def test_agrees_with_many_digits_in_log_densities(expression, first, second):
    with mpmath.workdps(60):
        exact = in_many_digits(expression, p=mpmath.exp(first), q=mpmath.exp(second))
        scale = mpmath.exp(first) + mpmath.exp(second)
    found = lowered(expression, log_densities=("p", "q"))(double(p=first, q=second))
    assert float(found) == pytest.approx(float(exact), rel=1e-11, abs=float(scale) * 1e-13)


@pytest.mark.parametrize("expression", IN_PLAIN_VALUES, ids=str)
@given(first=st.floats(-30, 30), second=st.floats(0.1, 30))
def test_agrees_with_many_digits_in_plain_values(expression, first, second):
    exact = in_many_digits(expression, x=mpmath.mpf(first), y=mpmath.mpf(second))
    assert float(lowered(expression)(double(x=first, y=second))) == pytest.approx(
        float(exact), rel=1e-11, abs=1e-11
    )


@pytest.mark.parametrize("expression", IN_A_LOGIT, ids=str)
def test_is_finite_in_single_precision_with_a_finite_gradient(expression):
    logits = torch.tensor([-1e4, -1e3, -100.0, -1.0, 0.0, 1.0, 100.0, 1e3, 1e4])
    logits.requires_grad_()
    values = lower(expression, logits=["D"])({"D": logits})
    (gradient,) = torch.autograd.grad(values.sum(), logits)
    assert torch.isfinite(values).all()
    assert torch.isfinite(gradient).all()


@pytest.mark.parametrize(
    ("expression", "at_minus", "at_plus"),
    [(log(D), -1e4, 0.0), (log(1 - D), 0.0, -1e4), (log(D / (1 - D)), -1e4, 1e4)],
    ids=str,
)
def test_does_not_saturate_at_extreme_logits(expression, at_minus, at_plus):
    recipe = lower(expression, logits=["D"])
    values = recipe({"D": torch.tensor([-1e4, 1e4])})
    assert values.tolist() == [at_minus, at_plus]


PLAIN_FORMS = [
    (log(D), lambda d: torch.log(d)),
    (log(1 - D), lambda d: torch.log(1 - d)),
    (D * log(D) + (1 - D) * log(1 - D), lambda d: d * torch.log(d) + (1 - d) * torch.log(1 - d)),
    (log(1 - D / 2), lambda d: torch.log(1 - d / 2)),
    (sqrt(D), lambda d: torch.sqrt(d)),
    (log(D) ** 2, lambda d: torch.log(d) ** 2),
]


@pytest.mark.parametrize(("expression", "plain"), PLAIN_FORMS,
                         ids=[str(expression) for expression, _ in PLAIN_FORMS])
@given(logit=st.floats(-12, 12))
def test_has_the_gradient_of_the_plain_form(expression, plain, logit):
    first = torch.tensor(logit, dtype=torch.float64, requires_grad=True)
    second = torch.tensor(logit, dtype=torch.float64, requires_grad=True)
    recipe = lowered(expression, logits=("D",))
    (found,) = torch.autograd.grad(recipe({"D": first}), first)
    (direct,) = torch.autograd.grad(plain(torch.sigmoid(second)), second)
    assert float(found) == pytest.approx(float(direct), rel=1e-7, abs=1e-9)


ZERO = -float("inf")


@pytest.mark.parametrize(
    ("expression", "log_p", "log_q", "expected"),
    [
        (p * log(p), ZERO, 0.0, 0.0),
        (p * log(2 * p / (p + q)), ZERO, 0.0, 0.0),
        (p * log(2 * p / (p + q)), ZERO, ZERO, 0.0),
        (p * log(p / q), ZERO, ZERO, 0.0),
        (p * log(p / q), 0.0, ZERO, float("inf")),
        (p * log(q), 0.0, ZERO, -float("inf")),
        (log(p + q), ZERO, 0.0, 0.0),
        (q * log(1 - p / (p + q)), 0.0, ZERO, 0.0),
        (p / (p + q), ZERO, 0.0, 0.0),
        (Abs(p - q), ZERO, ZERO, 0.0),
        (p * log(p / q), -1e4, -2e4, 0.0),
    ],
)
def test_takes_zero_times_anything_as_zero(expression, log_p, log_q, expected):
    inputs = {"p": torch.tensor(log_p), "q": torch.tensor(log_q)}
    assert float(lower(expression, log_densities=["p", "q"])(inputs)) == expected


@pytest.mark.parametrize(
    "expression", [p * log(2 * p / (p + q)), q * log(q / (p + q)), p * log(p)], ids=str
)
def test_has_no_nan_in_the_gradient_where_densities_are_zero(expression):
    first = torch.tensor([ZERO, ZERO, 0.0], requires_grad=True)
    second = torch.tensor([ZERO, 0.0, ZERO], requires_grad=True)
    value = lower(expression, log_densities=["p", "q"])({"p": first, "q": second})
    for gradient in torch.autograd.grad(value.sum(), (first, second), allow_unused=True):
        assert gradient is None or torch.isfinite(gradient).all()


def test_names_the_function_that_has_no_torch_form():
    with pytest.raises(NumericsError) as caught:
        lower(sympy.LambertW(x))
    assert str(caught.value) == "LambertW in LambertW(x) has no torch form"


def test_refuses_a_number_that_is_not_real():
    with pytest.raises(NumericsError) as caught:
        lower(log(sympy.Integer(-2)) * x)
    assert str(caught.value).endswith("is not a real number")
