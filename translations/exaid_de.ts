<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>MonitorUrl</name>
    <message>
        <source>“%1” is not the address of a daemon.</source>
        <translation>„%1“ ist nicht die Adresse eines Dienstes.</translation>
    </message>
    <message>
        <source>Give a port, host:port or ws://host:port, for example 127.0.0.1:8079.</source>
        <translation>Geben Sie einen Port, Host:Port oder ws://Host:Port an, zum Beispiel 127.0.0.1:8079.</translation>
    </message>
</context>
<context>
    <name>PoolTexts</name>
    <message>
        <source>global</source>
        <comment>kind of pool</comment>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>provider</source>
        <comment>kind of pool</comment>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>session</source>
        <comment>kind of pool</comment>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>model</source>
        <comment>kind of pool</comment>
        <translation>Modell</translation>
    </message>
    <message>
        <source>All calls</source>
        <comment>the global pool</comment>
        <translation>Alle Aufrufe</translation>
    </message>
    <message>
        <source>%1 %2 of %3</source>
        <comment>pool, slots in use, slots there are</comment>
        <translation>%1 %2 von %3</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a summary</comment>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>calls</comment>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n over a lowered limit</source>
        <comment>slots</comment>
        <translation>
            <numerusform>%n über einer gesenkten Grenze</numerusform>
            <numerusform>%n über einer gesenkten Grenze</numerusform>
        </translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
