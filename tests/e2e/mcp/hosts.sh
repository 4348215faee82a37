#!/usr/bin/env bash
# Which real hosts list exaid as connected, offline: hosts.sh <exaid> <node_modules folder>. Optional, by hand: the hosts are large, change
# often, and are not ours. Install them first:
#   npm install --prefix <folder> @anthropic-ai/claude-code @google/gemini-cli opencode-ai
set -euo pipefail
exaid=$(readlink -f "$1")
bin=$(readlink -f "$2")/.bin
home=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p "$home/.config/exaid" "$home/project"
printf 'EXAI_WS_PORT=%s\n' "$port" >"$home/.config/exaid/.env"
chmod 600 "$home/.config/exaid/.env"
run() { env -i HOME="$home" PATH="$bin:$PATH" TERM=dumb NO_COLOR=1 DISABLE_AUTOUPDATER=1 GEMINI_CLI_TRUST_WORKSPACE=true "$@"; }
finish() {
    run "$exaid" stop --timeout 5 >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap finish EXIT
cd "$home/project"
failed=0
check() { # <title> <host id> <options> <command…>
    local title=$1 host=$2 options=$3 said
    shift 3
    # shellcheck disable=SC2086
    run "$exaid" install "$host" $options >/dev/null
    said=$(run timeout 60 "$@" 2>&1 || true)
    if grep -i exaid <<<"$said" | grep -qiE '(✓|✔|connected)' && ! grep -i exaid <<<"$said" | grep -qiE 'disconnected|failed'; then
        printf 'ok    %s: %s\n' "$title" "$(grep -i exaid <<<"$said" | head -1)"
    else
        printf 'FAIL  %s: %s\n' "$title" "$said"
        failed=1
    fi
}
for options in '' '--http'; do
    [[ -x $bin/claude ]] && check "Claude Code ${options:-stdio}" claude "$options" claude mcp list
    [[ -x $bin/gemini ]] && check "Gemini CLI ${options:-stdio}" gemini "$options" gemini mcp list
    [[ -x $bin/opencode ]] && check "opencode ${options:-stdio}" opencode "$options" opencode mcp list
done
exit $failed
