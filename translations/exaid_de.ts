<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>CallCells</name>
    <message>
        <source>%1 %2</source>
        <comment>day of the week, time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <comment>tokens of the prompt, tokens of the answer</comment>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>Call %1, request %2</source>
        <translation>Aufruf %1, Anfrage %2</translation>
    </message>
    <message>
        <source>Session %1</source>
        <translation>Sitzung %1</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>how a call ended, the clock that expired</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (simulated)</source>
        <comment>provider</comment>
        <translation>%1 (simuliert)</translation>
    </message>
    <message>
        <source>$%1</source>
        <comment>US dollars</comment>
        <translation>%1 $</translation>
    </message>
    <message>
        <source>Time in the queue, waiting for a slot</source>
        <translation>Wartezeit in der Schlange, bis ein Platz frei war</translation>
    </message>
    <message>
        <source>Tokens of the prompt + tokens of the answer, as the provider counts</source>
        <translation>Token der Frage + Token der Antwort, wie der Anbieter sie zählt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
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
        <source>Kind of work</source>
        <translation>Art der Arbeit</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Gewartet</translation>
    </message>
    <message>
        <source>Ran</source>
        <translation>Gelaufen</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
</context>
<context>
    <name>ChartTexts</name>
    <message>
        <source>others</source>
        <comment>sessions that do not get a colour of their own</comment>
        <translation>übrige</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>calls without a slot</comment>
        <translation>wartend</translation>
    </message>
    <message>
        <source>capacity</source>
        <comment>slots that may be in use</comment>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>calls</source>
        <comment>how many were measured</comment>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>recovered, %1</source>
        <comment>a leaked slot; cause</comment>
        <translation>zurückgeholt, %1</translation>
    </message>
    <message>
        <source>found, %1</source>
        <comment>a leaked slot; cause</comment>
        <translation>gefunden, %1</translation>
    </message>
    <message>
        <source>%1 repeated</source>
        <comment>provider</comment>
        <translation>%1 wiederholt</translation>
    </message>
    <message>
        <source>%1 not allowed by the budget</source>
        <comment>provider</comment>
        <translation>%1 vom Budget nicht erlaubt</translation>
    </message>
    <message>
        <source>%1 in</source>
        <comment>provider; tokens sent to it</comment>
        <translation>%1 hin</translation>
    </message>
    <message>
        <source>%1 out</source>
        <comment>provider; tokens got from it</comment>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 M</source>
        <comment>millions</comment>
        <translation>%1 Mio.</translation>
    </message>
    <message>
        <source>%1 k</source>
        <comment>thousands</comment>
        <translation>%1 Tsd.</translation>
    </message>
    <message>
        <source>$%1</source>
        <comment>US dollars</comment>
        <translation>%1 $</translation>
    </message>
</context>
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
    <name>Notifier</name>
    <message numerus="yes">
        <source>%n more since, the last:</source>
        <comment>events</comment>
        <translation>
            <numerusform>%n weiteres Mal seitdem, zuletzt:</numerusform>
            <numerusform>%n weitere Male seitdem, zuletzt:</numerusform>
        </translation>
    </message>
    <message>
        <source>A call was stuck</source>
        <translation>Ein Aufruf hing fest</translation>
    </message>
    <message>
        <source>A leaked slot was recovered</source>
        <translation>Ein verlorener Platz wurde zurückgeholt</translation>
    </message>
    <message>
        <source>A provider fails</source>
        <translation>Ein Anbieter fällt aus</translation>
    </message>
    <message>
        <source>A call found no slot</source>
        <translation>Ein Aufruf fand keinen Platz</translation>
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
    <message>
        <source>circuit breaker open, tries again in %1</source>
        <comment>of a provider that fails; time</comment>
        <translation>Schutzschalter offen, neuer Versuch in %1</translation>
    </message>
    <message>
        <source>circuit breaker half open, one call tries</source>
        <comment>of a provider that failed</comment>
        <translation>Schutzschalter halb offen, ein Aufruf probiert es</translation>
    </message>
    <message>
        <source>on hold for %1</source>
        <comment>of a provider that refused; time</comment>
        <translation>angehalten für %1</translation>
    </message>
    <message>
        <source>its refusals lowered the limit from %1 to %2</source>
        <comment>of a provider; numbers</comment>
        <translation>seine Ablehnungen haben die Grenze von %1 auf %2 gesenkt</translation>
    </message>
