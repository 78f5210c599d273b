"""Looks, before anything is started, whether it can work. Refuses in one line."""

import socket

import redis

from tracker.local import CannotStart

PATIENCE = 5.0


def first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def port_is_free(port: int) -> None:
    with socket.socket() as probe:
        # As servers do: a port whose last connections are just closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise CannotStart(
                f"Port {port} cannot be used ({first_line(error)}). "
                "Stop what runs there, or choose another: "
                "python3 run.py dev --port 8001"
            ) from None


def redis_answers(url: str) -> None:
    try:
        client = redis.Redis.from_url(url, socket_connect_timeout=PATIENCE)
        client.ping()
        client.close()
    except (redis.RedisError, OSError, ValueError) as error:
        raise CannotStart(
            f"REDIS_URL does not lead to a Redis ({first_line(error)}). Correct it, "
            "start that server, or leave REDIS_URL out to use the one that comes along."
        ) from None


def mail_host_answers(host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), PATIENCE).close()
    except OSError as error:
        raise CannotStart(
            f"EMAIL_URL does not lead to a mail server: {host} port {port} "
            f"({first_line(error)}). Correct it, or leave EMAIL_URL out to have mails "
            "written to .local/mail/."
        ) from None
