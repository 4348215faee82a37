#include "core/logging/categories.h"
#include "core/logging/loghandler.h"
#include "core/logging/redact.h"
#include "core/time/manualtime.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

class ListSink final : public LineSink
{
public:
    explicit ListSink(QList<QByteArray> &lines)
        : m_lines(lines)
    {}
    Status write(const QByteArray &line) override
    {
        m_lines << line;
        return Done{};
    }

private:
    QList<QByteArray> &m_lines;
};

} // namespace

class TestLogHandler : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesOneLineWithItsTail();
    void showsOnlyWhatTheLevelAllows_data();
    void showsOnlyWhatTheLevelAllows();
    void pain27_secretsAreTakenOut();
    void aMessageIsAlwaysOneLine();
    void givesTheFormerHandlerBack();

private:
    ManualClock m_clock;
};

void TestLogHandler::writesOneLineWithItsTail()
{
    QList<QByteArray> lines;
    {
        const LogHandler handler(u"info"_s, m_clock, std::make_unique<ListSink>(lines));
        qCInfo(lcAdmission).noquote() << "granted" << kv("lease"_L1, qint64(7)) << kv("waited_ms"_L1, 1.5);
        qWarning("plain");
    }
    QCOMPARE(lines.size(), 2);
    // The manual clock begins 1000 s after its wall base.
    QCOMPARE(lines.at(0),
             QByteArray("2023-11-14T22:30:00.000Z info exaid.admission: granted lease=7 waited_ms=1.5\n"));
    QCOMPARE(lines.at(1), QByteArray("2023-11-14T22:30:00.000Z warning exaid: plain\n"));
}

void TestLogHandler::showsOnlyWhatTheLevelAllows_data()
{
    QTest::addColumn<QString>("level");
    QTest::addColumn<int>("count");
    QTest::newRow("debug") << u"debug"_s << 4;
    QTest::newRow("info") << u"info"_s << 3;
    QTest::newRow("warning") << u"warning"_s << 2;
    QTest::newRow("error") << u"error"_s << 1;
    QTest::newRow("unknown is info") << u"loud"_s << 3;
}

void TestLogHandler::showsOnlyWhatTheLevelAllows()
{
    QFETCH(QString, level);
    QList<QByteArray> lines;
    {
        LogHandler handler(u"error"_s, m_clock, std::make_unique<ListSink>(lines));
        handler.setLevel(level);
        QCOMPARE(lcCalls().isDebugEnabled(), level == "debug"_L1);
        qCDebug(lcCalls) << "d";
        qCInfo(lcCalls) << "i";
        qCWarning(lcCalls) << "w";
        // qCCritical would end the test process (QT_FATAL_CRITICALS).
        handler.setLevel(u"error"_s);
        qCWarning(lcCalls) << "too quiet";
    }
    QTEST(static_cast<int>(lines.size()) + 1, "count");
}

void TestLogHandler::pain27_secretsAreTakenOut()
{
    QList<QByteArray> lines;
    {
        const LogHandler handler(u"info"_s, m_clock, std::make_unique<ListSink>(lines));
        qCInfo(lcFrontend) << "hello {\"token\":\"hidden123\"} Authorization: Bearer hidden123";
    }
    QVERIFY(!lines.at(0).contains("hidden123"));
}

void TestLogHandler::aMessageIsAlwaysOneLine()
{
    QList<QByteArray> lines;
    {
        const LogHandler handler(u"info"_s, m_clock, std::make_unique<ListSink>(lines));
        qCInfo(lcFrontend).noquote() << u"a\nfake line\r\x1b[31m"_s;
    }
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines.at(0).count('\n'), 1);
    QVERIFY(lines.at(0).contains("a\\nfake line\\r\\x1b[31m"));
}

void TestLogHandler::givesTheFormerHandlerBack()
{
    static int heard = 0;
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) { ++heard; });
    QList<QByteArray> lines;
    {
        const LogHandler handler(u"info"_s, m_clock, std::make_unique<ListSink>(lines));
        qWarning("for the handler");
    }
    qWarning("for the former one");
    qInstallMessageHandler(before);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(heard, 1);
}

QTEST_GUILESS_MAIN(TestLogHandler)
#include "tst_loghandler.moc"
