#!/usr/bin/env bash
# A real Postfix of its own on the loopback address: postfix.sh start|stop|allow FOLDER [COMMAND|ADDRESS]
# "start" prints the ports of STARTTLS and of TLS from the first byte. Both ask for AUTH: survey / right.
# nobody@example.org is refused; grey@example.org is asked to come back later until "allow"; busy@example.org ends the connection;
# gone@example.org is accepted and comes back; all else lands in FOLDER/mail/all/new. With a command, what comes back is piped to it,
# by an alias as Survey.Api/README.md has it, and kept in FOLDER/kept/new.
set -euo pipefail
action=$1
folder=$(realpath -m "$2")
as=(); [ "$(id -u)" = 0 ] || as=(sudo -n)
postfix=$(command -v postfix || echo /usr/sbin/postfix)
[ -x "$postfix" ] && [ -x /usr/sbin/saslpasswd2 ] || { echo "install the packages postfix, sasl2-bin and libsasl2-modules" >&2; exit 1; }

if [ "$action" = stop ]; then
  "${as[@]}" "$postfix" -c "$folder/etc" stop 2>/dev/null || true
  "${as[@]}" rm -rf "$folder"
  exit 0
fi
if [ "$action" = allow ]; then
  "${as[@]}" sed -i "/^$3 /d" "$folder/etc/access"
  "${as[@]}" /usr/sbin/postmap -c "$folder/etc" "hash:$folder/etc/access"
  exit 0
fi

free_ports() { /usr/bin/python3 - <<'P'
import socket
held = [socket.socket() for _ in range(2)]
for one in held: one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in held])
P
}
read -r starttls tls <<< "$(free_ports)"
owner=$(id -u); [ "$owner" != 0 ] || owner=$(id -u nobody)
group=$(id -g); [ "$(id -u)" != 0 ] || group=$(id -g nobody)
mkdir -p "$folder"/{etc/sasl,queue,data,mail,kept,log}
mail_domains="example.org bounce.example"; local_domains=
if [ -n "${3:-}" ]; then
  mail_domains=example.org; local_domains="bounce.example mail.survey.example"
  printf 'returns: returns-kept, "|%s"\nreturns-kept: %s/\n' "$3" "$folder/kept" > "$folder/etc/aliases"
  /usr/sbin/postalias -c /etc/postfix "hash:$folder/etc/aliases"
fi
chmod 755 "$folder"

# An authority of its own, and a certificate for localhost from it.
cd "$folder/etc"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj "/CN=Test authority" -keyout ca.key -out ca.pem 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=localhost" -keyout server.key -out server.csr 2>/dev/null
openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out server.pem \
  -extfile <(printf 'subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n') 2>/dev/null

cat > main.cf <<CF
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
maillog_file_prefixes = $folder
maillog_file = $folder/log/postfix.log
myhostname = mail.survey.example
mydestination = $local_domains
alias_maps = hash:$folder/etc/aliases
alias_database =
local_recipient_maps =
recipient_delimiter = +
default_privs = $(id -un "$owner")
allow_mail_to_files = alias
inet_interfaces = loopback-only
inet_protocols = ipv4
virtual_mailbox_domains = $mail_domains
smtpd_reject_unlisted_recipient = no
transport_maps = inline:{ { gone@example.org = error:5.1.1 The mailbox is gone } }
virtual_mailbox_base = $folder/mail
virtual_mailbox_maps = static:all/
virtual_minimum_uid = 100
virtual_uid_maps = static:$owner
virtual_gid_maps = static:$group
smtpd_tls_cert_file = $folder/etc/server.pem
smtpd_tls_key_file = $folder/etc/server.key
smtpd_sasl_auth_enable = yes
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = survey.example
smtpd_tls_auth_only = yes
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access hash:$folder/etc/access
smtpd_delay_reject = yes
CF
cat > master.cf <<CF
127.0.0.1:$starttls inet n - n - - smtpd -o smtpd_tls_security_level=encrypt
127.0.0.1:$tls inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
local unix - n n - - local
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
CF
printf 'nobody@example.org 550 5.1.1 No such person here\ngrey@example.org 450 4.2.0 Greylisted, come back later\nbusy@example.org 421 4.3.2 Too many at once\n' > access
/usr/sbin/postmap -c "$folder/etc" "hash:$folder/etc/access"
# Debian's Postfix reads it below its configuration.
printf 'pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: %s/etc/sasl/sasldb2\nmech_list: SCRAM-SHA-256 PLAIN LOGIN\n' "$folder" > "$folder/etc/sasl/smtpd.conf"
printf right | /usr/sbin/saslpasswd2 -p -c -f "$folder/etc/sasl/sasldb2" -u survey.example survey

"${as[@]}" chown -R root:root "$folder/etc" "$folder/queue"
"${as[@]}" chown postfix "$folder/data" "$folder/etc/sasl/sasldb2"
"${as[@]}" chown "$owner:$group" "$folder/mail" "$folder/kept"
"${as[@]}" "$postfix" -c "$folder/etc" start >"$folder/log/start" 2>&1 || { cat "$folder/log/start" "$folder"/log/postfix.log >&2; exit 1; }
echo "$starttls $tls"
