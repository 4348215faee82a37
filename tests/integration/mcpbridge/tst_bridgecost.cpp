#include "tests/integration/mcpbridge/bridgehost.h"

#include <QElapsedTimer>
#include <algorithm>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Runs = 11;
constexpr qint64 MaxReadyMs = 100;
constexpr qint64 MaxResidentKiB = 20 * 1024;

qint64 residentKiB(qint64 pid)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.sliced(6).trimmed().split(' ').constFirst().toLongLong();
    }
    return -1;
}

} // namespace

// One bridge for each session of each host: what it costs.
class TestBridgeCost : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readyTimeAndMemory();
};

void TestBridgeCost::readyTimeAndMemory()
{
    BridgeWorld world;
    world.environment.insert(u"EXAI_TEST_TOOLS"_s, u"true"_s);
    QVERIFY(world.startDaemon());
    QList<qint64> ready;
    QList<qint64> resident;
    for (int run = 0; run < Runs; ++run) {
        QElapsedTimer timer;
        timer.start();
        BridgeHost host(world);
        host.greet();
        QVERIFY(host.process.waitForReadyRead(20'000)); // without qWaitFor's steps of ten milliseconds
        ready.append(timer.elapsed());
        QVERIFY(host.answer(0).contains(u"result"_s));
        host.call(1, u"test_echo"_s, {{u"prompt"_s, QString(1'000'000, u'x')}});
        QVERIFY(host.answer(1).contains(u"result"_s));
        host.request(2, u"ping"_s);
        QVERIFY(host.answer(2).contains(u"result"_s));
        resident.append(residentKiB(host.process.processId()));
    }
    std::ranges::sort(ready);
    std::ranges::sort(resident);
    qInfo("ready after %lld ms (median of %d, worst %lld), resident %lld KiB (worst %lld)",
          ready.at(Runs / 2), Runs, ready.constLast(), resident.at(Runs / 2), resident.constLast());
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QVERIFY(ready.at(Runs / 2) <= MaxReadyMs);
    QVERIFY(resident.constLast() <= MaxResidentKiB);
#endif
}

QTEST_GUILESS_MAIN(TestBridgeCost)
#include "tst_bridgecost.moc"
