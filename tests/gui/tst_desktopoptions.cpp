#include "app/desktop/desktopoptions.h"
#include "app/desktop/singleinstance.h"
#include "core/time/systemtime.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestDesktopOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingIsAllDefaults();
    void everyOptionArrives();
    void helpAndVersionWinOverMistakes();
    void mistakes_data();
    void mistakes();
    void secretsAreNotRepeated();
    void oneInstanceForEachDaemon();
    void anInstanceThatDoesNotAnswerIsSaid();
};

void TestDesktopOptions::nothingIsAllDefaults()
{
    const auto options = DesktopOptions::parse({u"exaid-desktop"_s});
    QVERIFY(options.hasValue());
    QVERIFY(!options->attach && !options->help && !options->version && !options->hidden);
    QVERIFY(options->screenshot.isEmpty());
    QVERIFY(options->overrides.isEmpty());
}

void TestDesktopOptions::everyOptionArrives()
{
    const auto options = DesktopOptions::parse(
        {u"exaid-desktop"_s, u"--attach"_s, u"box:9000"_s, u"--env-file"_s, u"/x/.env"_s, u"--host"_s,
         u"127.0.0.2"_s, u"--port=81"_s, u"--set"_s, u"A=b=c"_s, u"--hidden"_s, u"--screenshot"_s, u"a.png"_s,
         u"--screenshot-after"_s, u"1.5"_s});
    QVERIFY(options.hasValue());
    QCOMPARE(options->attach->toString(), u"ws://box:9000/monitor"_s);
    QCOMPARE(options->sources().envFile, u"/x/.env"_s);
    const QMap<QString, QString> expected{
        {u"A"_s, u"b=c"_s}, {u"EXAI_WS_HOST"_s, u"127.0.0.2"_s}, {u"EXAI_WS_PORT"_s, u"81"_s}};
    QCOMPARE(options->sources().commandLine, expected);
    QVERIFY(options->hidden);
    QCOMPARE(options->screenshot, u"a.png"_s);
    QVERIFY(options->screenshotAfter == 1500ms);
}

void TestDesktopOptions::helpAndVersionWinOverMistakes()
{
    QVERIFY(DesktopOptions::parse({u"exaid-desktop"_s, u"--nonsense"_s, u"--help"_s})->help);
    QVERIFY(DesktopOptions::parse({u"exaid-desktop"_s, u"-v"_s})->version);
}

void TestDesktopOptions::mistakes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown") << QStringList{u"--nonsense"_s};
    QTest::newRow("positional") << QStringList{u"serve"_s};
    QTest::newRow("address") << QStringList{u"--attach"_s, u"http://x"_s};
    QTest::newRow("set without value") << QStringList{u"--set"_s, u"NAME"_s};
    QTest::newRow("seconds") << QStringList{u"--screenshot-after"_s, u"soon"_s};
    QTest::newRow("negative") << QStringList{u"--screenshot-after"_s, u"-1"_s};
}

void TestDesktopOptions::mistakes()
{
    QFETCH(const QStringList, arguments);
    const auto options = DesktopOptions::parse(QStringList{u"exaid-desktop"_s} + arguments);
    QVERIFY(!options);
    QVERIFY(!options.error().message.isEmpty());
    QVERIFY(!options.error().hint.isEmpty());
}

void TestDesktopOptions::secretsAreNotRepeated()
{
    const auto options = DesktopOptions::parse({u"exaid-desktop"_s, u"--set"_s, u"sk-secret-value"_s});
    QVERIFY(!options.error().message.contains(u"sk-secret"_s));
}

void TestDesktopOptions::oneInstanceForEachDaemon()
{
    const QTemporaryDir runtime; // a short path: socket names may have about a hundred characters
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    const SystemClock clock;
    SystemTimerService timers(clock);
    DesktopOptions options;
    auto first = std::make_unique<SingleInstance>(options, timers);
    QSignalSpy raises(first.get(), &SingleInstance::raiseRequested);
    QVERIFY(first->claim());

    SingleInstance second(options, timers);
    QSignalSpy answers(&second, &SingleInstance::answered);
    QVERIFY(!second.claim());
    second.askFirst();
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers.constFirst().constFirst().toBool(), true);
    QCOMPARE(raises.size(), 1);

    options.overrides.insert(u"EXAI_WS_PORT"_s, u"81"_s);
    SingleInstance another(options, timers);
    QVERIFY(another.claim());

    first.reset();
    QVERIFY(second.claim());
}

void TestDesktopOptions::anInstanceThatDoesNotAnswerIsSaid()
{
    const QTemporaryDir runtime;
    qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
    const SystemClock clock;
    SystemTimerService timers(clock);
    SingleInstance second({}, timers);
    QSignalSpy answers(&second, &SingleInstance::answered);
    second.askFirst(); // nobody listens
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers.constFirst().constFirst().toBool(), false);
}

QTEST_GUILESS_MAIN(TestDesktopOptions)
#include "tst_desktopoptions.moc"