</context>
<context>
    <name>SettingTexts</name>
    <message>
        <source>%1 or more</source>
        <translation>%1 oder mehr</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Files and logs</source>
        <translation>Dateien und Protokolle</translation>
    </message>
    <message>
        <source>ms</source>
        <comment>unit of a setting</comment>
        <translation>ms</translation>
    </message>
    <message>
        <source>s</source>
        <comment>unit of a setting: seconds</comment>
        <translation>s</translation>
    </message>
    <message>
        <source>h</source>
        <comment>unit of a setting: hours</comment>
        <translation>h</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>on or off</source>
        <translation>an oder aus</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <comment>range, unit</comment>
        <translation>%1, in %2</translation>
    </message>
    <message>
        <source>a list, separated by commas</source>
        <translation>eine Liste, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>an IP address or localhost</source>
        <translation>eine IP-Adresse oder localhost</translation>
    </message>
    <message>
        <source>an https address; http only on this machine</source>
        <translation>eine https-Adresse; http nur auf diesem Rechner</translation>
    </message>
    <message>
        <source>an absolute path</source>
        <translation>ein absoluter Pfad</translation>
    </message>
    <message>
        <source>absolute paths, separated by commas</source>
        <translation>absolute Pfade, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>a secret of printable ASCII characters, without blanks</source>
        <translation>ein Geheimnis aus druckbaren ASCII-Zeichen ohne Leerzeichen</translation>
    </message>
    <message>
        <source>the absolute path of a file that only its owner may read</source>
        <translation>der absolute Pfad einer Datei, die nur ihr Eigentümer lesen darf</translation>
    </message>
    <message>
        <source>settings file, line %1</source>
        <translation>Datei mit den Einstellungen, Zeile %1</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>keychain</source>
        <translation>Schlüsselbund</translation>
    </message>
    <message>
        <source>default of the profile %1</source>
        <translation>Vorgabe des Profils %1</translation>
    </message>
    <message>
        <source>as %1</source>
        <comment>another setting</comment>
        <translation>wie %1</translation>
    </message>
    <message>
        <source>file %1</source>
        <translation>Datei %1</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>a new key is kept in the keychain</source>
        <translation>ein neuer Schlüssel kommt in den Schlüsselbund</translation>
    </message>
    <message>
        <source>a new key is kept in the settings file, which only you can read</source>
        <translation>ein neuer Schlüssel kommt in die Datei mit den Einstellungen, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>a new key is kept in the settings file, which only you can read, since %1</source>
        <comment>a problem</comment>
        <translation>ein neuer Schlüssel kommt in die Datei mit den Einstellungen, die nur Sie lesen können, denn %1</translation>
    </message>
    <message>
        <source>Not allowed. Allowed: %1.</source>
        <translation>Nicht erlaubt. Erlaubt: %1.</translation>
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
    <message>
        <source>Repeats to a failing provider per new call, at most; 0: none</source>
        <translation>Wiederholungen an einen gestörten Anbieter je neuem Aufruf, höchstens; 0: keine</translation>
    </message>
    <message>
        <source>Serve MCP over HTTP, at /mcp of the same port</source>
        <translation>MCP über HTTP anbieten, unter /mcp am selben Port</translation>
    </message>
    <message>
        <source>Largest MCP request over HTTP, in bytes</source>
        <translation>Größte MCP-Anfrage über HTTP, in Bytes</translation>
    </message>
    <message>
        <source>MCP sessions over HTTP at once; for a new one the idlest has to go</source>
        <translation>Gleichzeitige MCP-Sitzungen über HTTP; für eine neue muss die am längsten untätige gehen</translation>
    </message>
    <message>
        <source>How long an MCP session over HTTP may be silent before it ends</source>
        <translation>Wie lange eine MCP-Sitzung über HTTP still sein darf, bevor sie endet</translation>
    </message>
    <message>
        <source>How often a silent MCP stream over HTTP carries a comment, so that nobody takes it for dead</source>
        <translation>Wie oft ein stiller MCP-Strom über HTTP einen Kommentar trägt, damit ihn niemand für tot hält</translation>
    </message>
    <message>
        <source>Local socket for MCP hosts (exaid mcp); its user alone may use it; empty: mcp-….sock in the state directory</source>
        <translation>Lokaler Socket für MCP-Programme (exaid mcp); nur sein Benutzer darf ihn verwenden; leer: mcp-….sock im Zustandsverzeichnis</translation>
    </message>
    <message>
        <source>Keep ended calls, without prompts and answers, in history.sqlite in the state directory, at most 50 MB</source>
        <translation>Beendete Aufrufe ohne Fragen und Antworten in history.sqlite im Zustandsverzeichnis aufheben, höchstens 50 MB</translation>
    </message>
    <message>
        <source>How long ended calls are kept</source>
        <translation>Wie lange beendete Aufrufe aufgehoben werden</translation>
    </message>
    <message>
        <source>File with the measured values of the last day, for the charts; empty: metrics.bin in the state directory</source>
        <translation>Datei mit den Messwerten des letzten Tages für die Diagramme; leer: metrics.bin im Zustandsverzeichnis</translation>
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
    <message>
        <source>answered</source>
        <comment>how a call ended</comment>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>refused</source>
        <comment>how a call ended</comment>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>timed out</source>
        <comment>how a call ended</comment>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <comment>how a call ended</comment>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>provider failed</source>
        <comment>how a call ended</comment>
        <translation>Anbieter gescheitert</translation>
    </message>
    <message>
        <source>rejected</source>
        <comment>how a call ended: its arguments were wrong</comment>
        <translation>zurückgewiesen</translation>
    </message>
    <message>
        <source>internal error</source>
        <comment>how a call ended</comment>
        <translation>interner Fehler</translation>
    </message>
    <message>
        <source>queue</source>
        <comment>clock of a call</comment>
        <translation>Warten</translation>
    </message>
    <message>
        <source>connect</source>
        <comment>clock of a call</comment>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>first token</source>
        <comment>clock of a call</comment>
        <translation>erstes Token</translation>
    </message>
    <message>
        <source>stall</source>
        <comment>clock of a call: pause between two parts of an answer</comment>
        <translation>Stillstand</translation>
    </message>
    <message>
        <source>total</source>
        <comment>clock of a call</comment>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>drift</source>
        <comment>cause of a leak: a pool and its leases do not agree</comment>
        <translation>Abweichung</translation>
    </message>
    <message>
        <source>orphan</source>
        <comment>cause of a leak: the holder of the slot is gone</comment>
        <translation>verwaist</translation>
    </message>
    <message>
        <source>overdue</source>
        <comment>cause of a leak: held long past the deadline</comment>
        <translation>überfällig</translation>
    </message>
    <message>
        <source>circuit breaker</source>
        <comment>what refused a call</comment>
        <translation>Schutzschalter</translation>
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
    <message>
        <source>exaid: paused, %1 running, %2 waiting</source>
        <translation>exaid: angehalten, %1 laufen, %2 warten</translation>
    </message>
    <message>
        <source>exaid: %1 fails</source>
        <translation>exaid: %1 fällt aus</translation>
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
        <translation>&amp;Plätze</translation>
    </message>
    <message>
        <source>Who holds which slot, who waits, and how it was</source>
        <translation>Wer welchen Platz hält, wer wartet und wie es war</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>What the daemon has done, warned of and recovered</source>
        <translation>Was der Daemon getan, gemeldet und wiederhergestellt hat</translation>
    </message>
    <message>
        <source>&amp;Limit Session…</source>
        <translation>Sitzung be&amp;grenzen…</translation>
    </message>
    <message>
        <source>Change how many calls of the selected session may run at once</source>
        <translation>Ändern, wie viele Aufrufe der gewählten Sitzung zugleich laufen dürfen</translation>
    </message>
    <message>
        <source>&amp;Batch Priority</source>
        <translation>&amp;Stapelarbeit</translation>
    </message>
    <message>
        <source>New calls of the selected session wait behind interactive ones</source>
        <translation>Neue Aufrufe der gewählten Sitzung warten hinter interaktiven</translation>
    </message>
    <message>
        <source>&amp;Disconnect Session…</source>
        <translation>Sitzung t&amp;rennen…</translation>
    </message>
    <message>
        <source>Close the connections of the selected session and cancel its calls</source>
        <translation>Die Verbindungen der gewählten Sitzung schließen und ihre Aufrufe abbrechen</translation>
    </message>
    <message>
        <source>Sho&amp;w Its Calls</source>
        <translation>Ihre Aufrufe &amp;zeigen</translation>
    </message>
    <message>
        <source>Show the calls of the selected session, also those that ended</source>
        <translation>Die Aufrufe der gewählten Sitzung zeigen, auch die beendeten</translation>
    </message>
    <message>
        <source>Copy C&amp;ell</source>
        <translation>&amp;Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy the text of the current cell</source>
        <translation>Den Text der aktuellen Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Copy all that is known of the selected calls</source>
        <translation>Alles kopieren, was über die gewählten Aufrufe bekannt ist</translation>
    </message>
    <message>
        <source>Export as CS&amp;V…</source>
        <translation>Als &amp;CSV exportieren…</translation>
    </message>
    <message>
        <source>Write the calls that the filter shows to a table</source>
        <translation>Die gefilterten Aufrufe in eine Tabelle schreiben</translation>
    </message>
    <message>
        <source>Export as JS&amp;ON…</source>
        <translation>Als JS&amp;ON exportieren…</translation>
    </message>
    <message>
        <source>Write the calls that the filter shows to a JSON file</source>
        <translation>Die gefilterten Aufrufe in eine JSON-Datei schreiben</translation>
    </message>
    <message>
        <source>&amp;Pause Intake</source>
        <translation>&amp;Annahme anhalten</translation>
    </message>
    <message>
        <source>Let no further call have a slot until you resume; running calls go on</source>
        <translation>Keinem weiteren Aufruf einen Platz geben, bis Sie fortsetzen; laufende Aufrufe gehen weiter</translation>
    </message>
    <message>
        <source>Finish and &amp;Stop Daemon…</source>
        <translation>Dienst zu &amp;Ende bringen und anhalten …</translation>
    </message>
    <message>
        <source>Refuse new calls, let the running ones finish, then stop the daemon</source>
        <translation>Neue Aufrufe ablehnen, laufende zu Ende bringen, dann den Dienst anhalten</translation>
    </message>
    <message>
        <source>Sess&amp;ions</source>
        <translation>S&amp;itzungen</translation>
    </message>
    <message>
        <source>Agents that are connected, their limits and use</source>
        <translation>Verbundene Agenten, ihre Grenzen und ihr Verbrauch</translation>
    </message>
    <message>
        <source>Ca&amp;lls</source>
        <translation>Auf&amp;rufe</translation>
    </message>
    <message>
        <source>Calls that run, and those of the last hours</source>
        <translation>Laufende Aufrufe und die der letzten Stunden</translation>
    </message>
    <message>
        <source>C&amp;harts</source>
        <translation>&amp;Diagramme</translation>
    </message>
    <message>
        <source>Use, waits, times and trouble over minutes, hours or a day</source>
        <translation>Nutzung, Warten, Dauer und Störungen über Minuten, Stunden oder einen Tag</translation>
    </message>
    <message>
        <source>Se&amp;ttings</source>
        <translation>Eins&amp;tellungen</translation>
    </message>
    <message>
        <source>Every setting of the daemon: look, change, take back</source>
        <translation>Jede Einstellung des Dienstes: ansehen, ändern, zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Set Up exaid…</source>
        <translation>exaid &amp;einrichten …</translation>
    </message>
    <message>
        <source>Keys, profile, start at login, and your agents</source>
        <translation>Schlüssel, Profil, Start bei der Anmeldung und Ihre Agenten</translation>
    </message>
    <message>
        <source>&amp;Diagnostics Bundle…</source>
        <translation>&amp;Diagnosepaket …</translation>
    </message>
    <message>
        <source>Collect what helps to find a fault, without keys, in one file</source>
        <translation>Sammeln, was hilft, einen Fehler zu finden, ohne Schlüssel, in einer Datei</translation>
    </message>
    <message>
        <source>When a Call Was &amp;Stuck</source>
        <translation>Wenn ein Aufruf &amp;hing</translation>
    </message>
    <message>
        <source>When a &amp;Leaked Slot Was Recovered</source>
        <translation>Wenn ein &amp;verlorener Platz zurückgeholt wurde</translation>
    </message>
    <message>
        <source>When a &amp;Provider Fails</source>
        <translation>Wenn ein &amp;Anbieter ausfällt</translation>
    </message>
    <message>
        <source>When a Call Finds &amp;No Slot</source>
        <translation>Wenn ein Aufruf &amp;keinen Platz findet</translation>
    </message>
    <message>
        <source>Show a message beside the tray icon</source>
        <translation>Eine Meldung neben dem Symbol anzeigen</translation>
    </message>
    <message>
        <source>&amp;Development: a Few Agents</source>
        <translation>&amp;Entwicklung: wenige Agenten</translation>
    </message>
    <message>
        <source>Limits for one developer with a few agents; shows first what changes</source>
        <translation>Grenzen für einen Entwickler mit wenigen Agenten; zeigt zuerst, was sich ändert</translation>
    </message>
    <message>
        <source>&amp;Production: Many Agents</source>
        <translation>&amp;Produktion: viele Agenten</translation>
    </message>
    <message>
        <source>Limits for many agents at once; shows first what changes</source>
        <translation>Grenzen für viele Agenten zugleich; zeigt zuerst, was sich ändert</translation>
    </message>
    <message>
        <source>&amp;Nothing</source>
        <translation>&amp;Nichts</translation>
    </message>
    <message>
        <source>When you log in, exaid does not start</source>
        <translation>Bei der Anmeldung startet exaid nicht</translation>
    </message>
    <message>
        <source>exaid in the &amp;Tray</source>
        <translation>exaid in der &amp;Symbolleiste</translation>
    </message>
    <message>
        <source>When you log in, exaid starts in the tray, with its daemon</source>
        <translation>Bei der Anmeldung startet exaid in der Symbolleiste, mit seinem Dienst</translation>
    </message>
    <message>
        <source>Only the &amp;Daemon, as a Service</source>
        <translation>Nur der &amp;Dienst, ohne Fenster</translation>
    </message>
    <message>
        <source>When you log in, the daemon starts without a window</source>
        <translation>Bei der Anmeldung startet der Dienst ohne Fenster</translation>
    </message>
    <message>
        <source>Show &amp;Its Call</source>
        <translation>Au&amp;fruf des Ereignisses zeigen</translation>
    </message>
    <message>
        <source>Show the call that the selected event is about, with all its times</source>
        <translation>Den Aufruf zeigen, um den es im gewählten Ereignis geht, mit allen seinen Zeiten</translation>
    </message>
