#!/usr/bin/env bash
# From a fresh clone to the running product; Ctrl-C stops everything, a second start goes on with the same data.
set -euo pipefail
cd "$(dirname "$0")/.."

signals() { [ $((0x$(sed -n "s/^$2:[[:space:]]*//p" "/proc/$1/status" 2>/dev/null || echo 0) & 2)) != 0 ]; }
# A script starts "make run &" with SIGINT ignored, and a shell can't trap what is ignored when it starts.
if signals $$ SigIgn && [ -z "${SURVEY_STARTED:-}" ]; then
  SURVEY_STARTED=yes exec env --default-signal=INT "$PWD/.ci/start.sh"
fi

root=$PWD
port=${PORT:-5080}
export Site__BaseUrl="http://127.0.0.1:$port"

needs_port() {
  ! (: <> "/dev/tcp/127.0.0.1/$1") 2>/dev/null || { echo "Port $1 is taken by another program: choose another in the variable $2." >&2; exit 1; }
}
needs_port "$port" PORT
needs_port "${Scheduler__Port:-5081}" Scheduler__Port

last_words() {
  tail -n 5 .data/api.log .data/scheduler.log >&2
  echo "A program has stopped: its last words are above." >&2
  exit 1
}

cluster=
step=
running=()
stop() {
  trap '' INT TERM
  trap - EXIT
  for pid in $step "${running[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in $step "${running[@]}"; do wait "$pid" 2>/dev/null || true; done
  [ -z "$cluster" ] || { wait "$cluster" || true; db/cluster.sh stop .data/postgres; }
}
trap 'stop; exit 0' INT TERM
trap stop EXIT

# In the background: a signal is then obeyed at once, and not when the command is done.
run() {
  "$@" & step=$!
  local status=0
  wait "$step" || status=$?
  step=
  return $status
}

# make passes SIGTERM on, but not SIGINT: it waits for this script. It does not catch SIGINT any more from then on.
watch_make() {
  trap - INT TERM EXIT
  while sleep 0.3 && signals "$PPID" SigCgt; do :; done
  kill -TERM $$
}
if [ "$(cat "/proc/$PPID/comm" 2>/dev/null)" = make ] && signals "$PPID" SigCgt; then watch_make & running+=($!); fi

run .ci/install.sh run
mkdir -p .data
mkdir -p -m 700 .data/mail

# Keys are made once: links in mails that are already sent stay good, and figures stay what they are.
keep_key() {
  if [ -z "${!1:-}" ] && [ -f .data/survey.env ]; then
    printf -v "$1" %s "$(sed -n "s/^$1='\(.*\)'$/\1/p" .data/survey.env)"
  fi
  [ -n "${!1:-}" ] || printf -v "$1" %s "$(openssl rand -base64 32)"
  export "${1?}"
}
keep_key Site__TokenKey
keep_key Privacy__FigureKey
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
  run dotnet build .ci/programs.slnf --nologo -v quiet --disable-build-servers > .data/build.log 2>&1 || { cat .data/build.log >&2; exit 1; }
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
(umask 077; for key in ConnectionStrings__Survey Site__TokenKey Privacy__FigureKey Site__BaseUrl Mail__Directory; do quote $key; done > .data/survey.env.new)
mv .data/survey.env.new .data/survey.env

echo "Preparing the database ..."
run "${api[@]}" migrate
if [ "${DEMO:-}" = no ]; then
  [ -z "${HR:-}" ] || run "${api[@]}" grant hr "$HR" --outsider
else
  run "${api[@]}" demo --if-empty
fi
run "${scheduler[@]}" once >/dev/null 2>>.data/scheduler.log || last_words

export ASPNETCORE_ENVIRONMENT=${ASPNETCORE_ENVIRONMENT:-Development} DOTNET_ENVIRONMENT=${DOTNET_ENVIRONMENT:-Development}
programs=()
"${api[@]}" --urls "$Site__BaseUrl" >> .data/api.log 2>&1 & programs+=($!)
"${scheduler[@]}" >> .data/scheduler.log 2>&1 & programs+=($!)
running+=("${programs[@]}")
for _ in $(seq 150); do
  curl -fs "$Site__BaseUrl/health/ready" >/dev/null 2>&1 && break
  for pid in "${programs[@]}"; do kill -0 "$pid" 2>/dev/null || last_words; done
  sleep 0.2
done

echo
echo "Survey runs at        $Site__BaseUrl"
if [ -n "${HR:-}" ] && hr=$("${api[@]}" sign-in-link "$HR" 2>/dev/null); then
  echo "Sign in once, as HR   $hr"
elif hr=$("${api[@]}" sign-in-link aino.virtanen@northgate.example 2>/dev/null) && lead=$("${api[@]}" sign-in-link luc.girard@northgate.example 2>/dev/null); then
  echo "Sign in once, as HR   $hr"
  echo "     or as team lead  $lead"
fi
[ "$ASPNETCORE_ENVIRONMENT" != Development ] || echo "Read the e-mails at   $Site__BaseUrl/mail"
echo "They are files in     $root/.data/mail"
echo "Settings are in       $root/.data/survey.env"
echo "Ctrl-C stops everything; the data stay."
wait -n "${programs[@]}" || true
last_words
