#include "core/frontends/mcp/hostpatience.h"

#include <QTest>

using namespace exaid;
using namespace exaid::mcp;
using namespace Qt::Literals::StringLiterals;

class TestHostPatience : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsHosts_data();
    void knowsHosts();
    void refusesBadTables_data();
    void refusesBadTables();
};

void TestHostPatience::knowsHosts_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("quiet");
    QTest::addColumn<int>("withProgress");
    QTest::newRow("endless, but cut when silent") << u"claude-code"_s << 240 << 0;
    QTest::newRow("in any case") << u"Claude-Code"_s << 240 << 0;
    QTest::newRow("by its beginning") << u"codex-mcp-client"_s << 50 << 50;
    QTest::newRow("ten minutes, whatever is told") << u"gemini-cli-mcp-client"_s << 570 << 570;
    QTest::newRow("the longer name first") << u"copilot-cli"_s << 50 << 50;
    QTest::newRow("the impatient") << u"copilot-jetbrains"_s << 25 << 25;
    QTest::newRow("unknown") << u"something new"_s << 50 << 50;
    QTest::newRow("nameless") << QString() << 50 << 50;
}

void TestHostPatience::knowsHosts()
{
    QFETCH(QString, client);
    QFETCH(int, quiet);
    QFETCH(int, withProgress);
    const HostPatience patience = HostPatience::builtIn();
    QCOMPARE(patience.answerWithin(client, false), Duration(std::chrono::seconds(quiet)));
    QCOMPARE(patience.answerWithin(client, true), Duration(std::chrono::seconds(withProgress)));
}

void TestHostPatience::refusesBadTables_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray("[]");
    QTest::newRow("no JSON") << QByteArray("[");
    QTest::newRow("nothing for the rest")
        << QByteArray(R"([{"client":"a","quiet_secs":1,"progress_secs":1}])");
    QTest::newRow("a field missing") << QByteArray(R"([{"client":"","quiet_secs":1}])");
    QTest::newRow("a field too many")
        << QByteArray(R"([{"client":"","quiet_secs":1,"progress_secs":1,"x":1}])");
    QTest::newRow("less than nothing") << QByteArray(R"([{"client":"","quiet_secs":-1,"progress_secs":1}])");
}

void TestHostPatience::refusesBadTables()
{
    QFETCH(QByteArray, json);
    const auto patience = HostPatience::parse(json);
    QVERIFY(!patience);
    QCOMPARE(patience.error().code, u"bad_hosts"_s);
    QVERIFY(HostPatience::parse(R"([{"client":"","quiet_secs":1,"progress_secs":1}])"));
}

QTEST_GUILESS_MAIN(TestHostPatience)
#include "tst_hostpatience.moc"
