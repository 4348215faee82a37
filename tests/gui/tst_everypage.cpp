// Every page, dialog and step of the wizard, in English, German and a language that is half as long again,
// light and dark: each control has a name and is reached by Tab, no text is cut off or lies upon another. And
// a picture of each, which somebody looks at.

#include "core/monitoring/callpage.h"
#include "core/monitoring/metrichistory.h"
#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/charts/chartwidget.h"
#include "gui/dialogs/diagnosticsdialog.h"
#include "gui/dialogs/killdialog.h"
#include "gui/dialogs/quitdialog.h"
#include "gui/dialogs/sessionlimitdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/mainwindow.h"
#include "gui/settings/changesdialog.h"
#include "gui/settings/importdialog.h"
#include "gui/theme.h"
#include "gui/wizard/setupwizard.h"
#include "tests/gui/fakesettingsdesk.h"
#include "tests/gui/guitesting.h"
#include "tests/gui/layoutcheck.h"
#include "tests/unit/history/samplerows.h"

#include <QActionGroup>
#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Half as long again, with letters that are higher; marks and places for numbers stay.
class PseudoTranslator final : public QTranslator
{
public:
    QString translate(const char *, const char *source, const char *, int) const override
    {
        QString text = QString::fromUtf8(source);
        const qsizetype more = text.size() < 4 ? 1 : text.size() * 2 / 5;
        text.replace(u'A', u'Å').replace(u'O', u'Ö');
        for (qsizetype i = 0; i < more; ++i)
            text += i % 6 == 0 ? u' ' : u'ß';
        return text;
    }
    bool isEmpty() const override { return false; }
};

enum class Language { English, German, Pseudo };

} // namespace

class TestEveryPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void pages_data();
    void pages();
    void dialogs_data() { pages_data(); }
    void dialogs();
    void wizard_data() { pages_data(); }
    void wizard();
    void fitsASmallScreen_data() { pages_data(); }
    void fitsASmallScreen();

private:
    void speak();
    void look(QWidget &window, const QString &name);
    void answerMetrics();
    void live();

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<MetricHistory> m_history;
    std::unique_ptr<FakeSettingsDesk> m_desk;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QTranslator> m_translator;
    QStringList m_problems;
};

void TestEveryPage::pages_data()
{
    QTest::addColumn<Language>("language");
    QTest::addColumn<bool>("dark");
    QTest::newRow("english") << Language::English << false;
    QTest::newRow("dark") << Language::English << true;
    QTest::newRow("german") << Language::German << false;
    QTest::newRow("long") << Language::Pseudo << false;
}

void TestEveryPage::speak()
{
    QFETCH(const Language, language);
    if (language == Language::Pseudo) {
        m_translator = std::make_unique<PseudoTranslator>();
    } else {
        m_translator = std::make_unique<QTranslator>();
        QVERIFY(m_translator->load(language == Language::German ? u"exaid_de.qm"_s : u"exaid_en.qm"_s,
                                   QStringLiteral(EXAID_CATALOGUES)));
    }
    QLocale::setDefault(language == Language::German ? QLocale(QLocale::German, QLocale::Germany)
                                                     : QLocale::c());
    QVERIFY(QCoreApplication::installTranslator(m_translator.get()));
}

