#include "core/frontends/outbox.h"
#include "core/time/manualtime.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

// A socket that sends only when told.
class FakeSink final : public FrameSink
{
public:
    void sendFrame(const QByteArray &utf8) override
    {
        sent.append(utf8);
        unsent += utf8.size();
    }
    void flush() override { flushedAfter.append(sent.last()); }
    void sendReceipt(quint64 receipt) override { sent.append("ping " + QByteArray::number(receipt)); }
    qint64 unsentBytes() const override { return unsent; }
    void sendClose(int code, const QString &why) override
    {
        closeCode = code;
        reason = why;
    }
    void abort() override { ++aborts; }

    QList<QByteArray> sent;
    QList<QByteArray> flushedAfter;
    qint64 unsent = 0;
    int closeCode = 0;
    QString reason;
    int aborts = 0;
};

QByteArray sized(qint64 bytes, char fill = 'x')
{
    return QByteArray(bytes, fill);
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void receiptFollowsItsFrame();
    void handsOverAtOnceWhenNothingWaits();
    void onlyWhatSomebodyWaitsForLeavesAtOnce();
    void keepsTheRestAndTheOrder();
    void progressReplacesUnsentOfItsKey();
    void progressIsDroppedAboveTheSoftMarkRepliesAreNot();
    void hardMarkClosesWithAReasonThenAborts();
    void oneLargeReplyIsNotAnOverflow();
    void closeWaitsForWhatIsQueued();
    void closeOfADeafPeerIsCut();
    void pain36_equalFramesAreAllSent();
    void drainedIsTold();
    void longReasonsAreCutToFit();
    void sinkThatReportsWhileSendingKeepsTheOrder();

private:
    ManualClock m_clock;
    ServerSettings m_settings;
};

void TestOutbox::receiptFollowsItsFrame()
{
    FakeSink sink;
    ManualTime time(m_clock);
    Outbox outbox(sink, time, m_settings);
    outbox.post(sized(Outbox::Window)); // fills the window
    outbox.post("result", 7);
    outbox.post("reply");
    QCOMPARE(sink.sent.size(), 1);
    sink.unsent = 0;
    outbox.sinkDrained();
    QCOMPARE(sink.sent.mid(1), (QList<QByteArray>{"result", "ping 7", "reply"}));
}

void TestOutbox::init()
{
    m_settings = {};
    m_settings.outboxSoftBytes = 2 * Outbox::Window;
    m_settings.outboxHardBytes = 4 * Outbox::Window;
}

void TestOutbox::handsOverAtOnceWhenNothingWaits()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.post("a");
    outbox.postProgress("b", "k");
    QCOMPARE(sink.sent, (QList<QByteArray>{"a", "b"}));
    QCOMPARE(outbox.pendingBytes(), 2);
}

void TestOutbox::onlyWhatSomebodyWaitsForLeavesAtOnce()
{
    FakeSink sink;
    ManualTime time(m_clock);
    Outbox outbox(sink, time, m_settings);
    outbox.postProgress("progress", "a");
    outbox.postSoon("ack");
    QCOMPARE(sink.sent, (QList<QByteArray>{"progress", "ack"}));
    QVERIFY(sink.flushedAfter.isEmpty());
    outbox.post("reply");
    outbox.post("result", 7);
    QCOMPARE(sink.flushedAfter, (QList<QByteArray>{"reply", "ping 7"}));
}

void TestOutbox::keepsTheRestAndTheOrder()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.post(sized(Outbox::Window));
    outbox.post("1");
    outbox.post("2");
    QCOMPARE(sink.sent.size(), 1);
    sink.unsent = 0;
    outbox.sinkDrained();
    QCOMPARE(sink.sent.mid(1), (QList<QByteArray>{"1", "2"}));
}

void TestOutbox::progressReplacesUnsentOfItsKey()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.post(sized(Outbox::Window));
    outbox.postProgress("first", "call1");
    outbox.postProgress("other", "call2");
    outbox.postProgress("second one", "call1");
    QCOMPARE(outbox.mergedFrames(), 1);
    QCOMPARE(outbox.pendingBytes(), Outbox::Window + 15);
    sink.unsent = 0;
    outbox.sinkDrained();
    QCOMPARE(sink.sent.mid(1), (QList<QByteArray>{"second one", "other"}));
}