</context>
<context>
    <name>exaid::AgentsPage</name>
    <message>
        <source>Connect your agents</source>
        <translation>Ihre Agenten verbinden</translation>
    </message>
    <message>
        <source>Copy the text into the agent&apos;s configuration and restart the agent.</source>
        <translation>Kopieren Sie den Text in die Konfiguration des Agenten und starten Sie den Agenten neu.</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Configuration to copy</source>
        <translation>Konfiguration zum Kopieren</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Belongs into %1</source>
        <translation>Gehört in %1</translation>
    </message>
    <message>
        <source>In a terminal, “%1” does the same and keeps what is there.</source>
        <translation>Im Terminal tut „%1“ dasselbe und lässt stehen, was schon da ist.</translation>
    </message>
</context>
<context>
    <name>exaid::CallClocks</name>
    <message>
        <source>%1 of %2</source>
        <comment>time used, limit</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, expired</source>
        <comment>use of a clock</comment>
        <translation>%1, abgelaufen</translation>
    </message>
    <message>
        <source>Clocks of the call</source>
        <translation>Uhren des Aufrufs</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>phase, how long</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>clock, its use</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>exaid::CallDetails</name>
    <message>
        <source>Select a call to see its clocks and how it ended.</source>
        <translation>Wählen Sie einen Aufruf, um seine Uhren und sein Ende zu sehen.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Details of the selected call</source>
        <translation>Einzelheiten des gewählten Aufrufs</translation>
    </message>
    <message>
        <source>holds a slot</source>
        <translation>hält einen Platz</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>begonnen %1</translation>
    </message>
    <message>
        <source>ended %1</source>
        <translation>beendet %1</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <comment>duration</comment>
        <translation>%1 insgesamt</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>%1 of them cached</source>
        <translation>davon %1 zwischengespeichert</translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n Versuch</numerusform>
            <numerusform>%n Versuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of the answer</source>
        <translation>
            <numerusform>%n Teil der Antwort</numerusform>
            <numerusform>%n Teile der Antwort</numerusform>
        </translation>
    </message>
    <message>
        <source>call %1</source>
        <translation>Aufruf %1</translation>
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
    <name>exaid::CallsPage</name>
    <message>
        <source>Calls that run and calls that ended</source>
        <translation>Laufende und beendete Aufrufe</translation>
    </message>
    <message>
        <source>Filter, for example pool:kimi state:waiting</source>
        <translation>Filter, zum Beispiel pool:kimi state:waiting</translation>
    </message>
    <message>
        <source>Filter of the calls</source>
        <translation>Filter der Aufrufe</translation>
    </message>
    <message>
        <source>Shows calls that contain all words. name:word looks in one place; names are %1</source>
        <translation>Zeigt Aufrufe, die alle Wörter enthalten. name:wort sucht an einer Stelle; Namen sind %1</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>Export and columns</source>
        <translation>Export und Spalten</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>&amp;Spalten</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <comment>calls, waiting ones too</comment>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Calls: %1, %2 ended</source>
        <comment>n running, number</comment>
        <translation>Aufrufe: %1, %2 beendet</translation>
    </message>
    <message>
        <source>Calls: %1</source>
        <comment>n running</comment>
        <translation>Aufrufe: %1</translation>
    </message>
    <message>
        <source>Nothing is known yet: the daemon has not answered. See the line at the top.</source>
        <translation>Noch ist nichts bekannt: Der Dienst hat nicht geantwortet. Siehe die Zeile oben.</translation>
    </message>
    <message>
        <source>Nothing runs, and the ended calls can&apos;t be read: %1</source>
        <translation>Nichts läuft, und die beendeten Aufrufe sind nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Reading the history…</source>
        <translation>Der Verlauf wird gelesen…</translation>
    </message>
    <message>
        <source>Nothing matches “%1”. Clear the filter to see all calls.</source>
        <translation>Nichts passt auf „%1“. Leeren Sie den Filter, um alle Aufrufe zu sehen.</translation>
    </message>
    <message>
        <source>No call runs, and none has ended in the last hours.
