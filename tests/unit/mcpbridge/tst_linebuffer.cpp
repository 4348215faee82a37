#include "app/mcpbridge/linebuffer.h"

#include <QTest>

using namespace exaid;

class TestLineBuffer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cutsLines();
    void blankLinesAreNothing();
    void whatIsLeftAtTheEndIsALine();
    void tooLongLineKeepsItsIdOnly();
};

void TestLineBuffer::cutsLines()
{
    LineBuffer buffer(100);
    buffer.append("{\"id\":1,\"method\":\"a\"}\n{\"id\":2,");
    const auto first = buffer.take();
    QVERIFY(first);
    QCOMPARE(first->text, QByteArray("{\"id\":1,\"method\":\"a\"}"));
    QCOMPARE(first->messages.constFirst().id, QByteArray("1"));
    QVERIFY(!buffer.take());
    buffer.append("\"method\":\"b\"}\r\n");
    QCOMPARE(buffer.take()->messages.constFirst().method, QByteArray("b"));
    QVERIFY(!buffer.take());
}

void TestLineBuffer::blankLinesAreNothing()
{
    LineBuffer buffer(100);
    buffer.append("\n\r\n  \n{}\n");
    QCOMPARE(buffer.take()->text, QByteArray("{}"));
    QVERIFY(!buffer.take());
}

void TestLineBuffer::whatIsLeftAtTheEndIsALine()
{
    LineBuffer buffer(100);
    buffer.append("{}");
    QVERIFY(!buffer.take());
    buffer.finish();
    QCOMPARE(buffer.take()->text, QByteArray("{}"));
    buffer.finish();
    QVERIFY(!buffer.take());
}

void TestLineBuffer::tooLongLineKeepsItsIdOnly()
{
    LineBuffer buffer(64);
    const QByteArray longLine =
        R"({"method":"tools/call","params":")" + QByteArray(1000, 'x') + R"(","id":5})";
    for (const char c : longLine)
        buffer.append(QByteArrayView(&c, 1));
    buffer.append("\n{\"id\":6,\"method\":\"ping\"}\n");
    const auto cut = buffer.take();
    QVERIFY(cut && cut->isTooLong);
    QVERIFY(cut->text.isEmpty());
    QCOMPARE(cut->messages.constFirst().id, QByteArray("5"));
    const auto next = buffer.take();
    QVERIFY(next && !next->isTooLong);
    QCOMPARE(next->messages.constFirst().id, QByteArray("6"));
}

QTEST_GUILESS_MAIN(TestLineBuffer)
#include "tst_linebuffer.moc"
