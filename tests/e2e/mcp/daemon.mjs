// One exaid in a home directory of its own, in front of a provider that counts.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Until it is true (the value is given back), or an error that names it.
export async function until(what, condition, milliseconds = 10_000) {
    for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(2)) {
        const value = condition();
        if (value) return value;
    }
    throw new Error(`timed out waiting until ${what}`);
}

function freePort() {
    return new Promise((done) => {
        const server = net.createServer().listen(0, '127.0.0.1', () => {
            const { port } = server.address();
            server.close(() => done(port));
        });
    });
}

// However this program ends, nothing of it goes on: no daemon, and none that a bridge has started meanwhile.
const alive = new Set();
process.on('exit', () => alive.forEach((daemon) => daemon.wipe()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

export class Daemon {
    constructor(program, providerUrl, settings) {
        this.program = program;
        this.home = mkdtempSync(path.join(tmpdir(), 'exaid-clients-'));
        alive.add(this);
        this.envFile = path.join(this.home, 'exaid.env');
        this.environment = { HOME: this.home, PATH: process.env.PATH };
        this.settings = {
            MOCK_BASE_URL: providerUrl,
            MOCK_MODELS: 'mock-1',
            MOCK_API_KEY: 'key-of-the-mock',
            DEFAULT_MODEL: 'mock-1',
            SESSION_MAX_CONCURRENT: 100,
            ...settings,
        };
    }

    async start() {
        this.port ??= await freePort();
        const lines = Object.entries(this.settings).map(([name, value]) => `${name}=${value}\n`);
        writeFileSync(this.envFile, lines.join(''), { mode: 0o600 });
        this.process = spawn(this.program, ['serve', ...this.options()], {
            env: this.environment,
            cwd: this.home,
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        this.log = '';
        this.process.stderr.on('data', (text) => (this.log += text));
        let said = '';
        this.process.stdout.on('data', (text) => (said += text));
        await until('exaid listens', () => said.includes('listening'), 30_000).catch((error) => {
            throw new Error(`${error.message}\n${this.log}`);
        });
    }

    options() {
        return ['--env-file', this.envFile, '--port', String(this.port)];
    }

    url() {
        return new URL(`http://127.0.0.1:${this.port}/mcp`);
    }

    async kill() {
        const ended = new Promise((done) => this.process.once('exit', done));
        this.process.kill('SIGKILL');
        await ended;
    }

    // Politely, also those that bridges have started meanwhile; then what is left.
    async stop() {
        this.process?.kill('SIGKILL');
        const stop = spawn(this.program, ['stop', '--timeout', '5', ...this.options()], {
            env: this.environment,
            stdio: 'ignore',
        });
        await new Promise((done) => stop.once('exit', done));
        this.wipe();
    }

    // At once. Whatever runs for this daemon names its home directory in its command line.
    wipe() {
        alive.delete(this);
        for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
            try {
                if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${this.home}/`)) process.kill(Number(pid), 'SIGKILL');
            } catch {
                // it has ended meanwhile
            }
        }
        rmSync(this.home, { recursive: true, force: true });
    }
}
