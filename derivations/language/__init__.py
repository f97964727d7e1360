"""The words of the field: expressions as written, densities, divergences, claims."""

from .claims import (
    Bound,
    Comparison,
    Claim,
    Conjugate,
    Convexity,
    EqualityCase,
    Extremum,
    Hypotheses,
    Statement,
    argmax,
    argmin,
    compare,
    equality_case,
    infimum,
    statement,
    supremum,
)
from .divergences import JSD, KL, TV, Div, optimal_discriminator, unfold, value
from .functions import (
    Rational,
    absolute,
    exp,
    integer,
    log,
    maximum,
    minimum,
    oo,
    pi,
    real,
    reals,
    sigmoid,
    softplus,
    sqrt,
)
from .measures import E, Int, densities, density, function, null_function
from .tokens import ClaimError
from .written import Derivative, Name, Relation, Written, written
