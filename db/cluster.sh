#!/usr/bin/env bash
# Private PostgreSQL cluster in a folder. Usage: db/cluster.sh start|stop|remove FOLDER [admin|throwaway]
# "start" creates the cluster if it is missing, starts it, and prints an Npgsql connection string of the owner of the database, who is no
# superuser. With "admin" or "throwaway": of the superuser. "throwaway" turns durability off, for tests only.
# "remove" stops the cluster and deletes its folder.
set -euo pipefail

action=$1
folder=$(realpath -m "$2")
mode=${3:-durable}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -x "$bin/initdb" ] || bin=$(dirname "$(command -v initdb || echo /missing/initdb)")
[ -x "$bin/initdb" ] || {
  echo "PostgreSQL's server programs are not installed: install the package 'postgresql' and try again." >&2
  exit 1
}

# PostgreSQL refuses to run as root. For root the user postgres owns the cluster and needs access to its folder.
as=()
if [ "$(id -u)" = 0 ]; then
  as=(runuser -u postgres --)
  parent=$folder
  while [ ! -d "$parent" ]; do parent=$(dirname "$parent"); done
  if ! "${as[@]}" test -x "$parent"; then
    note=$folder.elsewhere
    mkdir -p "$(dirname "$note")"
    folder=/var/lib/survey$(echo "$folder" | tr / -)
    echo "$folder" > "$note"
  fi
fi

running() { (cd / && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" status >/dev/null 2>&1); }
free_port() { python3 - 2>/dev/null <<'P' || echo $((20000 + RANDOM % 20000))
import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])
P
}

if [ "$action" = stop ] || [ "$action" = remove ]; then
  ! running || (cd / && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m fast -w stop >/dev/null)
  [ "$action" = stop ] || rm -rf "$folder"
  exit 0
fi

if [ ! -f "$folder/data/PG_VERSION" ]; then
  rm -rf "$folder"
  mkdir -p "$folder"
  for secret in password program-password; do
    (umask 077; head -c 24 /dev/urandom | base64 | tr -d '+/=\n' > "$folder/$secret")
  done
  [ "$(id -u)" != 0 ] || chown -R postgres: "$folder"
  (cd / && "${as[@]}" "$bin/initdb" -D "$folder/new" -U postgres -E UTF8 --locale=C.UTF-8 \
    --auth=scram-sha-256 --pwfile="$folder/password" >/dev/null)
  {
    echo "listen_addresses = '127.0.0.1'"
    echo "unix_socket_directories = ''"
    echo "timezone = 'UTC'"
    echo "max_connections = 200"
    echo "shared_buffers = '256MB'"
    echo "max_wal_size = '2GB'"
    [ "$mode" != throwaway ] || printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n'
  } | "${as[@]}" tee -a "$folder/new/postgresql.conf" >/dev/null
  # Renaming is the last step, so an interrupted start is repeated from the beginning.
  "${as[@]}" mv "$folder/new" "$folder/data"
fi

if ! running; then
  # The first try uses the former port, so that programs can reconnect.
  for attempt in 1 2 3 4 5; do
    port=$(free_port)
    [ "$attempt" != 1 ] || [ ! -s "$folder/port" ] || port=$(cat "$folder/port")
    if (cd / && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-p $port" start >/dev/null 2>&1); then break; fi
    [ "$attempt" != 5 ] || { echo "PostgreSQL did not start; see $folder/log" >&2; exit 1; }
  done
fi

port=$("${as[@]}" sed -n 4p "$folder/data/postmaster.pid")
echo "$port" > "$folder/port"
superuser=postgres
[ -f "$folder/program-password" ] || superuser=survey  # An old cluster without an account for the programs.
# In the environment, because other users can read the arguments of a process.
PGPASSWORD=$(cat "$folder/password")
export PGPASSWORD
sql() { psql -X -h 127.0.0.1 -p "$port" -U "$superuser" -d postgres -tAq; }
if [ "$superuser" = postgres ] && [ "$(sql <<< "select 1 from pg_roles where rolname = 'survey'")" != 1 ]; then
  sql <<< "create role survey login password '$(cat "$folder/program-password")'"
fi
[ "$(sql <<< "select 1 from pg_database where datname = 'survey'")" = 1 ] || sql <<< "create database survey owner survey"
account=survey
if [ "$superuser" = postgres ] && [ "$mode" = durable ]; then
  PGPASSWORD=$(cat "$folder/program-password")
else
  account=$superuser
fi
echo "Host=127.0.0.1;Port=$port;Username=$account;Password=$PGPASSWORD;Database=survey"
