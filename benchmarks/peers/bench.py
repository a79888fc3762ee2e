"""What the Python peers share: which workloads are wanted, how one is timed, and the line of JSON that says the result.

A workload is warmed up for a while and its block made long enough; then blocks are timed, and the median block counts."""
import argparse
import json
import os
import statistics
import time

BATCHES = 32  # different batches, used in turn


def arguments(about):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--only", default="", help="names, separated by commas; T1 stands for T1-... and T1b-...")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--blocks", type=int, default=15)
    parser.add_argument("--block-s", type=float, default=0.1)
    parser.add_argument("--warm-s", type=float, default=1.0)
    parser.add_argument("--model", default="mlp.onnx", help="(ONNX Runtime) where the model is or shall be")
    parser.add_argument("--write-model", action="store_true", help="(ONNX Runtime) write the model and stop")
    given = parser.parse_args()
    # Read by the libraries when they are loaded: so before they are imported.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = str(given.threads)
    if has_avx512():
        os.environ["OPENBLAS_CORETYPE"] = "SkylakeX"
        os.environ.setdefault("ATEN_CPU_CAPABILITY", "avx512")
    return given


def has_avx512():
    try:
        with open("/proc/cpuinfo") as file:
            return "avx512f" in file.read()
    except OSError:
        return False


def is_wanted(given, name):
    if not given.only:
        return True
    groups = [wish.strip() for wish in given.only.split(",")]
    return any(name == g or name.startswith(g + "-") or name.startswith(g + "b-") for g in groups)


def time_blocks(given, work, blocks=None, whole=False):
    """Seconds per run in each block; work(n) does n runs. With whole, a block is one run however long it takes."""
    runs, until = 1, time.perf_counter() + (0 if whole else given.warm_s)
    while True:
        begin = time.perf_counter()
        work(runs)
        took = time.perf_counter() - begin
        if whole or (took >= given.block_s and time.perf_counter() > until):
            break
        if took < given.block_s:
            runs = max(runs + 1, int(runs * min(4, 1.15 * given.block_s / max(took, 1e-7))))
    seconds = []
    for _ in range(blocks or given.blocks):
        begin = time.perf_counter()
        work(runs)
        seconds.append((time.perf_counter() - begin) / runs)
    return seconds


def tell(given, workload, peer, version, metric, seconds, samples, variant, unit="us"):
    factor = {"us": 1e6, "s": 1}[unit]
    middle = statistics.median(seconds)
    five = lambda value: float(f"{value:.5g}")
    print(json.dumps({
        "workload": workload, "peer": peer, "version": version, "threads": given.threads, "metric": metric,
        "median": five(middle * factor), "min": five(min(seconds) * factor), "max": five(max(seconds) * factor),
        "unit": unit, "samples_per_s": five(samples / middle), "variant": variant}), flush=True)
