#!/usr/bin/env bash
# A copy of a private cluster that runs, for tests: standby.sh DATA PORT FOLDER follow|stay
# "follow" makes a standby that streams from it, "stay" a backup that is restored as it is. Prints its connection string.
set -euo pipefail
data=$1 port=$2 folder=$3 kind=$4
from=$(dirname "$data")
as=()
[ "$(id -u)" != 0 ] || as=(runuser -u postgres --)
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -x "$bin/pg_basebackup" ] || bin=$(dirname "$(command -v pg_basebackup)")

rm -rf "$folder"
mkdir -p "$folder"
cp -p "$from/password" "$from/program-password" "$folder/"
[ "$(id -u)" != 0 ] || chown -R postgres: "$folder"
PGPASSWORD=$("${as[@]}" cat "$folder/password")
export PGPASSWORD
recovery=()
[ "$kind" != follow ] || recovery=(-R)
(cd / && "${as[@]}" "$bin/pg_basebackup" -h 127.0.0.1 -p "$port" -U postgres -D "$folder/data" -X stream -c fast "${recovery[@]}")
# Stopped clusters leave no process number behind; a copy of a running one would.
rm -f "$folder/data/postmaster.pid"
