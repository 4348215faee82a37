#include "core/providers/oneshotbody.h"

#include <QTest>

using namespace exaid;

class TestOneShotBody : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadOnce();
    void canStartOverOnlyBeforeTheFirstByte();
    void takesNoWrites();
    void mayBeEmpty();
};

void TestOneShotBody::isReadOnce()
{
    OneShotBody body("abcdef");
    QVERIFY(body.isSequential());
    QCOMPARE(body.bytesAvailable(), 6);
    QCOMPARE(body.read(4), "abcd");
    QVERIFY(!body.atEnd());
    QCOMPARE(body.read(10), "ef");
    QVERIFY(body.atEnd());
    QCOMPARE(body.read(1), QByteArray());
    QVERIFY(!body.reset());
    QVERIFY(!body.seek(0));
    QCOMPARE(body.read(1), QByteArray());
}

void TestOneShotBody::canStartOverOnlyBeforeTheFirstByte()
{
    OneShotBody body("abc");
    QVERIFY(body.reset());
    QVERIFY(body.seek(0));
    QVERIFY(!body.seek(1));
    QVERIFY(!body.wasRead());
    QCOMPARE(body.read(1), "a");
    QVERIFY(body.wasRead());
    QVERIFY(!body.reset());
}

void TestOneShotBody::takesNoWrites()
{
    OneShotBody body("abc");
    QVERIFY(!body.isWritable());
}

void TestOneShotBody::mayBeEmpty()
{
    OneShotBody body{QByteArray()};
    QVERIFY(body.atEnd());
    QCOMPARE(body.readAll(), QByteArray());
}

QTEST_GUILESS_MAIN(TestOneShotBody)
#include "tst_oneshotbody.moc"
