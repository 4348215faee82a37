#!/usr/bin/env bash
# check.sh smoke|full <folder to work in>: all states of the life of a lease, then the same with faults put in, each of which must
# be found. smoke takes seconds; full wants 8 GiB and some minutes.
set -euo pipefail

if ! command -v spin >/dev/null; then
    echo "spin is not installed"
    exit 77
fi
mode=$1
work=$2
model=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/lease.pml
mkdir -p "$work"
cd "$work"

# explore <name> <largest depth> <spin option…>: prints the summary; true if no error was found in a search that was complete.
explore() {
    local name=$1 depth=$2
    shift 2
    spin "$@" -o3 -a "$model"
    "${CC:-cc}" -O1 -w -DSAFETY -DNOCLAIM -DCOLLAPSE -DMEMLIM=12000 -o "pan-$name" pan.c
    "./pan-$name" -m"$depth" -w24 >"$name.log" 2>&1 || true
    grep -E 'errors:|states, stored|too small|out of memory|assertion violated' "$name.log" | tr -s ' ' | sed "s/^/$name: /"
    grep -q 'errors: 0' "$name.log" && ! grep -qE 'too small|out of memory|not completed' "$name.log"
}

failed=0
expect() { # expect holds|fails <explore argument…>
    local wanted=$1 found=fails
    shift
    if explore "$@"; then found=holds; fi
    if [[ $found != "$wanted" ]]; then
        echo "FAILED: $1 should be a model that $wanted"
        failed=1
    fi
    # A fault must be found by an assertion, not because the search broke off.
    if [[ $wanted == fails ]] && ! grep -q 'assertion violated' "$1.log"; then
        echo "FAILED: $1 broke no assertion"
        failed=1
    fi
}

case $mode in
smoke) expect holds two-calls 2000000 -DCALLS=2 ;;
full)
    expect holds three-calls 40000000 -DCALLS=3
    # Two calls of one session; with changing limits there are more states than a desktop's memory holds.
    expect holds four-calls 40000000 -DCALLS=4 -DFIXED_LIMITS
    ;;
*)
    echo "usage: check.sh smoke|full <folder>" >&2
    exit 2
    ;;
esac
for mutant in DOUBLE_RELEASE RELEASE_AFTER_RECLAIM PARTIAL_ACQUIRE RECOVER_BUSY SHRINK_WITHOUT_DEBT REPEAT_TAKES_A_SLOT; do
    expect fails "$mutant" 2000000 -DCALLS=2 -DSESSION_LIMIT=2 "-DMUTANT_$mutant"
done
exit $failed
