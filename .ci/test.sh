#!/usr/bin/env bash
# Runs every test; the last line alone is "N passed, N failed, N skipped" and the exit status is true to it.
set -uo pipefail
cd "$(dirname "$0")/.."

.ci/install.sh test || exit 1
mkdir -p .data
log=.data/test.log
dotnet build Survey.sln --nologo -v quiet -warnaserror || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
dotnet test Survey.Tests --no-build --nologo "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
db/cluster.sh stop .data/test

count() { sed -n "s/.*$1: *\([0-9]*\),.*/\1/p" "$log" | tail -n 1; }
passed=$(count Passed) failed=$(count Failed) skipped=$(count Skipped)
[ -n "$passed" ] || { passed=0; failed=1; skipped=0; }
[ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
