#!/usr/bin/env python3
"""scikit-learn's MLPClassifier at the workloads of Cajal's peers program, as near as it comes: a step is partial_fit on one batch."""
import warnings

import bench

given = bench.arguments(__doc__)

import numpy as np  # noqa: E402  (after the environment is set)
import sklearn  # noqa: E402
from sklearn.neural_network import MLPClassifier  # noqa: E402

warnings.simplefilter("ignore")
random = np.random.default_rng(0)


def pictures(count, features):
    return random.standard_normal((count, features), dtype=np.float32), random.integers(10, size=count)


def network(hidden, batch, **how):
    return MLPClassifier(hidden_layer_sizes=hidden, batch_size=batch, learning_rate_init=1e-3, alpha=0.0, max_iter=1, **how)


def tell(name, metric, seconds, samples, variant, unit="us"):
    bench.tell(given, name, "sklearn", sklearn.__version__, metric, seconds, samples, variant, unit)


def time_steps(name, hidden, batches, classes, **how):
    model = network(hidden, len(batches[0][1]), **how)
    model.partial_fit(*batches[0], classes=classes)

    def run(steps):
        for i in range(steps):
            model.partial_fit(*batches[i % len(batches)])
    tell(name, "train_step", bench.time_blocks(given, run), len(batches[0][1]), "partial_fit")


ten = np.arange(10)
for name, batch in (("T1-mlp-mnist-b64", 64), ("T1b-mlp-mnist-b256", 256), ("T1b-mlp-mnist-b1024", 1024)):
    if bench.is_wanted(given, name):
        time_steps(name, (128, 64), [pictures(batch, 784) for _ in range(bench.BATCHES)], ten)
if bench.is_wanted(given, "T2-mlp-wide-b256"):
    time_steps("T2-mlp-wide-b256", (1024, 1024, 1024), [pictures(256, 1024) for _ in range(bench.BATCHES)], ten,
               solver="sgd", momentum=0.9, nesterovs_momentum=False)
if bench.is_wanted(given, "T3-xor-tiny"):
    table = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float32), np.array([0, 1, 1, 0])
    time_steps("T3-xor-tiny", (8,), [table], [0, 1], solver="sgd", momentum=0.0, activation="tanh")
if bench.is_wanted(given, "T8-epoch-mnist"):
    x, y = pictures(60000, 784)
    tell("T8-epoch-mnist", "epoch", bench.time_blocks(given, lambda n: network((128, 64), 64).fit(x, y), blocks=3, whole=True), 60000, "fit", "s")
for name, batch in (("I1-mlp-b1", 1), ("I2-mlp-b256", 256)):
    if bench.is_wanted(given, name):
        model = network((128, 64), 64).fit(*pictures(1000, 784))
        x = pictures(batch, 784)[0]

        def run(times):
            for _ in range(times):
                model.predict_proba(x)
        tell(name, "latency" if batch == 1 else "batch_time", bench.time_blocks(given, run), batch, "predict_proba")
