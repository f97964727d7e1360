"""The theory of generative adversarial networks: a file a result, in the order of a textbook."""

PAGES = (
    "value_as_integral",
    "pointwise_maximiser",
    "optimal_discriminator",
    "value_at_optimum",
    "jensen_shannon",
    "minimum_over_generators",
)
