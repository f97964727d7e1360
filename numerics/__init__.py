"""What is seen: GANs trained in torch and held against the proved results.

`numerics` imports `derivations`, never the other way round.
"""
