#include "app/exaid/statustext.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestStatusText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agesAreReadable_data();
    void agesAreReadable();
    void showsWhatADaemonDoes();
    void aQuietDaemonIsShort();
    void namesOfClientsCantWriteToTheTerminal();
};

void TestStatusText::agesAreReadable_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("clocks differ") << qint64(-5) << u"0.0 s"_s;
    QTest::newRow("tenths") << qint64(440) << u"0.4 s"_s;
    QTest::newRow("seconds") << qint64(38'900) << u"38 s"_s;
    QTest::newRow("minutes") << qint64(245'000) << u"4 m 05 s"_s;
    QTest::newRow("hours") << qint64(11'400'000) << u"3 h 10 m"_s;
}

void TestStatusText::agesAreReadable()
{
    QFETCH(qint64, ms);
    QTEST(ageText(ms), "text");
}

void TestStatusText::showsWhatADaemonDoes()
{
    Snapshot snapshot;
    snapshot.version = u"1.2.3"_s;
    snapshot.state = u"serving"_s;
    snapshot.address = u"::1"_s;
    snapshot.port = 8079;
    snapshot.pid = 4711;
    snapshot.startedMs = 1'000'000;
    snapshot.wallMs = 1'060'000;
    snapshot.simulated = true;
    PoolSnapshot global;
    global.kind = u"global"_s;
    global.capacity = 5;
    global.held = 4;
    global.waiting = 7;
    PoolSnapshot kimi;
    kimi.kind = u"provider"_s;
    kimi.name = u"kimi"_s;
    kimi.capacity = 3;
    kimi.held = 3;
    kimi.debt = 1;
    kimi.simulated = true;
    snapshot.pools = {global, kimi};
    SessionSnapshot session;
    session.name = u"agent-1"_s;
    session.client = u"claude-code 2.1"_s;
    session.sinceMs = 1'048'000;
    session.running = 2;
    snapshot.sessions = {session};
    CallSnapshot running;
    running.id = 12;
    running.session = u"agent-1"_s;
    running.tool = u"chat"_s;
    running.model = u"glm-4.6"_s;
    running.phase = CallPhase::Streaming;
    running.startedMs = 1'048'000;
    running.phaseSinceMs = 1'058'000;
    running.deadlineMs = 1'305'000;
    CallSnapshot queued = running;
    queued.id = 13;
    queued.phase = CallPhase::Queued;
    queued.position = 3;
    snapshot.calls = {running, queued};
    ProviderSnapshot provider;
    provider.id = u"kimi"_s;
    provider.label = u"KIMI"_s;
    provider.breaker = u"open"_s;
    provider.breakerRetryMs = 12'000;
    provider.configuredLimit = 3;
    provider.effectiveLimit = 2;
    provider.models = {{u"kimi-k2"_s, 180'000, 45'000, 57}, {u"kimi-latest"_s, 120'000, 0, 3}};
    snapshot.providers = {provider};
    snapshot.counters.callsStarted = 9;
    snapshot.counters.callsTimedOut = 2;
    snapshot.counters.timeoutsByClock = QJsonObject{{"stall"_L1, 2}};

    const QString text = statusText(snapshot);
    for (const QString &part :
         {u"exaid 1.2.3: serving on ws://[::1]:8079, pid 4711, up 1 m 00 s"_s, u"simulator answers"_s,
          u"global"_s, u"provider kimi (simulator)"_s, u"3 (1 over)"_s, u"agent-1  claude-code 2.1"_s,
          u"open, 12 s"_s, u"2/3"_s,
          u"kimi-k2 may fall silent for 3 m 00 s: it paused for 45 s in its last 57 streams"_s,
          u"streaming"_s, u"queued #3"_s, u"4 m 05 s"_s, u"9 started"_s, u"2 timed out (stall 2)"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u"\n" + text));
    QVERIFY(!text.contains(u"kimi-latest"_s)); // nothing learned
    // Columns are aligned: each line of a table has its second column in the same place.
    const QStringList lines = text.split(u'\n');
    const auto lineWith = [&lines](const QString &part) {
        return *std::find_if(lines.cbegin(), lines.cend(),
                             [&](const QString &l) { return l.contains(part); });
    };
    QCOMPARE(lineWith(u"SLOTS"_s).indexOf(u"used"_s) + 4, lineWith(u"  global"_s).indexOf(u'4') + 1);
}

void TestStatusText::aQuietDaemonIsShort()
{
    const QString text = statusText(Snapshot{});
    QVERIFY(!text.contains(u"CALL "_s));
    QVERIFY(!text.contains(u"SESSION"_s));
    QVERIFY(!text.contains(u"simulator"_s));
}

void TestStatusText::namesOfClientsCantWriteToTheTerminal()
{
    QCOMPARE(terminalSafe(u"a\x1b[2Jb\nc"_s, 20), u"a?[2Jb?c"_s);
    QCOMPARE(terminalSafe(u"abc\u202Edef"_s, 20), u"abc?def"_s);
    QCOMPARE(terminalSafe(u"abcdefgh"_s, 5), u"abcd…"_s);
    QCOMPARE(terminalSafe(u"abcde"_s, 5), u"abcde"_s);
}

QTEST_GUILESS_MAIN(TestStatusText)
#include "tst_statustext.moc"
