// The desktop's memory stays flat however much it has seen: events, calls that come and end, pages of the
// history. Short here; EXAID_EVENTS makes it long (./dev soak: a million).

#include "core/monitoring/callpage.h"
#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/mainwindow.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"
#include "tests/unit/history/samplerows.h"

#include <QActionGroup>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

} // namespace

class TestFeedMemory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void staysFlat();
};

void TestFeedMemory::staysFlat()
{
    const int events = qEnvironmentVariableIntValue("EXAID_EVENTS") > 0
                           ? qEnvironmentVariableIntValue("EXAID_EVENTS")
                           : 60'000;
    constexpr int PerStep = 100;
    constexpr int WarmUp = 30'000; // until every list is as long as it may be
    ManualClock clock;
    ManualTime time(clock);
    FakeFeed feed;
    QRandomGenerator random(1);
    qint64 lastRow = 1;
    feed.answerer = [&](const QJsonObject &question, const MonitorReply &reply) {
        CallPage page;
        if (question[u"newer_than"].toInteger() > 0) {
            for (int i = 0; i < 60; ++i) {
                CallRow row = sampleRow(random, static_cast<quint64>(lastRow), SampleDayMs);
                row.row = ++lastRow;
                page.rows << row;
            }
        }
        page.newestRow = lastRow;
        page.kept = page.matching = lastRow;
        reply(toJson(page));
    };
    FeedStore store(time);
    store.follow(&feed);
    Actions actions;
    const QTemporaryDir folder;
    QSettings state(folder.filePath(u"state.ini"_s), QSettings::IniFormat);
    MainWindow window(store, actions, state);
    window.resize(1100, 760);
    window.show();
    feed.say(crowdedSnapshot(60, 12, 0));
    double warm = 0, highest = 0;
    quint64 sequence = 0;
    for (int seen = 0; seen < events; seen += PerStep) {
        const int step = seen / PerStep;
        QList<MonitorEvent> batch;
        for (int i = 0; i < PerStep; ++i) {
            MonitorEvent event;
            event.sequence = ++sequence;
            event.wallMs = SampleDayMs + static_cast<qint64>(sequence);
            event.kind = u"call_finished"_s;
            event.message = u"chat after %1 s: answered"_s.arg(sequence % 97);
            event.fields = {{u"call"_s, static_cast<qint64>(sequence)},
                            {u"sess"_s, u"session-%1"_s.arg(sequence % 12)}};
            batch << event;
        }
        Q_EMIT feed.eventsArrived(batch);
        feed.say(crowdedSnapshot(60, 12, step));
        if (step % 20 == 0)
            actions.pages->actions().at(step / 20 % actions.pages->actions().size())->trigger();
        time.advance(300ms);
        QCoreApplication::processEvents();
        if (seen < WarmUp)
            warm = residentMegabytes();
        else if (step % 50 == 0)
            highest = std::max(highest, residentMegabytes());
    }
    highest = std::max(highest, residentMegabytes());
    qInfo("%d events: %.1f MB after the first %d, %.1f MB at most afterwards", events, warm, WarmUp, highest);
    // Allocators keep what they had; a leak of 100 bytes an event would be 100 MB in a million.
    QVERIFY(highest - warm <= 12);
}

QTEST_MAIN(TestFeedMemory)
#include "tst_feedmemory.moc"
