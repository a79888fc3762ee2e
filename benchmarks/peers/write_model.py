#!/usr/bin/env python3
"""Writes 784-128-64-10 with ReLU as an ONNX model, x [n, 784] to y [n, 10]: what ort_mlp predicts with. Usage: write_model.py FILE"""
import sys

import numpy as np
from onnx import TensorProto, helper, numpy_helper, save

random, sizes = np.random.default_rng(0), (784, 128, 64, 10)
nodes, weights, last = [], [], "x"
for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
    w = (random.uniform(-1, 1, (outputs, inputs)) * np.sqrt(6 / inputs)).astype(np.float32)
    weights += [numpy_helper.from_array(w, f"w{i}"), numpy_helper.from_array(np.zeros(outputs, np.float32), f"b{i}")]
    result = "y" if outputs == sizes[-1] else f"z{i}"
    nodes.append(helper.make_node("Gemm", [last, f"w{i}", f"b{i}"], [result], transB=1))
    if result != "y":
        nodes.append(helper.make_node("Relu", [result], [f"h{i}"]))
        last = f"h{i}"
graph = helper.make_graph(nodes, "mlp", [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", 784])],
                          [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n", 10])], weights)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
model.ir_version = 8
save(model, sys.argv[1])