Calls appear here as agents that are connected to port %1 use their tools.</source>
        <translation>Kein Aufruf läuft, und in den letzten Stunden ist keiner zu Ende gegangen.
Aufrufe erscheinen hier, wenn Agenten, die mit Port %1 verbunden sind, ihre Werkzeuge benutzen.</translation>
    </message>
    <message>
        <source>Export the filtered calls</source>
        <translation>Gefilterte Aufrufe exportieren</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>%1 calls written to %2.</source>
        <translation>%1 Aufrufe nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>exaid::ChangesDialog</name>
    <message>
        <source>Settings that change</source>
        <translation>Einstellungen, die sich ändern</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>Takes effect</source>
        <translation>Wirkt</translation>
    </message>
    <message>
        <source>after a restart</source>
        <translation>nach einem Neustart</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>Change Settings</source>
        <translation>Einstellungen ändern</translation>
    </message>
    <message>
        <source>No setting gets another value.</source>
        <translation>Keine Einstellung bekommt einen anderen Wert.</translation>
    </message>
    <message>
        <source>What needs a restart is saved now and waits for the daemon&apos;s next start.</source>
        <translation>Was einen Neustart braucht, wird jetzt gesichert und wartet auf den nächsten Start des Dienstes.</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>Ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Ab&amp;brechen</translation>
    </message>
</context>
<context>
    <name>exaid::ChartCard</name>
    <message>
        <source>%1, as a table</source>
        <comment>title of a chart</comment>
        <translation>%1, als Tabelle</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Show %1 as a table</source>
        <comment>title of a chart</comment>
        <translation>„%1“ als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Show the values instead of the chart</source>
        <translation>Statt des Diagramms die Werte zeigen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save %1</source>
        <comment>title of a chart</comment>
        <translation>„%1“ speichern</translation>
    </message>
    <message>
        <source>Save the picture or the values in a file</source>
        <translation>Das Bild oder die Werte in eine Datei speichern</translation>
    </message>
    <message>
        <source>&amp;Picture (PNG)…</source>
        <translation>&amp;Bild (PNG)…</translation>
    </message>
    <message>
        <source>&amp;Values (CSV)…</source>
        <translation>&amp;Werte (CSV)…</translation>
    </message>
    <message>
        <source>Save the Picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Save the Values</source>
        <translation>Werte speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gesichert als %1.</translation>
    </message>
    <message>
        <source>%1 could not be saved: %2</source>
        <translation>%1 konnte nicht gespeichert werden: %2</translation>
    </message>
