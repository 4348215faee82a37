#include "tests/unit/architecture/architecturerules.h"

#include <QTest>

using namespace exaid::architecture;
using namespace Qt::Literals::StringLiterals;

namespace {

QString listed(const QList<Violation> &violations)
{
    QStringList lines;
    for (const Violation &violation : violations)
        lines.append(u"%1: [%2] %3"_s.arg(violation.where, violation.rule, violation.what));
    return lines.join(u'\n');
}

} // namespace

class TestIncludes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theTreeKeepsTheRule_data();
    void theTreeKeepsTheRule();
    void thePictureHasNoCycle();
    void aBreachIsFound_data();
    void aBreachIsFound();
    void aCycleIsFound();
    void proseAndLiteralsAreNoBreach();
    void aBlanketOfLinesIsCounted();

private:
    const Rules m_rules{QStringLiteral(EXAID_QT_HEADERS)};
    QList<SourceFile> m_tree;
};

void TestIncludes::initTestCase()
{
    m_tree = readSources(QStringLiteral(EXAID_SOURCE_DIR), {u"core"_s, u"gui"_s, u"app"_s});
    QVERIFY2(m_tree.size() > 30, "the source tree was not found");
}

void TestIncludes::theTreeKeepsTheRule_data()
{
    QTest::addColumn<QString>("rule");
    for (const QString &rule : Rules::names())
        QTest::newRow(qPrintable(rule)) << rule;
}

void TestIncludes::theTreeKeepsTheRule()
{
    QFETCH(const QString, rule);
    const QList<Violation> violations = m_rules.check(rule, m_tree);
    QVERIFY2(violations.isEmpty(), qPrintable(u'\n' + listed(violations)));
}

// Layers are removed from the bottom up; what is left over depends on itself.
void TestIncludes::thePictureHasNoCycle()
{
    QMap<QString, QStringList> rest = Rules::allowedLayers();
    for (bool removed = true; removed;) {
        removed = false;
        for (const QString &layer : rest.keys()) {
            const QStringList below = rest.value(layer);
            if (std::ranges::none_of(below, [&rest](const QString &other) { return rest.contains(other); })) {
                rest.remove(layer);
                removed = true;
            }
        }
    }
    QVERIFY2(rest.isEmpty(), qPrintable(QStringList(rest.keys()).join(u", "_s)));
}

void TestIncludes::aBreachIsFound_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &rule, const QString &path, const QString &text) {
        QTest::newRow(name) << rule << path << text;
    };
    const QString engine = u"core/calls/callengine.cpp"_s;
    row("upward", u"layers"_s, u"core/admission/ledger.cpp"_s, u"#include \"core/calls/callengine.h\"\n"_s);
    row("sideways", u"layers"_s, u"core/monitoring/metrics.h"_s, u"#include \"core/config/settings.h\"\n"_s);
    row("gui below", u"layers"_s, u"core/daemon.cpp"_s, u"#include \"gui/mainwindow.h\"\n"_s);
    row("dashboard reaches past the feed", u"layers"_s, u"gui/mainwindow.cpp"_s,
        u"#include \"core/daemon.h\"\n"_s);
    row("relative", u"layers"_s, u"core/calls/call.cpp"_s, u"#include \"call.h\"\n"_s);
    row("unknown layer", u"layers"_s, u"core/misc/helpers.h"_s, u"#pragma once\n"_s);
    row("widgets in the core", u"Qt modules"_s, u"core/providers/dialer.cpp"_s, u"#include <QWidget>\n"_s);
    row("pixels in the core", u"Qt modules"_s, u"core/tools/tool.h"_s, u"#include <QtGui/QIcon>\n"_s);
    row("socket in admission", u"Qt modules"_s, u"core/admission/ledger.h"_s, u"#include <QTcpSocket>\n"_s);
    row("own clock", u"clock"_s, engine, u"auto t = std::chrono::steady_clock::now();\n"_s);
    row("wall clock", u"clock"_s, engine, u"auto t = QDateTime::currentDateTimeUtc();\n"_s);
    row("stopwatch", u"clock"_s, engine, u"QElapsedTimer watch;\n"_s);
    row("own timer", u"timer"_s, engine, u"QTimer::singleShot(10, this, &X::y);\n"_s);
    row("waits", u"blocking"_s, engine, u"socket->waitForReadyRead(100);\n"_s);
    row("nested loop", u"blocking"_s, engine, u"QEventLoop loop;\n"_s);
    row("sleeps", u"blocking"_s, engine, u"std::this_thread::sleep_for(1ms);\n"_s);
    row("sleeps, Qt", u"blocking"_s, u"gui/x.cpp"_s, u"QThread::msleep(5);\n"_s);
    row("modal dialog", u"modal"_s, u"gui/dialogs/x.cpp"_s, u"dialog.exec();\n"_s);
    row("stray semaphore", u"semaphore"_s, engine, u"QSemaphore slots{2};\n"_s);
    row("string connect", u"string connect"_s, u"gui/x.cpp"_s, u"connect(a, SIGNAL(b()), c, SLOT(d()));\n"_s);
    row("secret in a metric", u"revealed secret"_s, u"core/monitoring/metrics.cpp"_s,
        u"add(key.reveal());\n"_s);
    row("version switch", u"Qt version"_s, u"gui/x.cpp"_s, u"#if QT_VERSION >= 0x060500\n"_s);
    row("too long", u"size"_s, engine, QString(501, u'\n'));
}

