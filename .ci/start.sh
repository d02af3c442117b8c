#!/usr/bin/env bash
# From a fresh clone to the running product; Ctrl-C stops everything, a second start goes on with the same data.
set -euo pipefail
cd "$(dirname "$0")/.."

root=$PWD
port=${PORT:-5080}
export Site__BaseUrl="http://127.0.0.1:$port"

needs_port() {
  ! (: <> "/dev/tcp/127.0.0.1/$1") 2>/dev/null || { echo "Port $1 is taken by another program: choose another in the variable $2." >&2; exit 1; }
}
needs_port "$port" PORT
needs_port "${Scheduler__Port:-5081}" Scheduler__Port

.ci/install.sh run
mkdir -p .data
mkdir -p -m 700 .data/mail

last_words() {
  tail -n 5 .data/api.log .data/scheduler.log >&2
  echo "A program has stopped: its last words are above." >&2
  exit 1
}

cluster=
running=()
stop() {
  trap - INT TERM EXIT
  for pid in "${running[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${running[@]}"; do wait "$pid" 2>/dev/null || true; done
  [ -z "$cluster" ] || { wait "$cluster" || true; db/cluster.sh stop .data/postgres; }
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

# The token key is made once: links in mails that are already sent stay good.
if [ -z "${Site__TokenKey:-}" ] && [ -f .data/survey.env ]; then
  Site__TokenKey=$(sed -n "s/^Site__TokenKey='\(.*\)'$/\1/p" .data/survey.env)
fi
[ -n "${Site__TokenKey:-}" ] || Site__TokenKey=$(openssl rand -base64 32)
export Site__TokenKey
export Mail__Directory="$root/.data/mail"
export Site__DrainSeconds=${Site__DrainSeconds:-0}

api=(dotnet Survey.Api/bin/Debug/net10.0/Survey.Api.dll)
scheduler=(dotnet Survey.Scheduler/bin/Debug/net10.0/Survey.Scheduler.dll)

is_built() {
  [ -f .data/built ] && [ -f "${api[1]}" ] && [ -f "${scheduler[1]}" ] &&
    [ -z "$(find "${programs[@]}" Directory.*.props .ci -name bin -prune -o -name obj -prune -o -newer .data/built -print -quit)" ]
}

# The tests are not built here, and nothing is when no source has changed since.
build() {
  local programs=(db Survey.Api Survey.Scheduler Survey.Reports)
  ! is_built || return 0
  echo "Building ..."
  # Made before the mark, so that they do not make their folder look changed.
  for program in "${programs[@]}"; do mkdir -p "$program/bin" "$program/obj"; done
  touch .data/built.new
  dotnet build .ci/programs.slnf --nologo -v quiet > .data/build.log 2>&1 || { cat .data/build.log >&2; exit 1; }
  mv .data/built.new .data/built
}

if [ -z "${ConnectionStrings__Survey:-}" ]; then
  (umask 077; db/cluster.sh start .data/postgres > .data/connection) & cluster=$!
  build
  wait "$cluster"
  ConnectionStrings__Survey=$(cat .data/connection)
  rm .data/connection
  export ConnectionStrings__Survey
else
  build
fi

quote() { printf "%s='%s'\n" "$1" "$(printf %s "${!1}" | sed "s/'/'\\\\''/g")"; }
(umask 077; for key in ConnectionStrings__Survey Site__TokenKey Site__BaseUrl Mail__Directory; do quote $key; done > .data/survey.env.new)
mv .data/survey.env.new .data/survey.env

echo "Preparing the database ..."
"${api[@]}" migrate
"${api[@]}" demo --if-empty
"${scheduler[@]}" once >/dev/null 2>>.data/scheduler.log || last_words

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development} DOTNET_ENVIRONMENT=${DOTNET_ENVIRONMENT:-Development}
"${api[@]}" --urls "$Site__BaseUrl" >> .data/api.log 2>&1 & running+=($!)
"${scheduler[@]}" >> .data/scheduler.log 2>&1 & running+=($!)
for _ in $(seq 150); do
  curl -fs "$Site__BaseUrl/health/ready" >/dev/null 2>&1 && break
  for pid in "${running[@]}"; do kill -0 "$pid" 2>/dev/null || last_words; done
  sleep 0.2
done

echo
echo "Survey runs at        $Site__BaseUrl"
if hr=$("${api[@]}" sign-in-link aino.virtanen@northgate.example 2>/dev/null) && lead=$("${api[@]}" sign-in-link luc.girard@northgate.example 2>/dev/null); then
  echo "Sign in once, as HR   $hr"
  echo "     or as team lead  $lead"
fi
[ "$ASPNETCORE_ENVIRONMENT" != Development ] || echo "Read the e-mails at   $Site__BaseUrl/mail"
echo "They are files in     $root/.data/mail"
echo "Settings are in       $root/.data/survey.env"
echo "Ctrl-C stops everything; the data stay."
wait -n "${running[@]}" || true
last_words
