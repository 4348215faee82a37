#include "core/config/settingstable.h"
#include "tests/unit/config/settingsfixture.h"

#include <QSet>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestSettingsTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreUniqueAndExplained();
    void defaultsAreCanonicalText_data();
    void defaultsAreCanonicalText();
    void defaultsAreThoseOfTheStruct();
    void eachRowComesBackAsItWasSet_data();
    void eachRowComesBackAsItWasSet();
    void valuesOutOfRangeAreRefused_data();
    void valuesOutOfRangeAreRefused();
    void badTextIsRefused_data();
    void badTextIsRefused();
    void secretsAreMaskedAndNeverInErrors();
    void pathsMayBeginWithTheHomeDirectory();
    void urlsLoseTheirTrailingSlash();
    void liveSettingsAreThoseTheDaemonApplies();

private:
    static SettingsTable table();
    static void addAllRows();
    static QString sampleFor(const SettingRow &row);
};

SettingsTable TestSettingsTable::table()
{
    SettingsTable table;
    table.addCustomProvider(u"OLLAMA"_s);
    return table;
}

void TestSettingsTable::addAllRows()
{
    QTest::addColumn<QString>("name");
    const SettingsTable all = table();
    for (const SettingRow &row : all.rows())
        QTest::newRow(qPrintable(row.name)) << row.name;
}

// Text that is allowed and is not the default.
QString TestSettingsTable::sampleFor(const SettingRow &row)
{
    switch (row.kind) {
    case SettingKind::Text:
        return u"some-text"_s;
    case SettingKind::Choice:
        return row.choices.constLast() == row.developmentDefault ? row.choices.constFirst()
                                                                 : row.choices.constLast();
    case SettingKind::Integer: {
        const auto next = static_cast<qint64>(row.minimum) + 1;
        return QString::number(row.developmentDefault == QString::number(next) ? next + 1 : next);
    }
    case SettingKind::Real:
        return QString::number(std::min(row.minimum + 1.5, (row.minimum + row.maximum) / 2));
    case SettingKind::Flag:
        return row.developmentDefault == "true"_L1 ? u"false"_s : u"true"_s;
    case SettingKind::Time:
        return QString::number(row.minimum + 0.25);
    case SettingKind::List:
        return u"one,two"_s;
    case SettingKind::Address:
        return u"::1"_s;
    case SettingKind::Url:
        return u"https://example.org/v2"_s;
    case SettingKind::Path:
        return u"/tmp/some/path"_s;
    case SettingKind::Paths:
        return u"/tmp/one,/tmp/two"_s;
    case SettingKind::Secret:
        return u"0123456789abcdefXYZ"_s;
    case SettingKind::SecretFile:
        return u"/tmp/secret"_s;
    }
    Q_UNREACHABLE();
}

void TestSettingsTable::namesAreUniqueAndExplained()
{
    QSet<QString> names;
    const SettingsTable all = table();
    for (const SettingRow &row : all.rows()) {
        for (const QString &name : row.allNames()) {
            QVERIFY2(!names.contains(name), qPrintable(name));
            names.insert(name);
        }
        QVERIFY2(row.helpText().size() > 10, qPrintable(row.name));
        QVERIFY2(!row.rangeText().isEmpty(), qPrintable(row.name));
        if (!row.inheritsFrom.isEmpty())
            QVERIFY(all.find(row.inheritsFrom));
        if (row.kind == SettingKind::SecretFile)
            QVERIFY(all.find(row.secretName) && all.find(row.secretName)->isSecret());
    }
    QVERIFY(names.size() > 80);
}

void TestSettingsTable::defaultsAreCanonicalText_data()
{
    addAllRows();
}

void TestSettingsTable::defaultsAreCanonicalText()
{
    QFETCH(QString, name);
    const SettingsTable all = table();
    const SettingRow &row = *all.find(name);
    for (const QString &text : {row.developmentDefault, row.productionDefault}) {
        if (text.isEmpty())
            continue;
        Settings settings = all.blank();
        QVERIFY(row.apply(settings, text, u"/home/x"_s));
        QCOMPARE(row.text(settings), text);
    }
}

