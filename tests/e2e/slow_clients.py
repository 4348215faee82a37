#!/usr/bin/python3
"""Slow-client attacks must not be felt by others.

usage: slow_clients.py <path of exaid> [seconds for each measurement [connections a second]]

Starts `exaid serve`, measures how long the calls of calm clients take (`chat` with a model that answers within 50 ms, faster than any real
one) and a request that needs no model (`tools/list`) while Debian's slowhttptest attacks the same port (slow heads, slow bodies,
overlapping ranges, slow reading), each with more connections than one address may have. Every request has a connection of its own, so that
a lock-out is seen. Measured in turns, several times, because a machine is never quite calm:

- alone,
- while the same attacker attacks a bystander, a socket that takes connections and costs nothing: what the attacker itself takes from a
  machine that it shares with us, and elsewhere would not,
- while it attacks exaid.

The bar: the p99 of calls grows by a tenth at most over that alone, and the p99 of the bare request, which takes two milliseconds, by a tenth
at most over that beside the bystander. Exit code 1 above the bar, 77 without slowhttptest.
"""

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

ROUNDS = 5
CONNECTIONS = 1000
ALLOWED = 1.10
RATE = 50  # connections a second: slowhttptest's own
SKIPPED = 77
MODES = {
    "slow heads": ["-H", "-i", "1"],
    "slow bodies": ["-B", "-i", "1", "-s", "8192"],
    "ranges": ["-R"],
    "slow reading": ["-X", "-w", "8", "-y", "16", "-n", "1", "-z", "4", "-k", "3"],
}
VERSION = "2026-07-28"


def message(method, params):
    meta = {"io.modelcontextprotocol/protocolVersion": VERSION, "io.modelcontextprotocol/clientCapabilities": {}}
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": meta}})


CHAT = {"prompt": "[sim delay=50ms tokens=1]", "model": "kimi-k2-0905-preview", "use_websearch": False}
REQUESTS = {
    "chat": (message("tools/call", {"name": "chat", "arguments": CHAT}), {"Mcp-Method": "tools/call", "Mcp-Name": "chat"}),
    "bare": (message("tools/list", {}), {"Mcp-Method": "tools/list"}),
}
HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json, text/event-stream",
    "MCP-Protocol-Version": VERSION,
}
NO_RATE_LIMITS = {f"RATE_LIMIT_{of}_{what}": "100000" for of in ("GLOBAL", "IP", "USER") for what in ("CAPACITY", "REFILL_RATE")}


def start_daemon(binary, home):
    environment = {"PATH": os.environ["PATH"], "HOME": home, "XDG_STATE_HOME": home, "EXAI_WS_PORT": "0", "EXAI_SIMULATOR": "on"}
    environment |= NO_RATE_LIMITS
    daemon = subprocess.Popen([binary, "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in daemon.stdout:
        if match := re.search(r"listening on \w+://([^ /:]+):(\d+)", line):
            return daemon, int(match.group(2))
    sys.exit("the daemon does not start")


def one_request(port, kind):
    body, extra = REQUESTS[kind]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    begin = time.perf_counter()
    connection.request("POST", "/mcp", body, {**HEADERS, **extra})
    answer = connection.getresponse()
    text = answer.read()
    took = (time.perf_counter() - begin) * 1000
    connection.close()
    return took, answer.status == 200 and b'"error"' not in text and b'"isError":true' not in text


class Calm:
    """A client that asks again and again: milliseconds of each request, and how many were not answered."""

    def __init__(self, port, kind, seconds):
        self.times, self.failed = [], 0
        self.port, self.kind, self.end = port, kind, time.monotonic() + seconds
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while time.monotonic() < self.end:
            try:
                took, fine = one_request(self.port, self.kind)
                self.times.append(took)
                self.failed += not fine
            except OSError:
                self.failed += 1
            time.sleep(0.005)


def measure(port, seconds):
    """Milliseconds of each request by kind, and how many were not answered."""
    clients = [Calm(port, kind, seconds) for kind in ("bare", "chat", "chat")]
    for client in clients:
        client.thread.join()
    times = {kind: [t for c in clients if c.kind == kind for t in c.times] for kind in REQUESTS}
    return times, sum(c.failed for c in clients)


def p99(times):
    return sorted(times)[int(len(times) * 0.99)]


class Attack:
    """slowhttptest for as long as the block lasts."""

    def __init__(self, port, options, rate, seconds):
        size = ["-c", str(CONNECTIONS), "-r", str(rate), "-l", str(int(seconds) + 5), "-p", "2"]
        self.command = ["nice", "-n", "19", "slowhttptest", *size, *options, "-u", f"http://127.0.0.1:{port}/mcp"]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        time.sleep(0.5)


def bystander():
    """Takes connections and what they send, as the kernel does for a server that never looks."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    return listener, listener.getsockname()[1]


def judge(port, name, options, rate, seconds):
    """Measures one way to attack; whether it is within the bar."""
    times = {when: {kind: [] for kind in REQUESTS} for when in ("alone", "beside", "attacked")}
    lost = 0
    for _ in range(ROUNDS):
        for when in times:
            listener, aside = bystander()
            target = {"alone": None, "beside": aside, "attacked": port}[when]
            with Attack(target, options, rate, seconds) if target else contextlib.nullcontext():
                taken, failed = measure(port, seconds)
            listener.close()
            for kind in REQUESTS:
                times[when][kind] += taken[kind]
            lost += failed
    tail = {when: {kind: p99(of[kind]) for kind in REQUESTS} for when, of in times.items()}
    calls = tail["attacked"]["chat"] / tail["alone"]["chat"]
    bare = tail["attacked"]["bare"] / tail["beside"]["bare"]
    fine = calls <= ALLOWED and bare <= ALLOWED and lost == 0
    figures = [
        f"{len(times['attacked'][kind])} {what}: "
        + ", ".join(f"{tail[when][kind]:.2f} {when}" for when in times)
        + f" ({(ratio - 1) * 100:+.1f} %)"
        for kind, what, ratio in (("chat", "calls", calls), ("bare", "bare requests", bare))
    ]
    print(f"{'ok' if fine else 'BAD'} {name}: p99 in ms of {'; of '.join(figures)}; {lost} failed", flush=True)
    return fine


def main():
    binary = sys.argv[1]
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 4
    rate = int(sys.argv[3]) if len(sys.argv) > 3 else RATE
    if not shutil.which("slowhttptest"):
        print("SKIP_SLOWHTTPTEST: slowhttptest is not installed")
        return SKIPPED
    with tempfile.TemporaryDirectory() as home:
        daemon, port = start_daemon(binary, home)
        try:
            measure(port, 1)  # warm
            bad = [name for name, options in MODES.items() if not judge(port, name, options, rate, seconds)]
            if daemon.poll() is not None:
                bad.append("the daemon has ended")
        finally:
            daemon.send_signal(signal.SIGTERM)
            daemon.wait(timeout=30)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
