"""A server in a process of its own, and what a request costs it in CPU time."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import psutil


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of CPU and of wall time a request, and the bytes of the answer."""

    cpu: float
    wall: float
    size: int


class Served:
    """A running server, spoken to over one kept-open connection with a cookie."""

    def __init__(self, port: int, process: psutil.Process) -> None:
        self.port = port
        self._process = process
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}

    def ask(self, path: str, form: Mapping[str, str] | None = None, accept: str = "text/html") -> tuple[int, str]:
        """One request, with a form a POST; returns status and text, and keeps the cookies."""
        if form is None:
            return self._send("GET", path, None, {"Accept": accept})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        return self._send("POST", path, urlencode(form).encode(), kind)

    def send_file(self, path: str, fields: Mapping[str, str], name: str, content: bytes) -> tuple[int, str]:
        """Upload one file in a form."""
        parts = [f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{fields[key]}\r\n' for key in fields]
        parts.append(f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n')
        body = "".join(parts).encode() + content + b"\r\n--x--\r\n"
        return self._send("POST", path, body, {"Content-Type": "multipart/form-data; boundary=x"})

    def kill(self) -> None:
        """End the server at once, whatever it is doing."""
        self._process.kill()

    def _send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._connection.request(method, path, body, {**headers, "Cookie": cookies})
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self._cookies[name] = value
        return answer.status, text

    def another(self) -> "Served":
        """The same server for another visitor."""
        return Served(self.port, self._process)

    def warm(self, path: str) -> int:
        """Ask a few times; returns the bytes of the answer. Raises RuntimeError when it is not 200."""
        for _ in range(5):
            status, text = self.ask(path)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}: {text[:300]}")
        return len(text.encode())

    def cost(self, path: str, times: int) -> Cost:
        """What a request costs on the average of so many."""
        before, began = self.busy, time.perf_counter()
        for _ in range(times):
            _, text = self.ask(path)
        spent, took = self.busy - before, time.perf_counter() - began
        return Cost(spent / times * 1000, took / times * 1000, len(text.encode()))

    @property
    def busy(self) -> float:
        """Seconds of processor time the server has used."""
        spent = self._process.cpu_times()
        return float(spent.user + spent.system)

    @property
    def memory(self) -> float:
        """Resident MiB of the process."""
        return float(self._process.memory_info().rss) / (1 << 20)


@contextlib.contextmanager
def served(command: list[str], environment: Mapping[str, str]) -> Iterator[Served]:
    """Start a server that takes `--port N` at the end of its command, and stop it afterwards."""
    port = _free_port()
    process = subprocess.Popen(
        [sys.executable, *command, "--port", str(port)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        yield Served(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError("the server did not open its port")
