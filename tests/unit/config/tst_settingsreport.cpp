#include "core/config/settingsreport.h"
#include "core/config/unusednames.h"
#include "tests/unit/config/settingsfixture.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestSettingsReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pain6_pain8_textShowsEveryValueAndSource();
    void jsonShowsTheSame();
    void problemsAreAtTheEnd();
    void pain28_secretsAreMasked();
    void markdownHasEverySetting();
    void pageInTheTreeIsTheOneGenerated();
    void problemIsOneReadableLine();
};

void TestSettingsReport::pain6_pain8_textShowsEveryValueAndSource()
{
    SettingsFixture fixture;
    fixture.environment.insert(u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, u"7"_s);
    const LoadedSettings loaded = fixture.load("EXAI_WS_PORT=9001\n");
    const QString text = settingsText(loaded);
    for (const ExplainedSetting &setting : loaded.explained)
        QVERIFY2(text.contains(u"  "_s + setting.name + u' '), qPrintable(setting.name));
    static const QRegularExpression global(u"EXAI_WS_GLOBAL_MAX_INFLIGHT +7  \\[environment; default 5\\]"_s);
    static const QRegularExpression port(u"EXAI_WS_PORT +9001  \\[.*test.env:1; default 8079\\]"_s);
    QVERIFY2(global.match(text).hasMatch(), qPrintable(text));
    QVERIFY2(port.match(text).hasMatch(), qPrintable(text));
    QVERIFY(text.contains(loaded.envFile));
}

void TestSettingsReport::jsonShowsTheSame()
{
    SettingsFixture fixture;
    const LoadedSettings loaded = fixture.load("EXAI_WS_PORT=9001\nEXAI_WS_HOSTT=x\nKIMI_TIMEOUT_SECS=x\n");
    const QJsonObject json = settingsJson(loaded);
    QCOMPARE(json.value("settings"_L1).toArray().size(), loaded.explained.size());
    QCOMPARE(json.value("env_file"_L1).toString(), loaded.envFile);
    QCOMPARE(json.value("profile"_L1).toString(), u"development"_s);
    QCOMPARE(json.value("warnings"_L1).toArray().at(0).toObject().value("name"_L1).toString(),
             u"EXAI_WS_HOSTT"_s);
    QCOMPARE(json.value("errors"_L1).toArray().at(0).toObject().value("name"_L1).toString(),
             u"KIMI_TIMEOUT_SECS"_s);
    const QJsonArray settings = json.value("settings"_L1).toArray();
    for (const QJsonValue &value : settings) {
        if (value.toObject().value("name"_L1) != "EXAI_WS_PORT"_L1)
            continue;
        QCOMPARE(value.toObject().value("value"_L1).toString(), u"9001"_s);
        QCOMPARE(value.toObject().value("default"_L1).toString(), u"8079"_s);
        QVERIFY(value.toObject().value("restart"_L1).toBool());
        return;
    }
    QFAIL("EXAI_WS_PORT is missing");
}

void TestSettingsReport::problemsAreAtTheEnd()
{
    SettingsFixture fixture;
    const QString text = settingsText(fixture.load("EXAI_WS_HOSTT=x\nKIMI_TIMEOUT_SECS=x\n"));
    QVERIFY(text.indexOf(u"EXAI_WS_HOSTT"_s) > text.indexOf(u"EXAI_LOG_LEVEL"_s));
    QVERIFY(text.indexOf(u"“x” is not a number"_s) > text.indexOf(u"EXAI_WS_HOSTT"_s));
    QVERIFY(!settingsText(fixture.load()).contains(u"Errors"_s));
}

void TestSettingsReport::pain28_secretsAreMasked()
{
    SettingsFixture fixture;
    const LoadedSettings loaded =
        fixture.load("KIMI_API_KEY=hidden-value\nEXAI_WS_TOKEN=hidden-value-of-token\n");
    QString everything =
        settingsText(loaded) + QString::fromUtf8(QJsonDocument(settingsJson(loaded)).toJson());
    for (const ExplainedSetting &setting : loaded.explained)
        everything += settingText(setting);
    QVERIFY(!everything.contains(u"hidden-value"_s));
    QVERIFY(everything.contains(u"********"_s));
}

void TestSettingsReport::markdownHasEverySetting()
{
    const QString page = settingsMarkdown();
    SettingsTable table;
    table.addCustomProvider(u"NAME"_s);
    for (const SettingRow &row : table.rows()) {
        for (const QString &name : row.allNames())
            QVERIFY2(page.contains(u'`' + name + u'`'), qPrintable(name));
    }
    for (const UnusedName &unused : unusedNames())
        QVERIFY2(page.contains(u'`' + unused.pattern + u'`'), qPrintable(unused.pattern));
    // Every table row has as many cells as its head.
    const QStringList lines = page.split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u'|'))
            QVERIFY2(line.count(u'|') - line.count(u"\\|"_s) == 6 || line.count(u'|') == 3, qPrintable(line));
    }
}

void TestSettingsReport::pageInTheTreeIsTheOneGenerated()
{
    QFile page(QStringLiteral(EXAID_SOURCE_DIR "/docs/settings.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    QVERIFY2(QString::fromUtf8(page.readAll()) == settingsMarkdown(),
             "run: exaid config --markdown > docs/settings.md");
}

void TestSettingsReport::problemIsOneReadableLine()
{
    QCOMPARE(problemText({u"EXAI_WS_PORT"_s, u"environment"_s, u"is wrong"_s, u"Do this."_s}),
             u"EXAI_WS_PORT (environment): is wrong. Do this."_s);
    QCOMPARE(problemText({u"A"_s, u"b"_s, u"c"_s, {}}), u"A (b): c"_s);
}

QTEST_GUILESS_MAIN(TestSettingsReport)
#include "tst_settingsreport.moc"
