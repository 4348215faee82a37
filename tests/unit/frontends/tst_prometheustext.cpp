#include "core/frontends/accesstoken.h"
#include "core/frontends/admin/adminpages.h"
#include "core/frontends/admin/prometheustext.h"
#include "core/monitoring/metricnames.h"
#include "core/time/manualtime.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Snapshot fullSnapshot()
{
    Snapshot s;
    s.state = u"serving"_s;
    s.version = u"1.0 \"x\""_s;
    s.pools = {{u"global"_s, {}, {}, 5, 3, 2, 0, 1, 5, false},
               {u"provider"_s, u"kimi"_s, u"KIMI"_s, 3, 3, 0, 0, 1, 3, false},
               {u"session"_s, u"secret-project"_s, {}, 2, 2, 0, 0, 0, 2, false}};
    ProviderSnapshot provider;
    provider.id = u"kimi"_s;
    provider.label = u"KIMI"_s;
    provider.breaker = u"closed"_s;
    provider.requests = 17;
    provider.lastError = u"token sk-123"_s;
    s.providers = {provider};
    SessionSnapshot session;
    session.name = u"secret-project"_s;
    s.sessions = {session};
    return s;
}

MetricTotals fullTotals()
{
    const ManualClock clock;
    MetricHistory history(clock);
    const QLatin1StringView counts[] = {
        metric::Calls, metric::Timeout,     metric::Refusal,  metric::LeakFound, metric::LeakRecovered,
        metric::Retry, metric::RetryDenied, metric::TokensIn, metric::TokensOut, metric::CostMicro};
    for (const QLatin1StringView name : counts)
        history.count(name + u"kimi"_s, 3);
    for (const QLatin1StringView name : {metric::Wait, metric::FirstToken, metric::Run, metric::Total}) {
        history.spread(name + u"kimi"_s, 1s);
        history.spread(name + u"kimi"_s, 3ms);
    }
    return history.totals();
}

// Family → type, as the text says it.
QMap<QString, QString> familiesOf(const QByteArray &text)
{
    QMap<QString, QString> families;
    static const QRegularExpression line(u"^# TYPE (\\S+) (\\S+)$"_s, QRegularExpression::MultilineOption);
    for (auto it = line.globalMatch(QString::fromUtf8(text)); it.hasNext();) {
        const auto match = it.next();
        families.insert(match.captured(1), match.captured(2));
    }
    return families;
}

QByteArray contentOf(const QString &path)
{
    QFile file(QStringLiteral(EXAID_SOURCE_DIR) + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

HttpHead headWith(const QByteArray &authorization)
{
    HttpHead head;
    head.method = "GET";
    if (!authorization.isEmpty())
        head.headers.append(HttpHeader{"Authorization", authorization});
    return head;
}

} // namespace

class TestPrometheusText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySampleIsWellFormed();
    void valuesAreTheSnapshots();
    void bucketsAddUp();
    void nothingPrivateIsTold();
    void dashboardUsesOurNames();
    void docsNameThemAll();
    void pagesAskForTheToken();
    void healthSaysWhatIsWrong();
};

void TestPrometheusText::everySampleIsWellFormed()
{
    const QByteArray text = prometheusText(fullSnapshot(), fullTotals());
    QVERIFY(text.endsWith('\n'));
    const QMap<QString, QString> families = familiesOf(text);
    static const QRegularExpression sample(
        u"^([a-z][a-z0-9_]*)(\\{([a-z]+=\"([^\"\\\\]|\\\\[\\\\\"n])*\",?)+\\})? [-+0-9.e]+$"_s);
    QSet<QString> seen;
    for (const QByteArray &line : text.split('\n')) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const auto match = sample.match(QString::fromUtf8(line));
        QVERIFY2(match.hasMatch(), line.constData());
        static const QRegularExpression part(u"_(bucket|sum|count)$"_s);
        QString family = match.captured(1);
        if (!families.contains(family))
            family.remove(part);
        QVERIFY2(families.contains(family), line.constData());
        seen << family;
        QVERIFY2(line.startsWith("exaid_"), line.constData());
    }
    for (auto it = families.cbegin(); it != families.cend(); ++it) {
        QVERIFY2(seen.contains(it.key()), qPrintable(it.key()));
        QCOMPARE(it.key().endsWith(u"_total"_s), it.value() == u"counter"_s); // as OpenMetrics wants
        QCOMPARE(text.count(QByteArray("# TYPE " + it.key().toUtf8() + ' ')), 1);
        QCOMPARE(text.count(QByteArray("# HELP " + it.key().toUtf8() + ' ')), 1);
    }
}

void TestPrometheusText::valuesAreTheSnapshots()
{
    const QByteArray text = prometheusText(fullSnapshot(), fullTotals());
    QVERIFY(text.contains("exaid_slots_held{pool=\"global\",name=\"\"} 3\n"));
    QVERIFY(text.contains("exaid_calls_waiting{pool=\"provider\",name=\"kimi\"} 1\n"));
    QVERIFY(text.contains("exaid_provider_requests_total{provider=\"kimi\"} 17\n"));
    QVERIFY(text.contains("exaid_timeouts_total{clock=\"kimi\"} 3\n"));
    QVERIFY(text.contains("exaid_cost_dollars_total{provider=\"kimi\"} 3e-06\n"));
    QVERIFY(text.contains("exaid_build_info{version=\"1.0 \\\"x\\\"\"} 1\n"));
}

