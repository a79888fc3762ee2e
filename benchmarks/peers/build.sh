#!/usr/bin/env bash
# Compiles the C programs, and the ONNX model, into a folder (default: artifacts/peers in the repository). What cannot be built is left out and said.
set -u
cd "$(dirname "$0")"
folder=${1:-../../artifacts/peers}
mkdir -p "$folder"
attempt() {
  local name=$1; shift
  if "$@" 2> "$folder/$name.log"; then echo "built $name"; else echo "no $name (see $folder/$name.log)"; fi
}
fast="-O3 -march=native -mprefer-vector-width=512"
[ "$(uname -m)" = x86_64 ] || fast="-O3 -mcpu=native"
attempt blas_gemm ${CC:-cc} $fast -o "$folder/blas_gemm" blas_gemm.c -lopenblas -lm
attempt blas_mlp ${CC:-cc} $fast -ffast-math -fopenmp -o "$folder/blas_mlp" blas_mlp.c -lopenblas -lm
attempt ort_mlp ${CC:-cc} -O2 -o "$folder/ort_mlp" ort_mlp.c -ldl
attempt mlp.onnx "${PYTHON:-python3}" write_model.py "$folder/mlp.onnx"
