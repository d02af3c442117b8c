#!/usr/bin/env bash
# Runs every test, or those whose full name contains NAME. ALL=1 makes every trial of the long searches, else a fifth of them.
# The last line is "N passed, N failed, N skipped", and the exit status agrees with it.
set -uo pipefail
cd "$(dirname "$0")/.."

.ci/install.sh test || exit 1
mkdir -p .data
log=.data/test.log
results=$PWD/.data/test.trx
rm -f "$results"
dotnet build Survey.sln --nologo -v quiet -warnaserror || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
# Some tests only wait for other programs, so more tests run at once than there are cores.
workers=$(($(nproc) * 3 / 2))
filter=()
[ -z "${NAME:-}" ] || filter=(--filter "FullyQualifiedName~$NAME")
export SURVEY_ALL=${ALL:-}
dotnet test Survey.Tests --no-build --nologo --logger "console;verbosity=minimal" --logger "trx;LogFileName=$results" \
  "${filter[@]}" "$@" -- NUnit.NumberOfTestWorkers="$workers" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
db/cluster.sh remove .data/test

if [ -e "$results" ]; then
  ! grep -q "the real ratings are not tried" "$results" ||
    echo "The tests of the real ratings were skipped: there are none beside the checkout."
  # Again at the end, where they are seen, each with its message.
  sed -n '/^  Failed /,/Stack Trace:/{/Stack Trace:/!p}' "$log" | cut -c 1-400 | head -n 100
  echo "The slowest:"
  grep -o '<UnitTestResult [^>]*' "$results" | sed -E 's/.* testName="([^"]*)".* duration="00:([0-9:.]{8}).*/  \2  \1/' |
    sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | sort -r | cut -c 1-140 | head -n 10
fi
count() { sed -n "s/.*$1: *\([0-9]*\),.*/\1/p" "$log" | tail -n 1; }
passed=$(count Passed) failed=$(count Failed) skipped=$(count Skipped)
[ -n "$passed" ] || { passed=0; failed=1; skipped=0; }
[ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