void TestIncludes::aBreachIsFound()
{
    QFETCH(const QString, rule);
    QFETCH(const QString, path);
    QFETCH(const QString, text);
    const QList<Violation> violations = m_rules.check(rule, {parseSource(path, text)});
    QCOMPARE(violations.size(), 1);
    QCOMPARE(violations.first().rule, rule);
    QVERIFY(violations.first().where.startsWith(path));
}

void TestIncludes::aCycleIsFound()
{
    const QList<SourceFile> files{
        parseSource(u"core/a/one.h"_s, u"#include \"core/a/two.h\"\n"_s),
        parseSource(u"core/a/two.h"_s, u"#include \"core/a/three.h\"\n"_s),
        parseSource(u"core/a/three.h"_s, u"#include \"core/a/one.h\"\n"_s),
    };
    const QList<Violation> violations = m_rules.check(u"cycles"_s, files);
    QCOMPARE(violations.size(), 1);
    QCOMPARE(violations.first().what, u"core/a/one.h → core/a/two.h → core/a/three.h → core/a/one.h"_s);
    QVERIFY(m_rules.check(u"cycles"_s, files.first(2)).isEmpty());
}

void TestIncludes::proseAndLiteralsAreNoBreach()
{
    const QString text = u"// QSemaphore is kept elsewhere\n"
                         "/* sleep(1);\n QEventLoop */ int n = 10'000; char c = '\"';\n"
                         "auto s = \"QTimer \\\" sleep(2)\"; auto r = R\"x(SIGNAL( )\" SLOT( )x\";\n"
                         "int after = 1;\n"_s;
    const SourceFile file = parseSource(u"core/calls/call.cpp"_s, text);
    for (const QString &rule : Rules::names())
        QVERIFY2(m_rules.check(rule, {file}).isEmpty(), qPrintable(rule));
    QVERIFY(file.code.at(2).contains(u"char c ="));
    QCOMPARE(file.code.at(4), u"int after = 1;"_s);
}

void TestIncludes::aBlanketOfLinesIsCounted()
{
    QCOMPARE(parseSource(u"core/x.h"_s, u"one\ntwo\n"_s).lineCount, 2);
    QCOMPARE(parseSource(u"core/x.h"_s, u"one\ntwo"_s).lineCount, 2);
    QVERIFY(m_rules.check(u"size"_s, {parseSource(u"core/x.h"_s, QString(500, u'\n'))}).isEmpty());
}

QTEST_GUILESS_MAIN(TestIncludes)
#include "tst_includes.moc"
