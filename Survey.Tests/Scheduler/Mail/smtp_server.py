"""A scripted mail server on the loopback address: smtp_server.py FOLDER [BEHAVIOUR...]
Prints its port. Each accepted mail becomes FOLDER/NNNNN.eml with X-Envelope-From and X-Envelope-To in front.
Behaviours: auth-plain auth-login (user "survey", password "right"), drop-at-rcpt, drop-in-data, drop-after-data, drop-once
(only the first time), busy (421 at MAIL), refuse-sender, grey (450 for the first time), refuse (550 for nobody@...), slow (0.3 s a mail),
pipelining (takes several commands at once)."""
import asyncio, os, socket, sys
from aiosmtpd.smtp import SMTP, AuthResult, syntax

folder, behaviours = sys.argv[1], set(sys.argv[2:])
count, seen = 0, set()


def now(behaviour):
    if behaviour not in behaviours:
        return False
    if "drop-once" in behaviours and behaviour.startswith("drop-"):
        behaviours.discard(behaviour)
    return True


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
        return [*responses[:-1], *(["250-PIPELINING"] if "pipelining" in behaviours else []), responses[-1]]

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "busy" in behaviours:
            return "421 4.3.2 Shutting down"
        if "refuse-sender" in behaviours:
            return "550 5.7.1 Sender not allowed"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if now("drop-at-rcpt"):
            server.transport.abort()
            return "421 gone"
        if "refuse" in behaviours and address.startswith("nobody"):
            return "550 5.1.1 No such person here"
        if "grey" in behaviours and address not in seen:
            seen.add(address)
            return "450 4.2.0 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        global count
        if "slow" in behaviours:
            await asyncio.sleep(0.3)
        count += 1
        name = os.path.join(folder, f"{count:05}")
        with open(name + ".tmp", "wb") as file:
            file.write(f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {envelope.rcpt_tos[0]}\r\n".encode())
            file.write(f"X-Signed-In: {'yes' if session.authenticated else 'no'}\r\n".encode())
            file.write(envelope.original_content)
        os.rename(name + ".tmp", name + ".eml")
        if now("drop-after-data"):
            server.transport.abort()
        return "250 2.0.0 Queued"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"survey" and data.password == b"right"
    return AuthResult(success=right, handled=False)


async def main():
    wants = {"auth-plain", "auth-login"} & behaviours
    options = dict(enable_SMTPUTF8=True, data_size_limit=None)
    if wants:
        exclude = [] if len(wants) == 2 else ["LOGIN"] if "auth-plain" in wants else ["PLAIN"]
        options |= dict(authenticator=authenticate, auth_required=True, auth_require_tls=False, auth_exclude_mechanism=exclude)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Server(Handler(), **options), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with whoever started it.
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