</context>
<context>
    <name>SettingsTable</name>
    <message>
        <source>Set of defaults: one developer&apos;s machine, or a shared server</source>
        <translation>Satz von Vorgaben: Rechner eines Entwicklers oder gemeinsamer Server</translation>
    </message>
    <message>
        <source>Calls that may run at once</source>
        <translation>Aufrufe, die gleichzeitig laufen dürfen</translation>
    </message>
    <message>
        <source>Calls of one session that may run at once</source>
        <translation>Aufrufe einer Sitzung, die gleichzeitig laufen dürfen</translation>
    </message>
    <message>
        <source>Sessions connected at once</source>
        <translation>Gleichzeitig verbundene Sitzungen</translation>
    </message>
    <message>
        <source>Calls of one session that may wait for a slot; 0: refuse instead of waiting</source>
        <translation>Aufrufe einer Sitzung, die auf einen Platz warten dürfen; 0: abweisen statt warten</translation>
    </message>
    <message>
        <source>Calls that may wait for a slot in all</source>
        <translation>Aufrufe, die insgesamt auf einen Platz warten dürfen</translation>
    </message>
    <message>
        <source>How long a call may wait for a slot</source>
        <translation>Wie lange ein Aufruf auf einen Platz warten darf</translation>
    </message>
    <message>
        <source>How often the books of the slots are checked for leaks</source>
        <translation>Wie oft die Bücher der Plätze auf Verluste geprüft werden</translation>
    </message>
    <message>
        <source>How long past its deadline a call that ignores its cancellation keeps its slot</source>
        <translation>Wie lange nach seiner Frist ein Aufruf, der seinen Abbruch missachtet, seinen Platz behält</translation>
    </message>
    <message>
        <source>Longest time a just-freed slot is kept for the session that freed it; 0: off</source>
        <translation>Wie lange ein eben freigegebener Platz höchstens für die Sitzung bleibt, die ihn freigab; 0: gar nicht</translation>
    </message>
    <message>
        <source>After waiting this long a batch call counts as interactive, and a session that others were preferred to comes first</source>
        <translation>Nach dieser Wartezeit zählt ein Stapelaufruf (batch) wie ein interaktiver, und eine Sitzung, der andere vorgezogen wurden, kommt zuerst</translation>
    </message>
    <message>
        <source>Slots of each provider that a session which has one there already gets only after a while, where calls are long; 0: none</source>
        <translation>Plätze jedes Anbieters, die eine Sitzung, die dort schon einen hat, erst nach einer Weile bekommt, wenn Aufrufe lange dauern; 0: keine</translation>
    </message>
    <message>
        <source>How long running calls may go on when the daemon is asked to stop</source>
        <translation>Wie lange laufende Aufrufe weitergehen dürfen, wenn der Dienst enden soll</translation>
    </message>
    <message>
        <source>API key of the provider</source>
        <translation>API-Schlüssel des Anbieters</translation>
    </message>
    <message>
        <source>File that holds the API key; only its owner may read it</source>
        <translation>Datei mit dem API-Schlüssel; nur ihr Besitzer darf sie lesen</translation>
    </message>
    <message>
        <source>Where the provider&apos;s API is</source>
        <translation>Wo die API des Anbieters ist</translation>
    </message>
    <message>
        <source>Calls to this provider that may run at once</source>
        <translation>Aufrufe an diesen Anbieter, die gleichzeitig laufen dürfen</translation>
    </message>
    <message>
        <source>The provider&apos;s model when a call names none</source>
        <translation>Modell des Anbieters, wenn ein Aufruf keines nennt</translation>
    </message>
    <message>
        <source>Models that the provider offers, besides those known for it</source>
        <translation>Modelle des Anbieters, außer den schon bekannten</translation>
    </message>
    <message>
        <source>Longest answer to ask the provider for, in tokens</source>
        <translation>Längste Antwort, um die der Anbieter gebeten wird, in Token</translation>
    </message>
    <message>
        <source>Longest plain call</source>
        <translation>Längster einfacher Aufruf</translation>
    </message>
    <message>
        <source>Longest call with web search</source>
        <translation>Längster Aufruf mit Websuche</translation>
    </message>
    <message>
        <source>Longest call to a thinking model</source>
        <translation>Längster Aufruf an ein denkendes Modell</translation>
    </message>
    <message>
        <source>Longest call to a thinking model with web search</source>
        <translation>Längster Aufruf an ein denkendes Modell mit Websuche</translation>
    </message>
    <message>
        <source>How long connecting to the provider may take</source>
        <translation>Wie lange der Verbindungsaufbau zum Anbieter dauern darf</translation>
    </message>
    <message>
        <source>How long the provider may take to begin its answer</source>
        <translation>Wie lange der Anbieter bis zum Beginn der Antwort brauchen darf</translation>
    </message>
    <message>
        <source>How long the provider may pause within its answer</source>
        <translation>Wie lange der Anbieter in der Antwort innehalten darf</translation>
    </message>
    <message>
        <source>Providers that may be used, such as kimi,glm; empty: all</source>
        <translation>Anbieter, die benutzt werden dürfen, etwa kimi,glm; leer: alle</translation>
    </message>
    <message>
        <source>Built-in simulator instead of providers; auto: only if no provider can be used</source>
        <translation>Eingebauter Simulator statt Anbietern; auto: nur wenn kein Anbieter benutzbar ist</translation>
    </message>
    <message>
        <source>How long connecting to any provider may take</source>
        <translation>Wie lange der Verbindungsaufbau zu irgendeinem Anbieter dauern darf</translation>
    </message>
    <message>
        <source>How long any provider may take to begin its answer</source>
        <translation>Wie lange irgendein Anbieter bis zum Beginn der Antwort brauchen darf</translation>
    </message>
    <message>
        <source>How long any provider may pause within its answer</source>
        <translation>Wie lange irgendein Anbieter in der Antwort innehalten darf</translation>
    </message>
    <message>
        <source>Messages that all clients together may send in a burst; 0: no limit</source>
        <translation>Nachrichten, die alle Clients zusammen auf einmal senden dürfen; 0: keine Grenze</translation>
    </message>
    <message>
        <source>Messages a second that all clients together may send in the long run</source>
        <translation>Nachrichten je Sekunde, die alle Clients zusammen auf Dauer senden dürfen</translation>
    </message>
    <message>
        <source>Messages in a burst from one address; not applied to loopback; 0: no limit</source>
        <translation>Nachrichten auf einmal von einer Adresse; gilt nicht für Loopback; 0: keine Grenze</translation>
    </message>
    <message>
        <source>Messages a second from one address in the long run; not applied to loopback</source>
        <translation>Nachrichten je Sekunde von einer Adresse auf Dauer; gilt nicht für Loopback</translation>
    </message>
    <message>
        <source>Messages in a burst from one session; 0: no limit</source>
        <translation>Nachrichten auf einmal aus einer Sitzung; 0: keine Grenze</translation>
    </message>
    <message>
        <source>Messages a second from one session in the long run</source>
        <translation>Nachrichten je Sekunde aus einer Sitzung auf Dauer</translation>
    </message>
    <message>
        <source>Address to listen on; anything but loopback needs a token</source>
        <translation>Adresse, auf der gehorcht wird; alles außer Loopback braucht ein Token</translation>
    </message>
    <message>
        <source>Port to listen on; 0: any free one</source>
        <translation>Port, auf dem gehorcht wird; 0: irgendein freier</translation>
    </message>
    <message>
        <source>What clients must know, 16 characters or more; without it only loopback is served</source>
        <translation>Was Clients wissen müssen, mindestens 16 Zeichen; ohne wird nur Loopback bedient</translation>
    </message>
    <message>
        <source>File that holds EXAI_WS_TOKEN; only its owner may read it</source>
        <translation>Datei mit EXAI_WS_TOKEN; nur ihr Besitzer darf sie lesen</translation>
    </message>
    <message>
        <source>Web pages (origins) whose scripts may connect; all others are refused</source>
        <translation>Webseiten (Origins), deren Skripte sich verbinden dürfen; alle anderen werden abgewiesen</translation>
    </message>
    <message>
        <source>Host names that clients may use besides loopback and EXAI_WS_HOST</source>
        <translation>Hostnamen, die Clients außer Loopback und EXAI_WS_HOST benutzen dürfen</translation>
    </message>
    <message>
        <source>Largest message a client may send, in bytes</source>
        <translation>Größte Nachricht, die ein Client senden darf, in Byte</translation>
    </message>
    <message>
        <source>Connections open at once</source>
        <translation>Gleichzeitig offene Verbindungen</translation>
    </message>
    <message>
        <source>Connections open at once from one address; loopback has a limit of its own</source>
        <translation>Gleichzeitig offene Verbindungen von einer Adresse; Loopback hat eine eigene Grenze</translation>
    </message>
    <message>
        <source>Connections open at once from this machine</source>
        <translation>Gleichzeitig offene Verbindungen von diesem Rechner</translation>
    </message>
    <message>
        <source>How long a new client may take to say hello</source>
        <translation>Wie lange sich ein neuer Client mit seinem Gruß Zeit lassen darf</translation>
    </message>
    <message>
        <source>How often silent clients are pinged</source>
        <translation>Wie oft stille Clients angepingt werden</translation>
    </message>
    <message>
        <source>How often a running call tells its client that it is alive</source>
        <translation>Wie oft ein laufender Aufruf seinem Client sagt, dass er lebt</translation>
    </message>
    <message>
        <source>Add the field &quot;text&quot; to replies, for older clients</source>
        <translation>Antworten um das Feld &quot;text&quot; ergänzen, für ältere Clients</translation>
    </message>
    <message>
        <source>Unread bytes of a slow client above which progress messages are dropped</source>
        <translation>Ungelesene Bytes eines langsamen Clients, ab denen Fortschrittsmeldungen entfallen</translation>
    </message>
    <message>
        <source>Unread bytes of a slow client above which it is disconnected</source>
        <translation>Ungelesene Bytes eines langsamen Clients, ab denen er getrennt wird</translation>
    </message>
    <message>
        <source>Model of calls that name none</source>
        <translation>Modell von Aufrufen, die keines nennen</translation>
    </message>
    <message>
        <source>Directories whose files tools may read; empty: the home directory</source>
        <translation>Verzeichnisse, deren Dateien Werkzeuge lesen dürfen; leer: das Heimatverzeichnis</translation>
    </message>
    <message>
        <source>Largest file a tool may read, in bytes</source>
        <translation>Größte Datei, die ein Werkzeug lesen darf, in Byte</translation>
    </message>
    <message>
        <source>Longest prompt; longer ones must be passed as a file</source>
        <translation>Längste Eingabe; längere müssen als Datei übergeben werden</translation>
    </message>
    <message>
        <source>Exchanges that one conversation may have</source>
        <translation>Wechsel, die ein Gespräch haben darf</translation>
    </message>
    <message>
        <source>How long an unused conversation is kept</source>
        <translation>Wie lange ein unbenutztes Gespräch aufbewahrt wird</translation>
    </message>
    <message>
        <source>An answer that stops at the model&apos;s output limit is continued until it has so many tokens; 0: never</source>
        <translation>Eine Antwort, die an der Ausgabegrenze des Modells endet, wird fortgesetzt, bis sie so viele Token hat; 0: nie</translation>
    </message>
    <message>
        <source>How often the providers&apos; own lists of models are read; 0: never</source>
        <translation>Wie oft die Modell-Listen der Anbieter gelesen werden; 0: nie</translation>
    </message>
    <message>
        <source>Offer test_echo, a tool for trying clients</source>
        <translation>test_echo anbieten, ein Werkzeug zum Ausprobieren von Clients</translation>
    </message>
    <message>
        <source>Directory of health file and call log; empty: $XDG_STATE_HOME/exaid</source>
        <translation>Verzeichnis von Zustandsdatei und Aufrufprotokoll; leer: $XDG_STATE_HOME/exaid</translation>
    </message>
    <message>
        <source>Health file; empty: ws_daemon.health.json in the state directory</source>
        <translation>Zustandsdatei; leer: ws_daemon.health.json im Zustandsverzeichnis</translation>
    </message>
    <message>
        <source>How often the health file is written</source>
        <translation>Wie oft die Zustandsdatei geschrieben wird</translation>
    </message>
    <message>
        <source>Log with one JSON line per call; empty: calls.jsonl in the state directory</source>
        <translation>Protokoll mit einer JSON-Zeile je Aufruf; leer: calls.jsonl im Zustandsverzeichnis</translation>
    </message>
    <message>
        <source>Log with one JSON line per event; empty: none</source>
        <translation>Protokoll mit einer JSON-Zeile je Ereignis; leer: keines</translation>
    </message>
    <message>
        <source>Size at which a log file is put aside and a new one begun</source>
        <translation>Größe, bei der eine Protokolldatei beiseitegelegt und eine neue begonnen wird</translation>
    </message>
    <message>
        <source>Log files put aside that are kept</source>
        <translation>Beiseitegelegte Protokolldateien, die aufbewahrt werden</translation>
    </message>
    <message>
        <source>What is written to the standard error output</source>
        <translation>Was auf die Standardfehlerausgabe geschrieben wird</translation>
    </message>
    <message>
        <source>How long calls and results of a client that went away, and asked for it, are kept for its return; 0: never</source>
        <translation>Wie lange Aufrufe und Ergebnisse eines Clients, der gegangen ist und darum gebeten hat, für seine Rückkehr aufgehoben werden; 0: nie</translation>
    </message>
    <message>
        <source>Keep calls and results also for clients that name their session but did not ask; the same call sent again gets them</source>
        <translation>Aufrufe und Ergebnisse auch für Clients aufheben, die ihre Sitzung benennen, aber nicht darum gebeten haben; derselbe Aufruf noch einmal erhält sie</translation>
    </message>
    <message>
        <source>Results kept at once; the oldest go first</source>
        <translation>Gleichzeitig aufgehobene Ergebnisse; die ältesten gehen zuerst</translation>
    </message>
    <message>
        <source>Memory for kept results, in bytes; the oldest go first</source>
        <translation>Speicher für aufgehobene Ergebnisse, in Bytes; die ältesten gehen zuerst</translation>
    </message>
    <message>
        <source>Model of another provider that answers while this one is down; empty: calls are refused</source>
        <translation>Modell eines anderen Anbieters, das antwortet, solange dieser ausfällt; leer: Aufrufe werden abgelehnt</translation>
    </message>
    <message>
        <source>Factor of all the provider&apos;s time limits but connecting</source>
        <translation>Faktor aller Zeitgrenzen des Anbieters außer der für das Verbinden</translation>
    </message>
    <message>
        <source>Further factors for single models, as model=factor; others have the built-in one</source>
        <translation>Weitere Faktoren für einzelne Modelle, als Modell=Faktor; andere haben den eingebauten</translation>
    </message>
    <message>
        <source>Factor of the first-token and stall limits for calls with web search</source>
        <translation>Faktor der Grenzen für erstes Token und Stillstand bei Aufrufen mit Websuche</translation>
    </message>
    <message>
        <source>Factor of the first-token and stall limits for thinking models</source>
        <translation>Faktor der Grenzen für erstes Token und Stillstand bei denkenden Modellen</translation>
    </message>
    <message>
        <source>Factor of the first-token and stall limits for thinking models with web search</source>
        <translation>Faktor der Grenzen für erstes Token und Stillstand bei denkenden Modellen mit Websuche</translation>
    </message>
    <message>
        <source>Learn each model&apos;s stall limit from the pauses of its own answers</source>
        <translation>Die Stillstandsgrenze jedes Modells aus den Pausen seiner eigenen Antworten lernen</translation>
    </message>
    <message>
        <source>Shortest stall limit that may be learned</source>
        <translation>Kürzeste Stillstandsgrenze, die gelernt werden darf</translation>
    </message>
    <message>
        <source>Longest stall limit that may be learned</source>
        <translation>Längste Stillstandsgrenze, die gelernt werden darf</translation>
    </message>
    <message>
        <source>Requests made for one call at most; 1: a failed call is not repeated</source>
        <translation>Anfragen für einen Aufruf höchstens; 1: ein gescheiterter Aufruf wird nicht wiederholt</translation>
    </message>
    <message>
        <source>Wait before the first repeat, doubled for each further one; the slot is free meanwhile</source>
        <translation>Wartezeit vor der ersten Wiederholung, für jede weitere verdoppelt; der Platz ist so lange frei</translation>
    </message>
    <message>
        <source>Longest wait before a repeat, unless the provider asks for more</source>
        <translation>Längste Wartezeit vor einer Wiederholung, falls der Anbieter nicht um mehr bittet</translation>
    </message>
    <message>
        <source>Repeats to a provider per new call of the last minute; 0: none</source>
        <translation>Wiederholungen an einen Anbieter je neuem Aufruf der letzten Minute; 0: keine</translation>
    </message>
    <message>
        <source>Failures of a provider in a row after which calls to it are refused at once; 0: never</source>
        <translation>Fehlschläge eines Anbieters in Folge, nach denen Aufrufe an ihn sofort abgelehnt werden; 0: nie</translation>
    </message>
    <message>
        <source>How long such a provider is left alone before one call tries it again</source>
        <translation>Wie lange ein solcher Anbieter in Ruhe gelassen wird, bevor ein Aufruf ihn wieder versucht</translation>
    </message>
    <message>
        <source>Send a provider fewer calls at once while it refuses for overload</source>
        <translation>Einem Anbieter weniger Aufrufe gleichzeitig schicken, solange er wegen Überlast ablehnt</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes, seconds</comment>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days, hours</comment>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>preparing</source>
        <comment>phase of a call</comment>
        <translation>bereitet vor</translation>
    </message>
    <message>
        <source>queued</source>
        <comment>phase of a call</comment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>connecting</source>
        <comment>phase of a call</comment>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>awaiting token</source>
        <comment>phase of a call: waits for the first token</comment>
        <translation>angefragt</translation>
    </message>
    <message>
        <source>streaming</source>
        <comment>phase of a call</comment>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>finishing</source>
        <comment>phase of a call</comment>
        <translation>schließt ab</translation>
    </message>
    <message>
        <source>backing off</source>
        <comment>phase of a call: waits before it asks the provider again</comment>
        <translation>wartet auf Wiederholung</translation>
    </message>
