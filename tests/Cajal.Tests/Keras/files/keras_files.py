# Files of weights as Keras 2 and Keras 3 lay them out, written with h5py, and what their networks answer by Keras's formulas in NumPy.
#   keras_files.py FOLDER    writes two.h5, three.weights.h5 and io.npz
import sys
import h5py
import numpy as np

rng = np.random.default_rng(5)


def draw(*shape):
    return (rng.standard_normal(shape) * 0.5).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


LAYERS = {
    "conv2d": [("kernel", draw(3, 3, 1, 2)), ("bias", draw(2))],
    "batch_normalization": [("gamma", draw(2) + 1), ("beta", draw(2)), ("moving_mean", draw(2)), ("moving_variance", np.abs(draw(2)) + 0.5)],
    "dense": [("kernel", draw(32, 3)), ("bias", draw(3))],
    "embedding": [("embeddings", draw(7, 3))],
    "lstm": [("kernel", draw(3, 16)), ("recurrent_kernel", draw(4, 16)), ("bias", draw(16))],
    "gru": [("kernel", draw(4, 15)), ("recurrent_kernel", draw(5, 15)), ("bias", draw(2, 15))],
    "dense_1": [("kernel", draw(5, 2)), ("bias", draw(2))],
}
W = {layer: dict(weights) for layer, weights in LAYERS.items()}


# Pictures [n, 6, 6, 1]: convolution without padding, norm with epsilon 0.001, relu, flatten in the order of height, width, channels, dense.
def pictures(x):
    kernel = W["conv2d"]["kernel"]
    y = np.zeros((len(x), 4, 4, 2), np.float32)
    for h in range(4):
        for w in range(4):
            y[:, h, w] = np.tensordot(x[:, h : h + 3, w : w + 3], kernel, 3) + W["conv2d"]["bias"]
    norm = W["batch_normalization"]
    y = (y - norm["moving_mean"]) / np.sqrt(norm["moving_variance"] + 1e-3) * norm["gamma"] + norm["beta"]
    return np.maximum(y, 0).reshape(len(x), 32) @ W["dense"]["kernel"] + W["dense"]["bias"]


# Words [n, 5]: embedding, LSTM (i, f, c, o), GRU (z, r, h; the reset gate behind the product), dense on the last state.
def words(x):
    steps = W["embedding"]["embeddings"][x]
    w, h, c = W["lstm"], np.zeros((len(x), 4), np.float32), np.zeros((len(x), 4), np.float32)
    states = []
    for t in range(x.shape[1]):
        i, f, g, o = np.split(steps[:, t] @ w["kernel"] + h @ w["recurrent_kernel"] + w["bias"], 4, 1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        states.append(h)
    w, h = W["gru"], np.zeros((len(x), 5), np.float32)
    for state in states:
        xz, xr, xh = np.split(state @ w["kernel"] + w["bias"][0], 3, 1)
        hz, hr, hh = np.split(h @ w["recurrent_kernel"] + w["bias"][1], 3, 1)
        z, r = sigmoid(xz + hz), sigmoid(xr + hr)
        h = z * h + (1 - z) * np.tanh(xh + r * hh)
    return h @ W["dense_1"]["kernel"] + W["dense_1"]["bias"]


def keras2(path):
    with h5py.File(path, "w") as file:
        root = file.create_group("model_weights")
        root.attrs["layer_names"] = [n.encode() for n in LAYERS]
        for layer, weights in LAYERS.items():
            group = root.create_group(layer)
            inner = layer + ("/" + layer + "_cell" if layer in ("lstm", "gru") else "")
            names = [f"{inner}/{name}:0" for name, _ in weights]
            group.attrs["weight_names"] = [n.encode() for n in names]
            for name, (_, values) in zip(names, weights):
                group.create_dataset(name, data=values)
        file.create_group("optimizer_weights").create_dataset("iteration:0", data=np.int64(3))


def keras3(path):
    with h5py.File(path, "w") as file:
        for layer, weights in LAYERS.items():
            group = file.create_group(f"layers/{layer}/{'cell/' if layer in ('lstm', 'gru') else ''}vars")
            for i, (_, values) in enumerate(weights):
                group.create_dataset(str(i), data=values)
        file.create_group("layers/dropout/seed_generator/vars").create_dataset("0", data=np.zeros(2, np.int64))
        file.create_group("optimizer/vars").create_dataset("0", data=np.int64(3))


# Weights that lie in other files, as a file that one did not write oneself may say.
def elsewhere(path):
    with h5py.File(path, "w") as file:
        file.create_group("dense").create_dataset("kernel:0", (2, 3), dtype="<f4", external=[("other.bin", 0, 24)])


def virtual(path):
    with h5py.File(path, "w", libver="latest") as file:
        layout = h5py.VirtualLayout(shape=(2, 3), dtype="<f4")
        layout[:] = h5py.VirtualSource("other.h5", "kernel", shape=(2, 3))
        file.create_group("dense").create_virtual_dataset("kernel:0", layout)


folder = sys.argv[1]
elsewhere(f"{folder}/elsewhere.h5")
virtual(f"{folder}/virtual.h5")
keras2(f"{folder}/two.h5")
keras3(f"{folder}/three.weights.h5")
x = rng.standard_normal((3, 6, 6, 1)).astype(np.float32)
tokens = rng.integers(0, 7, (3, 5))
np.savez(f"{folder}/io.npz", x=x, y=pictures(x).astype(np.float32), tokens=tokens, z=words(tokens).astype(np.float32))
