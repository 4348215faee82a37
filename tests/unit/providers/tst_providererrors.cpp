#include "core/providers/providererrors.h"

#include <QTest>

using namespace exaid;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestProviderErrors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byStatus_data();
    void byStatus();
    void byWire_data();
    void byWire();
    void retryAfter_data();
    void retryAfter();
    void keyIsNeverShown();

private:
    static ProviderSettings settings();
    const QUrl m_url{u"https://api.example.com/v1/chat/completions"_s};
};

ProviderSettings TestProviderErrors::settings()
{
    ProviderSettings settings;
    settings.id = u"kimi"_s;
    settings.displayName = u"KIMI"_s;
    settings.apiKey = Secret("secret-key-42");
    return settings;
}

void TestProviderErrors::byStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<bool>("mayHaveRun");
    QTest::newRow("401") << 401 << QByteArray(R"({"error":{"message":"bad key"}})") << "auth_rejected"
                         << "bad key"
                         << "KIMI_API_KEY" << false;
    QTest::newRow("403") << 403 << QByteArray() << "auth_rejected" << "403" << "KIMI_API_KEY" << false;
    QTest::newRow("429") << 429 << QByteArray(R"({"error":"slow down"})") << "rate_limited" << "slow down"
                         << "limit" << false;
    QTest::newRow("400") << 400 << QByteArray(R"({"message":"no such model"})") << "http_error"
                         << "no such model" << "" << false;
    QTest::newRow("500") << 500 << QByteArray("plain words") << "http_error" << "plain words" << "" << true;
    QTest::newRow("502") << 502 << QByteArray("{\"x\":1}") << "http_error" << "502" << "" << true;
    QTest::newRow("307") << 307 << QByteArray() << "redirected" << "evil.example.net:8443" << "KIMI_BASE_URL"
                         << false;
}

void TestProviderErrors::byStatus()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    QFETCH(QString, message);
    QFETCH(QString, hint);
    QFETCH(bool, mayHaveRun);
    const ProviderSettings s = settings();
    ExchangeHead head;
    head.status = status;
    head.retryAfter = "7";
    head.location = "https://evil.example.net:8443/x?secret-key-42";
    const ProviderFailed failed = ProviderErrors(s, u"m"_s).fromStatus(head, body, m_url, WallTime());
    QCOMPARE(failed.error.code, code);
    QVERIFY2(failed.error.message.contains(message), qPrintable(failed.error.message));
    QVERIFY2(failed.error.hint.contains(hint), qPrintable(failed.error.hint));
    QCOMPARE(failed.httpStatus, status);
    QCOMPARE(failed.mayHaveRun, mayHaveRun);
    QCOMPARE(failed.provider, u"kimi"_s);
    QCOMPARE(failed.model, u"m"_s);
    if (code == u"rate_limited")
        QCOMPARE(failed.retryAfter, Duration(7s));
}

void TestProviderErrors::byWire_data()
{
    QTest::addColumn<int>("error");
    QTest::addColumn<bool>("sent");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("mayHaveRun");
    using E = QNetworkReply;
    QTest::newRow("refused") << int(E::ConnectionRefusedError) << false << 0 << "connect_failed" << false;
    QTest::newRow("no such host") << int(E::HostNotFoundError) << false << 0 << "connect_failed" << false;
    QTest::newRow("no TLS") << int(E::SslHandshakeFailedError) << false << 0 << "tls_failed" << false;
    QTest::newRow("closed before sending")
        << int(E::RemoteHostClosedError) << false << 0 << "connect_failed" << false;
    QTest::newRow("closed after sending")
        << int(E::RemoteHostClosedError) << true << 0 << "connection_lost" << true;
    QTest::newRow("closed in the answer")
        << int(E::RemoteHostClosedError) << true << 200 << "truncated" << true;
    QTest::newRow("endless head") << int(E::UnknownContentError) << true << 0 << "too_large" << true;
    QTest::newRow("something else than HTTP") << int(E::ProtocolFailure) << true << 0 << "malformed" << true;
    QTest::newRow("bad chunk") << int(E::ProtocolFailure) << true << 200 << "malformed" << true;
    QTest::newRow("proxy says no") << int(E::ProxyAuthenticationRequiredError) << false << 0
                                   << "connect_failed" << false;
    QTest::newRow("no head") << int(E::NoError) << true << 0 << "connection_lost" << true;
}

void TestProviderErrors::byWire()
{
    QFETCH(int, error);
    QFETCH(bool, sent);
    QFETCH(int, status);
    QFETCH(QString, code);
    QFETCH(bool, mayHaveRun);
    const ProviderSettings s = settings();
    const ExchangeEnd end{static_cast<QNetworkReply::NetworkError>(error), u"words"_s, sent};
    const ProviderFailed failed = ProviderErrors(s, u"m"_s).fromWire(end, m_url, status);
    QCOMPARE(failed.error.code, code);
    QCOMPARE(failed.mayHaveRun, mayHaveRun);
    QVERIFY(failed.error.message.contains(u"KIMI"_s));
}

void TestProviderErrors::retryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<double>("seconds"); // negative: none
    QTest::newRow("seconds") << QByteArray("2") << 2.0;
    QTest::newRow("fraction") << QByteArray(" 0.5 ") << 0.5;
    QTest::newRow("date") << QByteArray("Tue, 14 Nov 2023 22:13:25 GMT") << 5.0; // 1700000005
    QTest::newRow("past date") << QByteArray("Tue, 14 Nov 2023 22:13:15 GMT") << -1.0;
    QTest::newRow("negative") << QByteArray("-5") << -1.0;
    QTest::newRow("not a number") << QByteArray("nan") << -1.0;
    QTest::newRow("soon") << QByteArray("soon") << -1.0;
    QTest::newRow("empty") << QByteArray() << -1.0;
    QTest::newRow("a year is cut to a day") << QByteArray("31536000") << 86'400.0;
    QTest::newRow("infinite") << QByteArray("inf") << 86'400.0;
}

void TestProviderErrors::retryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(double, seconds);
    const auto parsed = parseRetryAfter(value, WallTime(1'700'000'000s));
    QCOMPARE(parsed.has_value(), seconds >= 0);
    if (parsed)
        QCOMPARE(toSeconds(*parsed), seconds);
}

void TestProviderErrors::keyIsNeverShown()
{
    const ProviderSettings s = settings();
    ExchangeHead head;
    head.status = 400;
    const QByteArray body =
        R"({"error":{"message":"key secret-key-42 or Bearer abc.def or sk-ABCDEF123456 is wrong\n)" +
        QByteArray(2000, 'x') + R"("}})";
    const QString message = ProviderErrors(s, {}).fromStatus(head, body, m_url, WallTime()).error.message;
    QVERIFY(!message.contains(u"secret-key-42"));
    QVERIFY(!message.contains(u"abc.def"));
    QVERIFY(!message.contains(u"ABCDEF"));
    QVERIFY(message.size() <= 500);
    QVERIFY(!message.contains(u'\n'));
}

QTEST_GUILESS_MAIN(TestProviderErrors)
#include "tst_providererrors.moc"