</context>
<context>
    <name>TrayState</name>
    <message>
        <source> · </source>
        <comment>between providers</comment>
        <translation> · </translation>
    </message>
    <message>
        <source>exaid: connecting</source>
        <translation>exaid: verbindet</translation>
    </message>
    <message>
        <source>exaid: connection lost</source>
        <translation>exaid: Verbindung verloren</translation>
    </message>
    <message>
        <source>The daemon does not answer.</source>
        <translation>Der Dienst antwortet nicht.</translation>
    </message>
    <message numerus="yes">
        <source>exaid: finishing %n call(s)</source>
        <translation>
            <numerusform>exaid: führt %n Aufruf zu Ende</numerusform>
            <numerusform>exaid: führt %n Aufrufe zu Ende</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>exaid: %n leaked slot(s) not yet recovered</source>
        <translation>
            <numerusform>exaid: %n verlorener Platz noch nicht zurückgeholt</numerusform>
            <numerusform>exaid: %n verlorene Plätze noch nicht zurückgeholt</numerusform>
        </translation>
    </message>
    <message>
        <source>exaid: %1 running, %2 waiting</source>
        <translation>exaid: %1 laufen, %2 warten</translation>
    </message>
    <message numerus="yes">
        <source>exaid: %n call(s) running</source>
        <translation>
            <numerusform>exaid: %n Aufruf läuft</numerusform>
            <numerusform>exaid: %n Aufrufe laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>exaid: idle</source>
        <translation>exaid: nichts zu tun</translation>
    </message>
