<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
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
        <source>Repeats to a provider per new call of the last minute; 0: none</source>
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
</context>
</TS>
