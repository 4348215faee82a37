// What a daemon learned of a model's pauses is known to the next one.

#include "core/providers/learnedfile.h"
#include "daemonthread.h"
#include "exaiclient.h"
#include "tests/support/mockprovider.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace exaid::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Kimi = u"kimi-k2-turbo-preview"_s;
// Four times a pause of 600 ms, less what the way of its end was shorter than that of its beginning.
constexpr qint64 Learned = 4 * 600 - 200;

qint64 stallLimitMs(DaemonThread &daemon)
{
    qint64 limit = 0;
    daemon.run([&](Daemon &d) {
        for (const ProviderSnapshot &provider : d.snapshot().providers) {
            for (const ModelSnapshot &model : provider.models)
                limit = model.model == Kimi ? model.stallLimitMs : limit;
        }
    });
    return limit;
}

Settings impatient(const MockProvider &mock, const QTemporaryDir &state)
{
    Settings settings = settingsFor(mock.baseUrl(u"kimi"_s), mock.baseUrl(u"glm"_s));
    settings.files.stateDir = state.path();
    settings.providers[0].clocks.stall = 900ms;
    return settings;
}

} // namespace

class TestLearning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNextDaemonKnowsThePauses();
    void damageIsToldAndHarmsNothing();
};

void TestLearning::theNextDaemonKnowsThePauses()
{
    MockProvider mock;
    QTemporaryDir state;
    const QString slow = u"[mock gap=1800 tokens=2]"_s; // twice as long as the setting allows
    {
        DaemonThread daemon(impatient(mock, state));
        QVERIFY(daemon.started());
        ExaiClient client(daemon.port());
        QTRY_VERIFY(client.isReady());
        const QString lost = client.chat(slow, Kimi);
        QTRY_COMPARE(client.callOf(lost).finals, 1);
        QCOMPARE(client.callOf(lost).code(), u"TIMEOUT"_s);
        const QString fine = client.chat(u"[mock gap=600 tokens=2]"_s, Kimi);
        QTRY_COMPARE(client.callOf(fine).finals, 1);
        QVERIFY(client.callOf(fine).ok());
        QVERIFY(stallLimitMs(daemon) >= Learned);
        daemon.run([](Daemon &d) { d.drain(); });
        QTRY_VERIFY(daemon.hasStopped());
    }
    const auto kept = readLearned(LearnedFile::pathIn(state.path()));
    QVERIFY(kept);
    QCOMPARE(kept->value(u"kimi"_s).value(Kimi).size(), size_t{2});
    DaemonThread daemon(impatient(mock, state));
    QVERIFY(daemon.started());
    QTRY_VERIFY(stallLimitMs(daemon) >= Learned);
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString survives = client.chat(slow, Kimi);
    QTRY_COMPARE(client.callOf(survives).finals, 1);
    QVERIFY2(client.callOf(survives).ok(), qPrintable(client.callOf(survives).code()));
}

void TestLearning::damageIsToldAndHarmsNothing()
{
    MockProvider mock;
    QTemporaryDir state;
    QFile file(LearnedFile::pathIn(state.path()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"format\": 1, \"stalls\": {\"kimi") > 0);
    file.close();
    Settings settings = impatient(mock, state);
    settings.files.eventLog = state.filePath(u"events.jsonl"_s);
    DaemonThread daemon(settings);
    QVERIFY(daemon.started());
    const auto told = [&] {
        QFile events(settings.files.eventLog);
        const QByteArray text = events.open(QIODevice::ReadOnly) ? events.readAll() : QByteArray();
        return text.contains("learned.json") && text.contains("damaged");
    };
    QTRY_VERIFY(told());
    ExaiClient client(daemon.port());
    QTRY_VERIFY(client.isReady());
    const QString id = client.chat(u"[mock tokens=2]"_s, Kimi);
    QTRY_COMPARE(client.callOf(id).finals, 1);
    QVERIFY(client.callOf(id).ok());
}

QTEST_GUILESS_MAIN(TestLearning)
#include "tst_learning.moc"
