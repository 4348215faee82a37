#include "app/mcpbridge/relaybook.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Initialize =
    R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"clientInfo":{"name":"x"}}})";
const QByteArray Initialized = R"({"jsonrpc":"2.0","method":"notifications/initialized"})";
const QByteArray Call = R"({"jsonrpc":"2.0","id":"c1","method":"tools/call","params":{}})";
const QByteArray Listen = R"({"jsonrpc":"2.0","id":"listen:0","method":"subscriptions/listen","params":{}})";

// A bridge without sockets.
struct Relay
{
    RelayBook book;
    bool isConnected = true;

    RelayBook::HostLine host(const QByteArray &line)
    {
        const RelayBook::HostLine verdict = book.fromHost(line, JsonGlance::of(line), isConnected);
        if (isConnected)
            book.sent(verdict.requests);
        return verdict;
    }
    bool daemon(const QByteArray &line) { return book.fromDaemon(JsonGlance::of(line)); }
    void greet()
    {
        host(Initialize);
        daemon(R"({"jsonrpc":"2.0","id":0,"result":{}})");
        host(Initialized);
    }
};

} // namespace

class TestRelayBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatWasSentIsLost();
    void answeredAndCancelledRequestsAreForgotten();
    void handshakeIsReplayedAndItsAnswerSwallowed();
    void handshakeThatWasNotAnsweredIsNotReplayed();
    void subscriptionIsRenewedNotRefused();
    void questionsOfALostDaemonAreTakenBack();
    void notificationsWakeNobody();
    void errorsAreJson();
};

void TestRelayBook::onlyWhatWasSentIsLost()
{
    Relay relay;
    const RelayBook::HostLine verdict = relay.host(Call);
    QVERIFY(verdict.isForDaemon && verdict.needsDaemon);
    QCOMPARE(verdict.requests, QList<QByteArray>{"\"c1\""});
    relay.isConnected = false; // queued, not sent
    relay.host(R"({"id":2,"method":"tools/list"})");
    const QList<QByteArray> told = relay.book.lose("gone");
    QCOMPARE(told.size(), 1);
    const QJsonObject error = QJsonDocument::fromJson(told.constFirst()).object();
    QCOMPARE(error[u"id"].toString(), u"c1"_s);
    QCOMPARE(error[u"error"][u"message"].toString(), u"gone"_s);
    QCOMPARE(relay.book.lose("gone again").size(), 0);
    QCOMPARE(relay.book.refuse({"2"}, "no daemon").size(), 1);
    QCOMPARE(relay.book.openRequests(), 0);
}

void TestRelayBook::answeredAndCancelledRequestsAreForgotten()
{
    Relay relay;
    relay.host(Call);
    QVERIFY(relay.daemon(R"({"id":"c1","result":{}})"));
    relay.host(R"({"id":7,"method":"tools/call"})");
    QVERIFY(relay.host(R"({"method":"notifications/cancelled","params":{"requestId":7}})").isForDaemon);
    QCOMPARE(relay.book.openRequests(), 0);
    QVERIFY(relay.book.lose("gone").isEmpty());
}

void TestRelayBook::handshakeIsReplayedAndItsAnswerSwallowed()
{
    Relay relay;
    relay.greet();
    relay.host(R"({"id":1,"method":"logging/setLevel","params":{"level":"debug"}})");
    relay.daemon(R"({"id":1,"result":{}})");
    for (const char *uri : {"a", "b"}) {
        relay.host(QByteArray(R"({"id":2,"method":"resources/subscribe","params":{"uri":")") + uri + "\"}}");
        relay.daemon(R"({"id":2,"result":{}})");
    }
    relay.host(R"({"id":3,"method":"resources/unsubscribe","params":{"uri":"a"}})");
    relay.daemon(R"({"id":3,"result":{}})");
    QVERIFY(relay.book.lose("gone").isEmpty());
    const QList<QByteArray> lines = relay.book.replay();
    QCOMPARE(lines.size(), 4);
    QVERIFY(lines.at(3).contains("\"b\""));
    QCOMPARE(lines.at(0), Initialize);
    QCOMPARE(lines.at(1), Initialized);
    QVERIFY(!relay.daemon(R"({"jsonrpc":"2.0","id":0,"result":{}})"));
    QVERIFY(!relay.daemon(R"({"jsonrpc":"2.0","id":1,"result":{}})"));
    // The host may use the id again.
    relay.host(R"({"id":0,"method":"tools/list"})");
    QVERIFY(relay.daemon(R"({"jsonrpc":"2.0","id":0,"result":{}})"));
}

void TestRelayBook::handshakeThatWasNotAnsweredIsNotReplayed()
{
    Relay relay;
    relay.host(Initialize);
    QCOMPARE(relay.book.lose("gone").size(), 1); // the host begins again
    QVERIFY(relay.book.replay().isEmpty());
}

void TestRelayBook::subscriptionIsRenewedNotRefused()
{
    Relay relay;
    relay.host(Listen);
    QVERIFY(relay.book.lose("gone").isEmpty());
    QCOMPARE(relay.book.replay(), QList<QByteArray>{Listen});
    relay.isConnected = false;
    relay.host(R"({"method":"notifications/cancelled","params":{"requestId":"listen:0"}})");
    QVERIFY(relay.book.replay().isEmpty());
}

void TestRelayBook::questionsOfALostDaemonAreTakenBack()
{
    Relay relay;
    QVERIFY(relay.daemon(R"({"id":1,"method":"elicitation/create","params":{}})"));
    const QList<QByteArray> told = relay.book.lose("gone");
    QCOMPARE(told.size(), 1);
    const QJsonObject cancel = QJsonDocument::fromJson(told.constFirst()).object();
    QCOMPARE(cancel[u"method"].toString(), u"notifications/cancelled"_s);
    QCOMPARE(cancel[u"params"][u"requestId"].toInt(), 1);
    QVERIFY(!relay.host(R"({"id":1,"result":{}})").isForDaemon);
    QVERIFY(relay.daemon(R"({"id":1,"method":"roots/list"})"));
    QVERIFY(relay.host(R"({"id":1,"result":{}})").isForDaemon);
}

void TestRelayBook::notificationsWakeNobody()
{
    Relay relay;
    relay.greet();
    relay.isConnected = false;
    QVERIFY(!relay.host(R"({"method":"notifications/roots/list_changed"})").isForDaemon);
    const RelayBook::HostLine noise = relay.host("no JSON");
    QVERIFY(noise.isForDaemon && noise.needsDaemon); // the daemon answers with a parse error
}

void TestRelayBook::errorsAreJson()
{
    const QJsonObject error = QJsonDocument::fromJson(errorLine({}, -32600, "a \"quoted\"\nreason")).object();
    QVERIFY(error[u"id"].isNull());
    QCOMPARE(error[u"error"][u"code"].toInt(), -32600);
    QCOMPARE(error[u"error"][u"message"].toString(), u"a \"quoted\"\nreason"_s);
    QVERIFY(!errorLine({}, 1, "a\nb").contains('\n'));
}

QTEST_GUILESS_MAIN(TestRelayBook)
#include "tst_relaybook.moc"
