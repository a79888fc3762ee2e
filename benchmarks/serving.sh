#!/usr/bin/env bash
# cajal serve under load: T1's network (784-128-64-10) trained on drawn digits, asked as often as it goes, at half that rate, in lists, across swaps of its files, and while it stops.
# serving.sh [SECONDS of each part (10)] [SECONDS of the soak with swaps (600)]
set -euo pipefail
cd "$(dirname "$0")/.."
part=${1:-10} soak=${2:-600} port=${PORT:-18080}
work=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi; rm -rf "$work"' EXIT
export DOTNET_NOLOGO=1

dotnet build -c Release apps/Cajal.Cli -v quiet
dotnet build -c Release benchmarks/Cajal.Benchmarks -v quiet
cajal() { dotnet apps/Cajal.Cli/bin/Release/net10.0/Cajal.Cli.dll "$@"; }
load() { dotnet benchmarks/Cajal.Benchmarks/bin/Release/net10.0/Cajal.Benchmarks.dll load --port "$port" --pid "$server" "$@"; }
start() {
  dotnet apps/Cajal.Cli/bin/Release/net10.0/Cajal.Cli.dll serve "$work/run" --port "$port" "$@" > "$work/out" 2> "$work/log" &
  server=$!
  until grep -q Listening "$work/out"; do sleep 0.1; kill -0 "$server" || { cat "$work/log"; exit 1; }; done
}
stop() { kill -TERM "$server"; wait "$server"; server=; }

for seed in 1 2; do
  cajal train digits --layers 128,64 --epochs 2 --seed "$seed" --run "$work/$seed" > "$work/train" 2>&1
done
cp -r "$work/1" "$work/run"

start
load --seconds 5 > /dev/null
echo "# as often as it goes"; full=$(load --seconds "$part"); echo "$full"
rate=$(echo "$full" | sed -n 's/.*"requests_per_s": \([0-9]*\).*/\1/p')
echo "# at half that rate"; load --seconds "$part" --rate $((rate / 2))
echo "# lists of 32"; load --seconds "$part" --rows 32
stop
start --batch 1
load --seconds 5 > /dev/null
echo "# requests apart (--batch 1)"; load --seconds "$part"
stop

start
echo "# soak with a swap every five seconds"
load --seconds "$soak" > "$work/soak" &
soaking=$!
version=1
while kill -0 $soaking 2>/dev/null; do
  sleep 5
  version=$((3 - version))
  # A folder appears at once or not at all.
  cp -r "$work/$version/model" "$work/next" && mv "$work/run/model" "$work/old" && mv "$work/next" "$work/run/model" && rm -rf "$work/old"
done
wait $soaking || { cat "$work/soak"; tail "$work/log"; exit 1; }
cat "$work/soak"
echo "# versions served: $(( $(grep -c 'A new version' "$work/log") + 1 ))"
echo "# stopped under load"
load --seconds 4 --stops > "$work/stop" &
soaking=$!
sleep 2
stop
wait $soaking
cat "$work/stop"
