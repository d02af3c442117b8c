#!/usr/bin/env bash
# Finds what the programs need on this machine and installs what is missing: .ci/install.sh run|test|bench
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-run}
missing=()
need() { missing+=("$@"); }

dotnet --version >/dev/null 2>&1 || { echo "The .NET SDK 10.0.100 or newer is needed: install it from https://dot.net and try again." >&2; exit 1; }

compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || need postgresql
command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v google-chrome >/dev/null || need chromium
[[ $(/sbin/ldconfig -p 2>/dev/null) == *libicuuc* ]] || need libicu
[ -e /usr/share/zoneinfo/Europe/Tallinn ] || need tzdata
compgen -G '/usr/share/fonts/truetype/liberation*/LiberationSans-Regular.ttf' >/dev/null || need fonts-liberation
[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || need fonts-dejavu-core
# For names and comments in any script.
[ -e /usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf ] || need fonts-noto-core
compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc' >/dev/null || need fonts-noto-cjk
[ -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf ] || need fonts-noto-color-emoji
command -v openssl >/dev/null || need openssl
command -v curl >/dev/null || need curl
if [ "$purpose" != run ]; then
  [ -x /usr/sbin/postfix ] || need postfix
  [ -x /usr/sbin/saslpasswd2 ] || need sasl2-bin
  compgen -G '/usr/lib/*/sasl2/libscram.so' >/dev/null || need libsasl2-modules
  /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || need python3-aiosmtpd
  /usr/bin/python3 -c 'import dkim, nacl' 2>/dev/null || need python3-dkim python3-nacl
  [ -x /usr/lib/dovecot/imap ] || need dovecot-imapd
  command -v pdftotext >/dev/null || need poppler-utils
fi
if [ "$purpose" = bench ]; then
  command -v wrk >/dev/null || need wrk
fi

# Browser tests take half the time in Chromium's headless shell. Without it they use Chromium, so it is tried once and may fail.
if [ "$purpose" != run ] && ! command -v chromium-headless-shell >/dev/null && [ ! -e .data/headless-shell-tried ]; then
  mkdir -p .data
  touch .data/headless-shell-tried
  sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo -n)
  { "${sudo[@]}" apt-get update && "${sudo[@]}" apt-get install -y --no-install-recommends chromium-headless-shell; } \
    >/dev/null 2>&1 </dev/null || true
fi

[ ${#missing[@]} -gt 0 ] || exit 0

as=()
if [ "$(id -u)" != 0 ]; then
  { command -v sudo >/dev/null && sudo true; } || {
    echo "These packages are missing and only root may install them: ${missing[*]}. Install them and try again." >&2; exit 1; }
  as=(sudo)
fi
command -v apt-get >/dev/null || { echo "These packages are missing: ${missing[*]}. Install them and try again." >&2; exit 1; }

echo "Installing: ${missing[*]}"
mkdir -p .data
log=.data/install.log

# Servers that come with a package must not start by themselves: Survey and its tests start their own.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\nexit 101\n' | "${as[@]}" tee $policy >/dev/null
  "${as[@]}" chmod 755 $policy
  trap '"${as[@]}" rm -f $policy' EXIT
fi
quiet() { "$@" >>$log 2>&1 || { tail -n 20 $log >&2; echo "The packages could not be installed: see above." >&2; exit 1; }; }
quiet "${as[@]}" apt-get update
for i in "${!missing[@]}"; do
  [ "${missing[$i]}" != libicu ] || missing[$i]=$(apt-cache search --names-only '^libicu[0-9]+$' | cut -d' ' -f1 | sort -V | tail -n 1)
done
quiet "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