</context>
<context>
    <name>exaid::Actions</name>
    <message>
        <source>&amp;Kill Call…</source>
        <translation>Aufruf &amp;abbrechen…</translation>
    </message>
    <message>
        <source>End the selected calls and free their slots</source>
        <translation>Die gewählten Aufrufe beenden und ihre Plätze freigeben</translation>
    </message>
    <message>
        <source>Kill &amp;Session&apos;s Calls…</source>
        <translation>Alle Aufrufe der Si&amp;tzung abbrechen…</translation>
    </message>
    <message>
        <source>End all calls of the selected session</source>
        <translation>Alle Aufrufe der gewählten Sitzung beenden</translation>
    </message>
    <message>
        <source>&amp;Ask Before Killing</source>
        <translation>&amp;Vor dem Abbrechen fragen</translation>
    </message>
    <message>
        <source>Show what will die and ask before it does</source>
        <translation>Vorher zeigen, was abgebrochen wird, und nachfragen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected rows as text</source>
        <translation>Die gewählten Zeilen als Text kopieren</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>Show only the calls that contain some words</source>
        <translation>Nur Aufrufe zeigen, die bestimmte Wörter enthalten</translation>
    </message>
    <message>
        <source>&amp;Audit Now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>Look for leaked slots now and recover them</source>
        <translation>Jetzt nach verlorenen Plätzen suchen und sie zurückholen</translation>
    </message>
    <message>
        <source>&amp;Open exaid</source>
        <translation>exaid ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Das Fenster zeigen</translation>
    </message>
    <message>
        <source>&amp;Close Window</source>
        <translation>Fenster &amp;schließen</translation>
    </message>
    <message>
        <source>Close the window; with a tray icon, exaid keeps running</source>
        <translation>Das Fenster schließen; mit Symbol in der Symbolleiste läuft exaid weiter</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>End exaid</source>
        <translation>exaid beenden</translation>
    </message>
    <message>
        <source>Like the &amp;System</source>
        <translation>Wie das S&amp;ystem</translation>
    </message>
    <message>
        <source>Use the desktop&apos;s colours</source>
        <translation>Die Farben der Arbeitsumgebung verwenden</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation>Dunkle Schrift auf hellem Grund</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation>Helle Schrift auf dunklem Grund</translation>
    </message>
    <message>
        <source>&amp;About exaid</source>
        <translation>&amp;Über exaid</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>Version of Qt</source>
        <translation>Version von Qt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>tool tip, shortcut</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>Ü&amp;bersicht</translation>
    </message>
    <message>
        <source>Pools, calls and sessions on one page</source>
        <translation>Pools, Aufrufe und Sitzungen auf einer Seite</translation>
    </message>
    <message>
        <source>&amp;Slots</source>
        <translation>&amp;Slots</translation>
    </message>
    <message>
        <source>Who holds which slot, who waits, and how it was</source>
        <translation>Wer welchen Slot hält, wer wartet und wie es war</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>What the daemon has done, warned of and recovered</source>
        <translation>Was der Daemon getan, gemeldet und wiederhergestellt hat</translation>
    </message>
