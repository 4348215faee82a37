#!/usr/bin/python3
"""Talks to a real daemon with Debian's own WebSocket client, as an agent would.

usage: stock_client.py <path of exaid>

Starts `exaid serve` on a free port with the simulator, says hello, lists the tools, chats with streamed progress, sends bad
input, and ends the daemon with SIGTERM. Prints one line per check; exit code 1 at the first that fails.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

import websockets
import websockets.exceptions

HOST = "127.0.0.1"
PATIENCE = float(os.environ.get("EXAID_TEST_PATIENCE", "30"))  # seconds; instrumented builds are slow


class CheckFailed(Exception):
    pass


def check(condition, what, detail=""):
    if not condition:
        raise CheckFailed(f"{what} {detail}".strip())
    print(f"ok: {what}")


def free_port():
    with contextlib.closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def can_listen(port):
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # refuses only a live listener
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def start_daemon(binary, port, home):
    kept = ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment.update(
        HOME=home,
        XDG_CONFIG_HOME=f"{home}/config",
        XDG_STATE_HOME=f"{home}/state",
        XDG_RUNTIME_DIR=home,
        LANG="C.UTF-8",
        EXAI_WS_HOST=HOST,
        EXAI_WS_PORT=str(port),
        EXAI_WS_PROGRESS_INTERVAL_SECS="0.2",
    )
    return subprocess.Popen([binary, "serve"], cwd=home, env=environment)


async def connect(port, daemon):
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            return await websockets.connect(f"ws://{HOST}:{port}/", max_size=None)
        except OSError:
            if daemon.poll() is not None:
                raise CheckFailed(f"the daemon ended at once with {daemon.returncode}") from None
            if time.monotonic() > give_up:
                raise CheckFailed("the daemon does not listen") from None
            await asyncio.sleep(0.05)


async def receive(client, patience=PATIENCE):
    return json.loads(await asyncio.wait_for(client.recv(), patience))


async def ask(client, frame):
    await client.send(json.dumps(frame))
    return await receive(client)


async def frames_until_result(client, request_id, quiet=0.7):
    """All frames up to the result and whatever still comes in the quiet time after it."""
    frames = []
    patience = PATIENCE
    while True:
        try:
            frame = await receive(client, patience)
        except asyncio.TimeoutError:
            return frames
        frames.append(frame)
        if frame.get("op") == "call_tool_res" and frame.get("request_id") == request_id:
            patience = quiet


async def call(client, request_id, name, arguments):
    await client.send(json.dumps({"op": "call_tool", "request_id": request_id, "name": name, "arguments": arguments}))
    frames = await frames_until_result(client, request_id)
    results = [frame for frame in frames if frame["op"] == "call_tool_res"]
    check(len(results) == 1, f"{request_id}: exactly one call_tool_res", f"but {len(results)} in {frames}")
    check(all(frame.get("request_id") == request_id for frame in frames), f"{request_id}: every frame carries the id")
    return frames, results[0]


async def converse(port, daemon):
    client = await connect(port, daemon)
    hello = await ask(client, {"op": "hello", "session_id": "stock-client"})
    check(hello.get("op") == "hello_ack" and hello.get("ok") is True, "hello", hello)

    listed = await ask(client, {"op": "list_tools", "request_id": "list"})
    tools = {tool["name"]: tool for tool in listed.get("tools", [])}
    check(listed["op"] == "list_tools_res" and listed.get("request_id") == "list", "list_tools echoes its id")
    check("chat" in tools and tools["chat"]["inputSchema"]["type"] == "object", "chat is on offer, with a schema")
    check(len(json.dumps(listed)) <= 65536, "the list fits the line limit of asyncio readers")

    frames, result = await call(client, "chat-1", "chat", {"prompt": "Say something about semaphores.", "stream": True})
    ops = [frame["op"] for frame in frames]
    check(ops.count("call_tool_ack") == 1, "one acknowledgement", ops)
    check("progress" in ops[: ops.index("stream_chunk")], "progress comes before the answer", ops)
    chunks = [frame["chunk"] for frame in frames if frame["op"] == "stream_chunk"]
    check(len(chunks) > 1 and "".join(chunks) == result["outputs"][0]["text"], "the chunks are the answer", frames)
    check(ops[-1] == "call_tool_res", "the result comes last", ops)
    check(result.get("ok") is True and result["outputs"][0]["text"], "the answer has text", result)
    check(result["metadata"]["simulated"] is True, "the answer says that it is simulated", result)

    _, result = await call(client, "bad-tool", "no_such_tool", {})
    check(result.get("ok") is False and result["error"]["code"] == "TOOL_NOT_FOUND", "unknown tool", result)
    _, result = await call(client, "bad-arguments", "chat", {"prompt": 7})
    check(result.get("ok") is False and result["error"]["code"], "wrong type of argument", result)

    await client.send("this is not JSON")
    complaint = await receive(client)
    check(complaint.get("op") == "error", "a broken frame is answered", complaint)
    pong = await ask(client, {"op": "ping", "request_id": "p"})
    check(pong.get("op") == "pong" and pong.get("request_id") == "p", "the connection lives on", pong)
    return client


async def run(binary):
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="exaid-e2e-") as home:
        daemon = start_daemon(binary, port, home)
        try:
            client = await converse(port, daemon)
            daemon.send_signal(signal.SIGTERM)
            started = time.monotonic()
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(client.wait_closed(), PATIENCE)
            code = await asyncio.get_running_loop().run_in_executor(None, daemon.wait, PATIENCE)
            check(code == 0, "SIGTERM ends the idle daemon with success", f"but {code}")
            print(f"stopped in {time.monotonic() - started:.2f} s")
            check(can_listen(port), "the port is free again")
        finally:
            if daemon.poll() is None:
                daemon.kill()
                daemon.wait()


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        asyncio.run(run(os.path.abspath(sys.argv[1])))
    except (CheckFailed, asyncio.TimeoutError, websockets.exceptions.WebSocketException, OSError) as problem:
        print(f"FAILED: {problem!r}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
