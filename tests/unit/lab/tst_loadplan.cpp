#include "app/lab/load/loadplan.h"

#include <QTest>

using namespace exaid;
using namespace exaid::lab;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

LoadPlan planWith(int sessions)
{
    LoadPlan plan;
    plan.sessions.assign(static_cast<size_t>(sessions), SessionPlan{});
    return plan;
}

QString codeOf(const Status &status)
{
    return status ? QString() : status.error().code;
}

} // namespace

class TestLoadPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyThisMachineUnlessForced_data();
    void onlyThisMachineUnlessForced();
    void aRunIsBounded();
    void aModelMixHasWeights_data();
    void aModelMixHasWeights();
};

void TestLoadPlan::onlyThisMachineUnlessForced_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("forced");
    QTest::newRow("IPv4") << u"ws://127.0.0.1:8079"_s << QString() << QString();
    QTest::newRow("other loopback") << u"ws://127.8.8.8:1"_s << QString() << QString();
    QTest::newRow("IPv6") << u"ws://[::1]:8079"_s << QString() << QString();
    QTest::newRow("by name") << u"ws://localhost:8079/"_s << QString() << QString();
    QTest::newRow("network") << u"ws://192.168.1.7:8079"_s << u"not_loopback"_s << QString();
    QTest::newRow("looks local") << u"ws://localhost.example.org"_s << u"not_loopback"_s << QString();
    QTest::newRow("looks like a number") << u"ws://127.0.0.1.example.org"_s << u"not_loopback"_s << QString();
    QTest::newRow("user in front") << u"ws://127.0.0.1@example.org"_s << u"not_loopback"_s << QString();
    QTest::newRow("http") << u"http://127.0.0.1:8079"_s << u"bad_url"_s << u"bad_url"_s;
    QTest::newRow("empty") << QString() << u"bad_url"_s << u"bad_url"_s;
}

void TestLoadPlan::onlyThisMachineUnlessForced()
{
    QFETCH(const QString, url);
    QFETCH(const QString, code);
    QFETCH(const QString, forced);
    LoadPlan plan = planWith(1);
    plan.url = QUrl(url);
    QCOMPARE(codeOf(validate(plan)), code);
    plan.allowRemote = true;
    QCOMPARE(codeOf(validate(plan)), forced);
}

void TestLoadPlan::aRunIsBounded()
{
    QCOMPARE(codeOf(validate(planWith(0))), u"no_sessions"_s);
    QCOMPARE(codeOf(validate(planWith(MaxLoadSessions))), QString());
    QCOMPARE(codeOf(validate(planWith(MaxLoadSessions + 1))), u"too_much"_s);

    LoadPlan plan = planWith(5);
    plan.duration = MaxLoadDuration + 1s;
    QCOMPARE(codeOf(validate(plan)), u"too_much"_s);
    plan.duration = 0s;
    QCOMPARE(codeOf(validate(plan)), u"too_much"_s);
    plan.duration = 1s;
    plan.sessions.front().outstanding = MaxLoadOutstanding + 1;
    QCOMPARE(codeOf(validate(plan)), u"too_much"_s);
    for (SessionPlan &session : plan.sessions)
        session.outstanding = MaxLoadOutstanding;
    QCOMPARE(codeOf(validate(plan)), u"too_much"_s); // each is allowed, all together are not

    LoadPlan random = planWith(2);
    random.sessions.front().pattern = ArrivalPattern::Poisson;
    random.sessions.front().rate = MaxLoadRate;
    QCOMPARE(codeOf(validate(random)), QString());
    random.sessions.back() = random.sessions.front();
    QCOMPARE(codeOf(validate(random)), u"too_much"_s);
    random.sessions.back().rate = 0;
    QCOMPARE(codeOf(validate(random)), u"bad_rate"_s);
}

void TestLoadPlan::aModelMixHasWeights_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read"); // empty: refused
    QTest::newRow("none") << QString() << u"=1"_s;
    QTest::newRow("one") << u"kimi-k2"_s << u"kimi-k2=1"_s;
    QTest::newRow("two") << u"kimi-k2=3, glm-4.6"_s << u"kimi-k2=3,glm-4.6=1"_s;
    QTest::newRow("colon in the name") << u"llama3:8b=0.5"_s << u"llama3:8b=0.5"_s;
    QTest::newRow("no name") << u"=3"_s << QString();
    QTest::newRow("gap") << u"a,,b"_s << QString();
    QTest::newRow("no number") << u"a=much"_s << QString();
    QTest::newRow("nothing of it") << u"a=0"_s << QString();
    QTest::newRow("negative") << u"a=-1"_s << QString();
    QTest::newRow("not a number") << u"a=nan"_s << QString();
}

void TestLoadPlan::aModelMixHasWeights()
{
    QFETCH(const QString, text);
    QFETCH(const QString, read);
    const auto mix = parseModelMix(text);
    QCOMPARE(mix.hasValue(), !read.isEmpty());
    if (!mix)
        return;
    QStringList parts;
    for (const WeightedModel &model : *mix)
        parts.append(u"%1=%2"_s.arg(model.model).arg(model.weight));
    QCOMPARE(parts.join(u','), read);
}

QTEST_APPLESS_MAIN(TestLoadPlan)
#include "tst_loadplan.moc"
