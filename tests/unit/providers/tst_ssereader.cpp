#include "core/providers/ssereader.h"

#include <QTest>

using namespace exaid;

class TestSseReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void unfinishedEventWaitsForTheEnd();
    void limitsTheSizeOfAnEvent();
};

void TestSseReader::reads_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArrayList>("data");
    QTest::addColumn<QByteArray>("lastType");
    QTest::newRow("one") << QByteArray("data: a\n\n") << QByteArrayList{"a"} << QByteArray();
    QTest::newRow("no blank after the colon")
        << QByteArray("data:a\n\n") << QByteArrayList{"a"} << QByteArray();
    QTest::newRow("only one blank is taken")
        << QByteArray("data:  a\n\n") << QByteArrayList{" a"} << QByteArray();
    QTest::newRow("CRLF") << QByteArray("data: a\r\n\r\ndata: b\r\n\r\n") << QByteArrayList{"a", "b"}
                          << QByteArray();
    QTest::newRow("CR") << QByteArray("data: a\r\rdata: b\r\r") << QByteArrayList{"a", "b"} << QByteArray();
    QTest::newRow("several lines") << QByteArray("data: a\ndata: b\ndata\n\n") << QByteArrayList{"a\nb\n"}
                                   << QByteArray();
    QTest::newRow("comments") << QByteArray(": hello\n\n: x\ndata: a\n:\n\n") << QByteArrayList{"a"}
                              << QByteArray();
    QTest::newRow("type") << QByteArray("event: ping\nid: 7\nretry: 9\ndata: {}\n\n") << QByteArrayList{"{}"}
                          << QByteArray("ping");
    QTest::newRow("type without data is nothing")
        << QByteArray("event: x\n\ndata: a\n\n") << QByteArrayList{"a"} << QByteArray();
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                   "data: a\n\n")
                                     << QByteArrayList{"a"} << QByteArray();
    QTest::newRow("no mark in the middle") << QByteArray("data: a\n\n\xEF\xBB\xBF"
                                                         "data: b\n\n")
                                           << QByteArrayList{"a"} << QByteArray();
    QTest::newRow("colons in the value")
        << QByteArray("data: a: b\n\n") << QByteArrayList{"a: b"} << QByteArray();
    QTest::newRow("UTF-8") << QByteArray("data: \xE4\xB8\xAD\xF0\x9F\x98\x80\n\n")
                           << QByteArrayList{"\xE4\xB8\xAD\xF0\x9F\x98\x80"} << QByteArray();
    QTest::newRow("unknown field") << QByteArray("datas: b\ndata : c\ndata: a\n\n") << QByteArrayList{"a"}
                                   << QByteArray();
}

void TestSseReader::reads()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArrayList, data);
    QFETCH(QByteArray, lastType);
    // Every way to cut the stream in pieces of one size, and every single cut.
    const auto check = [&](const QList<SseEvent> &events) {
        QByteArrayList got;
        for (const SseEvent &event : events)
            got << event.data;
        QCOMPARE(got, data);
        QCOMPARE(events.last().type, lastType);
    };
    for (qsizetype size = 1; size <= stream.size(); ++size) {
        SseReader reader;
        QList<SseEvent> events;
        for (qsizetype at = 0; at < stream.size(); at += size)
            events += reader.feed(stream.mid(at, size));
        check(events);
    }
    for (qsizetype cut = 0; cut <= stream.size(); ++cut) {
        SseReader reader;
        QList<SseEvent> events = reader.feed(stream.left(cut));
        events += reader.feed(stream.mid(cut));
        check(events);
    }
}

void TestSseReader::unfinishedEventWaitsForTheEnd()
{
    SseReader reader;
    QVERIFY(reader.feed("data: [DONE]\n").isEmpty());
    QCOMPARE(reader.finish(), (QList<SseEvent>{{{}, "[DONE]"}}));
    QVERIFY(reader.finish().isEmpty());

    SseReader noNewline;
    QVERIFY(noNewline.feed("data: [DONE]").isEmpty());
    QCOMPARE(noNewline.finish(), (QList<SseEvent>{{{}, "[DONE]"}}));
}

void TestSseReader::limitsTheSizeOfAnEvent()
{
    SseReader line(100);
    QVERIFY(line.feed(QByteArray("data: ok\n\n" + QByteArray(101, 'x'))).size() == 1);
    QVERIFY(line.isTooLarge());
    QVERIFY(line.feed("\n\ndata: a\n\n").isEmpty());

    SseReader lines(100);
    for (int i = 0; i < 100 && !lines.isTooLarge(); ++i)
        lines.feed("data: 0123456789\n");
    QVERIFY(lines.isTooLarge());
    QVERIFY(lines.finish().isEmpty());

    SseReader many(100); // the limit is for one event, not for the stream
    qsizetype events = 0;
    for (int i = 0; i < 1000; ++i)
        events += many.feed("data: 0123456789\n\n").size();
    QCOMPARE(events, 1000);
}

QTEST_GUILESS_MAIN(TestSseReader)
#include "tst_ssereader.moc"
