#!/usr/bin/env bash
# A real Dovecot of its own on the loopback address, with one mailbox: dovecot.sh start|stop FOLDER [CAPABILITIES]
# "start" prints the IMAP port. Sign-in: bounces / right. The mails lie in FOLDER/mail as a maildir.
# CAPABILITIES replaces what the server says it can do, such as "IMAP4rev1" for one without IDLE.
set -euo pipefail
action=$1
folder=$(realpath -m "$2")
dovecot=$(command -v dovecot || echo /usr/sbin/dovecot)
[ -x "$dovecot" ] && [ -x /usr/lib/dovecot/imap ] || { echo "install the package dovecot-imapd" >&2; exit 1; }

if [ "$action" = stop ]; then
  [ ! -e "$folder/run/master.pid" ] || kill "$(cat "$folder/run/master.pid")" 2>/dev/null || true
  for _ in $(seq 50); do [ -e "$folder/run/master.pid" ] || break; sleep 0.1; done
  rm -rf "$folder"
  exit 0
fi

port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# Root gives the mailbox to nobody; anybody else runs every part as themselves.
owner=$(id -u) group=$(id -g) internal=$(id -un) login=$(id -un)
if [ "$owner" = 0 ]; then
  owner=$(id -u nobody); group=$(id -g nobody); internal=dovecot; login=dovenull
fi
mkdir -p "$folder"/{run,home,mail/new,mail/cur,mail/tmp}
chmod 755 "$folder"
chown -R "$owner:$group" "$folder/mail" "$folder/home"
printf 'bounces:right\n' > "$folder/users"
chmod 644 "$folder/users"
cat > "$folder/dovecot.conf" <<CF
base_dir = $folder/run
state_dir = $folder/run
log_path = $folder/log
default_internal_user = $internal
default_internal_group = $(id -gn "$internal")
default_login_user = $login
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:$folder/mail
${3:+imap_capability = $3}
passdb {
  driver = passwd-file
  args = scheme=PLAIN $folder/users
}
userdb {
  driver = static
  args = uid=$owner gid=$group home=$folder/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $port
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
CF
"$dovecot" -c "$folder/dovecot.conf" </dev/null >"$folder/start" 2>&1 || { cat "$folder/start" >&2; exit 1; }
for _ in $(seq 100); do
  (: </dev/tcp/127.0.0.1/"$port") 2>/dev/null && break
  sleep 0.1
done
echo "$port"
