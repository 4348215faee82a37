#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

MetricFrame sampleFrame()
{
    ManualClock clock;
    MetricHistory history(clock);
    for (int i = 0; i < 30; ++i) {
        clock.set(clock.now() + 300ms);
        history.setLevel(u"held:session:a „b“"_s, i % 3);
        history.count(u"tokens_in:kimi"_s, 1'000'000'000'000 + i);
        history.spread(u"wait:kimi"_s, std::chrono::milliseconds(i * 40));
    }
    return history.frame({300, 600, 0, 0, 77});
}

} // namespace

class TestMetricFrame : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas();
    void damageIsFound();
    void anotherFormatIsRefused();
    void hugeLengthsAreNotBelieved();
};

void TestMetricFrame::comesBackAsItWas()
{
    const MetricFrame frame = sampleFrame();
    const auto back = decodeMetrics(encode(frame));
    QVERIFY(back.hasValue());
    QCOMPARE(*back, frame);
}

// Whatever is changed or cut off: an error or some frame, never a crash.
void TestMetricFrame::damageIsFound()
{
    const QByteArray plain = qUncompress(encode(sampleFrame()));
    for (qsizetype i = 0; i < plain.size(); ++i) {
        QByteArray bad = plain;
        bad[i] = static_cast<char>(bad[i] ^ 0xff);
        const auto frame = decodeMetrics(qCompress(bad));
        if (frame) {
            for (const LevelStep &step : frame->steps)
                QVERIFY(step.id < frame->names.size());
        }
        QVERIFY(!decodeMetrics(qCompress(plain.first(i))).hasValue());
    }
    QVERIFY(!decodeMetrics(qCompress(plain + "x")).hasValue());
}

void TestMetricFrame::anotherFormatIsRefused()
{
    QCOMPARE(decodeMetrics("not compressed at all").error().code, u"bad_metrics"_s);
    QVERIFY(!decodeMetrics({}).hasValue());
    QVERIFY(!decodeMetrics(qCompress("{\"json\":true}")).hasValue());
}

void TestMetricFrame::hugeLengthsAreNotBelieved()
{
    QByteArray bytes = qCompress("x");
    bytes[0] = '\x7f'; // claims 2 GB
    QVERIFY(!decodeMetrics(bytes).hasValue());
}

QTEST_APPLESS_MAIN(TestMetricFrame)
#include "tst_metricframe.moc"
