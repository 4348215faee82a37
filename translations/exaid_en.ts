<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>CallCells</name>
    <message>
        <source>%1 %2</source>
        <comment>day of the week, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <comment>tokens of the prompt, tokens of the answer</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1, request %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>how a call ended, the clock that expired</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (simulated)</source>
        <comment>provider</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>$%1</source>
        <comment>US dollars</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time in the queue, waiting for a slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens of the prompt + tokens of the answer, as the provider counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ran</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartTexts</name>
    <message>
        <source>others</source>
        <comment>sessions that do not get a colour of their own</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>calls without a slot</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>capacity</source>
        <comment>slots that may be in use</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls</source>
        <comment>how many were measured</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recovered, %1</source>
        <comment>a leaked slot; cause</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>found, %1</source>
        <comment>a leaked slot; cause</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 repeated</source>
        <comment>provider</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not allowed by the budget</source>
        <comment>provider</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in</source>
        <comment>provider; tokens sent to it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 out</source>
        <comment>provider; tokens got from it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>millions</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 k</source>
        <comment>thousands</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>$%1</source>
        <comment>US dollars</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MonitorUrl</name>
    <message>
        <source>“%1” is not the address of a daemon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a port, host:port or ws://host:port, for example 127.0.0.1:8079.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n more since, the last:</source>
        <comment>events</comment>
        <translation>
            <numerusform>%n more since:</numerusform>
            <numerusform>%n more since, the last:</numerusform>
        </translation>
    </message>
    <message>
        <source>A call was stuck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A leaked slot was recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A provider fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call found no slot</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PoolTexts</name>
    <message>
        <source>global</source>
        <comment>kind of pool</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>provider</source>
        <comment>kind of pool</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session</source>
        <comment>kind of pool</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model</source>
        <comment>kind of pool</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All calls</source>
        <comment>the global pool</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <comment>pool, slots in use, slots there are</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a summary</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>calls</comment>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n over a lowered limit</source>
        <comment>slots</comment>
        <translation>
            <numerusform>%n over a lowered limit</numerusform>
            <numerusform>%n over a lowered limit</numerusform>
        </translation>
    </message>
    <message>
        <source>simulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>circuit breaker open, tries again in %1</source>
        <comment>of a provider that fails; time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>circuit breaker half open, one call tries</source>
        <comment>of a provider that failed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on hold for %1</source>
        <comment>of a provider that refused; time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its refusals lowered the limit from %1 to %2</source>
        <comment>of a provider; numbers</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingTexts</name>
    <message>
        <source>%1 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files and logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <comment>unit of a setting</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>s</source>
        <comment>unit of a setting: seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>h</source>
        <comment>unit of a setting: hours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <comment>range, unit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list, separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an IP address or localhost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an https address; http only on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an absolute path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>absolute paths, separated by commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a secret of printable ASCII characters, without blanks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the absolute path of a file that only its owner may read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>settings file, line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default of the profile %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as %1</source>
        <comment>another setting</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new key is kept in the keychain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new key is kept in the settings file, which only you can read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new key is kept in the settings file, which only you can read, since %1</source>
        <comment>a problem</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not allowed. Allowed: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsTable</name>
    <message>
        <source>Set of defaults: one developer&apos;s machine, or a shared server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that may run at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls of one session that may run at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions connected at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls of one session that may wait for a slot; 0: refuse instead of waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that may wait for a slot in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a call may wait for a slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the books of the slots are checked for leaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long past its deadline a call that ignores its cancellation keeps its slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest time a just-freed slot is kept for the session that freed it; 0: off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After waiting this long a batch call counts as interactive, and a session that others were preferred to comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slots of each provider that a session which has one there already gets only after a while, where calls are long; 0: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long running calls may go on when the daemon is asked to stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key of the provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File that holds the API key; only its owner may read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the provider&apos;s API is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls to this provider that may run at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The provider&apos;s model when a call names none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that the provider offers, besides those known for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest answer to ask the provider for, in tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest plain call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest call with web search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest call to a thinking model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest call to a thinking model with web search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long connecting to the provider may take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the provider may take to begin its answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long the provider may pause within its answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers that may be used, such as kimi,glm; empty: all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in simulator instead of providers; auto: only if no provider can be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long connecting to any provider may take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long any provider may take to begin its answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long any provider may pause within its answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that all clients together may send in a burst; 0: no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages a second that all clients together may send in the long run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages in a burst from one address; not applied to loopback; 0: no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages a second from one address in the long run; not applied to loopback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages in a burst from one session; 0: no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages a second from one session in the long run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address to listen on; anything but loopback needs a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port to listen on; 0: any free one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What clients must know, 16 characters or more; without it only loopback is served</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File that holds EXAI_WS_TOKEN; only its owner may read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web pages (origins) whose scripts may connect; all others are refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host names that clients may use besides loopback and EXAI_WS_HOST</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest message a client may send, in bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections open at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections open at once from one address; loopback has a limit of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections open at once from this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a new client may take to say hello</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often silent clients are pinged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often a running call tells its client that it is alive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the field &quot;text&quot; to replies, for older clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread bytes of a slow client above which progress messages are dropped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unread bytes of a slow client above which it is disconnected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model of calls that name none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directories whose files tools may read; empty: the home directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest file a tool may read, in bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest prompt; longer ones must be passed as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchanges that one conversation may have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long an unused conversation is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer that stops at the model&apos;s output limit is continued until it has so many tokens; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the providers&apos; own lists of models are read; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer test_echo, a tool for trying clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory of health file and call log; empty: $XDG_STATE_HOME/exaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health file; empty: ws_daemon.health.json in the state directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the health file is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log with one JSON line per call; empty: calls.jsonl in the state directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log with one JSON line per event; empty: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size at which a log file is put aside and a new one begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log files put aside that are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is written to the standard error output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long calls and results of a client that went away, and asked for it, are kept for its return; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep calls and results also for clients that name their session but did not ask; the same call sent again gets them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results kept at once; the oldest go first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for kept results, in bytes; the oldest go first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model of another provider that answers while this one is down; empty: calls are refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of all the provider&apos;s time limits but connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further factors for single models, as model=factor; others have the built-in one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the first-token and stall limits for calls with web search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the first-token and stall limits for thinking models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor of the first-token and stall limits for thinking models with web search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn each model&apos;s stall limit from the pauses of its own answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortest stall limit that may be learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest stall limit that may be learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests made for one call at most; 1: a failed call is not repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait before the first repeat, doubled for each further one; the slot is free meanwhile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest wait before a repeat, unless the provider asks for more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures of a provider in a row after which calls to it are refused at once; 0: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long such a provider is left alone before one call tries it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send a provider fewer calls at once while it refuses for overload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats to a failing provider per new call, at most; 0: none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve MCP over HTTP, at /mcp of the same port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest MCP request over HTTP, in bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MCP sessions over HTTP at once; for a new one the idlest has to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long an MCP session over HTTP may be silent before it ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often a silent MCP stream over HTTP carries a comment, so that nobody takes it for dead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local socket for MCP hosts (exaid mcp); its user alone may use it; empty: mcp-….sock in the state directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep ended calls, without prompts and answers, in history.sqlite in the state directory, at most 50 MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long ended calls are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File with the measured values of the last day, for the charts; empty: metrics.bin in the state directory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes, seconds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days, hours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>preparing</source>
        <comment>phase of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <comment>phase of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <comment>phase of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>awaiting token</source>
        <comment>phase of a call: waits for the first token</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>streaming</source>
        <comment>phase of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finishing</source>
        <comment>phase of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>backing off</source>
        <comment>phase of a call: waits before it asks the provider again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered</source>
        <comment>how a call ended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <comment>how a call ended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timed out</source>
        <comment>how a call ended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <comment>how a call ended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>provider failed</source>
        <comment>how a call ended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rejected</source>
        <comment>how a call ended: its arguments were wrong</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>internal error</source>
        <comment>how a call ended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queue</source>
        <comment>clock of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect</source>
        <comment>clock of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first token</source>
        <comment>clock of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stall</source>
        <comment>clock of a call: pause between two parts of an answer</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total</source>
        <comment>clock of a call</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drift</source>
        <comment>cause of a leak: a pool and its leases do not agree</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>orphan</source>
        <comment>cause of a leak: the holder of the slot is gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue</source>
        <comment>cause of a leak: held long past the deadline</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>circuit breaker</source>
        <comment>what refused a call</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrayState</name>
    <message>
        <source> · </source>
        <comment>between providers</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid: connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid: connection lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>exaid: finishing %n call(s)</source>
        <translation>
            <numerusform>exaid: finishing %n call</numerusform>
            <numerusform>exaid: finishing %n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>exaid: %n leaked slot(s) not yet recovered</source>
        <translation>
            <numerusform>exaid: %n leaked slot not yet recovered</numerusform>
            <numerusform>exaid: %n leaked slots not yet recovered</numerusform>
        </translation>
    </message>
    <message>
        <source>exaid: %1 running, %2 waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>exaid: %n call(s) running</source>
        <translation>
            <numerusform>exaid: %n call running</numerusform>
            <numerusform>exaid: %n calls running</numerusform>
        </translation>
    </message>
    <message>
        <source>exaid: idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid: paused, %1 running, %2 waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid: %1 fails</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::Actions</name>
    <message>
        <source>&amp;Kill Call…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the selected calls and free their slots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill &amp;Session&apos;s Calls…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End all calls of the selected session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ask Before Killing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what will die and ask before it does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected rows as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only the calls that contain some words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Audit Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for leaked slots now and recover them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open exaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the window; with a tray icon, exaid keeps running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End exaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the &amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the desktop&apos;s colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About exaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version of Qt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>tool tip, shortcut</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pools, calls and sessions on one page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Slots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who holds which slot, who waits, and how it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the daemon has done, warned of and recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Limit Session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change how many calls of the selected session may run at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Batch Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New calls of the selected session wait behind interactive ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Disconnect Session…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the connections of the selected session and cancel its calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sho&amp;w Its Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the calls of the selected session, also those that ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy C&amp;ell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the text of the current cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all that is known of the selected calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as CS&amp;V…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the calls that the filter shows to a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export as JS&amp;ON…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the calls that the filter shows to a JSON file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause Intake</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let no further call have a slot until you resume; running calls go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish and &amp;Stop Daemon…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuse new calls, let the running ones finish, then stop the daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sess&amp;ions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents that are connected, their limits and use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ca&amp;lls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that run, and those of the last hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;harts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use, waits, times and trouble over minutes, hours or a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every setting of the daemon: look, change, take back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Set Up exaid…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys, profile, start at login, and your agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Diagnostics Bundle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collect what helps to find a fault, without keys, in one file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a Call Was &amp;Stuck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a &amp;Leaked Slot Was Recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a &amp;Provider Fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When a Call Finds &amp;No Slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show a message beside the tray icon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Development: a Few Agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits for one developer with a few agents; shows first what changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Production: Many Agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits for many agents at once; shows first what changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When you log in, exaid does not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid in the &amp;Tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When you log in, exaid starts in the tray, with its daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the &amp;Daemon, as a Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When you log in, the daemon starts without a window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;Its Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the call that the selected event is about, with all its times</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::AgentsPage</name>
    <message>
        <source>Connect your agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the text into the agent&apos;s configuration and restart the agent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Configuration to copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Belongs into %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a terminal, “%1” does the same and keeps what is there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::CallClocks</name>
    <message>
        <source>%1 of %2</source>
        <comment>time used, limit</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, expired</source>
        <comment>use of a clock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clocks of the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>phase, how long</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>clock, its use</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::CallDetails</name>
    <message>
        <source>Select a call to see its clocks and how it ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the selected call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds a slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>started %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in all</source>
        <comment>duration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of them cached</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the answer</source>
        <translation>
            <numerusform>%n part of the answer</numerusform>
            <numerusform>%n parts of the answer</numerusform>
        </translation>
    </message>
    <message>
        <source>call %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::CallsModel</name>
    <message>
        <source>How long the call has been in its present phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time since the call arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time until the call&apos;s deadline, when it is ended and its slots are free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place in the queue (1 is next) and expected wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (simulated)</source>
        <comment>provider</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <comment>no deadline</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue %1</source>
        <comment>by how long</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#%1</source>
        <comment>place in the queue</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#%1, about %2</source>
        <comment>place in the queue, expected wait</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1, request %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work class: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds a slot (lease %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds no slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the answer received</source>
        <translation>
            <numerusform>%n part of the answer received</numerusform>
            <numerusform>%n parts of the answer received</numerusform>
        </translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::CallsPage</name>
    <message>
        <source>Calls that run and calls that ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter, for example pool:kimi state:waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of the calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows calls that contain all words. name:word looks in one place; names are %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export and columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <comment>calls, waiting ones too</comment>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls: %1, %2 ended</source>
        <comment>n running, number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls: %1</source>
        <comment>n running</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known yet: the daemon has not answered. See the line at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing runs, and the ended calls can&apos;t be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches “%1”. Clear the filter to see all calls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call runs, and none has ended in the last hours.
Calls appear here as agents that are connected to port %1 use their tools.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the filtered calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 calls written to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::ChangesDialog</name>
    <message>
        <source>Settings that change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after a restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting gets another value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What needs a restart is saved now and waits for the daemon&apos;s next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::ChartCard</name>
    <message>
        <source>%1, as a table</source>
        <comment>title of a chart</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show %1 as a table</source>
        <comment>title of a chart</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the values instead of the chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save %1</source>
        <comment>title of a chart</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture or the values in a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Picture (PNG)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Values (CSV)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be saved: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::ChartTableModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::ChartWidget</name>
    <message>
        <source>no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>legend: name, value</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::ChartsPage</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the charts stand still (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole window again (Backspace: one step back)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 min</source>
        <comment>window</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <comment>window</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>24 h</source>
        <comment>window</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <comment>5 min, 1 h, 24 h</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider whose waits and times are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slots in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slots in use now, of all that there are; the line is the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that wait for a slot now; the line is the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that ended in the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wait, p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 of 100 calls that got a slot in the last minute waited no longer than this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>duration, p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 of 100 calls that ended in the last minute took no longer than this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tokens a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens in and out, as the providers counted them, in the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stack the slots in use by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which time is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>with a slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the first token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slots in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No slot was in use in this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for a slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call got a slot in this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call to a provider ended in this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeouts by clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call ran out of time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refusals by limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call was refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No leak was found: every slot came back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeated requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No request was sent twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tokens were counted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No cost is known: nothing was answered, or by models without a price.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>slots in use, capacity</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the daemon&apos;s values…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2. Backspace goes back.</source>
        <comment>times</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at %1. Space goes on.</source>
        <comment>time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values end at %1.</source>
        <comment>time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag over a chart to look closer, click for the events of that time.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::ColumnMenu</name>
    <message>
        <source>&amp;Reset the Columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::CounterStrip</name>
    <message>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that ended with an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that were not admitted, by the limit that refused them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that ran out of time, by the clock that fired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls ended by their client, by you, or because the client went away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls whose provider failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaks recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slots whose holder was provably gone, found and given back by the audit</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n still leaked</source>
        <comment>slots</comment>
        <translation>
            <numerusform>%n still leaked</numerusform>
            <numerusform>%n still leaked</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>counter, number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>counter, number, causes</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::DaemonCommands</name>
    <message>
        <source>No call gets a slot until you resume. Running calls go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls get slots again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the Daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the daemon? No call runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Stop the daemon when its %n call(s) have ended?</source>
        <translation>
            <numerusform>Stop the daemon when its call has ended?</numerusform>
            <numerusform>Stop the daemon when its %n calls have ended?</numerusform>
        </translation>
    </message>
    <message>
        <source>New calls are refused at once, for every agent. Running and waiting calls may finish within EXAI_DRAIN_TIMEOUT_SECS; what is left then is cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish and Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Serving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon finishes its calls and stops.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::DaemonHeader</name>
    <message>
        <source>SIMULATED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At least one provider is the built-in simulator: no real model answers.
Set KIMI_API_KEY or GLM_API_KEY to use a real one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No daemon yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up %1</source>
        <comment>for how long</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s)</source>
        <translation>
            <numerusform>%n tool</numerusform>
            <numerusform>%n tools</numerusform>
        </translation>
    </message>
    <message>
        <source>  ·  </source>
        <comment>between facts</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::DesktopApplication</name>
    <message numerus="yes">
        <source>No daemon was started: %n setting(s) must be corrected first.</source>
        <translation>
            <numerusform>No daemon was started: one setting must be corrected first.</numerusform>
            <numerusform>No daemon was started: %n settings must be corrected first.</numerusform>
        </translation>
    </message>
    <message>
        <source>the daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the daemon in this program</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::DesktopHelp</name>
    <message>
        <source>Saved as %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::DiagnosticsDialog</name>
    <message>
        <source>Diagnostics Bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One zip file with what helps to find a fault. Keys and tokens are taken out; prompts and answers were never in it. Names of sessions, models and paths are: look before you pass it on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files in the bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Content of the selected file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>file, size</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the Bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::EventsModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Info</source>
        <comment>level of an event</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <comment>level of an event</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <comment>level of an event</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::EventsPage</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Follow the newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened since this window was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the selected event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select an event to see its details.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which events are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warnings and errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>errors only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the events of all times again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 – show all</source>
        <comment>times</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kind of events is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of every kind</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::FeedStore</name>
    <message>
        <source>No daemon is connected.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::ImportDialog</name>
    <message>
        <source>There is no such setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known, but not used here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given by the %1, which comes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: counts as not set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What %1 says, beside what is in force. Ticked rows go onto the page, where you can look at them once more before they are applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>&amp;Take %n Row(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>&amp;Take %n Row</numerusform>
            <numerusform>&amp;Take %n Rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>exaid::KeysPage</name>
    <message>
        <source>&amp;Use my API keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key yet: try it with the built-in &amp;simulator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the daemon…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys are kept in the keychain of your desktop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys are kept in %1, which only you can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API key of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set; type to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given by the %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the key of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ The provider takes it: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <comment>what is wrong with a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon calls language models for your agents. It needs a key for at least one provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It answers without any key, and every answer says that it is simulated.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::KillCommand</name>
    <message numerus="yes">
        <source>%n call(s) killed.</source>
        <translation>
            <numerusform>%n call killed.</numerusform>
            <numerusform>%n calls killed.</numerusform>
        </translation>
    </message>
    <message>
        <source>All calls of session %1 killed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::KillDialog</name>
    <message>
        <source>&amp;Don&apos;t ask again until exaid is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kill Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Kill %n call(s)?</source>
        <translation>
            <numerusform>Kill %n call?</numerusform>
            <numerusform>Kill %n calls?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kill all %n call(s) of session %1?</source>
        <translation>
            <numerusform>Kill the %n call of session %1?</numerusform>
            <numerusform>Kill all %n calls of session %1?</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls that will be killed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>tool, provider</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3 for %4</source>
        <comment>session, tool, phase, how long</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call %1, request %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request to the provider is aborted at once and its answer so far is thrown away; the provider may charge for it all the same. The agent is told that you cancelled the call. This can&apos;t be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>&amp;Kill %n Call(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>&amp;Kill %n Call</numerusform>
            <numerusform>&amp;Kill %n Calls</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep &amp;Running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::LinkBanner</name>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window fills as soon as the daemon answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet: %1 Trying again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection lost. The numbers below are %1 old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon stopped answering. Trying to reach it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Trying to reach it again.</source>
        <comment>a problem</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::LoginStart</name>
    <message>
        <source>Saved. It counts from the next login on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::MainWindow</name>
    <message>
        <source>&amp;Daemon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  Error: %2</source>
        <comment>time, message</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  Warning: %2</source>
        <comment>time, message</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid – %1:%2</source>
        <comment>window title: address, port</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About exaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One daemon for all your agents, with fair and visible limits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected daemon: version %1, process %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tray &amp;Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start at &amp;Login</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::OverviewPage</name>
    <message>
        <source>Running and waiting calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Audit asked for. Leaks that it finds are counted above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing runs and nobody waits.
Calls appear here as agents that are connected to port %1 use their tools.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No agent is connected.
Point one at %1, port %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known yet: the daemon has not answered. See the line at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::PoolBar</name>
    <message>
        <source>%1
Highest since start: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>slots in use, capacity</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>calls</comment>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n over limit</source>
        <comment>slots</comment>
        <translation>
            <numerusform>%n over limit</numerusform>
            <numerusform>%n over limit</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between remarks</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::PoolPanel</name>
    <message>
        <source>No pools yet: nothing was heard from the daemon.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▴ highest since start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slots in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>sample for a width</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>calls</comment>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>exaid::PoolsModel</name>
    <message>
        <source>Pool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over the limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::ProfileCommand</name>
    <message>
        <source>Nothing was changed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change to the profile “%1”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile is changed. “Earlier Versions” on the settings page takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::QuitDialog</name>
    <message>
        <source>Quit exaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) still running or waiting.</source>
        <translation>
            <numerusform>%n call still running or waiting.</numerusform>
            <numerusform>%n calls still running or waiting.</numerusform>
        </translation>
    </message>
    <message>
        <source>The daemon runs inside this window and ends with it. It can refuse new calls, let these finish and then quit; or cancel them now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish Calls, Then Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Don&apos;t Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::RemoteMonitorFeed</name>
    <message>
        <source>%1 does not answer as an exaid daemon does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon refused the token. Set EXAI_WS_TOKEN to the daemon&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon stopped answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the daemon was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>what the system says, as a sentence</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SessionCommand</name>
    <message>
        <source>Disconnect Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disconnect session %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) will be cancelled and their provider requests aborted. This can&apos;t be undone; the agent may connect again.</source>
        <translation>
            <numerusform>%n call will be cancelled and its provider request aborted. This can&apos;t be undone; the agent may connect again.</numerusform>
            <numerusform>%n calls will be cancelled and their provider requests aborted. This can&apos;t be undone; the agent may connect again.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session %1 may run %2 calls at once; before: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New calls of session %1 are batch work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New calls of session %1 are interactive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Session %1 was disconnected; %n call(s) cancelled.</source>
        <translation>
            <numerusform>Session %1 was disconnected; %n call cancelled.</numerusform>
            <numerusform>Session %1 was disconnected; %n calls cancelled.</numerusform>
        </translation>
    </message>
    <message>
        <source>That did not work: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SessionLimitDialog</name>
    <message>
        <source>Limit of a Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Calls of %1 that may run at once:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls of the session that may run at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The limits of the daemon and of the providers hold as well. Calls that run are not cut: a lower limit takes effect as they end. 0 starts nothing more; what waits goes on waiting. The limit lasts as long as the session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the Common &amp;Limit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SessionsModel</name>
    <message numerus="yes">
        <source>%n connection(s) from %1</source>
        <translation>
            <numerusform>%n connection from %1</numerusform>
            <numerusform>%n connections from %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Slots held times seconds held: what fairness is counted in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slot-seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the slot-seconds of all sessions that are connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls of this session that may run at once; * marks a limit of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of calls that say nothing themselves: batch calls wait behind interactive ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that ended in the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>batch</source>
        <comment>priority of a session</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interactive</source>
        <comment>priority of a session</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 *</source>
        <comment>a limit of its own</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>per cent</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SessionsPage</name>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No agent is connected.
Point one at %1, port %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known yet: the daemon has not answered. See the line at the top.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SettingEditor</name>
    <message>
        <source>on</source>
        <comment>state of a setting</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SettingField</name>
    <message>
        <source>needs a restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon takes the new value at its next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1 to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the provider whether it takes this key. Nothing is charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>set; type to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given by the %1, so the settings file can&apos;t change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from: %1</source>
        <comment>source of a value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>allowed: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SettingsForm</name>
    <message>
        <source>No setting contains these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of the chosen group</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SettingsPage</name>
    <message>
        <source>Search all settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take settings from an .env file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Earlier Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to what was in force before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reset Page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything shown here back to its default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Di&amp;scard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget the changes that are not applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Apply…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what changes, then apply it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the settings of %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the settings that are in force over the damaged file?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the daemon&apos;s settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The daemon does not tell its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is now %2</source>
        <comment>setting, value</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed what you are changing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take &amp;Theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These settings can&apos;t be applied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file is damaged. The daemon keeps the last good settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the &amp;File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait for the daemon&apos;s next start.</source>
        <translation>
            <numerusform>%n change waits for the daemon&apos;s next start.</numerusform>
            <numerusform>%n changes wait for the daemon&apos;s next start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <translation>
            <numerusform>%n change not applied</numerusform>
            <numerusform>%n changes not applied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) to correct first</source>
        <translation>
            <numerusform>%n problem to correct first</numerusform>
            <numerusform>%n problems to correct first</numerusform>
        </translation>
    </message>
    <message>
        <source>until %1</source>
        <comment>point in time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Apply %n change(s)?</source>
        <translation>
            <numerusform>Apply %n change?</numerusform>
            <numerusform>Apply %n changes?</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed. “Earlier Versions” takes it back.</source>
        <translation>
            <numerusform>%n setting changed. “Earlier Versions” takes it back.</numerusform>
            <numerusform>%n settings changed. “Earlier Versions” takes it back.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings files (.env* *.env)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is empty or can&apos;t be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 works: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not work: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SetupWizard</name>
    <message>
        <source>Set Up exaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ne&amp;xt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Restart the daemon to use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SlotBoard</name>
    <message numerus="yes">
        <source>%1 (%n more not shown)</source>
        <translation>
            <numerusform>%1 (%n more not shown)</numerusform>
            <numerusform>%1 (%n more not shown)</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 slot %2</source>
        <comment>provider, number</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SlotCell</name>
    <message>
        <source>, </source>
        <comment>between parts of a slot&apos;s description</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over the limit</source>
        <comment>slot</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <comment>slot</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>tool, model</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>phase, age</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, overdue</source>
        <comment>phase</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <comment>phase, time</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SlotTimeline</name>
    <message>
        <source>Slots over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1: %n call(s), busy %2 %</source>
        <comment>row of the timeline</comment>
        <translation>
            <numerusform>%1: %n call, busy %2 %</numerusform>
            <numerusform>%1: %n calls, busy %2 %</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <comment>right end of a time axis</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>−%1 min</source>
        <comment>minutes ago</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>share</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No slot was held in this time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>session, tool</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>provider, model</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds its slot for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held its slot for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First token after %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SlotUsageChart</name>
    <message>
        <source>Slots in use by provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <comment>on the time axis</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes ago, on the time axis</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: now %2 of %3, highest %4 in the last 5 minutes.</source>
        <comment>provider, slots in use, capacity, peak</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 / %3</source>
        <comment>legend: provider, slots in use, capacity</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::SlotsPage</name>
    <message>
        <source>Waiting for a slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each cell is a slot; its stripe shows whose call is in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by slot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length of the timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>last %n minute(s)</source>
        <translation>
            <numerusform>last minute</numerusform>
            <numerusform>last %n minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::StartPage</name>
    <message>
        <source>&amp;Nothing: I start exaid myself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exaid in the &amp;tray, with its window at hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the &amp;daemon, as a service of my session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of this can be changed later, each limit by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits to begin with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;One developer with a few agents (profile development)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Many agents at once (profile production)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When I log in, start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 instead of %3</source>
        <comment>setting, new value, old value</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::TablePane</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows rows that contain all words. name:word looks in one column, for example session:claude</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>title of a table, number of rows</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <comment>title of a table, rows shown, rows there are</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches “%1”. Clear the filter to see all %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>exaid::TrayIcon</name>
    <message>
        <source>exaid keeps running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window is closed, the daemon is not. Click the icon to open the window again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent P&amp;roblems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>time, message</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