void TestOutbox::progressIsDroppedAboveTheSoftMarkRepliesAreNot()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.post(sized(2 * Outbox::Window));
    outbox.postProgress("dropped", "call1");
    QCOMPARE(outbox.droppedFrames(), 1);
    outbox.post("final");
    sink.unsent = 0;
    outbox.sinkDrained();
    QCOMPARE(sink.sent.mid(1), (QList<QByteArray>{"final"}));
    QVERIFY(outbox.isOpen());
}

void TestOutbox::hardMarkClosesWithAReasonThenAborts()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    QStringList overflows;
    outbox.onOverflow = [&](const QString &reason) { overflows.append(reason); };
    for (int i = 0; i < 4; ++i)
        outbox.post(sized(Outbox::Window));
    QVERIFY(overflows.isEmpty());
    outbox.post("one too many");
    outbox.post("ignored");
    QCOMPARE(overflows.size(), 1);
    QCOMPARE(sink.closeCode, 1008);
    QVERIFY(sink.reason.contains(u"EXAI_WS_OUTBOX_HARD_BYTES"));
    QCOMPARE(outbox.pendingBytes(), sink.unsent); // the queue is gone
    QCOMPARE(sink.aborts, 0);
    time.advance(Outbox::CloseTimeout);
    QCOMPARE(sink.aborts, 1);
}

void TestOutbox::oneLargeReplyIsNotAnOverflow()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.post(sized(8 * Outbox::Window));
    QVERIFY(outbox.isOpen());
    QCOMPARE(sink.sent.size(), 1);
}

void TestOutbox::closeWaitsForWhatIsQueued()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.post(sized(Outbox::Window));
    outbox.post("final");
    outbox.close(1001, u"bye"_s);
    outbox.post("too late");
    QCOMPARE(sink.closeCode, 0);
    sink.unsent = 0;
    outbox.sinkDrained();
    QCOMPARE(sink.sent.last(), "final");
    QCOMPARE(sink.closeCode, 1001);
    QCOMPARE(sink.reason, u"bye"_s);
}

void TestOutbox::closeOfADeafPeerIsCut()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.post(sized(Outbox::Window));
    outbox.post("never sent");
    outbox.close(1001, u"bye"_s);
    time.advance(Outbox::CloseTimeout - 1ms);
    QCOMPARE(sink.aborts, 0);
    time.advance(1ms);
    QCOMPARE(sink.aborts, 1);
}

void TestOutbox::pain36_equalFramesAreAllSent()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.post(sized(Outbox::Window));
    for (int i = 0; i < 5; ++i)
        outbox.post("same");
    sink.unsent = 0;
    outbox.sinkDrained();
    QCOMPARE(sink.sent.count("same"), 5);
}

void TestOutbox::drainedIsTold()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    int drained = 0;
    outbox.onDrained = [&] { ++drained; };
    outbox.post(sized(Outbox::Window));
    outbox.post("x");
    sink.unsent = 0;
    outbox.sinkDrained();
    QCOMPARE(drained, 0); // "x" is on its way
    sink.unsent = 0;
    outbox.sinkDrained();
    QCOMPARE(drained, 1);
}

void TestOutbox::longReasonsAreCutToFit()
{
    ManualTime time(m_clock);
    FakeSink sink;
    Outbox outbox(sink, time, m_settings);
    outbox.close(1008, QString(200, u'ä'));
    QVERIFY(sink.reason.toUtf8().size() <= 123);
    QVERIFY(sink.reason.toUtf8().size() >= 122);
}

void TestOutbox::sinkThatReportsWhileSendingKeepsTheOrder()
{
    // A message that leaves in fragments: bytes are reported between two of them.
    class ReentrantSink final : public FrameSink
    {
    public:
        void sendFrame(const QByteArray &utf8) override
        {
            ++depth;
            deepest = std::max(deepest, depth);
            sent.append(utf8);
            if (outbox)
                outbox->sinkDrained();
            --depth;
        }
        void flush() override {}
        void sendReceipt(quint64) override {}
        qint64 unsentBytes() const override { return blocked ? Outbox::Window : 0; }
        void sendClose(int, const QString &) override {}
        void abort() override {}
        QList<QByteArray> sent;
        Outbox *outbox = nullptr;
        bool blocked = true;
        int depth = 0, deepest = 0;
    };
    ManualTime time(m_clock);
    ReentrantSink sink;
    Outbox outbox(sink, time, m_settings);
    sink.outbox = &outbox;
    outbox.post("1");
    outbox.post("2");
    outbox.post("3");
    sink.blocked = false;
    outbox.sinkDrained();
    QCOMPARE(sink.sent, (QList<QByteArray>{"1", "2", "3"}));
    QCOMPARE(sink.deepest, 1);
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
