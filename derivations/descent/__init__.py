"""Which divergence a generator descends that minimises E(q, h(D)) with D held at p/(p + q).

Where D is held, the derivative of the loss in q at a point is h(D) there. That of D_f(p ‖ q) is
f(u) − u f′(u) with u = p/q = D/(1 − D). They agree up to a constant, which no law can feel, exactly
when f″(u) = −h′(D)/(u (1 + u)²); so f is convex exactly when h is non-increasing.
"""
