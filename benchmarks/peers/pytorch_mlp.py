#!/usr/bin/env python3
"""PyTorch at the workloads of Cajal's peers program, eager, with a grouped optimizer, traced, and compiled where it can be."""
import sys

import bench

given = bench.arguments(__doc__)

import torch  # noqa: E402  (after the environment is set)
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402

torch.set_num_threads(given.threads)
torch.set_flush_denormal(True)
torch.manual_seed(0)


def perceptron(sizes, activation=nn.ReLU):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers[:-1])


def pictures(features, batch):
    return [(torch.randn(batch, features), torch.randint(10, (batch,))) for _ in range(bench.BATCHES)]


def truth_table(_):
    x = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    return [(x, torch.tensor([[0.0], [1], [1], [0]]))] * bench.BATCHES


MNIST, WIDE = (784, 128, 64, 10), (1024, 1024, 1024, 1024, 10)
STEPS = {
    "T1-mlp-mnist-b64": (64, lambda: perceptron(MNIST), lambda b: pictures(784, b), "adam", F.cross_entropy),
    "T1b-mlp-mnist-b256": (256, lambda: perceptron(MNIST), lambda b: pictures(784, b), "adam", F.cross_entropy),
    "T1b-mlp-mnist-b1024": (1024, lambda: perceptron(MNIST), lambda b: pictures(784, b), "adam", F.cross_entropy),
    "T2-mlp-wide-b256": (256, lambda: perceptron(WIDE), lambda b: pictures(1024, b), "momentum", F.cross_entropy),
    "T3-xor-tiny": (4, lambda: perceptron((2, 8, 1), nn.Tanh), truth_table, "sgd", F.binary_cross_entropy_with_logits),
}


def optimizer(kind, parameters, **how):
    if kind == "adam":
        return torch.optim.Adam(parameters, lr=1e-3, **how)
    return torch.optim.SGD(parameters, lr=0.01, momentum=0.9, **how) if kind == "momentum" else torch.optim.SGD(parameters, lr=0.1, **how)


def forms(model, example):
    """The model as it is, traced, and compiled."""
    yield "eager", model
    yield "traced", torch.jit.trace(model, example)
    if hasattr(torch, "compile"):
        yield "compiled", torch.compile(model)


def stepper(model, rule, loss):
    def step(x, y):
        rule.zero_grad(set_to_none=True)
        loss(model(x), y).backward()
        rule.step()
    return step


def attempt(variant, work):
    try:
        work()
    except Exception as error:  # a way that this version lacks must not cost the others
        print(f"left out: {variant}: {error!r:.150}", file=sys.stderr)


def time_steps(name):
    batch, make, draw, kind, loss = STEPS[name]
    for grouping in ("foreach", "fused"):
        for form in ("eager", "traced", "compiled"):
            def work():
                pool, model = draw(batch), make()
                named = dict(forms(model, pool[0][0]))
                if form not in named:
                    return
                step = stepper(named[form], optimizer(kind, model.parameters(), **{grouping: True}), loss)

                def run(steps):
                    for i in range(steps):
                        step(*pool[i % bench.BATCHES])
                bench.tell(given, name, "pytorch", torch.__version__, "train_step", bench.time_blocks(given, run), batch, f"{form}, {grouping}")
            attempt(f"{name} {form}, {grouping}", work)


def time_epoch(name):
    x, y = torch.randn(60000, 784), torch.randint(10, (60000,))
    model = perceptron(MNIST)
    step = stepper(model, optimizer("adam", model.parameters(), foreach=True), F.cross_entropy)

    def run(_):
        for rows in torch.randperm(60000).split(64):
            step(x[rows], y[rows])
    bench.tell(given, name, "pytorch", torch.__version__, "epoch", bench.time_blocks(given, run, blocks=5, whole=True), 60000, "by index", "s")


def time_predictions(name, batch):
    x = torch.randn(batch, 784)

    def frozen():
        with torch.no_grad():
            return torch.jit.freeze(torch.jit.trace(perceptron(MNIST).eval(), x))
    ways = {"eager": lambda: perceptron(MNIST).eval(), "frozen": frozen, "optimized": lambda: torch.jit.optimize_for_inference(frozen())}
    if hasattr(torch, "compile"):
        ways["compiled"] = lambda: torch.compile(perceptron(MNIST).eval())
    for variant, make in ways.items():
        def work():
            model = make()

            def run(times):
                with torch.inference_mode():
                    for _ in range(times):
                        model(x)
            metric = "latency" if batch == 1 else "batch_time"
            bench.tell(given, name, "pytorch", torch.__version__, metric, bench.time_blocks(given, run), batch, variant)
        attempt(f"{name} {variant}", work)


for name in STEPS:
    if bench.is_wanted(given, name):
        time_steps(name)
if bench.is_wanted(given, "T8-epoch-mnist"):
    time_epoch("T8-epoch-mnist")
for name, batch in (("I1-mlp-b1", 1), ("I2-mlp-b256", 256)):
    if bench.is_wanted(given, name):
        time_predictions(name, batch)