</context>
<context>
    <name>exaid::ChartTableModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>exaid::ChartWidget</name>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>legend: name, value</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>exaid::ChartsPage</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Let the charts stand still (Space)</source>
        <translation>Die Diagramme anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Whole window</source>
        <translation>Ganzer Zeitraum</translation>
    </message>
    <message>
        <source>Show the whole window again (Backspace: one step back)</source>
        <translation>Wieder den ganzen Zeitraum zeigen (Rücktaste: einen Schritt zurück)</translation>
    </message>
    <message>
        <source>5 min</source>
        <comment>window</comment>
        <translation>5 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <comment>window</comment>
        <translation>1 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <comment>window</comment>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Show the last %1</source>
        <comment>5 min, 1 h, 24 h</comment>
        <translation>Die letzten %1 zeigen</translation>
    </message>
    <message>
        <source>Provider whose waits and times are shown</source>
        <translation>Anbieter, dessen Wartezeiten und Dauern gezeigt werden</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>Alle Anbieter</translation>
    </message>
    <message>
        <source>slots in use</source>
        <translation>belegte Plätze</translation>
    </message>
    <message>
        <source>Slots in use now, of all that there are; the line is the last minute</source>
        <translation>Jetzt belegte Plätze von allen, die es gibt; die Linie ist die letzte Minute</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>Calls that wait for a slot now; the line is the last minute</source>
        <translation>Aufrufe, die jetzt auf einen Platz warten; die Linie ist die letzte Minute</translation>
    </message>
    <message>
        <source>calls a minute</source>
        <translation>Aufrufe je Minute</translation>
    </message>
    <message>
        <source>Calls that ended in the last minute</source>
        <translation>Aufrufe, die in der letzten Minute geendet haben</translation>
    </message>
    <message>
        <source>wait, p95</source>
        <translation>Wartezeit, p95</translation>
    </message>
    <message>
        <source>95 of 100 calls that got a slot in the last minute waited no longer than this</source>
        <translation>95 von 100 Aufrufen, die in der letzten Minute einen Platz bekamen, haben höchstens so lange gewartet</translation>
    </message>
    <message>
        <source>duration, p95</source>
        <translation>Dauer, p95</translation>
    </message>
    <message>
        <source>95 of 100 calls that ended in the last minute took no longer than this</source>
        <translation>95 von 100 Aufrufen, die in der letzten Minute geendet haben, dauerten höchstens so lange</translation>
    </message>
    <message>
        <source>tokens a minute</source>
        <translation>Token je Minute</translation>
    </message>
    <message>
        <source>Tokens in and out, as the providers counted them, in the last minute</source>
        <translation>Token hin und zurück in der letzten Minute, wie die Anbieter sie gezählt haben</translation>
    </message>
    <message>
        <source>Stack the slots in use by</source>
        <translation>Belegte Plätze stapeln nach</translation>
    </message>
    <message>
        <source>by provider</source>
        <translation>nach Anbieter</translation>
    </message>
    <message>
        <source>by session</source>
        <translation>nach Sitzung</translation>
    </message>
    <message>
        <source>Which time is shown</source>
        <translation>Welche Zeit gezeigt wird</translation>
    </message>
    <message>
        <source>whole call</source>
        <translation>ganzer Aufruf</translation>
    </message>
    <message>
        <source>with a slot</source>
        <translation>mit einem Platz</translation>
    </message>
    <message>
        <source>to the first token</source>
        <translation>bis zum ersten Token</translation>
    </message>
    <message>
        <source>Slots in use</source>
        <translation>Belegte Plätze</translation>
    </message>
    <message>
        <source>No slot was in use in this time.</source>
        <translation>In dieser Zeit war kein Platz belegt.</translation>
    </message>
    <message>
        <source>Wait for a slot</source>
        <translation>Warten auf einen Platz</translation>
    </message>
    <message>
        <source>No call got a slot in this time.</source>
        <translation>In dieser Zeit hat kein Aufruf einen Platz bekommen.</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>No call to a provider ended in this time.</source>
        <translation>In dieser Zeit hat kein Aufruf an einen Anbieter geendet.</translation>
    </message>
    <message>
        <source>Timeouts by clock</source>
        <translation>Zeitüberschreitungen nach Uhr</translation>
    </message>
    <message>
        <source>No call ran out of time.</source>
        <translation>Keinem Aufruf ist die Zeit ausgegangen.</translation>
    </message>
    <message>
        <source>Refusals by limit</source>
        <translation>Abweisungen nach Grenze</translation>
    </message>
    <message>
        <source>No call was refused.</source>
        <translation>Kein Aufruf wurde abgewiesen.</translation>
    </message>
    <message>
        <source>Leaks</source>
        <translation>Lecks</translation>
    </message>
    <message>
        <source>No leak was found: every slot came back.</source>
        <translation>Kein Leck gefunden: jeder Platz kam zurück.</translation>
    </message>
    <message>
        <source>Repeated requests</source>
        <translation>Wiederholte Anfragen</translation>
    </message>
    <message>
        <source>No request was sent twice.</source>
        <translation>Keine Anfrage wurde zweimal gesendet.</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>No tokens were counted.</source>
        <translation>Es wurden keine Token gezählt.</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>No cost is known: nothing was answered, or by models without a price.</source>
        <translation>Es sind keine Kosten bekannt: nichts wurde beantwortet, oder von Modellen ohne Preis.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>slots in use, capacity</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Waiting for the daemon&apos;s values…</source>
        <translation>Warten auf die Werte des Dienstes…</translation>
    </message>
    <message>
        <source>Nothing is known yet.</source>
        <translation>Noch ist nichts bekannt.</translation>
    </message>
    <message>
        <source>%1 to %2. Backspace goes back.</source>
        <comment>times</comment>
        <translation>%1 bis %2. Die Rücktaste führt zurück.</translation>
    </message>
    <message>
        <source>Paused at %1. Space goes on.</source>
        <comment>time</comment>
        <translation>Angehalten um %1. Die Leertaste setzt fort.</translation>
    </message>
    <message>
        <source>The values end at %1.</source>
        <comment>time</comment>
        <translation>Die Werte enden um %1.</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Drag over a chart to look closer, click for the events of that time.</source>
        <translation>Zum Vergrößern über ein Diagramm ziehen; ein Klick zeigt die Ereignisse dieser Zeit.</translation>
    </message>
</context>
<context>
    <name>exaid::ColumnMenu</name>
    <message>
        <source>&amp;Reset the Columns</source>
        <translation>Spalten &amp;zurücksetzen</translation>
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
    <name>exaid::DaemonCommands</name>
    <message>
        <source>No call gets a slot until you resume. Running calls go on.</source>
        <translation>Kein Aufruf bekommt einen Platz, bis Sie fortsetzen. Laufende Aufrufe gehen weiter.</translation>
    </message>
    <message>
        <source>Calls get slots again.</source>
        <translation>Aufrufe bekommen wieder Plätze.</translation>
    </message>
    <message>
        <source>Stop the Daemon</source>
        <translation>Dienst anhalten</translation>
    </message>
    <message>
        <source>Stop the daemon? No call runs.</source>
        <translation>Den Dienst anhalten? Es läuft kein Aufruf.</translation>
    </message>
    <message numerus="yes">
        <source>Stop the daemon when its %n call(s) have ended?</source>
        <translation>
            <numerusform>Den Dienst anhalten, wenn sein Aufruf beendet ist?</numerusform>
            <numerusform>Den Dienst anhalten, wenn seine %n Aufrufe beendet sind?</numerusform>
        </translation>
    </message>
    <message>
        <source>New calls are refused at once, for every agent. Running and waiting calls may finish within EXAI_DRAIN_TIMEOUT_SECS; what is left then is cancelled.</source>
        <translation>Neue Aufrufe werden sofort abgelehnt, für alle Agenten. Laufende und wartende Aufrufe dürfen innerhalb von EXAI_DRAIN_TIMEOUT_SECS enden; was dann noch übrig ist, wird abgebrochen.</translation>
    </message>
    <message>
        <source>&amp;Finish and Stop</source>
        <translation>&amp;Zu Ende bringen und anhalten</translation>
    </message>
    <message>
        <source>&amp;Keep Serving</source>
        <translation>&amp;Weiter arbeiten</translation>
    </message>
    <message>
        <source>The daemon finishes its calls and stops.</source>
        <translation>Der Dienst bringt seine Aufrufe zu Ende und hält an.</translation>
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
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
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
    <name>exaid::DesktopHelp</name>
    <message>
        <source>Saved as %1.</source>
        <translation>Gesichert als %1.</translation>
    </message>
