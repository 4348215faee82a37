#include "gui/tray/traystate.h"
#include "tests/gui/fakefeed.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestTrayState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void states_data();
    void states();
    void detailNamesTheProviders();
};

void TestTrayState::states_data()
{
    using Link = MonitorFeed::Link;
    QTest::addColumn<MonitorFeed::Link>("link");
    QTest::addColumn<Snapshot>("snapshot");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("title");
    const auto kind = [](TrayKind k) { return static_cast<int>(k); };

    QTest::newRow("connecting") << Link::Connecting << Snapshot() << kind(TrayKind::Disconnected)
                                << u"exaid: connecting"_s;
    QTest::newRow("lost, although it was busy")
        << Link::Lost << busySnapshot() << kind(TrayKind::Disconnected) << u"exaid: connection lost"_s;
    QTest::newRow("idle") << Link::Live << idleSnapshot() << kind(TrayKind::Idle) << u"exaid: idle"_s;
    QTest::newRow("waiting") << Link::Live << busySnapshot() << kind(TrayKind::Full)
                             << u"exaid: 5 running, 2 waiting"_s;
    Snapshot working = busySnapshot();
    working.calls.resize(1);
    QTest::newRow("working") << Link::Live << working << kind(TrayKind::Working)
                             << u"exaid: 1 call(s) running"_s;
    Snapshot leaking = busySnapshot();
    leaking.counters.leaksFound = 3;
    QTest::newRow("leak") << Link::Live << leaking << kind(TrayKind::Attention)
                          << u"exaid: 2 leaked slot(s) not yet recovered"_s;
    Snapshot failing = working;
    failing.providers.append(ProviderSnapshot());
    failing.providers.last().label = u"KIMI"_s;
    failing.providers.last().breaker = u"open"_s;
    QTest::newRow("breaker open") << Link::Live << failing << kind(TrayKind::Degraded)
                                  << u"exaid: KIMI fails"_s;
    Snapshot paused = busySnapshot();
    paused.paused = true;
    QTest::newRow("paused") << Link::Live << paused << kind(TrayKind::Paused)
                            << u"exaid: paused, 5 running, 2 waiting"_s;
    Snapshot draining = leaking;
    draining.state = u"draining"_s;
    QTest::newRow("draining") << Link::Live << draining << kind(TrayKind::Draining)
                              << u"exaid: finishing 5 call(s)"_s;
}

void TestTrayState::states()
{
    QFETCH(const MonitorFeed::Link, link);
    QFETCH(const Snapshot, snapshot);
    const TrayState state = TrayState::from(link, snapshot);
    QTEST(static_cast<int>(state.kind), "kind");
    QTEST(state.title, "title");
}

void TestTrayState::detailNamesTheProviders()
{
    const TrayState state = TrayState::from(MonitorFeed::Link::Live, busySnapshot());
    QCOMPARE(state.detail, u"KIMI 3 of 3, 2 waiting · GLM 2 of 1, 1 over a lowered limit"_s);
}

QTEST_GUILESS_MAIN(TestTrayState)
#include "tst_traystate.moc"
