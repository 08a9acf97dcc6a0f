"""Fits linear models over hashed features: logistic regression, and its conditional form over rival candidates.

Input: hashed features of examples or of candidates in groups. Output: a weight for every bucket. Both losses are convex
and minimised by L-BFGS from zero, so that a fit depends on nothing but its data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Features = NDArray[np.int32]
Weights = NDArray[np.float64]


def fit_binary(examples: Sequence[Features], labels: NDArray[np.bool_], size: int, penalty: float) -> Weights:
    """Logistic regression with an L2 penalty."""
    matrix, used = _matrix(examples, size)
    transposed = matrix.T.tocsr()
    signs = np.where(labels, 1.0, -1.0)

    def loss(weights: Weights) -> tuple[float, Weights]:
        margins = signs * (matrix @ weights)
        slope = -signs / (1.0 + np.exp(np.minimum(margins, 500)))
        value = np.logaddexp(0, -margins).sum() + 0.5 * penalty * weights @ weights
        return value, transposed @ slope + penalty * weights

    return _minimised(loss, used, size)


def fit_choice(groups: Sequence[tuple[Sequence[Features], Sequence[float]]], size: int, penalty: float) -> Weights:
    """Conditional logit: in each group the candidates with the highest gain share the target."""
    matrix, used = _matrix([features for candidates, _ in groups for features in candidates], size)
    transposed = matrix.T.tocsr()
    starts = np.cumsum([0, *(len(gains) for _, gains in groups[:-1])])
    group_of = np.repeat(np.arange(len(groups)), [len(gains) for _, gains in groups])
    target = np.concatenate([_target(gains) for _, gains in groups])

    def loss(weights: Weights) -> tuple[float, Weights]:
        scores = matrix @ weights
        highest = np.maximum.reduceat(scores, starts)
        raised = np.exp(scores - highest[group_of])
        totals = np.add.reduceat(raised, starts)
        value = (np.log(totals) + highest).sum() - target @ scores + 0.5 * penalty * weights @ weights
        return value, transposed @ (raised / totals[group_of] - target) + penalty * weights

    return _minimised(loss, used, size)


def _target(gains: Sequence[float]) -> Weights:
    best = np.array(gains) >= max(gains) - 1e-9
    return best / best.sum()


def _matrix(examples: Sequence[Features], size: int) -> tuple[csr_matrix, NDArray[np.int64]]:
    """One row an example over the buckets that occur, and which these are."""
    ends = np.cumsum([0, *(len(features) for features in examples)])
    buckets = np.concatenate(examples)
    used, columns = np.unique(buckets, return_inverse=True)
    assert used[-1] < size
    return csr_matrix((np.ones(len(buckets)), columns, ends), shape=(len(examples), len(used))), used


def _minimised(
    loss: Callable[[Weights], tuple[float, Weights]], used: NDArray[np.int64], size: int, rounds: int = 80
) -> Weights:
    found = minimize(loss, np.zeros(len(used)), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    weights = np.zeros(size)
    weights[used] = found.x
    return weights
