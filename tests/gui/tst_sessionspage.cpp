#include "core/time/manualtime.h"
#include "gui/actions.h"
#include "gui/dialogs/sessionlimitdialog.h"
#include "gui/feed/feedstore.h"
#include "gui/models/sessionsmodel.h"
#include "gui/pages/sessionspage.h"
#include "gui/theme.h"
#include "gui/widgets/rowtable.h"
#include "gui/widgets/tablepane.h"
#include "tests/gui/fakefeed.h"
#include "tests/gui/guitesting.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace exaid;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestSessionsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepareGuiTest(); }
    void init();
    void cleanup();
    void showsLimitsRatesAndShares();
    void limitIsAskedForAndSent();
    void resetSendsNoNumber();
    void priorityFollowsTheSession();
    void disconnectAsksFirst();
    void refusalIsSaid();
    void showsTheCallsOfASession();
    void actionsBelongToTheShownPage();
    void emptyPageSaysWhy();
    void pictures();

private:
    QString text(int row, int column) const;
    void select(const QString &session);

    ManualClock m_clock;
    std::unique_ptr<ManualTime> m_time;
    std::unique_ptr<FakeFeed> m_feed;
    std::unique_ptr<FeedStore> m_store;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<SessionsPage> m_page;
    QList<QJsonObject> m_questions;
    QStringList m_said;
    Snapshot m_snapshot;
};

void TestSessionsPage::init()
{
    m_time = std::make_unique<ManualTime>(m_clock);
    m_feed = std::make_unique<FakeFeed>();
    m_questions.clear();
    m_feed->answerer = [this](const QJsonObject &question, const MonitorReply &reply) {
        m_questions << question;
        reply(QJsonObject{{u"old"_s, 2}, {u"new"_s, question[u"limit"].toInt(2)}, {u"calls"_s, 1}});
    };
    m_store = std::make_unique<FeedStore>(*m_time);
    m_store->follow(m_feed.get());
    m_actions = std::make_unique<Actions>();
    m_page = std::make_unique<SessionsPage>(*m_store, *m_actions);
    m_said.clear();
    connect(m_page.get(), &SessionsPage::said, this, [this](const QString &said) { m_said << said; });
    m_snapshot = busySnapshot();
    m_snapshot.sessions[0].limit = 2;
    m_snapshot.sessions[0].slotSeconds = 30;
    m_snapshot.sessions[0].callsLastMinute = 12;
    m_snapshot.sessions[1].limit = 1;
    m_snapshot.sessions[1].ownLimit = true;
    m_snapshot.sessions[1].batch = true;
    m_snapshot.sessions[1].slotSeconds = 60;
    m_snapshot.sessions[2].limit = 2;
    m_snapshot.sessions[2].slotSeconds = 10;
    m_page->resize(1280, 480);
    m_page->show();
    m_time->advance(200ms); // it has just been refreshed
    m_feed->say(m_snapshot);
}

void TestSessionsPage::cleanup()
{
    m_page.reset();
    m_actions.reset();
    m_store.reset();
    m_feed.reset();
}

QString TestSessionsPage::text(int row, int column) const
{
    return m_page->pane()->table()->model()->index(row, column).data().toString();
}

void TestSessionsPage::select(const QString &session)
{
    RowTable *table = m_page->pane()->table();
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (text(row, SessionsModel::Name) == session)
            table->selectRow(row);
    }
}

void TestSessionsPage::showsLimitsRatesAndShares()
{
    // By name: aider-docs, claude-1, codex-main.
    QCOMPARE(text(1, SessionsModel::Name), u"claude-1"_s);
    QCOMPARE(text(1, SessionsModel::Share), u"30.0 %"_s);
    QCOMPARE(text(1, SessionsModel::Rate), u"12"_s);
    QCOMPARE(text(1, SessionsModel::Limit), u"2"_s);
    QCOMPARE(text(1, SessionsModel::Priority), u"interactive"_s);
    QCOMPARE(text(2, SessionsModel::Limit), u"1 *"_s);
    QCOMPARE(text(2, SessionsModel::Priority), u"batch"_s);
    QCOMPARE(text(2, SessionsModel::Share), u"60.0 %"_s);
    m_page->pane()->table()->sortByColumn(SessionsModel::Share, Qt::DescendingOrder);
    QCOMPARE(text(0, SessionsModel::Name), u"codex-main"_s);
    m_page->pane()->filter()->setText(u"priority:batch"_s);
    QCOMPARE(m_page->pane()->table()->model()->rowCount(), 1);
}

