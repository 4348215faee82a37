// The official clients in all the ways to connect them, behind one face.
import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const eras = [
    { name: 'v1', Client: ClientV1, Http: HttpV1, Stdio: StdioV1, options: {} },
    { name: 'v2 default', Client: ClientV2, Http: HttpV2, Stdio: StdioV2, options: {} },
    {
        name: 'v2 auto',
        Client: ClientV2,
        Http: HttpV2,
        Stdio: StdioV2,
        options: { versionNegotiation: { mode: 'auto' } },
        version: '2026-07-28',
    },
    {
        name: 'v2 pinned',
        Client: ClientV2,
        Http: HttpV2,
        Stdio: StdioV2,
        options: { versionNegotiation: { mode: { pin: '2026-07-28' } } },
        version: '2026-07-28',
    },
];

export const kinds = eras.flatMap((era) => ['http', 'stdio'].map((way) => ({ ...era, way, title: `${era.name} ${way}` })));

let lastNumber = 0;

export async function connect(kind, daemon, name) {
    lastNumber += 1;
    const client = new kind.Client({ name: name ?? `client-${lastNumber}`, version: '1' }, kind.options);
    // SDK-made hosts hand a child HOME and PATH and little more, unless they are told to.
    const transport =
        kind.way === 'http'
            ? new kind.Http(daemon.url())
            : new kind.Stdio({
                  command: daemon.program,
                  args: ['mcp', ...daemon.options()],
                  env: daemon.environment,
                  stderr: 'ignore',
              });
    await client.connect(transport);
    return {
        client,
        list: () => client.listTools(),
        // options: timeout, onprogress, resetTimeoutOnProgress, signal
        call: (name, args, options = {}) =>
            kind.name === 'v1'
                ? client.callTool({ name, arguments: args }, undefined, options)
                : client.callTool({ name, arguments: args }, options),
        close: () => client.close(),
    };
}