</context>
<context>
    <name>exaid::CallsModel</name>
    <message>
        <source>How long the call has been in its present phase</source>
        <translation>Wie lange der Aufruf schon in dieser Phase ist</translation>
    </message>
    <message>
        <source>Time since the call arrived</source>
        <translation>Zeit seit der Ankunft des Aufrufs</translation>
    </message>
    <message>
        <source>Time until the call&apos;s deadline, when it is ended and its slots are free</source>
        <translation>Zeit bis zur Frist des Aufrufs; dann wird er beendet, und seine Plätze werden frei</translation>
    </message>
    <message>
        <source>Place in the queue (1 is next) and expected wait</source>
        <translation>Platz in der Warteschlange (1 ist der nächste) und erwartete Wartezeit</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>In phase</source>
        <translation>In Phase</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Schlange</translation>
    </message>
    <message>
        <source>%1 (simulated)</source>
        <comment>provider</comment>
        <translation>%1 (simuliert)</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no deadline</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>overdue %1</source>
        <comment>by how long</comment>
        <translation>überfällig seit %1</translation>
    </message>
    <message>
        <source>#%1</source>
        <comment>place in the queue</comment>
        <translation>Nr. %1</translation>
    </message>
    <message>
        <source>#%1, about %2</source>
        <comment>place in the queue, expected wait</comment>
        <translation>Nr. %1, etwa %2</translation>
    </message>
    <message>
        <source>Call %1, request %2</source>
        <translation>Aufruf %1, Anfrage %2</translation>
    </message>
    <message>
        <source>Work class: %1</source>
        <translation>Art der Arbeit: %1</translation>
    </message>
    <message>
        <source>Holds a slot (lease %1)</source>
        <translation>Belegt einen Platz (Nr. %1)</translation>
    </message>
    <message>
        <source>Holds no slot</source>
        <translation>Belegt keinen Platz</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the answer received</source>
        <translation>
            <numerusform>%n Teil der Antwort empfangen</numerusform>
            <numerusform>%n Teile der Antwort empfangen</numerusform>
        </translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
</context>
<context>
    <name>exaid::CounterStrip</name>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Calls that ended with an answer</source>
        <translation>Aufrufe, die mit einer Antwort endeten</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Calls that were not admitted, by the limit that refused them</source>
        <translation>Nicht angenommene Aufrufe, nach der Grenze, an der sie scheiterten</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Calls that ran out of time, by the clock that fired</source>
        <translation>Aufrufe, deren Zeit ablief, nach der Uhr, die abgelaufen ist</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Calls ended by their client, by you, or because the client went away</source>
        <translation>Aufrufe, die ihr Client oder Sie beendet haben oder deren Client verschwunden ist</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Calls whose provider failed</source>
        <translation>Aufrufe, bei denen der Anbieter versagt hat</translation>
    </message>
    <message>
        <source>Leaks recovered</source>
        <translation>Zurückgeholt</translation>
    </message>
    <message>
        <source>Slots whose holder was provably gone, found and given back by the audit</source>
        <translation>Plätze, deren Inhaber nachweislich fort war; von der Prüfung gefunden und zurückgegeben</translation>
    </message>
    <message numerus="yes">
        <source>%n still leaked</source>
        <comment>slots</comment>
        <translation>
            <numerusform>%n noch verloren</numerusform>
            <numerusform>%n noch verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>counter, number</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>counter, number, causes</comment>
        <translation>%1: %2 (%3)</translation>
    </message>
</context>
<context>
    <name>exaid::DaemonHeader</name>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULIERT</translation>
    </message>
    <message>
        <source>At least one provider is the built-in simulator: no real model answers.
