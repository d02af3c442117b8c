#!/usr/bin/env bash
# Formats every file with CSharpier; "check" only says which files are not formatted, and which lines are too long.
set -euo pipefail
cd "$(dirname "$0")"
dotnet tool restore --verbosity quiet
if [ "${1:-}" != check ]; then
  exec dotnet csharpier format .. --log-level warning
fi
dotnet csharpier check .. --log-level warning
cd ..
# CSharpier breaks neither texts nor comments, and does not read Razor files.
long=$(git ls-files --cached --others --exclude-standard '*.cs' '*.razor' | xargs grep -nE '^.{141,}' || true)
[ -z "$long" ] || { cut -c 1-120 <<< "$long" >&2; echo "Lines of more than 140 columns: break them." >&2; exit 1; }
