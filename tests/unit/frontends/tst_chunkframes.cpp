#include "core/frontends/exai/chunkframes.h"

#include <QJsonDocument>
#include <QTest>

using namespace exaid;
using namespace exaid::exai;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

class TestChunkFrames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyText_data();
    void anyText();
    void idsAsGiven();
    void everyUnit();
};

void TestChunkFrames::anyText_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("word") << u"hello "_s;
    QTest::newRow("nothing") << QString();
    QTest::newRow("other scripts") << u"größer 你好 مرحبا"_s;
    QTest::newRow("beyond the first plane") << u"a 😀 b"_s;
    QTest::newRow("end of a frame") << u"\"}, \\\" {\"op\":\"x\"}"_s;
    QTest::newRow("lines") << u"a\r\n\tb\u2028c"_s;
}

void TestChunkFrames::anyText()
{
    QFETCH(const QString, text);
    const ChunkFrames frames(ReplyIds{.requestId = u"r\"1"_s});
    const QByteArray frame = frames.make(text, WallTime(1'700'000'000'123ms));
    const QJsonDocument document = QJsonDocument::fromJson(frame);
    QCOMPARE(document.object(), (QJsonObject{{u"op"_s, u"stream_chunk"_s},
                                             {u"request_id"_s, u"r\"1"_s},
                                             {u"chunk"_s, text},
                                             {u"timestamp"_s, u"2023-11-14T22:13:20.123Z"_s}}));
    QCOMPARE(frame.count('\n'), 0);
}

void TestChunkFrames::idsAsGiven()
{
    const auto idsIn = [](const ReplyIds &ids) {
        QJsonObject object = QJsonDocument::fromJson(ChunkFrames(ids).make(u"x"_s, WallTime(1ms))).object();
        for (const char *key : {"op", "chunk", "timestamp"})
            object.remove(QLatin1StringView(key));
        return object;
    };
    QCOMPARE(idsIn({}), (QJsonObject{{u"request_id"_s, QJsonValue::Null}}));
    QCOMPARE(idsIn({std::nullopt, 7}), (QJsonObject{{u"id"_s, 7}}));
    QCOMPARE(idsIn({u"r"_s, u"i"_s}), (QJsonObject{{u"request_id"_s, u"r"_s}, {u"id"_s, u"i"_s}}));
}

// Also half a character, as a provider's pieces may end anywhere: read back as it was.
void TestChunkFrames::everyUnit()
{
    const ChunkFrames frames{ReplyIds()};
    for (uint unit = 1; unit < 0x10000; ++unit) {
        const QString text = u'a' + QString(QChar(unit)) + u'b';
        const QJsonObject object = QJsonDocument::fromJson(frames.make(text, WallTime(1ms))).object();
        QVERIFY2(object[u"chunk"].toString() == text, qPrintable(QString::number(unit, 16)));
    }
}

QTEST_APPLESS_MAIN(TestChunkFrames)
#include "tst_chunkframes.moc"