Set KIMI_API_KEY or GLM_API_KEY to use a real one.</source>
        <translation>Mindestens ein Anbieter ist der eingebaute Simulator: Es antwortet kein echtes Modell.
Für ein echtes KIMI_API_KEY oder GLM_API_KEY setzen.</translation>
    </message>
    <message>
        <source>No daemon yet</source>
        <translation>Noch kein Dienst</translation>
    </message>
    <message>
        <source>Last known</source>
        <translation>Zuletzt bekannt</translation>
    </message>
    <message>
        <source>Serving</source>
        <translation>In Betrieb</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Läuft aus</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>up %1</source>
        <comment>for how long</comment>
        <translation>seit %1</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tool(s)</source>
        <translation>
            <numerusform>%n Werkzeug</numerusform>
            <numerusform>%n Werkzeuge</numerusform>
        </translation>
    </message>
    <message>
        <source>  ·  </source>
        <comment>between facts</comment>
        <translation>  ·  </translation>
    </message>
</context>
<context>
    <name>exaid::DesktopApplication</name>
    <message numerus="yes">
        <source>No daemon was started: %n setting(s) must be corrected first.</source>
        <translation>
            <numerusform>Es wurde kein Dienst gestartet: Eine Einstellung muss zuerst berichtigt werden.</numerusform>
            <numerusform>Es wurde kein Dienst gestartet: %n Einstellungen müssen zuerst berichtigt werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>the daemon</source>
        <translation>dem Dienst</translation>
    </message>
    <message>
        <source>the daemon in this program</source>
        <translation>dem Dienst in diesem Programm</translation>
    </message>
</context>
<context>
    <name>exaid::EventsModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Info</source>
        <comment>level of an event</comment>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <comment>level of an event</comment>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <comment>level of an event</comment>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>exaid::EventsPage</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Follow the newest</source>
        <translation>Dem Neuesten &amp;folgen</translation>
    </message>
    <message>
        <source>Nothing has happened since this window was opened.</source>
        <translation>Seit dieses Fenster geöffnet wurde, ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Details of the selected event</source>
        <translation>Einzelheiten des gewählten Ereignisses</translation>
    </message>
    <message>
        <source>Select an event to see its details.</source>
        <translation>Ein Ereignis wählen, um seine Einzelheiten zu sehen.</translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation>&amp;Zeige</translation>
    </message>
    <message>
        <source>Which events are shown</source>
        <translation>Welche Ereignisse gezeigt werden</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>errors only</source>
        <translation>nur Fehler</translation>
    </message>
</context>
<context>
    <name>exaid::KillCommand</name>
    <message numerus="yes">
        <source>%n call(s) killed.</source>
        <translation>
            <numerusform>%n Aufruf beendet.</numerusform>
            <numerusform>%n Aufrufe beendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>All calls of session %1 killed.</source>
        <translation>Alle Aufrufe der Sitzung %1 abgebrochen.</translation>
    </message>