void TestSessionsPage::limitIsAskedForAndSent()
{
    QVERIFY(!m_actions->limitSession->isEnabled());
    select(u"claude-1"_s);
    QVERIFY(m_actions->limitSession->isEnabled());
    m_actions->limitSession->trigger();
    auto *dialog = m_page->findChild<SessionLimitDialog *>();
    QVERIFY(dialog);
    auto *limit = dialog->findChild<QSpinBox *>(u"sessionLimit"_s);
    QCOMPARE(limit->value(), 2);
    QVERIFY(!dialog->findChild<QPushButton *>(u"sessionLimitReset"_s)->isEnabled());
    QVERIFY(saveShot(*dialog, u"session-limit"_s));
    limit->setValue(1);
    QTest::mouseClick(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QTRY_COMPARE(m_said.size(), 1);
    QCOMPARE(m_questions.size(), 1);
    QCOMPARE(m_questions.constFirst(),
             (QJsonObject{{u"op"_s, u"session_limit"_s}, {u"session"_s, u"claude-1"_s}, {u"limit"_s, 1}}));
    QVERIFY(m_said.constFirst().contains(u"may run 1 calls at once; before: 2"_s));
}

void TestSessionsPage::resetSendsNoNumber()
{
    select(u"codex-main"_s);
    m_actions->limitSession->trigger();
    auto *dialog = m_page->findChild<SessionLimitDialog *>();
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"sessionLimitReset"_s), Qt::LeftButton);
    QTRY_COMPARE(m_questions.size(), 1);
    QVERIFY(!m_questions.constFirst().contains(u"limit"_s));
}

void TestSessionsPage::priorityFollowsTheSession()
{
    select(u"codex-main"_s);
    QVERIFY(m_actions->batchSession->isChecked());
    m_actions->batchSession->trigger();
    QTRY_COMPARE(m_questions.size(), 1);
    QCOMPARE(m_questions.constFirst()[u"priority"].toString(), u"interactive"_s);
    select(u"claude-1"_s);
    QVERIFY(!m_actions->batchSession->isChecked());
    m_actions->batchSession->trigger();
    QTRY_COMPARE(m_questions.size(), 2);
    QCOMPARE(m_questions.constLast()[u"priority"].toString(), u"batch"_s);
    QCOMPARE(m_questions.constLast()[u"session"].toString(), u"claude-1"_s);
}

void TestSessionsPage::disconnectAsksFirst()
{
    select(u"claude-1"_s);
    m_actions->disconnectSession->trigger();
    auto *box = m_page->findChild<QMessageBox *>(u"disconnectBox"_s);
    QVERIFY(box);
    QVERIFY(box->informativeText().contains(u"3 call"_s));
    QVERIFY(m_questions.isEmpty());
    QTest::mouseClick(box->findChild<QPushButton *>(u"disconnectConfirm"_s), Qt::LeftButton);
    QTRY_COMPARE(m_questions.size(), 1);
    QCOMPARE(m_questions.constFirst(),
             (QJsonObject{{u"op"_s, u"session_disconnect"_s}, {u"session"_s, u"claude-1"_s}}));
    select(u"aider-docs"_s);
    m_actions->disconnectSession->trigger();
    QTRY_VERIFY(m_page->findChild<QMessageBox *>(u"disconnectBox"_s));
    m_page->findChild<QMessageBox *>(u"disconnectBox"_s)->reject();
    QCoreApplication::processEvents();
    QCOMPARE(m_questions.size(), 1);
}

void TestSessionsPage::refusalIsSaid()
{
    m_feed->answerer = [](const QJsonObject &, const MonitorReply &reply) {
        reply(Error{u"no_such_session"_s, u"there is no session \"claude-1\" (any more)"_s, {}});
    };
    select(u"claude-1"_s);
    m_actions->batchSession->trigger();
    QTRY_COMPARE(m_said, QStringList{u"That did not work: there is no session \"claude-1\" (any more)"_s});
}

void TestSessionsPage::showsTheCallsOfASession()
{
    QSignalSpy wanted(m_page.get(), &SessionsPage::callsWanted);
    select(u"codex-main"_s);
    m_actions->callsOfSession->trigger();
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.constFirst().constFirst().toString(), u"session:codex-main"_s);
}

void TestSessionsPage::actionsBelongToTheShownPage()
{
    select(u"claude-1"_s);
    QVERIFY(m_actions->disconnectSession->isEnabled());
    m_page->hide();
    QVERIFY(!m_actions->disconnectSession->isEnabled());
    m_actions->batchSession->setEnabled(true); // a page that is hidden does nothing, whoever asks
    m_actions->batchSession->trigger();
    QCoreApplication::processEvents();
    QVERIFY(m_questions.isEmpty());
    m_page->show();
    QVERIFY(m_actions->disconnectSession->isEnabled());
    m_feed->setLink(MonitorFeed::Link::Lost);
    QVERIFY(!m_actions->disconnectSession->isEnabled());
}

void TestSessionsPage::emptyPageSaysWhy()
{
    m_time->advance(1s);
    m_feed->say(idleSnapshot());
    QVERIFY(m_page->pane()->table()->emptyText().contains(u"No agent is connected"_s));
}

void TestSessionsPage::pictures()
{
    select(u"codex-main"_s);
    QVERIFY(saveShot(*m_page, u"sessions-light"_s));
    theme::apply(ThemeChoice::Dark, QApplication::palette());
    QCoreApplication::processEvents();
    QVERIFY(saveShot(*m_page, u"sessions-dark"_s));
    theme::apply(ThemeChoice::Light, QApplication::palette());
}

QTEST_MAIN(TestSessionsPage)
#include "tst_sessionspage.moc"
