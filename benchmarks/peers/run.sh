#!/usr/bin/env bash
# Cajal and the peers take turns on this machine; prints the table.
#   run.sh [--only T1,I1] [--threads "1 2"] [--rounds 3] [--peers "cajal floor blas pytorch sklearn ort"] [--out FILE] [--quick]
# PYTHON names the Python that has torch and sklearn; ORT_LIB the library of ONNX Runtime. A peer that is not there is left out.
set -u
cd "$(dirname "$0")"
root=$(cd ../.. && pwd) folder=$root/artifacts/peers
only=T1,T2,T3,T8,I1-mlp,I2-mlp threads="1 2" rounds=3 out=$folder/results.jsonl peers="cajal floor blas pytorch sklearn ort" times=()
while [ $# -gt 0 ]; do
  case $1 in
    --only) only=$2; shift 2 ;;
    --threads) threads=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    --peers) peers=$2; shift 2 ;;
    --out) out=$2; shift 2 ;;
    --quick) times=(--blocks 5 --block-s 0.05); shift ;;
    *) echo "run.sh does not know $1" >&2; exit 2 ;;
  esac
done
dotnet build "$root/benchmarks/Cajal.Benchmarks" -c Release -v quiet --nologo >&2 || exit 1
cajal=$root/benchmarks/Cajal.Benchmarks/bin/Release/net10.0/Cajal.Benchmarks
./build.sh "$folder" >&2

# OpenBLAS takes a processor with 512 bits for one with 256 unless told; and what a shell has pinned must not count.
unset OPENBLAS_CORETYPE OMP_WAIT_POLICY
grep -qs avx512f /proc/cpuinfo && export OPENBLAS_CORETYPE=SkylakeX
measure() { OMP_NUM_THREADS=$n OPENBLAS_NUM_THREADS=$n "$@" --only "$only" --threads "$n" "${times[@]}" >> "$out"; }

: > "$out"
for round in $(seq "$rounds"); do
  for n in $threads; do
    for peer in $peers; do
      echo "round $round, $n threads: $peer" >&2
      case $peer in
        cajal) measure "$cajal" peers ;;
        floor) measure "$cajal" floor ;;
        blas) [ -x "$folder/blas_mlp" ] && measure "$folder/blas_mlp" ;;
        pytorch) measure "${PYTHON:-python3}" pytorch_mlp.py ;;
        sklearn) measure "${PYTHON:-python3}" sklearn_mlp.py ;;
        ort) [ -n "${ORT_LIB-}" ] && [ -x "$folder/ort_mlp" ] && measure "$folder/ort_mlp" --lib "$ORT_LIB" --model "$folder/mlp.onnx" ;;
        *) echo "there is no peer called $peer" >&2 ;;
      esac
    done
  done
done
"$cajal" table --of "$out"
