// Core entry points end the program when another thread calls them: under a Qt that the thread sanitizer
// can't read, that is what finds such a call. Each case runs in a process of its own.

#include "core/calls/admissiondriver.h"
#include "core/calls/callengine.h"
#include "core/conversations/conversationstore.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/metrics.h"
#include "core/providers/provideraccessmanager.h"
#include "core/sessions/sessionregistry.h"
#include "core/time/manualtime.h"
#include "core/tools/toolcatalog.h"

#include <QProcess>
#include <QTest>
#include <functional>
#include <map>
#include <thread>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

namespace {

struct CoreParts
{
    ManualClock clock;
    ManualTime time{clock};
    Metrics metrics;
    EventLog events{clock};
    SessionRegistry sessions{clock, 5};
    AdmissionDriver admission{AdmissionLimits{}, time, metrics, events};
    ToolCatalog tools;
    CallParts callParts{time, tools, admission, sessions, metrics, events, 1s, 1s, {}};
    CallEngine engine{callParts};
    ConversationStore conversations{clock};
    ProviderAccessManager network{time};
};

const std::map<QString, std::function<void(CoreParts &)>> &entryPoints()
{
    static const std::map<QString, std::function<void(CoreParts &)>> all{
        {u"EventLog::add"_s, [](CoreParts &p) { p.events.add(EventLevel::Info, u"x"_s, u"y"_s, {}); }},
        {u"SessionRegistry::find"_s, [](CoreParts &p) { (void)p.sessions.find(SessionId{1}); }},
        {u"AdmissionDriver::handle"_s, [](CoreParts &p) { p.admission.changeLimits({}); }},
        {u"AdmissionDriver::withdraw"_s, [](CoreParts &p) { p.admission.withdraw(TicketId{1}); }},
        {u"CallEngine::cancel"_s, [](CoreParts &p) { p.engine.cancel(CallId{1}, CancelCause::ByClient); }},
        {u"CallEngine::snapshot"_s, [](CoreParts &p) { (void)p.engine.snapshot(); }},
        {u"ConversationStore::load"_s, [](CoreParts &p) { p.conversations.load({}, {}, nullptr, {}); }},
        {u"ProviderAccessManager::createRequest"_s,
         [](CoreParts &p) { (void)p.network.get(QNetworkRequest()); }},
    };
    return all;
}

int violate(const QString &entryPoint)
{
    CoreParts parts;
    std::jthread([&] { entryPoints().at(entryPoint)(parts); }).join();
    return 0;
}

} // namespace

class TestThreadBound : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anotherThreadIsStopped_data();
    void anotherThreadIsStopped();
};

void TestThreadBound::anotherThreadIsStopped_data()
{
    QTest::addColumn<QString>("entryPoint");
    for (const auto &[name, call] : entryPoints())
        QTest::addRow("%s", qPrintable(name)) << name;
}

void TestThreadBound::anotherThreadIsStopped()
{
#if defined(QT_NO_DEBUG) && !defined(QT_FORCE_ASSERTS)
    QSKIP("a build without asserts");
#endif
    QFETCH(const QString, entryPoint);
    QProcess process;
    process.start(QCoreApplication::applicationFilePath(), {u"--violate"_s, entryPoint});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 20'000);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::CrashExit || process.exitCode() != 0, said.constData());
    QVERIFY2(said.contains(QString(u"ASSERT failure in "_s + entryPoint).toUtf8()), said.constData());
}

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--violate") == 0)
        return violate(QString::fromUtf8(argv[2]));
    TestThreadBound test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_threadbound.moc"
