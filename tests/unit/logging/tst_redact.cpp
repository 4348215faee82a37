#include "core/logging/redact.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestRedact : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesSecretsOutOfText_data();
    void takesSecretsOutOfText();
    void leavesOtherTextAlone_data();
    void leavesOtherTextAlone();
    void takesSecretsOutOfJson();
    void quotesValuesWhereNeeded();
};

void TestRedact::takesSecretsOutOfText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("bearer") << u"Authorization: Bearer hidden123"_s;
    QTest::newRow("bearer, other case") << u"authorization: bearer hidden123"_s;
    QTest::newRow("basic") << u"Basic hidden123="_s;
    QTest::newRow("assignment") << u"KIMI_API_KEY=hidden123 rest"_s;
    QTest::newRow("json") << u"{\"api_key\": \"hidden123\"}"_s;
    QTest::newRow("json token") << u"{\"op\":\"hello\",\"token\":\"hidden123\"}"_s;
    QTest::newRow("url") << u"https://x.example/?access_token=hidden123&b=1"_s;
    QTest::newRow("password") << u"password: hidden123"_s;
    QTest::newRow("key by shape") << u"key sk-hidden123 was refused"_s;
}

void TestRedact::takesSecretsOutOfText()
{
    QFETCH(QString, text);
    const QString clean = redact(text);
    QVERIFY2(!clean.contains(u"hidden123"_s), qPrintable(clean));
    QVERIFY(clean.contains(u"********"_s));
}

void TestRedact::leavesOtherTextAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"granted lease=12 waited_ms=30"_s;
    QTest::newRow("token counts") << u"prompt_tokens=12 max_tokens: 8192"_s;
    QTest::newRow("clock") << u"clock=first_token limit first_token=120"_s;
    QTest::newRow("prose") << u"the token was wrong; task-force"_s;
    QTest::newRow("setting name") << u"set EXAI_WS_TOKEN_FILE"_s;
}

void TestRedact::leavesOtherTextAlone()
{
    QFETCH(QString, text);
    QCOMPARE(redact(text), text);
}

void TestRedact::takesSecretsOutOfJson()
{
    const QJsonObject object{
        {"token"_L1, "hidden123"_L1},
        {"Authorization"_L1, "hidden123"_L1},
        {"x-api-key"_L1, "hidden123"_L1},
        {"nested"_L1, QJsonObject{{"jwt"_L1, "hidden123"_L1}, {"a"_L1, 1}}},
        {"list"_L1, QJsonArray{"Bearer hidden123"_L1, QJsonObject{{"secret"_L1, "hidden123"_L1}}}},
        {"tokens"_L1, 12},
        {"token_type"_L1, "plain"_L1},
        {"clock"_L1, "first_token"_L1},
        {"message"_L1, "sk-hidden123"_L1},
    };
    const QJsonObject clean = redact(object);
    QVERIFY(!QString::fromUtf8(QJsonDocument(clean).toJson()).contains(u"hidden123"_s));
    QCOMPARE(clean.value("tokens"_L1).toInt(), 12);
    QCOMPARE(clean.value("token_type"_L1).toString(), u"plain"_s);
    QCOMPARE(clean.value("clock"_L1).toString(), u"first_token"_s);
    QCOMPARE(clean.value("nested"_L1).toObject().value("a"_L1).toInt(), 1);
}

void TestRedact::quotesValuesWhereNeeded()
{
    QCOMPARE(kv("a"_L1, u"b"_s), u"a=b"_s);
    QCOMPARE(kv("a"_L1, u"b c"_s), u"a=\"b c\""_s);
    QCOMPARE(kv("a"_L1, QString()), u"a=\"\""_s);
    QCOMPARE(kv("a"_L1, u"say \"b\""_s), u"a=\"say \\\"b\\\"\""_s);
    QCOMPARE(kv("a"_L1, qint64(12)), u"a=12"_s);
    QCOMPARE(kv("a"_L1, 1.5), u"a=1.5"_s);
}

QTEST_GUILESS_MAIN(TestRedact)
#include "tst_redact.moc"