void TestEveryPage::init()
{
    QFETCH(const bool, dark);
    m_problems.clear();
    speak();
    theme::apply(dark ? ThemeChoice::Dark : ThemeChoice::Light, QApplication::palette());
    m_clock = ManualClock();
    m_time = std::make_unique<ManualTime>(m_clock);
    m_history = std::make_unique<MetricHistory>(m_clock);
    m_desk = std::make_unique<FakeSettingsDesk>("# ours\nEXAI_WS_GLOBAL_MAX_INFLIGHT=7\nLOG_LEVEL=debug\n");
    m_feed = std::make_unique<FakeFeed>();
    m_desk->serve(*m_feed);
    m_feed->answerer = [settings = m_feed->answerer](const QJsonObject &question, const MonitorReply &reply) {
        if (question[u"op"] != "calls_page"_L1)
            return settings(question, reply);
        CallPage page;
        page.newestRow = 40;
        page.kept = page.matching = 40;
        if (question[u"newer_than"].toInteger() > 0)
            return reply(toJson(page));
        QRandomGenerator random(5);
        for (int i = 0; i < 40; ++i) {
            CallRow row = sampleRow(random, static_cast<quint64>(100 + i), 1'700'000'990'000 - i * 7'000);
            row.row = 40 - i;
            page.rows << row;
        }
        reply(toJson(page));
    };
    m_store = std::make_unique<FeedStore>(*m_time);
    m_actions = std::make_unique<Actions>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_state = std::make_unique<QSettings>(m_folder->filePath(u"state.ini"_s), QSettings::IniFormat);
    m_window = std::make_unique<MainWindow>(*m_store, *m_actions, *m_state);
    m_store->follow(m_feed.get());
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    live();
}

// Five minutes of a busy afternoon.
void TestEveryPage::live()
{
    QRandomGenerator random(3);
    m_history->setLevel(u"capacity:global"_s, 5);
    quint64 sequence = 0;
    for (int second = 0; second < 300; ++second) {
        m_time->advance(1s);
        Snapshot now = busySnapshot();
        now.wallMs += (second - 300) * 1'000;
        const int kimi = static_cast<int>(random.bounded(4U)), glm = static_cast<int>(random.bounded(3U));
        m_history->setLevel(u"held:provider:kimi"_s, kimi);
        m_history->setLevel(u"held:provider:glm"_s, glm);
        m_history->setLevel(u"held:global"_s, kimi + glm);
        m_history->setLevel(u"waiting:global"_s, second % 40 < 6 ? 2 : 0);
        for (const char *name : {"wait:kimi", "run:kimi", "total:kimi", "total:glm", "first_token:kimi"})
            m_history->spread(QLatin1StringView(name),
                              std::chrono::milliseconds(200 + random.bounded(6'000)));
        m_history->count(u"calls:answer"_s);
        m_history->count(u"tokens_in:kimi"_s, random.bounded(4'000));
        m_history->count(u"tokens_out:glm"_s, random.bounded(900));
        m_history->count(u"cost_micro_usd:kimi"_s, random.bounded(9'000));
        if (second % 37 == 0) {
            for (const char *name : {"timeout:stall", "refusal:EXAI_QUEUE_PER_SESSION", "leak_found:orphan",
                                     "leak_recovered:orphan", "retry:kimi", "retry_denied:glm"})
                m_history->count(QLatin1StringView(name));
            MonitorEvent event{++sequence,
                               now.wallMs,
                               EventLevel::Warning,
                               u"call_finished"_s,
                               u"codereview after 95.02 s: TIMEOUT: no part of the answer came for 60 s"_s,
                               {{u"sess"_s, u"claude-1"_s}, {u"call"_s, 11}}};
            Q_EMIT m_feed->eventsArrived({event});
        }
        m_feed->say(now);
    }
    m_feed->say(busySnapshot());
}

void TestEveryPage::cleanup()
{
    m_window.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
    m_desk.reset();
    m_history.reset();
    m_time.reset();
    m_state.reset();
    if (m_translator)
        QCoreApplication::removeTranslator(m_translator.get());
    m_translator.reset();
    QLocale::setDefault(QLocale::c());
    theme::apply(ThemeChoice::Light, QApplication::palette());
}

void TestEveryPage::answerMetrics()
{
    while (!m_feed->metricQueries.isEmpty())
        Q_EMIT m_feed->metricsArrived(m_history->frame(m_feed->metricQueries.takeFirst()));
}

void TestEveryPage::look(QWidget &window, const QString &name)
{
    for (int i = 0; i < 6; ++i) { // answers, layouts, what they ask for
        m_time->advance(125ms);
        m_feed->say(busySnapshot());
        answerMetrics();
        QCoreApplication::processEvents();
    }
    const auto note = [&](const char *what, const QStringList &list) {
        for (const QString &each : list)
            m_problems << name + u": "_s + QLatin1StringView(what) + u": "_s + each;
    };
    note("has no name", namelessControls(window));
    note("is cut off", clippedTexts(window));
    note("overlap", overlappingTexts(window));
    note("is elided", elidedCells(window));
    for (const ChartWidget *chart : window.findChildren<ChartWidget *>()) {
        if (chart->isVisible() && !chart->labelsFit())
            note("has its labels cut", {chart->objectName()});
    }
    QVERIFY(saveShot(window, u"all-%1-%2"_s.arg(name, QLatin1StringView(QTest::currentDataTag()))));
    note("is not reached by Tab", unreachedControls(window));
}

void TestEveryPage::pages()
{
    for (QAction *page : m_actions->pages->actions()) {
        page->trigger();
        look(*m_window, page->objectName().sliced(4).toLower());
    }
    QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(u'\n')));
}

void TestEveryPage::dialogs()
{
    const SettingsSources sources;
    std::vector<std::pair<const char *, std::unique_ptr<QDialog>>> dialogs;
    const auto add = [&](const char *name, QDialog *dialog) { dialogs.emplace_back(name, dialog); };
    add("kill", new KillDialog(busySnapshot().calls, u"claude-1"_s, busySnapshot().wallMs, m_window.get()));
    add("quit", new QuitDialog(3, m_window.get()));
    add("limit", new SessionLimitDialog(busySnapshot().sessions.constFirst(), m_window.get()));
    add("bundle", new DiagnosticsDialog({{u"versions.json"_s, u"{}"_s}, {u"log.txt"_s, u"a line\n"_s}},
                                        u"/home/somebody/Documents/exaid-20251019.zip"_s, m_window.get()));
    SettingsView view;
    m_store->ask(u"settings"_s, {}, this, [&view](const Result<QJsonObject> &answer) {
        QVERIFY(answer);
        view = settingsViewFromJson(*answer);
    });
    QTRY_VERIFY(!view.settings.isEmpty());
    add("import", new ImportDialog(u"/home/somebody/exai/.env"_s,
                                   "EXAI_WS_GLOBAL_MAX_INFLIGHT=9\nKIMI_API_KEY=secret-key-0123456789\n"
                                   "EXAI_WS_PORT=nonsense\nNOT_OURS=1\n",
                                   view, m_window.get()));
    SettingsOutcome outcome;
    outcome.changes = {{u"EXAI_WS_GLOBAL_MAX_INFLIGHT"_s, u"5"_s, u"9"_s, false},
                       {u"EXAI_WS_PORT"_s, u"8079"_s, u"8080"_s, true}};
    add("changes", new ChangesDialog(u"?"_s, outcome, m_window.get()));
    for (const auto &[name, dialog] : dialogs) {
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
        look(*dialog, QLatin1StringView(name));
        dialog->close();
    }
    QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(u'\n')));
}

void TestEveryPage::wizard()
{
    SetupOffers offers;
    offers.starts = {StartAtLogin::Nothing, StartAtLogin::Desktop, StartAtLogin::Service};
    for (const QString &name : {u"Claude Code"_s, u"VS Code"_s, u"Cursor"_s, u"Codex"_s, u"Gemini CLI"_s})
        offers.agents << AgentConfig{name, u"/home/somebody/.config/host/settings.json"_s,
                                     u"{\n  \"mcpServers\": {\n    \"exaid\": {\n      \"command\": "
                                     "\"/usr/bin/exaid\",\n      \"args\": [\"mcp\"]\n    }\n  }\n}\n"_s,
                                     u"exaid install "_s + name.section(u' ', 0, 0).toLower()};
    SetupWizard wizard(*m_store, offers, m_window.get());
    wizard.show();
    QVERIFY(QTest::qWaitForWindowActive(&wizard));
    for (const char *page : {"wizard1", "wizard2", "wizard3"}) {
        look(wizard, QLatin1StringView(page));
        wizard.next();
    }
    QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(u'\n')));
}

// A laptop of 1366 × 768 without the panels.
void TestEveryPage::fitsASmallScreen()
{
    const QSize least = m_window->minimumSizeHint();
    qInfo("smallest window: %d × %d", least.width(), least.height());
    QVERIFY2(least.width() <= 1'366 && least.height() <= 700,
             qPrintable(u"%1 × %2"_s.arg(least.width()).arg(least.height())));
}

QTEST_MAIN(TestEveryPage)
#include "tst_everypage.moc"