</context>
<context>
    <name>exaid::DiagnosticsDialog</name>
    <message>
        <source>Diagnostics Bundle</source>
        <translation>Diagnosepaket</translation>
    </message>
    <message>
        <source>One zip file with what helps to find a fault. Keys and tokens are taken out; prompts and answers were never in it. Names of sessions, models and paths are: look before you pass it on.</source>
        <translation>Eine Zip-Datei mit dem, was hilft, einen Fehler zu finden. Schlüssel und Token sind entfernt; Fragen und Antworten waren nie darin. Namen von Sitzungen, Modellen und Pfaden sind es: Sehen Sie nach, bevor Sie sie weitergeben.</translation>
    </message>
    <message>
        <source>Files in the bundle</source>
        <translation>Dateien im Paket</translation>
    </message>
    <message>
        <source>Content of the selected file</source>
        <translation>Inhalt der gewählten Datei</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>file, size</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Sichern …</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Save the Bundle</source>
        <translation>Paket sichern</translation>
    </message>
    <message>
        <source>Zip archives (*.zip)</source>
        <translation>Zip-Archive (*.zip)</translation>
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
    <message>
        <source>Show the events of all times again</source>
        <translation>Wieder die Ereignisse aller Zeiten zeigen</translation>
    </message>
    <message>
        <source>%1 to %2 – show all</source>
        <comment>times</comment>
        <translation>%1 bis %2 – alle zeigen</translation>
    </message>
    <message>
        <source>Which kind of events is shown</source>
        <translation>Welche Art von Ereignissen gezeigt wird</translation>
    </message>
    <message>
        <source>of every kind</source>
        <translation>jeder Art</translation>
    </message>
</context>
<context>
    <name>exaid::FeedStore</name>
    <message>
        <source>No daemon is connected.</source>
        <translation>Es ist kein Dienst verbunden.</translation>
    </message>
</context>
<context>
    <name>exaid::ImportDialog</name>
    <message>
        <source>There is no such setting.</source>
        <translation>Diese Einstellung gibt es nicht.</translation>
    </message>
    <message>
        <source>Known, but not used here.</source>
        <translation>Bekannt, wird hier aber nicht gebraucht.</translation>
    </message>
    <message>
        <source>Given by the %1, which comes first.</source>
        <translation>Vorrang hat, was von hier kommt: %1.</translation>
    </message>
    <message>
        <source>Empty: counts as not set.</source>
        <translation>Leer: gilt als nicht gesetzt.</translation>
    </message>
    <message>
        <source>As it is now.</source>
        <translation>Wie es jetzt ist.</translation>
    </message>
    <message>
        <source>Needs a restart.</source>
        <translation>Braucht einen Neustart.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Import Settings</source>
        <translation>Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>What %1 says, beside what is in force. Ticked rows go onto the page, where you can look at them once more before they are applied.</source>
        <translation>Was in %1 steht, neben dem, was gilt. Angehakte Zeilen kommen auf die Seite, wo Sie sie noch einmal ansehen können, bevor sie angewendet werden.</translation>
    </message>
    <message>
        <source>Settings in the file</source>
        <translation>Einstellungen in der Datei</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Ab&amp;brechen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Take %n Row(s)</source>
        <comment>button</comment>
        <translation>
            <numerusform>%n Zeile &amp;übernehmen</numerusform>
            <numerusform>%n Zeilen &amp;übernehmen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>exaid::KeysPage</name>
    <message>
        <source>&amp;Use my API keys</source>
        <translation>Meine API-Schlüssel &amp;verwenden</translation>
    </message>
    <message>
        <source>No key yet: try it with the built-in &amp;simulator</source>
        <translation>Noch kein Schlüssel: mit dem eingebauten &amp;Simulator ausprobieren</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Waiting for the daemon…</source>
        <translation>Warten auf den Dienst …</translation>
    </message>
    <message>
        <source>Keys are kept in the keychain of your desktop.</source>
        <translation>Schlüssel stehen im Schlüsselbund Ihres Desktops.</translation>
    </message>
    <message>
        <source>Keys are kept in %1, which only you can read.</source>
        <translation>Schlüssel stehen in %1, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>API key of %1</source>
        <translation>API-Schlüssel von %1</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>set; type to replace it</source>
        <translation>gesetzt; tippen Sie, um ihn zu ersetzen</translation>
    </message>
    <message>
        <source>given by the %1</source>
        <translation>vorgegeben durch: %1</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Test the key of %1</source>
        <translation>Schlüssel von %1 prüfen</translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation>Der Anbieter wird gefragt …</translation>
    </message>
    <message>
        <source>✓ The provider takes it: %1.</source>
        <translation>✓ Der Anbieter nimmt ihn an: %1.</translation>
    </message>
    <message>
        <source>⚠ %1</source>
        <comment>what is wrong with a key</comment>
        <translation>⚠ %1</translation>
    </message>
    <message>
        <source>The daemon calls language models for your agents. It needs a key for at least one provider.</source>
        <translation>Der Dienst ruft Sprachmodelle für Ihre Agenten auf. Er braucht einen Schlüssel für mindestens einen Anbieter.</translation>
    </message>
    <message>
        <source>It answers without any key, and every answer says that it is simulated.</source>
        <translation>Er antwortet ohne Schlüssel, und jede Antwort sagt, dass sie simuliert ist.</translation>
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
    <name>exaid::LoginStart</name>
    <message>
        <source>Saved. It counts from the next login on.</source>
        <translation>Gesichert. Es gilt ab der nächsten Anmeldung.</translation>
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
    <message>
        <source>&amp;Session</source>
        <translation>Sit&amp;zung</translation>
    </message>
    <message>
        <source>Tray &amp;Messages</source>
        <translation>&amp;Meldungen am Symbol</translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <translation>Prof&amp;il</translation>
    </message>
    <message>
        <source>Start at &amp;Login</source>
        <translation>Bei der Anmeldung s&amp;tarten</translation>
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
    <name>exaid::ProfileCommand</name>
    <message>
        <source>Nothing was changed: %1</source>
        <translation>Nichts wurde geändert: %1</translation>
    </message>
    <message>
        <source>Change to the profile “%1”?</source>
        <translation>Zum Profil „%1“ wechseln?</translation>
    </message>
    <message>
        <source>The profile is changed. “Earlier Versions” on the settings page takes it back.</source>
        <translation>Das Profil ist gewechselt. „Frühere Fassungen“ auf der Seite Einstellungen nimmt es zurück.</translation>
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
    <message>
        <source>The connection to the daemon was lost.</source>
        <translation>Die Verbindung zum Dienst ist abgerissen.</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>what the system says, as a sentence</comment>
        <translation>%1.</translation>
    </message>
