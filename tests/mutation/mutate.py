#!/usr/bin/env python3
"""Puts each fault of faults.py into a copy of the sources, builds the tests of admission control and runs them: at least one must fail.

mutate.py <sources> <folder to work in> [words of the names of faults to try]
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from faults import CALLS, FAULTS

PURE_TESTS = ["tst_permitpool", "tst_ledger", "tst_leakauditor", "tst_admissioncontroller", "tst_admissionrobustness",
              "tst_fairscheduler", "tst_sessionlimit", "tst_pause", "tst_providerreserve", "tst_handbackholds", "tst_indexedheap", "tst_deadlinequeue",
              "tst_queueseats", "tst_waitline", "tst_fairness", "tst_simulation"]
DRIVER_TESTS = ["tst_admissiondriver", "tst_callengine"]
TEST_TIMEOUT = 120  # seconds; a fault may well make a loop endless, and that is caught too


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", **options)


def copy_sources(sources, target):
    names = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=sources, check=True).stdout
    for name in filter(None, names.split("\0")):
        source, copy = sources / name, target / name
        if not source.is_file():
            continue
        text = source.read_bytes()
        if copy.is_file() and copy.read_bytes() == text:
            continue  # keeps its time, so that nothing is built again for it
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy)
        copy.chmod(source.stat().st_mode)


class Bench:
    def __init__(self, sources, work):
        self.sources = work / "src"
        copy_sources(sources, self.sources)
        environment = dict(os.environ, CCACHE_BASEDIR=str(self.sources), CCACHE_NOHASHDIR="1")
        # As in the preset ci, so that ccache knows the unchanged parts; a mutant may leave something unused.
        self.environment = environment
        done = run(["cmake", "--preset", "ci", "-DEXAID_WERROR=OFF", "--log-level=NOTICE"], cwd=self.sources, env=environment)
        if done.returncode != 0:
            sys.exit(done.stdout)
        self.build_folder = self.sources / "build" / "ci"

    def build(self, tests):
        jobs = os.environ.get("EXAID_JOBS", str(os.cpu_count()))
        return run(["cmake", "--build", str(self.build_folder), "--parallel", jobs, "--target", *tests],
                   env=self.environment)

    def first_failure(self, tests):
        """Which test failed and where, or nothing."""
        environment = dict(self.environment, QT_QPA_PLATFORM="offscreen", QTEST_DISABLE_STACK_DUMP="1", QT_FORCE_ASSERTS="1")
        for test in tests:
            try:
                done = run([str(self.build_folder / "bin" / test)], env=environment, timeout=TEST_TIMEOUT)
            except subprocess.TimeoutExpired:
                return f"{test} (endless)"
            if done.returncode == 0:
                continue
            lines = [line for line in done.stdout.splitlines() if line.startswith("FAIL!")]
            where = lines[0].split("::", 1)[1].split("(", 1)[0] if lines else "crashed"
            return f"{test}::{where}"
        return None


def main():
    sources, work = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    wanted = [word.lower() for word in sys.argv[3:]]
    faults = [f for f in FAULTS if not wanted or any(word in f[0] for word in wanted)]
    bench = Bench(sources, work)
    everything = PURE_TESTS + DRIVER_TESTS
    print(f"building {len(everything)} tests without a fault", flush=True)
    done = bench.build(everything)
    if done.returncode != 0:
        sys.exit(done.stdout[-4000:])
    failure = bench.first_failure(everything)
    if failure:
        sys.exit(f"{failure} fails without any fault")
    survivors, broken = [], []
    for number, (name, path, text, replacement) in enumerate(faults, 1):
        started = time.monotonic()
        file = bench.sources / path
        original = file.read_text()
        if original.count(text) != 1:
            broken.append(f"{name}: {path} holds its text {original.count(text)} times")
            continue
        tests = DRIVER_TESTS if path.startswith(CALLS) else PURE_TESTS + DRIVER_TESTS[:1] * ("lease.cpp" in path)
        file.write_text(original.replace(text, replacement))
        try:
            done = bench.build(tests)
            if done.returncode != 0:
                errors = [line for line in done.stdout.splitlines() if "error" in line]
                broken.append(f"{name}: does not build: {(errors or ['?'])[0]}")
                continue
            failure = bench.first_failure(tests)
        finally:
            file.write_text(original)
        if not failure:
            survivors.append(name)
        verdict = f"caught by {failure}" if failure else "SURVIVED"
        print(f"{number:3} {name:58} {verdict}  ({time.monotonic() - started:.0f} s)", flush=True)
    for problem in broken:
        print(f"BROKEN {problem}")
    print(f"{len(faults) - len(survivors) - len(broken)} of {len(faults)} faults caught")
    sys.exit(1 if survivors or broken else 0)


if __name__ == "__main__":
    main()