</context>
<context>
    <name>exaid::KillDialog</name>
    <message>
        <source>&amp;Don&apos;t ask again until exaid is closed</source>
        <translation>Bis zum Beenden von exaid nicht mehr &amp;fragen</translation>
    </message>
    <message>
        <source>Kill Calls</source>
        <translation>Aufrufe abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Kill %n call(s)?</source>
        <translation>
            <numerusform>%n Aufruf abbrechen?</numerusform>
            <numerusform>%n Aufrufe abbrechen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kill all %n call(s) of session %1?</source>
        <translation>
            <numerusform>Den %n Aufruf der Sitzung %1 abbrechen?</numerusform>
            <numerusform>Alle %n Aufrufe der Sitzung %1 abbrechen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls that will be killed</source>
        <translation>Aufrufe, die abgebrochen werden</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>tool, provider</comment>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>%1: %2, %3 for %4</source>
        <comment>session, tool, phase, how long</comment>
        <translation>%1: %2, %3 seit %4</translation>
    </message>
    <message>
        <source>Call %1, request %2</source>
        <translation>Aufruf %1, Anfrage %2</translation>
    </message>
    <message>
        <source>The request to the provider is aborted at once and its answer so far is thrown away; the provider may charge for it all the same. The agent is told that you cancelled the call. This can&apos;t be undone.</source>
        <translation>Die Anfrage an den Anbieter wird sofort abgebrochen und ihre bisherige Antwort verworfen; berechnen kann der Anbieter sie trotzdem. Der Agent erfährt, dass Sie den Aufruf abgebrochen haben. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Kill %n Call(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>%n Aufruf &amp;abbrechen</numerusform>
            <numerusform>%n Aufrufe &amp;abbrechen</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep &amp;Running</source>
        <translation>&amp;Weiterlaufen lassen</translation>
    </message>
</context>
<context>
    <name>exaid::LinkBanner</name>
    <message>
        <source>Connecting…</source>
        <translation>Verbinde…</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbinde mit %1…</translation>
    </message>
    <message>
        <source>The window fills as soon as the daemon answers.</source>
        <translation>Das Fenster füllt sich, sobald der Dienst antwortet.</translation>
    </message>
    <message>
        <source>Not yet: %1 Trying again.</source>
        <translation>Noch nicht: %1 Neuer Versuch folgt.</translation>
    </message>
    <message>
        <source>Connection lost. The numbers below are %1 old.</source>
        <translation>Verbindung verloren. Die Zahlen unten sind %1 alt.</translation>
    </message>
    <message>
        <source>The daemon stopped answering. Trying to reach it again.</source>
        <translation>Der Dienst antwortet nicht mehr. Neuer Versuch läuft.</translation>
    </message>
    <message>
        <source>%1 Trying to reach it again.</source>
        <comment>a problem</comment>
        <translation>%1 Neuer Versuch läuft.</translation>
    </message>
</context>
<context>
    <name>exaid::MainWindow</name>
    <message>
        <source>&amp;Daemon</source>
        <translation>&amp;Dienst</translation>
    </message>
    <message>
        <source>&amp;Calls</source>
        <translation>&amp;Aufrufe</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>An&amp;sicht</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>%1  Error: %2</source>
        <comment>time, message</comment>
        <translation>%1  Fehler: %2</translation>
    </message>
    <message>
        <source>%1  Warning: %2</source>
        <comment>time, message</comment>
        <translation>%1  Warnung: %2</translation>
    </message>
    <message>
        <source>exaid – %1:%2</source>
        <comment>window title: address, port</comment>
        <translation>exaid – %1:%2</translation>
    </message>
    <message>
        <source>exaid</source>
        <translation>exaid</translation>
    </message>
    <message>
        <source>About exaid</source>
        <translation>Über exaid</translation>
    </message>
    <message>
        <source>exaid %1</source>
        <translation>exaid %1</translation>
    </message>
    <message>
        <source>One daemon for all your agents, with fair and visible limits.</source>
        <translation>Ein Dienst für alle Ihre Agenten, mit gerechten und sichtbaren Grenzen.</translation>
    </message>
    <message>
        <source>Connected daemon: version %1, process %2.</source>
        <translation>Verbundener Dienst: Version %1, Prozess %2.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>exaid::OverviewPage</name>
    <message>
        <source>Running and waiting calls</source>
        <translation>Laufende und wartende Aufrufe</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Audit asked for. Leaks that it finds are counted above.</source>
        <translation>Prüfung angefordert. Was sie zurückholt, wird oben gezählt.</translation>
    </message>
    <message>
        <source>Nothing runs and nobody waits.
Calls appear here as agents that are connected to port %1 use their tools.</source>
        <translation>Nichts läuft, und niemand wartet.
Hier erscheinen Aufrufe, sobald Agenten, die mit Port %1 verbunden sind, ihre Werkzeuge benutzen.</translation>
    </message>
    <message>
        <source>No agent is connected.
Point one at %1, port %2.</source>
        <translation>Kein Agent ist verbunden.
Verbinden Sie einen mit %1, Port %2.</translation>
    </message>
    <message>
        <source>Nothing is known yet: the daemon has not answered. See the line at the top.</source>
        <translation>Noch ist nichts bekannt: Der Dienst hat nicht geantwortet. Siehe die Zeile ganz oben.</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Noch ist nichts bekannt.</translation>
    </message>
</context>
<context>
    <name>exaid::PoolBar</name>
    <message>
        <source>%1
Highest since start: %2</source>
        <translation>%1
Höchststand seit dem Start: %2</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>slots in use, capacity</comment>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>calls</comment>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n over limit</source>
        <comment>slots</comment>
        <translation>
            <numerusform>%n über der Grenze</numerusform>
            <numerusform>%n über der Grenze</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between remarks</comment>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>exaid::PoolPanel</name>
    <message>
        <source>No pools yet: nothing was heard from the daemon.</source>
        <translation>Noch nichts: Der Dienst hat sich nicht gemeldet.</translation>
    </message>
    <message>
        <source>▴ highest since start</source>
        <translation>▴ Höchststand seit dem Start</translation>
    </message>
    <message>
        <source>Slots in use</source>
        <translation>Belegte Plätze</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <comment>sample for a width</comment>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>calls</comment>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>exaid::PoolsModel</name>
    <message>
        <source>Pool</source>
        <translation>Vorrat</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Over the limit</source>
        <translation>Über der Grenze</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Höchststand</translation>
    </message>
</context>
<context>
    <name>exaid::QuitDialog</name>
    <message>
        <source>Quit exaid</source>
        <translation>exaid beenden</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) still running or waiting.</source>
        <translation>
            <numerusform>%n Aufruf läuft oder wartet noch.</numerusform>
            <numerusform>%n Aufrufe laufen oder warten noch.</numerusform>
        </translation>
    </message>
    <message>
        <source>The daemon runs inside this window and ends with it. It can refuse new calls, let these finish and then quit; or cancel them now.</source>
        <translation>Der Dienst läuft in diesem Fenster und endet mit ihm. Er kann neue Aufrufe abweisen, diese zu Ende führen und dann enden; oder sie jetzt abbrechen.</translation>
    </message>
    <message>
        <source>&amp;Finish Calls, Then Quit</source>
        <translation>Erst zu Ende &amp;führen, dann beenden</translation>
    </message>
    <message>
        <source>&amp;Stop Now</source>
        <translation>Sofort &amp;anhalten</translation>
    </message>
    <message>
        <source>&amp;Don&apos;t Quit</source>
        <translation>&amp;Nicht beenden</translation>
    </message>
</context>
<context>
    <name>exaid::RemoteMonitorFeed</name>
    <message>
        <source>%1 does not answer as an exaid daemon does.</source>
        <translation>%1 antwortet nicht wie ein exaid-Dienst.</translation>
    </message>
    <message>
        <source>The daemon refused the token. Set EXAI_WS_TOKEN to the daemon&apos;s own.</source>
        <translation>Der Dienst hat das Token abgelehnt. Setzen Sie EXAI_WS_TOKEN auf das des Dienstes.</translation>
    </message>
    <message>
        <source>The daemon stopped answering.</source>
        <translation>Der Dienst antwortet nicht mehr.</translation>
    </message>
