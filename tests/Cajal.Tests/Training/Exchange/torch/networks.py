# Networks of PyTorch beside Cajal's.
#   networks.py make FOLDER    trains them a little; writes NAME.safetensors (weights) and NAME.io.safetensors (x, y)
#   networks.py check FOLDER   loads NAME.cajal.safetensors, predicts for the x of NAME.io.safetensors and prints the largest difference from its y
import json, struct, sys
import torch
from torch import nn


def write(path, tensors):
    header, at, parts = {}, 0, []
    for name, tensor in tensors.items():
        data = tensor.detach().contiguous().numpy().tobytes()
        kind = {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype]
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [at, at + len(data)]}
        at += len(data)
        parts.append(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def read(path):
    with open(path, "rb") as file:
        bytes = file.read()
    (length,) = struct.unpack("<Q", bytes[:8])
    tensors = {}
    for name, entry in json.loads(bytes[8 : 8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        kind = {"F32": torch.float32, "I64": torch.int64}[entry["dtype"]]
        data = bytearray(bytes[8 + length + begin : 8 + length + end])
        tensors[name] = torch.frombuffer(data, dtype=kind).reshape(entry["shape"]).clone()
    return tensors


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(4, 6)
        self.last = nn.Linear(6, 3)

    def forward(self, x):
        return self.last(torch.tanh(self.first(x)))


class Pictures(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.BatchNorm2d(2), nn.ReLU(), nn.MaxPool2d(2))
        self.classifier = nn.Linear(18, 3)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


class Steps(nn.Module):
    def __init__(self, kind):
        super().__init__()
        self.rnn = kind(3, 4, num_layers=2, batch_first=True)
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        return self.head(self.rnn(x)[0][:, -1])


NETWORKS = {
    "mlp": (Mlp, (4,)),
    "pictures": (Pictures, (1, 6, 6)),
    "lstm": (lambda: Steps(nn.LSTM), (5, 3)),
    "gru": (lambda: Steps(nn.GRU), (5, 3)),
    "transformer": (lambda: nn.TransformerEncoderLayer(8, 2, dim_feedforward=12, batch_first=True), (5, 8)),
}


def make(folder):
    for name, (build, example) in NETWORKS.items():
        torch.manual_seed(7)
        network = build()
        adam = torch.optim.Adam(network.parameters(), 0.01)
        x = torch.randn(16, *example) * 2 + 1
        target = torch.randn_like(network(x))
        for _ in range(30):
            adam.zero_grad()
            nn.functional.mse_loss(network(x), target).backward()
            adam.step()
        network.eval()
        with torch.no_grad():
            write(f"{folder}/{name}.safetensors", network.state_dict())
            write(f"{folder}/{name}.io.safetensors", {"x": x[:3], "y": network(x[:3])})


def check(folder):
    for name, (build, _) in NETWORKS.items():
        network = build().eval()
        network.load_state_dict(read(f"{folder}/{name}.cajal.safetensors"))
        given = read(f"{folder}/{name}.io.safetensors")
        with torch.no_grad():
            print(name, (network(given["x"]) - given["y"]).abs().max().item())


{"make": make, "check": check}[sys.argv[1]](sys.argv[2])
