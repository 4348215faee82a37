#include "gui/tray/notifier.h"

#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

MonitorEvent happening(const QString &kind, const QJsonObject &fields = {})
{
    MonitorEvent event;
    event.level = EventLevel::Warning;
    event.kind = kind;
    event.message = u"what happened"_s;
    event.fields = fields;
    return event;
}

MonitorEvent finished(const QString &code, const QString &clock = {})
{
    return happening(u"call_finished"_s, {{u"code"_s, code}, {u"clock"_s, clock}});
}

constexpr TimePoint Start{1'000s};

} // namespace

class TestNotifier : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kinds_data();
    void kinds();
    void oneOfAKindAMinute();
    void whatWasHeldBackIsToldWithItsNumber();
    void kindsDoNotHideEachOther();
    void whatIsOffIsNeitherToldNorCounted();
};

void TestNotifier::kinds_data()
{
    QTest::addColumn<MonitorEvent>("happened");
    QTest::addColumn<int>("kind"); // -1: not worth a message
    const auto number = [](NoticeKind kind) { return static_cast<int>(kind); };
    QTest::newRow("stall") << finished(u"TIMEOUT"_s, u"stall"_s) << number(NoticeKind::StuckCall);
    QTest::newRow("waited too long") << finished(u"TIMEOUT"_s, u"queue"_s)
                                     << number(NoticeKind::OverCapacity);
    QTest::newRow("overdue") << happening(u"call_overdue"_s) << number(NoticeKind::StuckCall);
    QTest::newRow("leak") << happening(u"leak_recovered"_s) << number(NoticeKind::LeakRecovered);
    QTest::newRow("leak found") << happening(u"leak_found"_s) << -1; // its recovery follows
    QTest::newRow("breaker opens") << happening(u"breaker"_s, {{u"state"_s, u"open"_s}})
                                   << number(NoticeKind::BreakerOpen);
    QTest::newRow("breaker closes") << happening(u"breaker"_s, {{u"state"_s, u"closed"_s}}) << -1;
    QTest::newRow("no slot") << finished(u"OVER_CAPACITY"_s) << number(NoticeKind::OverCapacity);
    QTest::newRow("answered") << happening(u"call_finished"_s) << -1;
    QTest::newRow("cancelled") << finished(u"CANCELLED"_s) << -1;
}

void TestNotifier::kinds()
{
    QFETCH(const MonitorEvent, happened);
    const auto kind = Notifier::kindOf(happened);
    QTEST(kind ? static_cast<int>(*kind) : -1, "kind");
}

void TestNotifier::oneOfAKindAMinute()
{
    Notifier notifier;
    QCOMPARE(notifier.add({happening(u"leak_recovered"_s), happening(u"leak_recovered"_s)}, Start).size(), 1);
    QVERIFY(notifier.add({happening(u"leak_recovered"_s)}, Start + 59s).isEmpty());
    QCOMPARE(notifier.nextDue(), Start + 60s);
}

void TestNotifier::whatWasHeldBackIsToldWithItsNumber()
{
    Notifier notifier;
    notifier.add(
        {happening(u"leak_recovered"_s), happening(u"leak_recovered"_s), happening(u"leak_recovered"_s)},
        Start);
    QVERIFY(notifier.takeDue(Start + 59s).isEmpty());
    const QList<Notice> due = notifier.takeDue(Start + 60s);
    QCOMPARE(due.size(), 1);
    QVERIFY2(due.first().text.startsWith(u"2 more"_s), qPrintable(due.first().text));
    QVERIFY(due.first().text.endsWith(u"what happened"_s));
    QCOMPARE(notifier.nextDue(), TimePoint::max());
    QVERIFY(
        notifier.add({happening(u"leak_recovered"_s)}, Start + 90s).isEmpty()); // the summary was a message
}

void TestNotifier::kindsDoNotHideEachOther()
{
    Notifier notifier;
    QCOMPARE(notifier.add({happening(u"leak_recovered"_s)}, Start).size(), 1);
    QCOMPARE(notifier.add({finished(u"OVER_CAPACITY"_s)}, Start + 1s).size(), 1);
}

void TestNotifier::whatIsOffIsNeitherToldNorCounted()
{
    Notifier notifier;
    notifier.setEnabled(NoticeKind::LeakRecovered, false);
    QVERIFY(notifier.add({happening(u"leak_recovered"_s), happening(u"leak_recovered"_s)}, Start).isEmpty());
    QCOMPARE(notifier.nextDue(), TimePoint::max());
}

QTEST_GUILESS_MAIN(TestNotifier)
#include "tst_notifier.moc"