</context>
<context>
    <name>exaid::SessionsModel</name>
    <message numerus="yes">
        <source>%n connection(s) from %1</source>
        <translation>
            <numerusform>%n Verbindung von %1</numerusform>
            <numerusform>%n Verbindungen von %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Slots held times seconds held: what fairness is counted in</source>
        <translation>Belegte Plätze mal Sekunden: das Maß der Gerechtigkeit</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Slot-seconds</source>
        <translation>Platzsekunden</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
</context>
<context>
    <name>exaid::SlotBoard</name>
    <message numerus="yes">
        <source>%1 (%n more not shown)</source>
        <translation>
            <numerusform>%1 (%n weiterer nicht gezeigt)</numerusform>
            <numerusform>%1 (%n weitere nicht gezeigt)</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 slot %2</source>
        <comment>provider, number</comment>
        <translation>%1 Slot %2</translation>
    </message>
</context>
<context>
    <name>exaid::SlotCell</name>
    <message>
        <source>, </source>
        <comment>between parts of a slot&apos;s description</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>over the limit</source>
        <comment>slot</comment>
        <translation>über dem Limit</translation>
    </message>
    <message>
        <source>free</source>
        <comment>slot</comment>
        <translation>frei</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>tool, model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>phase, age</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, overdue</source>
        <comment>phase</comment>
        <translation>%1, überfällig</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <comment>phase, time</comment>
        <translation>%1, noch %2</translation>
    </message>
</context>
<context>
    <name>exaid::SlotTimeline</name>
    <message>
        <source>Slots over time</source>
        <translation>Slots im Zeitverlauf</translation>
    </message>
    <message>
        <source>and more</source>
        <translation>und weitere</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n call(s), busy %2 %</source>
        <comment>row of the timeline</comment>
        <translation>
            <numerusform>%1: %n Aufruf, belegt zu %2 %</numerusform>
            <numerusform>%1: %n Aufrufe, belegt zu %2 %</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <comment>right end of a time axis</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>−%1 min</source>
        <comment>minutes ago</comment>
        <translation>−%1 min</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>share</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>No slot was held in this time.</source>
        <translation>In dieser Zeit war kein Slot belegt.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>session, tool</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>provider, model</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Holds its slot for %1</source>
        <translation>Hält seinen Slot seit %1</translation>
    </message>
    <message>
        <source>Held its slot for %1</source>
        <translation>Hielt seinen Slot %1 lang</translation>
    </message>
    <message>
        <source>First token after %1</source>
        <translation>Erstes Token nach %1</translation>
    </message>
    <message>
        <source>Ended: %1</source>
        <translation>Ende: %1</translation>
    </message>
</context>
<context>
    <name>exaid::SlotUsageChart</name>
    <message>
        <source>Slots in use by provider</source>
        <translation>Belegte Plätze nach Anbieter</translation>
    </message>
    <message>
        <source>now</source>
        <comment>on the time axis</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes ago, on the time axis</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1: now %2 of %3, highest %4 in the last 5 minutes.</source>
        <comment>provider, slots in use, capacity, peak</comment>
        <translation>%1: jetzt %2 von %3, höchstens %4 in den letzten 5 Minuten.</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>%1 %2 / %3</source>
        <comment>legend: provider, slots in use, capacity</comment>
        <translation>%1 %2 / %3</translation>
    </message>
</context>
<context>
    <name>exaid::SlotsPage</name>
    <message>
        <source>Waiting for a slot</source>
        <translation>Warten auf einen Slot</translation>
    </message>
    <message>
        <source>Each cell is a slot; its stripe shows whose call is in it.</source>
        <translation>Jede Zelle ist ein Slot; ihr Streifen zeigt, wessen Aufruf darin läuft.</translation>
    </message>
    <message>
        <source>&amp;Over time</source>
        <translation>Im &amp;Zeitverlauf</translation>
    </message>
    <message>
        <source>Rows of the timeline</source>
        <translation>Zeilen des Zeitverlaufs</translation>
    </message>
    <message>
        <source>by slot</source>
        <translation>nach Slot</translation>
    </message>
    <message>
        <source>by session</source>
        <translation>nach Sitzung</translation>
    </message>
    <message>
        <source>Length of the timeline</source>
        <translation>Länge des Zeitverlaufs</translation>
    </message>
    <message numerus="yes">
        <source>last %n minute(s)</source>
        <translation>
            <numerusform>letzte Minute</numerusform>
            <numerusform>letzte %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>Niemand wartet.</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Noch ist nichts bekannt.</translation>
    </message>
</context>
<context>
    <name>exaid::TablePane</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter of “%1”</source>
        <translation>Filter von „%1“</translation>
    </message>
    <message>
        <source>Shows rows that contain all words. name:word looks in one column, for example session:claude</source>
        <translation>Zeigt Zeilen, die alle Wörter enthalten. name:wort sucht in einer Spalte, zum Beispiel session:claude</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>title of a table, number of rows</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <comment>title of a table, rows shown, rows there are</comment>
        <translation>%1 (%2 von %3)</translation>
    </message>
    <message>
        <source>Nothing matches “%1”. Clear the filter to see all %2.</source>
        <translation>Nichts passt zu „%1“. Leeren Sie den Filter, um alle %2 zu sehen.</translation>
    </message>
</context>
<context>
    <name>exaid::TrayIcon</name>
    <message>
        <source>exaid keeps running</source>
        <translation>exaid läuft weiter</translation>
    </message>
    <message>
        <source>The window is closed, the daemon is not. Click the icon to open the window again.</source>
        <translation>Das Fenster ist zu, der Dienst läuft. Ein Klick auf das Symbol öffnet das Fenster wieder.</translation>
    </message>
</context>
</TS>