// The defaults are written in two places, and must agree: in the table, and as initial values of the fields.
void TestSettingsTable::defaultsAreThoseOfTheStruct()
{
    const SettingsTable all = table();
    const Settings blank = all.blank();
    for (const SettingRow &row : all.rows()) {
        const bool perProvider =
            row.name.endsWith("_MAX_INFLIGHT"_L1) && row.group == SettingGroup::Providers;
        const bool providerText = row.group == SettingGroup::Providers &&
                                  std::holds_alternative<SettingRow::Field<QString>>(row.field);
        if (row.developmentDefault.isEmpty() || perProvider || providerText)
            continue;
        QVERIFY2(row.text(blank) == row.developmentDefault, qPrintable(row.name + u": " + row.text(blank)));
    }
}

void TestSettingsTable::eachRowComesBackAsItWasSet_data()
{
    addAllRows();
}

void TestSettingsTable::eachRowComesBackAsItWasSet()
{
    QFETCH(QString, name);
    const SettingsTable all = table();
    const SettingRow &row = *all.find(name);
    const QString sample = sampleFor(row);
    QVERIFY(sample != row.developmentDefault);
    Settings settings = all.blank();
    QVERIFY(row.apply(settings, u"  "_s + sample + u' ', u"/home/x"_s));
    QCOMPARE(row.text(settings), sample);

    // Only this row's field has changed: each row has a field of its own.
    const Settings untouched = all.blank();
    for (const SettingRow &other : all.rows()) {
        if (other.name != name)
            QVERIFY2(other.text(settings) == other.text(untouched), qPrintable(other.name));
    }

    // The same through the whole way: env file, load, explain.
    SettingsFixture fixture;
    QByteArray env = name.toUtf8() + '=' + sample.toUtf8() + '\n';
    if (name.startsWith("OLLAMA_"_L1))
        env += "OLLAMA_BASE_URL=http://127.0.0.1:1/v1\nOLLAMA_MODELS=m\n";
    const LoadedSettings loaded = fixture.load(env);
    const ExplainedSetting *explained = fixture.explained(loaded, name);
    QVERIFY(explained);
    if (name == "OLLAMA_BASE_URL"_L1 || name == "OLLAMA_MODELS"_L1)
        return; // set again by the line that makes the provider
    QCOMPARE(explained->value, row.isSecret() ? u"********"_s : sample);
    QVERIFY2(explained->source.endsWith("test.env:1"_L1), qPrintable(explained->source));
}

void TestSettingsTable::valuesOutOfRangeAreRefused_data()
{
    QTest::addColumn<QString>("name");
    const SettingsTable all = table();
    for (const SettingRow &row : all.rows()) {
        if (row.kind == SettingKind::Integer || row.kind == SettingKind::Real ||
            row.kind == SettingKind::Time)
            QTest::newRow(qPrintable(row.name)) << row.name;
    }
}

void TestSettingsTable::valuesOutOfRangeAreRefused()
{
    QFETCH(QString, name);
    const SettingsTable all = table();
    const SettingRow &row = *all.find(name);
    const bool integer = row.kind == SettingKind::Integer;
    QVERIFY2(row.maximum < 1e15, "a number without an upper limit");
    Settings settings = all.blank();
    const QString before = row.text(settings);
    const auto number = [&](double v) {
        return integer ? QString::number(static_cast<qint64>(v)) : QString::number(v, 'g', 15);
    };
    QVERIFY(row.apply(settings, number(row.maximum), {}));
    QVERIFY(row.apply(settings, before, {}));
    for (const QString &bad : {number(row.maximum + 1), number(row.minimum - 1), u"nan"_s, u"inf"_s, u"1,5"_s,
                               u"0x10"_s, u"ten"_s}) {
        const Status refused = row.apply(settings, bad, {});
        QVERIFY2(!refused, qPrintable(bad));
        QVERIFY(refused.error().message.contains(bad));
        QCOMPARE(row.text(settings), before);
    }
}

