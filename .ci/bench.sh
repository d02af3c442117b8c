#!/usr/bin/env bash
# Runs the benchmarks, or the one named in NAME, in Release on a durable cluster of their own, and prints a line each.
set -euo pipefail
cd "$(dirname "$0")/.."

.ci/install.sh bench
mkdir -p .data
log=.data/bench.log
export SURVEY_BENCH=$PWD/.data/bench.txt
: > "$SURVEY_BENCH"
SURVEY_TEST_POSTGRES=$(db/cluster.sh start .data/bench admin)
export SURVEY_TEST_POSTGRES
trap 'db/cluster.sh stop .data/bench' EXIT

# The runs of faults, which print what was acknowledged, lost and doubled, have names too: clock, failover, restore.
filter="TestCategory=Bench"
[ -z "${NAME:-}" ] || filter="(TestCategory=Bench|TestCategory=Fault)&Name=${NAME^}"
dotnet build Survey.Tests -c Release --nologo -v quiet > "$log" 2>&1 &&
  dotnet test Survey.Tests -c Release --no-build --nologo --filter "$filter" -- NUnit.ExplicitMode=Relaxed >> "$log" 2>&1 ||
  { tail -n 30 "$log" >&2; exit 1; }
[ -s "$SURVEY_BENCH" ] || { echo "There is no benchmark '${NAME:-}'." >&2; exit 1; }
cat "$SURVEY_BENCH"
