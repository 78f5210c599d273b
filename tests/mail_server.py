"""A real SMTP server that keeps what it is given, and refuses what it is told to."""

import asyncio
import email.policy
import threading
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller

from tracker.local.redis import free_port


class MailServer:
    """`mails` are those it took; `answers` what it says to a recipient instead of OK.

    `delay` is how many seconds it thinks about each mail, `most` after how many mails
    it closes a connection.
    """

    def __init__(self, delay=0.0, most=None):
        self.mails = []
        self.answers = {}
        self.on_data = None
        self.delay = delay
        self.most = most
        self.connections = 0
        self.port = free_port()
        self.held = threading.Event()
        self._hold_at = None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name, session.taken = hostname, 0
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await asyncio.sleep(self.delay)
        if self.on_data:
            return self.on_data
        if self.most is not None and session.taken >= self.most:
            return "421 Too many mails on one connection"
        session.taken += 1
        mail = message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append((envelope.rcpt_tos, mail))
        if self._hold_at is not None and len(self.mails) >= self._hold_at:
            self.held.set()
        while self.held.is_set():
            await asyncio.sleep(0.01)
        return "250 OK"

    def hold(self, *, at):
        """Take that many mails, and keep the answer to the last of them back."""
        self._hold_at = at

    def go_on(self):
        self._hold_at = None
        self.held.clear()

    @property
    def recipients(self):
        """Whom it took mail for, in order."""
        return [address for addresses, _mail in self.mails for address in addresses]

    @property
    def message_ids(self):
        return [mail["Message-ID"] for _addresses, mail in self.mails]

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"


@contextmanager
def mail_server(**options):
    server = MailServer(**options)
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
