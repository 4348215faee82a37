// What a host sees of exaid, through the official clients: every client, every way, every point.
//   node clients.mjs <exaid> [--quick | --long]
import assert from 'node:assert/strict';
import { connect, kinds } from './kinds.mjs';
import { Daemon, sleep, until } from './daemon.mjs';
import { startProvider } from './provider.mjs';

const program = process.argv[2];
const isQuick = process.argv.includes('--quick');
const isLong = process.argv.includes('--long');
const cancelLimit = Number(process.env.EXAID_CANCEL_MS ?? 10);
const cancelRounds = 7;

let passed = 0;
const failures = [];
let lastMark = 0;
const mark = () => `mark-${(lastMark += 1)}`;
const textOf = (result) => result.content.map((part) => part.text ?? '').join('\n');
const chat = (peer, prompt, options) => peer.call('chat', { prompt }, { timeout: 60_000, ...options });

async function point(name, run) {
    const begin = performance.now();
    try {
        const note = await run();
        passed += 1;
        console.log(`ok    ${name}${note ? `: ${note}` : ''} (${Math.round(performance.now() - begin)} ms)`);
    } catch (error) {
        failures.push(name);
        console.log(`FAIL  ${name}: ${error?.stack ?? error}`);
    }
}

async function listAndCall(peer, kind) {
    if (kind.version) assert.equal(peer.client.getNegotiatedProtocolVersion?.() ?? kind.version, kind.version);
    const { tools } = await peer.list();
    assert.ok(tools.some((tool) => tool.name === 'chat'));
    const result = await chat(peer, 'hello there');
    assert.ok(!result.isError, textOf(result));
    assert.match(textOf(result), /hello there/);
}

async function progress(peer) {
    const seen = [];
    const result = await chat(peer, 'slow 6', { onprogress: (p) => seen.push(p.progress) });
    assert.match(textOf(result), /word5/);
    assert.ok(seen.length > 0, 'no progress came');
    assert.ok(seen.every((value, i) => i === 0 || value > seen[i - 1]), `progress does not grow: ${seen}`);
    return `${seen.length} messages`;
}

// The client gives up after 6 s of silence; the call takes twice that.
async function timeoutReset(peer) {
    const result = await chat(peer, 'slow 12', {
        timeout: 6_000,
        resetTimeoutOnProgress: true,
        onprogress: () => {},
    });
    assert.match(textOf(result), /word11/);
}

// The SDKs' own minute, outlasted twice by a host that is known to wait as long as it sees progress.
async function longCall(peer) {
    const result = await chat(peer, 'slow 130', { timeout: 60_000, resetTimeoutOnProgress: true, onprogress: () => {} });
    assert.match(textOf(result), /word129/);
}

// Time from the client's cancel until the provider's connection is closed, and until a call that waited for the
// only slot is at the provider.
async function cancel(peer, provider) {
    const aborted = [];
    const granted = [];
    for (let round = 0; round < cancelRounds; round += 1) {
        const [held, next] = [mark(), mark()];
        const stop = new AbortController();
        const first = chat(peer, `hold ${held}`, { signal: stop.signal }).then(
            () => assert.fail('a cancelled call was answered'),
            () => {}
        );
        await until('the call is at the provider', () => provider.events.get(held));
        const second = chat(peer, `${next} after it`);
        await sleep(100);
        assert.ok(!provider.events.get(next), 'the limit of one was not kept');
        const begin = performance.now();
        stop.abort('the user pressed Esc');
        await first;
        const event = await until('the request is aborted', () => provider.events.get(held).closed);
        aborted.push(event - begin);
        await second;
        granted.push(provider.events.get(next).started - begin);
    }
    const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
    const [abortedAfter, grantedAfter] = [median(aborted), median(granted)];
    const note = `aborted after ${abortedAfter.toFixed(1)} ms, slot granted after ${grantedAfter.toFixed(1)} ms (medians of ${cancelRounds})`;
    assert.ok(abortedAfter <= cancelLimit && grantedAfter <= cancelLimit, note);
    return note;
}

async function fiftyAtOnce(peer) {
    const marks = Array.from({ length: 50 }, mark);
    const results = await Promise.all(marks.map((text) => chat(peer, text)));
    results.forEach((result, i) => assert.match(textOf(result), new RegExp(`${marks[i]}\\b`)));
}

async function largeAnswer(peer) {
    const result = await chat(peer, 'size 1000000');
    assert.ok(textOf(result).includes('x'.repeat(1_000_000)));
}

// The daemon dies under a call. Over stdio the same client goes on; over HTTP a new session is needed.
async function reconnect(kind, provider) {
    const daemon = new Daemon(program, provider.url, {});
    let peer;
    try {
        await daemon.start();
        peer = await connect(kind, daemon);
        const held = mark();
        const running = chat(peer, `hold ${held}`).then(
            () => 'answered',
            () => 'failed'
        );
        await until('the call is at the provider', () => provider.events.get(held));
        const begin = performance.now();
        await daemon.kill();
        if (kind.way === 'stdio') {
            assert.equal(await running, 'failed');
            assert.ok(performance.now() - begin < 1500, 'the host waited for a dead daemon');
        } else {
            await daemon.start();
            await peer.close();
            peer = await connect(kind, daemon);
        }
        assert.match(textOf(await chat(peer, 'are you back')), /are you back/);
    } finally {
        await peer?.close();
        await daemon.stop();
    }
}

const provider = await startProvider();
const main = new Daemon(program, provider.url, {
    EXAI_WS_GLOBAL_MAX_INFLIGHT: 24,
    EXAI_WS_SESSION_MAX_INFLIGHT: 8,
    MOCK_MAX_INFLIGHT: 24,
});
const single = new Daemon(program, provider.url, {
    EXAI_WS_GLOBAL_MAX_INFLIGHT: 1,
    EXAI_WS_SESSION_MAX_INFLIGHT: 1,
});

async function onEach(name, run, { at = main, together = false, as = undefined } = {}) {
    const runs = kinds.map((kind) => async () => {
        await point(`${kind.title}: ${name}`, async () => {
            const peer = await connect(kind, at, as);
            try {
                return await run(peer, kind);
            } finally {
                await peer.close();
            }
        });
    });
    if (together) await Promise.all(runs.map((start) => start()));
    else for (const start of runs) await start();
}

try {
    await Promise.all([main.start(), single.start()]);
    await onEach('list and call', listAndCall);
    await onEach('cancel', (peer) => cancel(peer, provider), { at: single });
    await onEach('50 calls at once', fiftyAtOnce);
    await onEach('an answer of 1 MB', largeAnswer);
    for (const kind of kinds) await point(`${kind.title}: reconnect`, () => reconnect(kind, provider));
    await onEach('progress', progress, { together: true });
    if (!isQuick) await onEach('progress resets the timeout', timeoutReset, { together: true });
    if (isLong) await onEach('progress for two minutes', longCall, { together: true, as: 'claude-code' });
    await point('nothing runs on at the provider', () => until('all are closed', () => provider.inflight() === 0));
} finally {
    await Promise.all([main.stop(), single.stop()]);
    provider.stop();
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
