#include "core/config/settingschange.h"
#include "tests/unit/config/settingsfixture.h"

using namespace exaid;
using namespace Qt::Literals::StringLiterals;

class TestSettingsChange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingChanged();
    void namesOldAndNew();
    void changedSecretsAreSeenAndMasked();
    void profileChangesItsDefaults();
    void providersMayComeAndGo();
    void readsWell();
};

void TestSettingsChange::nothingChanged()
{
    SettingsFixture fixture;
    QCOMPARE(changesBetween(fixture.load("EXAI_WS_PORT=1\n"), fixture.load("# a comment\nEXAI_WS_PORT=1\n"))
                 .size(),
             0);
}

void TestSettingsChange::namesOldAndNew()
{
    SettingsFixture fixture;
    const auto changes = changesBetween(fixture.load("EXAI_LOG_KEEP=1\n"),
                                        fixture.load("EXAI_WS_GLOBAL_MAX_INFLIGHT=7\nEXAI_WS_PORT=9\n"));
    QCOMPARE(changes, (QList<SettingChange>{{u"EXAI_WS_PORT"_s, u"8079"_s, u"9"_s, true},
                                            {u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, u"5"_s, u"7"_s, false},
                                            {u"EXAI_LOG_KEEP"_s, u"1"_s, u"5"_s, true}}));
}

void TestSettingsChange::changedSecretsAreSeenAndMasked()
{
    SettingsFixture fixture;
    const auto changes =
        changesBetween(fixture.load("EXAI_WS_TOKEN=hidden-0123456789a\nGLM_API_KEY=hidden1\n"),
                       fixture.load("EXAI_WS_TOKEN=hidden-0123456789b\nGLM_API_KEY=hidden2\n"));
    QCOMPARE(changes.size(), 2);
    for (const SettingChange &change : changes)
        QVERIFY(!changeText(change).contains(u"hidden"_s));
}

void TestSettingsChange::profileChangesItsDefaults()
{
    SettingsFixture fixture;
    const auto changes =
        changesBetween(fixture.load("EXAI_PROFILE=development\n"), fixture.load("EXAI_PROFILE=production\n"));
    QCOMPARE(changes.size(), 6);
}

void TestSettingsChange::providersMayComeAndGo()
{
    SettingsFixture fixture;
    const LoadedSettings without = fixture.load("EXAI_LOG_KEEP=5\n");
    const LoadedSettings with = fixture.load("A_BASE_URL=http://127.0.0.1:1\nA_MODELS=m\n");
    const auto came = changesBetween(without, with);
    const auto went = changesBetween(with, without);
    QVERIFY(came.contains(SettingChange{u"A_MODELS"_s, {}, u"m"_s, true}));
    QVERIFY(went.contains(SettingChange{u"A_MODELS"_s, u"m"_s, {}, true}));
}

void TestSettingsChange::readsWell()
{
    QCOMPARE(changeText({u"A"_s, u"1"_s, u"2"_s, false}), u"A 1 → 2"_s);
    QCOMPARE(changeText({u"A"_s, {}, u"2"_s, true}), u"A (empty) → 2 (after a restart)"_s);
}

QTEST_GUILESS_MAIN(TestSettingsChange)
#include "tst_settingschange.moc"
