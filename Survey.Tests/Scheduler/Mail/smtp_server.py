"""A scripted mail server on the loopback address: smtp_server.py FOLDER [BEHAVIOUR...]
Prints its port. Each accepted mail becomes FOLDER/NNNNN.eml with X-Envelope-From and X-Envelope-To in front.
Behaviours: auth-plain auth-login (user "survey", password "right"), drop-at-rcpt, drop-in-data, drop-after-data, drop-once
(only the first time), busy (421 at MAIL), refuse-sender, grey (450 for the first time), refuse (550 for nobody@...), slow (0.3 s a mail),
pipelining (takes several commands at once), auth-xoauth2 (user "survey", token "token"), hang-at-rcpt, hang-after-data, full-name-only
(EHLO needs a name with a dot), after=N (the first N mails are accepted before the replies below are given),
ehlo=, mail=, rcpt=, end=REPLY (such as "rcpt=550 5.7.54 No"), recipients=TEXT (rcpt= holds for addresses that contain it)."""
import asyncio, base64, os, sys
from aiosmtpd.smtp import SMTP, AuthResult, syntax

folder, behaviours = sys.argv[1], {word for word in sys.argv[2:] if "=" not in word}
replies = dict(word.split("=", 1) for word in sys.argv[2:] if "=" in word)
count, seen = 0, set()


def now(behaviour):
    if behaviour not in behaviours:
        return False
    if "drop-once" in behaviours and behaviour.startswith("drop-"):
        behaviours.discard(behaviour)
    return True


def reply(step, otherwise):
    return replies.get(step, otherwise) if count >= int(replies.get("after", 0)) else otherwise


class Server(SMTP):
    async def smtp_DATA(self, arg):
        if now("drop-in-data"):
            await self.push("354 Go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Handler:
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        if "full-name-only" in behaviours and "." not in hostname.strip("[]0123456789."):
            return ["501 5.5.4 Invalid domain name"]
        if "ehlo" in replies:
            return [replies["ehlo"]]
        return [*responses[:-1], *(["250-PIPELINING"] if "pipelining" in behaviours else []), responses[-1]]

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "busy" in behaviours:
            return "421 4.3.2 Shutting down"
        if "refuse-sender" in behaviours:
            return "550 5.7.1 Sender not allowed"
        answer = reply("mail", "250 2.1.0 OK")
        if answer.startswith("2"):
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):
        if now("drop-at-rcpt"):
            server.transport.abort()
            return "421 gone"
        if "refuse" in behaviours and address.startswith("nobody"):
            return "550 5.1.1 No such person here"
        if "grey" in behaviours and address not in seen:
            seen.add(address)
            return "450 4.2.0 Greylisted, come back later"
        if "hang-at-rcpt" in behaviours:
            await asyncio.sleep(600)
        answer = reply("rcpt", "250 2.1.5 OK") if replies.get("recipients", "") in address else "250 2.1.5 OK"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):
        global count
        if "slow" in behaviours:
            await asyncio.sleep(0.3)
        answer = reply("end", "250 2.0.0 Queued")
        if not answer.startswith("2"):
            return answer
        count += 1
        name = os.path.join(folder, f"{count:05}")
        with open(name + ".tmp", "wb") as file:
            file.write(f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {envelope.rcpt_tos[0]}\r\n".encode())
            file.write(f"X-Signed-In: {'yes' if session.authenticated else 'no'}\r\nX-Hello: {session.host_name}\r\n".encode())
            file.write(envelope.original_content)
        os.rename(name + ".tmp", name + ".eml")
        if now("drop-after-data"):
            server.transport.abort()
        if "hang-after-data" in behaviours:
            await asyncio.sleep(600)
        return answer


    async def auth_XOAUTH2(self, server, args):
        words = base64.b64decode(args[1])
        right = words == b"user=survey\1auth=Bearer token\1\1"
        return AuthResult(success=right, handled=False, auth_data=words)


def authenticate(server, session, envelope, mechanism, data):
    if mechanism == "XOAUTH2":
        return AuthResult(success=True)
    right = data.login == b"survey" and data.password == b"right"
    return AuthResult(success=right, handled=False)


async def main():
    wants = {"auth-plain", "auth-login", "auth-xoauth2"} & behaviours
    options = dict(enable_SMTPUTF8=True, data_size_limit=None)
    if wants:
        exclude = [name for name in ("PLAIN", "LOGIN", "XOAUTH2") if f"auth-{name.lower()}" not in wants]
        options |= dict(authenticator=authenticate, auth_required=True, auth_require_tls=False, auth_exclude_mechanism=exclude)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(Handler(), **options), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with whoever started it.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