</context>
<context>
    <name>exaid::SessionCommand</name>
    <message>
        <source>Disconnect Session</source>
        <translation>Sitzung trennen</translation>
    </message>
    <message>
        <source>Disconnect session %1?</source>
        <translation>Sitzung %1 trennen?</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) will be cancelled and their provider requests aborted. This can&apos;t be undone; the agent may connect again.</source>
        <translation>
            <numerusform>%n Aufruf wird abgebrochen und seine Anfrage beim Anbieter beendet. Das lässt sich nicht rückgängig machen; der Agent darf sich wieder verbinden.</numerusform>
            <numerusform>%n Aufrufe werden abgebrochen und ihre Anfragen bei den Anbietern beendet. Das lässt sich nicht rückgängig machen; der Agent darf sich wieder verbinden.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Session %1 may run %2 calls at once; before: %3.</source>
        <translation>Sitzung %1 darf %2 Aufrufe zugleich ausführen; vorher: %3.</translation>
    </message>
    <message>
        <source>New calls of session %1 are batch work.</source>
        <translation>Neue Aufrufe der Sitzung %1 sind Stapelarbeit.</translation>
    </message>
    <message>
        <source>New calls of session %1 are interactive.</source>
        <translation>Neue Aufrufe der Sitzung %1 sind interaktiv.</translation>
    </message>
    <message numerus="yes">
        <source>Session %1 was disconnected; %n call(s) cancelled.</source>
        <translation>
            <numerusform>Sitzung %1 wurde getrennt; %n Aufruf abgebrochen.</numerusform>
            <numerusform>Sitzung %1 wurde getrennt; %n Aufrufe abgebrochen.</numerusform>
        </translation>
    </message>
    <message>
        <source>That did not work: %1</source>
        <translation>Das ging nicht: %1</translation>
    </message>
</context>
<context>
    <name>exaid::SessionLimitDialog</name>
    <message>
        <source>Limit of a Session</source>
        <translation>Grenze einer Sitzung</translation>
    </message>
    <message>
        <source>&amp;Calls of %1 that may run at once:</source>
        <translation>&amp;Aufrufe von %1, die zugleich laufen dürfen:</translation>
    </message>
    <message>
        <source>Calls of the session that may run at once</source>
        <translation>Aufrufe der Sitzung, die zugleich laufen dürfen</translation>
    </message>
    <message>
        <source>The limits of the daemon and of the providers hold as well. Calls that run are not cut: a lower limit takes effect as they end. 0 starts nothing more; what waits goes on waiting. The limit lasts as long as the session.</source>
        <translation>Die Grenzen des Dienstes und der Anbieter gelten ebenfalls. Laufende Aufrufe werden nicht abgeschnitten: Eine niedrigere Grenze wirkt, sobald sie enden. 0 startet nichts mehr; was wartet, wartet weiter. Die Grenze gilt, solange die Sitzung besteht.</translation>
    </message>
    <message>
        <source>Use the Common &amp;Limit</source>
        <translation>&amp;Gemeinsame Grenze benutzen</translation>
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
    <message>
        <source>Share of the slot-seconds of all sessions that are connected</source>
        <translation>Anteil an den Platz-Sekunden aller verbundenen Sitzungen</translation>
    </message>
    <message>
        <source>Calls of this session that may run at once; * marks a limit of its own</source>
        <translation>Aufrufe dieser Sitzung, die zugleich laufen dürfen; * heißt: eine eigene Grenze</translation>
    </message>
    <message>
        <source>Of calls that say nothing themselves: batch calls wait behind interactive ones</source>
        <translation>Für Aufrufe, die selbst nichts sagen: Stapelarbeit wartet hinter interaktiven Aufrufen</translation>
    </message>
    <message>
        <source>Calls that ended in the last minute</source>
        <translation>Aufrufe, die in der letzten Minute geendet haben</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Vorrang</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Per minute</source>
        <translation>Je Minute</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>batch</source>
        <comment>priority of a session</comment>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>interactive</source>
        <comment>priority of a session</comment>
        <translation>interaktiv</translation>
    </message>
    <message>
        <source>%1 *</source>
        <comment>a limit of its own</comment>
        <translation>%1 *</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>per cent</comment>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>exaid::SessionsPage</name>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>No agent is connected.
Point one at %1, port %2.</source>
        <translation>Kein Agent ist verbunden.
Verbinden Sie einen mit %1, Port %2.</translation>
    </message>
    <message>
        <source>Nothing is known yet: the daemon has not answered. See the line at the top.</source>
        <translation>Noch ist nichts bekannt: Der Dienst hat nicht geantwortet. Siehe die Zeile oben.</translation>
    </message>
</context>
<context>
    <name>exaid::SettingEditor</name>
    <message>
        <source>on</source>
        <comment>state of a setting</comment>
        <translation>ein</translation>
    </message>
</context>
<context>
    <name>exaid::SettingField</name>
    <message>
        <source>needs a restart</source>
        <translation>braucht einen Neustart</translation>
    </message>
    <message>
        <source>The daemon takes the new value at its next start.</source>
        <translation>Der Dienst nimmt den neuen Wert bei seinem nächsten Start.</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Reset %1 to its default</source>
        <translation>%1 auf die Vorgabe zurücksetzen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Asks the provider whether it takes this key. Nothing is charged.</source>
        <translation>Fragt den Anbieter, ob er diesen Schlüssel annimmt. Es kostet nichts.</translation>
    </message>
    <message>
        <source>Test %1</source>
        <translation>%1 prüfen</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>set; type to replace it</source>
        <translation>gesetzt; tippen Sie, um ihn zu ersetzen</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>given by the %1, so the settings file can&apos;t change it</source>
        <translation>kommt von: %1; die Datei mit den Einstellungen kann es nicht ändern</translation>
    </message>
    <message>
        <source>from: %1</source>
        <comment>source of a value</comment>
        <translation>von: %1</translation>
    </message>
    <message>
        <source>default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
    <message>
        <source>allowed: %1</source>
        <translation>erlaubt: %1</translation>
    </message>
</context>
<context>
    <name>exaid::SettingsForm</name>
    <message>
        <source>No setting contains these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Settings of the chosen group</source>
        <translation>Einstellungen der gewählten Gruppe</translation>
    </message>
