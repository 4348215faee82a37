#include "gui/feed/monitorurl.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestMonitorUrl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addresses_data();
    void addresses();
};

void TestMonitorUrl::addresses_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url"); // empty: an error
    QTest::newRow("port") << u"8080"_s << u"ws://127.0.0.1:8080/monitor"_s;
    QTest::newRow("host and port") << u"localhost:9000"_s << u"ws://localhost:9000/monitor"_s;
    QTest::newRow("host") << u"build-box"_s << u"ws://build-box:8079/monitor"_s;
    QTest::newRow("IPv6") << u"[::1]:8079"_s << u"ws://[::1]:8079/monitor"_s;
    QTest::newRow("url") << u"ws://127.0.0.1:8079"_s << u"ws://127.0.0.1:8079/monitor"_s;
    QTest::newRow("own path") << u"wss://host/exaid/monitor"_s << u"wss://host/exaid/monitor"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("port too high") << u"70000"_s << QString();
    QTest::newRow("other scheme") << u"http://localhost:8079"_s << QString();
    QTest::newRow("words") << u"not an address"_s << QString();
}

void TestMonitorUrl::addresses()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, url);
    const Result<QUrl> result = monitorUrl(typed);
    if (url.isEmpty()) {
        QVERIFY(!result);
        QCOMPARE(result.error().code, u"attach_address"_s);
        QVERIFY(!result.error().hint.isEmpty());
        return;
    }
    QVERIFY(result.hasValue());
    QCOMPARE(result.value().toString(), url);
}

QTEST_GUILESS_MAIN(TestMonitorUrl)
#include "tst_monitorurl.moc"