void TestSettingsTable::badTextIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("flag") << u"EXAI_WS_COMPAT_TEXT"_s << u"maybe"_s;
    QTest::newRow("choice") << u"EXAI_PROFILE"_s << u"staging"_s;
    QTest::newRow("address") << u"EXAI_WS_HOST"_s << u"example.org"_s;
    QTest::newRow("relative path") << u"EXAI_STATE_DIR"_s << u"state"_s;
    QTest::newRow("relative root") << u"EXAI_ALLOWED_ROOTS"_s << u"/a,b"_s;
    QTest::newRow("no scheme") << u"KIMI_API_URL"_s << u"api.moonshot.ai/v1"_s;
    QTest::newRow("other scheme") << u"KIMI_API_URL"_s << u"ftp://api.moonshot.ai"_s;
    QTest::newRow("user in url") << u"KIMI_API_URL"_s << u"https://me:pw@api.moonshot.ai"_s;
    QTest::newRow("query in url") << u"KIMI_API_URL"_s << u"https://api.moonshot.ai/?key=x"_s;
}

void TestSettingsTable::badTextIsRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    const SettingsTable all = table();
    Settings settings = all.blank();
    QVERIFY(!all.find(name)->apply(settings, text, u"/home/x"_s));
}

void TestSettingsTable::secretsAreMaskedAndNeverInErrors()
{
    const SettingsTable all = table();
    const SettingRow &row = *all.find(u"KIMI_API_KEY"_s);
    Settings settings = all.blank();
    QCOMPARE(row.shown(settings), QString());
    const Status refused = row.apply(settings, u"sk-abc def"_s, {});
    QVERIFY(!refused);
    QVERIFY(!refused.error().message.contains(u"abc"_s));
    QVERIFY(row.apply(settings, u"sk-abcdef"_s, {}));
    QCOMPARE(row.shown(settings), u"********"_s);
}

void TestSettingsTable::pathsMayBeginWithTheHomeDirectory()
{
    const SettingsTable all = table();
    const SettingRow &row = *all.find(u"EXAI_ALLOWED_ROOTS"_s);
    Settings settings = all.blank();
    QVERIFY(row.apply(settings, u"~/code/../work, ~"_s, u"/home/x"_s));
    QCOMPARE(settings.tools.allowedRoots, (QStringList{u"/home/x/work"_s, u"/home/x"_s}));
}

void TestSettingsTable::urlsLoseTheirTrailingSlash()
{
    const SettingsTable all = table();
    Settings settings = all.blank();
    QVERIFY(all.find(u"GLM_BASE_URL"_s)->apply(settings, u"https://example.org/v1//"_s, {}));
    QCOMPARE(settings.provider(u"glm"_s)->baseUrl, u"https://example.org/v1"_s);
}

// What Daemon::applySettings() carries over, and nothing else. Keep the two together.
void TestSettingsTable::liveSettingsAreThoseTheDaemonApplies()
{
    const QStringList limits{u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s,
                             u"EXAI_WS_SESSION_MAX_INFLIGHT"_s,
                             u"SESSION_MAX_CONCURRENT"_s,
                             u"EXAI_QUEUE_PER_SESSION"_s,
                             u"EXAI_QUEUE_TOTAL"_s,
                             u"EXAI_OVERDUE_GRACE_SECS"_s,
                             u"EXAI_HAND_BACK_HOLD_MS"_s,
                             u"EXAI_PATIENCE_SECS"_s,
                             u"EXAI_RESERVE_PER_PROVIDER"_s};
    const QStringList fixedServer{u"EXAI_WS_HOST"_s, u"EXAI_WS_PORT"_s, u"EXAI_MCP_SOCKET"_s};
    const SettingsTable all = table();
    for (const SettingRow &row : all.rows()) {
        const bool expected = row.group == SettingGroup::Server      ? !fixedServer.contains(row.name)
                              : row.group == SettingGroup::Providers ? row.name.endsWith("_MAX_INFLIGHT"_L1)
                                                                     : limits.contains(row.name);
        QVERIFY2(row.live == expected, qPrintable(row.name));
    }
}

QTEST_GUILESS_MAIN(TestSettingsTable)
#include "tst_settingstable.moc"