</context>
<context>
    <name>exaid::SettingsPage</name>
    <message>
        <source>Search all settings</source>
        <translation>Alle Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Gruppen von Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>Über&amp;nehmen …</translation>
    </message>
    <message>
        <source>Take settings from an .env file</source>
        <translation>Einstellungen aus einer .env-Datei übernehmen</translation>
    </message>
    <message>
        <source>&amp;Earlier Versions</source>
        <translation>&amp;Frühere Fassungen</translation>
    </message>
    <message>
        <source>Go back to what was in force before</source>
        <translation>Zurück zu dem, was vorher galt</translation>
    </message>
    <message>
        <source>&amp;Reset Page</source>
        <translation>Seite &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Everything shown here back to its default</source>
        <translation>Alles, was hier steht, zurück auf die Vorgabe</translation>
    </message>
    <message>
        <source>Di&amp;scard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>Forget the changes that are not applied</source>
        <translation>Die Änderungen vergessen, die nicht angewendet sind</translation>
    </message>
    <message>
        <source>&amp;Apply…</source>
        <translation>An&amp;wenden …</translation>
    </message>
    <message>
        <source>Show what changes, then apply it</source>
        <translation>Zeigen, was sich ändert, und dann anwenden</translation>
    </message>
    <message>
        <source>Go back to the settings of %1?</source>
        <translation>Zu den Einstellungen %1 zurückgehen?</translation>
    </message>
    <message>
        <source>Write the settings that are in force over the damaged file?</source>
        <translation>Die geltenden Einstellungen über die beschädigte Datei schreiben?</translation>
    </message>
    <message>
        <source>Waiting for the daemon&apos;s settings…</source>
        <translation>Warten auf die Einstellungen des Dienstes …</translation>
    </message>
    <message>
        <source>The daemon does not tell its settings.</source>
        <translation>Der Dienst nennt seine Einstellungen nicht.</translation>
    </message>
    <message>
        <source>%1 is now %2</source>
        <comment>setting, value</comment>
        <translation>%1 ist jetzt %2</translation>
    </message>
    <message>
        <source>Somebody else changed what you are changing.</source>
        <translation>Jemand anders hat geändert, was Sie gerade ändern.</translation>
    </message>
    <message>
        <source>&amp;Keep Mine</source>
        <translation>&amp;Meine behalten</translation>
    </message>
    <message>
        <source>Take &amp;Theirs</source>
        <translation>Die &amp;anderen nehmen</translation>
    </message>
    <message>
        <source>These settings can&apos;t be applied.</source>
        <translation>Diese Einstellungen können nicht angewendet werden.</translation>
    </message>
    <message>
        <source>The settings file is damaged. The daemon keeps the last good settings.</source>
        <translation>Die Datei mit den Einstellungen ist beschädigt. Der Dienst behält die letzten guten Einstellungen.</translation>
    </message>
    <message>
        <source>Restore the &amp;File…</source>
        <translation>&amp;Datei wiederherstellen …</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait for the daemon&apos;s next start.</source>
        <translation>
            <numerusform>%n Änderung wartet auf den nächsten Start des Dienstes.</numerusform>
            <numerusform>%n Änderungen warten auf den nächsten Start des Dienstes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) not applied</source>
        <translation>
            <numerusform>%n Änderung nicht angewendet</numerusform>
            <numerusform>%n Änderungen nicht angewendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) to correct first</source>
        <translation>
            <numerusform>Erst ist %n Fehler zu beheben</numerusform>
            <numerusform>Erst sind %n Fehler zu beheben</numerusform>
        </translation>
    </message>
    <message>
        <source>until %1</source>
        <comment>point in time</comment>
        <translation>bis %1</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n change(s)?</source>
        <translation>
            <numerusform>%n Änderung anwenden?</numerusform>
            <numerusform>%n Änderungen anwenden?</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed: %1</source>
        <translation>Nichts wurde geändert: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed. “Earlier Versions” takes it back.</source>
        <translation>
            <numerusform>%n Einstellung geändert. „Frühere Fassungen“ nimmt es zurück.</numerusform>
            <numerusform>%n Einstellungen geändert. „Frühere Fassungen“ nimmt es zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import Settings</source>
        <translation>Einstellungen übernehmen</translation>
    </message>
    <message>
        <source>Settings files (.env* *.env)</source>
        <translation>Dateien mit Einstellungen (.env* *.env)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 is empty or can&apos;t be read.</source>
        <translation>%1 ist leer oder kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Asking the provider…</source>
        <translation>Der Anbieter wird gefragt …</translation>
    </message>
    <message>
        <source>%1 works: %2</source>
        <translation>%1 funktioniert: %2</translation>
    </message>
    <message>
        <source>%1 does not work: %2</source>
        <translation>%1 funktioniert nicht: %2</translation>
    </message>
</context>
<context>
    <name>exaid::SetupWizard</name>
    <message>
        <source>Set Up exaid</source>
        <translation>exaid einrichten</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>Ü&amp;berspringen</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>Ne&amp;xt</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>Saved. Restart the daemon to use it.</source>
        <translation>Gesichert. Starten Sie den Dienst neu, damit es gilt.</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gesichert.</translation>
    </message>
    <message>
        <source>Nothing was changed: %1</source>
        <translation>Nichts wurde geändert: %1</translation>
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
        <translation>%1 Platz %2</translation>
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
        <translation>Plätze im Zeitverlauf</translation>
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
        <translation>In dieser Zeit war kein Platz belegt.</translation>
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
        <translation>Hält seinen Platz seit %1</translation>
    </message>
    <message>
        <source>Held its slot for %1</source>
        <translation>Hielt seinen Platz %1 lang</translation>
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
        <translation>Warten auf einen Platz</translation>
    </message>
    <message>
        <source>Each cell is a slot; its stripe shows whose call is in it.</source>
        <translation>Jede Zelle ist ein Platz; ihr Streifen zeigt, wessen Aufruf darin läuft.</translation>
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
        <translation>nach Platz</translation>
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
    <name>exaid::StartPage</name>
    <message>
        <source>&amp;Nothing: I start exaid myself</source>
        <translation>&amp;Nichts: Ich starte exaid selbst</translation>
    </message>
    <message>
        <source>exaid in the &amp;tray, with its window at hand</source>
        <translation>exaid in der &amp;Symbolleiste, mit dem Fenster zur Hand</translation>
    </message>
    <message>
        <source>Only the &amp;daemon, as a service of my session</source>
        <translation>Nur den &amp;Dienst, als Teil meiner Sitzung</translation>
    </message>
    <message>
        <source>How it runs</source>
        <translation>Wie es läuft</translation>
    </message>
    <message>
        <source>All of this can be changed later, each limit by itself.</source>
        <translation>All das können Sie später ändern, jede Grenze für sich.</translation>
    </message>
    <message>
        <source>Limits to begin with</source>
        <translation>Grenzen für den Anfang</translation>
    </message>
    <message>
        <source>&amp;One developer with a few agents (profile development)</source>
        <translation>&amp;Ein Entwickler mit wenigen Agenten (Profil development)</translation>
    </message>
    <message>
        <source>&amp;Many agents at once (profile production)</source>
        <translation>&amp;Viele Agenten zugleich (Profil production)</translation>
    </message>
    <message>
        <source>When I log in, start</source>
        <translation>Wenn ich mich anmelde, starten</translation>
    </message>
    <message>
        <source>As it is now.</source>
        <translation>Wie es jetzt ist.</translation>
    </message>
    <message>
        <source>%1: %2 instead of %3</source>
        <comment>setting, new value, old value</comment>
        <translation>%1: %2 statt %3</translation>
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
    <message>
        <source>Recent P&amp;roblems</source>
        <translation>Letzte &amp;Probleme</translation>
    </message>
    <message>
        <source>&amp;Messages</source>
        <translation>&amp;Meldungen</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>time, message</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Pro&amp;file</source>
        <translation>Prof&amp;il</translation>
    </message>
</context>
</TS>