void TestPrometheusText::bucketsAddUp()
{
    const QByteArray text = prometheusText(fullSnapshot(), fullTotals());
    const QByteArray wait = "exaid_admission_wait_seconds";
    QVERIFY(text.contains(QByteArray(wait + "_bucket{provider=\"kimi\",le=\"0.002\"} 0\n")));
    QVERIFY(text.contains(QByteArray(wait + "_bucket{provider=\"kimi\",le=\"0.004\"} 1\n")));
    QVERIFY(text.contains(QByteArray(wait + "_bucket{provider=\"kimi\",le=\"0.512\"} 1\n")));
    QVERIFY(text.contains(QByteArray(wait + "_bucket{provider=\"kimi\",le=\"1.024\"} 2\n")));
    QVERIFY(text.contains(QByteArray(wait + "_bucket{provider=\"kimi\",le=\"+Inf\"} 2\n")));
    QVERIFY(text.contains(QByteArray(wait + "_count{provider=\"kimi\"} 2\n")));
    QVERIFY(text.contains(QByteArray(wait + "_sum{provider=\"kimi\"} 1.003\n")));
}

void TestPrometheusText::nothingPrivateIsTold()
{
    const QByteArray text = prometheusText(fullSnapshot(), fullTotals());
    QVERIFY(!text.contains("secret-project"));
    QVERIFY(!text.contains("sk-123"));
}

void TestPrometheusText::dashboardUsesOurNames()
{
    const QMap<QString, QString> families = familiesOf(prometheusText(fullSnapshot(), fullTotals()));
    const QByteArray dashboard = contentOf(u"packaging/grafana/exaid.json"_s);
    QVERIFY(QJsonDocument::fromJson(dashboard).isObject());
    QSet<QString> used;
    static const QRegularExpression name(u"\\bexaid_[a-z0-9_]+"_s);
    for (auto it = name.globalMatch(QString::fromUtf8(dashboard)); it.hasNext();) {
        QString metricName = it.next().captured();
        if (metricName.endsWith(u"_bucket"_s))
            metricName.chop(7);
        QVERIFY2(families.contains(metricName), qPrintable(metricName));
        used << metricName;
    }
    for (auto it = families.keyBegin(); it != families.keyEnd(); ++it)
        QVERIFY2(used.contains(*it), qPrintable(*it + u" is on no panel"_s));
}

void TestPrometheusText::docsNameThemAll()
{
    const QMap<QString, QString> families = familiesOf(prometheusText(fullSnapshot(), fullTotals()));
    const QString page = QString::fromUtf8(contentOf(u"docs/metrics.md"_s));
    QSet<QString> told;
    static const QRegularExpression row(u"^\\| `(exaid_[a-z_]+)` \\| (\\w+) \\|"_s,
                                        QRegularExpression::MultilineOption);
    for (auto it = row.globalMatch(page); it.hasNext();) {
        const auto match = it.next();
        QCOMPARE(families.value(match.captured(1)), match.captured(2));
        told << match.captured(1);
    }
    QCOMPARE(told.size(), families.size());
}

void TestPrometheusText::pagesAskForTheToken()
{
    AccessToken open{Secret()};
    const auto makeSnapshot = [] { return fullSnapshot(); };
    QCOMPARE(AdminPages(open, makeSnapshot, {}).page(DoorPage::Metrics, headWith({})).status, 200);

    AccessToken token(Secret("0123456789abcdef"));
    const AdminPages pages(token, makeSnapshot, [] { return fullTotals(); });
    for (const QByteArray &wrong : {QByteArray(), QByteArray("Bearer"), QByteArray("Bearer 0123456789abcdeX"),
                                    QByteArray("Basic 0123456789abcdef"), QByteArray("0123456789abcdef")}) {
        for (const DoorPage page : {DoorPage::Metrics, DoorPage::Health}) {
            const HttpReply reply = pages.page(page, headWith(wrong));
            QCOMPARE(reply.status, 401);
            QVERIFY(!reply.body.contains("exaid_"));
        }
    }
    HttpHead twice = headWith("Bearer 0123456789abcdef");
    twice.headers.append(HttpHeader{"Authorization", "Bearer x"});
    QCOMPARE(pages.page(DoorPage::Metrics, twice).status, 401);
    const HttpReply reply = pages.page(DoorPage::Metrics, headWith("bearer 0123456789abcdef"));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.contentType, "text/plain; version=0.0.4; charset=utf-8");
}

void TestPrometheusText::healthSaysWhatIsWrong()
{
    Snapshot snapshot = fullSnapshot();
    QCOMPARE(healthOf(snapshot)[u"status"].toString(), u"ok"_s);
    QCOMPARE(healthOf(snapshot)[u"held"].toInt(), 3);
    snapshot.providers[0].breaker = u"open"_s;
    snapshot.providers[0].breakerRetryMs = 4'500;
    QCOMPARE(healthOf(snapshot)[u"status"].toString(), u"degraded"_s);
    QVERIFY(healthOf(snapshot)[u"problems"][0].toString().contains(u"5 s"_s));
    snapshot.state = u"draining"_s;
    AccessToken open{Secret()};
    const HttpReply reply =
        AdminPages(open, [&] { return snapshot; }, {}).page(DoorPage::Health, headWith({}));
    QCOMPARE(reply.status, 503);
    QCOMPARE(QJsonDocument::fromJson(reply.body)[u"status"].toString(), u"draining"_s);
}

QTEST_GUILESS_MAIN(TestPrometheusText)
#include "tst_prometheustext.moc"
