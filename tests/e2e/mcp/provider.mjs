// A provider that counts: OpenAI's streamed chat over HTTP. What the last message says decides:
//   "hold"            never answers; when its connection closes is noted
//   "slow <seconds>"  a word a second
//   "size <bytes>"    that many letters
//   anything else     "you said: …"
import http from 'node:http';

export async function startProvider() {
    const events = new Map(); // marker of a prompt → {started, closed}, in milliseconds
    let inflight = 0;
    const server = http.createServer((request, response) => {
        let body = '';
        request.on('data', (part) => (body += part));
        request.on('end', () => {
            if (request.method !== 'POST') {
                response.writeHead(200, { 'Content-Type': 'application/json' });
                response.end(JSON.stringify({ object: 'list', data: [{ id: 'mock-1', object: 'model' }] }));
                return;
            }
            answer(JSON.parse(body), response).catch(() => response.destroy());
        });
    });

    async function answer(chat, response) {
        const content = chat.messages.at(-1).content;
        const prompt = typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
        const marker = /\bmark-\w+/.exec(prompt)?.[0] ?? '';
        const event = { started: performance.now(), closed: 0 };
        events.set(marker, event);
        inflight += 1;
        response.on('close', () => {
            event.closed = performance.now();
            inflight -= 1;
        });
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        const send = (delta, finish = null) =>
            response.write(
                `data: ${JSON.stringify({
                    id: 'c',
                    object: 'chat.completion.chunk',
                    model: chat.model,
                    choices: [{ index: 0, delta, finish_reason: finish }],
                })}\n\n`
            );
        send({ role: 'assistant', content: '' });
        if (/\bhold\b/.test(prompt)) return;
        const slow = Number(/\bslow (\d+)/.exec(prompt)?.[1] ?? 0);
        for (let second = 0; second < slow && !response.destroyed; second += 1) {
            await new Promise((done) => setTimeout(done, 1000));
            send({ content: `word${second} ` });
        }
        const size = Number(/\bsize (\d+)/.exec(prompt)?.[1] ?? 0);
        for (let sent = 0; sent < size; sent += 16384) send({ content: 'x'.repeat(Math.min(16384, size - sent)) });
        send({ content: size ? '' : `you said: ${prompt.slice(-200)}` });
        send({}, 'stop');
        response.end('data: [DONE]\n\n');
    }

    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    return {
        url: `http://127.0.0.1:${server.address().port}/v1`,
        events,
        inflight: () => inflight,
        stop: () => {
            server.closeAllConnections();
            server.close();
        },
    };
}
