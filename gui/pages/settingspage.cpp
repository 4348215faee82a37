#include "gui/pages/settingspage.h"

#include "core/config/settingsreport.h"
#include "core/poolwork.h"
#include "gui/actions.h"
#include "gui/feed/feedstore.h"
#include "gui/models/texts.h"
#include "gui/settings/changesdialog.h"
#include "gui/settings/importdialog.h"
#include "gui/settings/settingfield.h"
#include "gui/settings/settingsbanner.h"
#include "gui/settings/settingsform.h"
#include "gui/settings/settingtexts.h"

#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QThreadPool>
#include <QVBoxLayout>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration CheckPause = std::chrono::milliseconds(120); // between the last key and the check
constexpr qint64 LongestImport = 1'048'576;

} // namespace

SettingsPage::SettingsPage(FeedStore &store, Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_client(store)
    , m_banner(new SettingsBanner(this))
    , m_search(new QLineEdit(this))
    , m_groups(new QListWidget(this))
    , m_form(new SettingsForm(this))
    , m_status(new QLabel(this))
    , m_versions(new QMenu(this))
{
    setObjectName(u"settingsPage"_s);
    build();
    connectParts();
    refreshButtons();
    refreshBanner();
}

void SettingsPage::build()
{
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setPlaceholderText(tr("Search all settings"));
    m_search->setAccessibleName(tr("Search all settings"));
    m_search->setClearButtonEnabled(true);
    m_groups->setObjectName(u"settingsGroups"_s);
    m_groups->setAccessibleName(tr("Groups of settings"));
    m_groups->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    middle->addWidget(m_groups);
    middle->addWidget(m_form, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 10);
    column->setSpacing(8);
    column->addWidget(m_banner);
    column->addWidget(m_search);
    column->addLayout(middle, 1);
    column->addWidget(makeButtons());
}

QWidget *SettingsPage::makeButtons()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    const auto button = [&](const char *name, const QString &text, const QString &tip) {
        auto *made = new QPushButton(text, bar);
        made->setObjectName(QLatin1StringView(name));
        made->setToolTip(tip);
        row->addWidget(made);
        return made;
    };
    m_import = button("importSettings", tr("&Import…"), tr("Take settings from an .env file"));
    m_earlier = button("earlierSettings", tr("&Earlier Versions"), tr("Go back to what was in force before"));
    m_resetPage = button("resetShown", tr("&Reset Page"), tr("Everything shown here back to its default"));
    m_earlier->setMenu(m_versions);
    m_status->setObjectName(u"settingsStatus"_s);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_status, 1);
    m_discard = button("discardSettings", tr("Di&scard"), tr("Forget the changes that are not applied"));
    m_apply = button("applySettings", tr("&Apply…"), tr("Show what changes, then apply it"));
    return bar;
}

void SettingsPage::connectParts()
{
    connect(&m_client, &SettingsClient::viewChanged, this, &SettingsPage::takeView);
    connect(&m_client, &SettingsClient::problemChanged, this, [this](const QString &problem) {
        m_problem = problem;
        refreshBanner();
    });
    connect(&m_store, &FeedStore::linkChanged, this, &SettingsPage::refreshButtons);
    connect(m_search, &QLineEdit::textChanged, m_form, &SettingsForm::showMatches);
    connect(m_groups, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item) {
            m_search->clear();
            m_form->showGroup(item->data(Qt::UserRole).toString());
        }
    });
    connect(m_form, &SettingsForm::edited, this, &SettingsPage::takeEdit);
    connect(m_form, &SettingsForm::groupRevealed, this, [this](const QString &group) {
        const QSignalBlocker quiet(m_groups);
        for (int row = 0; row < m_groups->count(); ++row) {
            if (m_groups->item(row)->data(Qt::UserRole).toString() == group)
                m_groups->setCurrentRow(row);
        }
    });
    connect(m_form, &SettingsForm::testRequested, this, &SettingsPage::testKey);
    connect(m_form, &SettingsForm::resetRequested, this, [this](const QString &name) {
        const ExplainedSetting *setting = m_draft.view().find(name);
        if (setting && setting->isGiven())
            m_draft.resetToDefault(name);
        else
            m_draft.forget(name);
        changed();
        m_form->show(m_draft);
    });
    connect(m_apply, &QPushButton::clicked, this, &SettingsPage::proposeEdits);
    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_draft.clear();
        changed();
        m_form->show(m_draft);
    });
    connect(m_resetPage, &QPushButton::clicked, this, &SettingsPage::resetShown);
    connect(m_import, &QPushButton::clicked, this, &SettingsPage::chooseImport);
    connect(m_versions, &QMenu::triggered, this, [this](const QAction *action) {
        proposeVersion(action->data().toString(), tr("Go back to the settings of %1?").arg(action->text()));
    });
    connect(m_banner, &SettingsBanner::firstChosen, this, [this] {
        if (!m_draft.conflicts().isEmpty()) {
            m_draft.keepMine();
            changed();
        } else if (!m_draft.view().fileErrors.isEmpty() && !m_draft.view().versions.isEmpty()) {
            proposeVersion(m_draft.view().versions.constFirst().id,
                           tr("Write the settings that are in force over the damaged file?"));
        }
    });
    connect(m_banner, &SettingsBanner::secondChosen, this, [this] {
        m_draft.takeTheirs();
        changed();
        m_form->show(m_draft);
    });
    connect(m_actions.findCall, &QAction::triggered, this, [this] {
        if (isVisible())
            m_search->setFocus(Qt::ShortcutFocusReason);
    });
}

void SettingsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_client.setActive(true);
    m_actions.killCalls->setEnabled(false);
    m_actions.killSession->setEnabled(false);
    m_actions.copyRows->setEnabled(false);
}

void SettingsPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_client.setActive(false);
}

void SettingsPage::takeView()
{
    if (std::exchange(m_wasApplied, false))
        m_draft.clear();
    m_draft.setView(m_client.view());
    refreshGroups();
    m_form->show(m_draft);
    fillVersions();
    changed();
}

void SettingsPage::takeEdit(const QString &name, const QString &text)
{
    const ExplainedSetting *setting = m_draft.view().find(name);
    if (setting && setting->secret)
        m_draft.setSecret(name, Secret(text.toUtf8()));
    else
        m_draft.set(name, text);
    changed();
    if (SettingField *field = m_form->field(name); field && setting)
        field->show(*setting, m_draft.view().file, m_draft);
}

void SettingsPage::changed()
{
    ++m_generation;
    m_checked.reset();
    m_checkTimer.cancel();
    if (m_draft.isEmpty())
        m_pageErrors = m_form->setProblems({});
    else
        m_checkTimer = m_store.timers().after(CheckPause, [this] { check(); });
    refreshBanner();
    refreshButtons();
}

void SettingsPage::check()
{
    m_client.check({m_draft.edits(), {}}, this,
                   [this, generation = m_generation](const Result<SettingsOutcome> &outcome) {
                       takeCheck(generation, outcome);
                   });
}

void SettingsPage::takeCheck(quint64 generation, const Result<SettingsOutcome> &outcome)
{
    if (generation != m_generation)
        return; // typed on meanwhile
    if (outcome) {
        m_checked = *outcome;
        m_pageErrors = m_form->setProblems(outcome->errors);
    } else if (outcome.error().code == "conflict"_L1) {
        m_client.refresh();
    }
    refreshBanner();
    refreshButtons();
}

void SettingsPage::refreshBanner()
{
    const SettingsView &view = m_draft.view();
    if (!m_client.hasView()) {
        m_banner->show(m_problem.isEmpty() ? tr("Waiting for the daemon's settings…")
                                           : tr("The daemon does not tell its settings."),
                       m_problem);
        return;
    }
    if (const QStringList conflicts = m_draft.conflicts(); !conflicts.isEmpty()) {
        QStringList lines;
        for (const QString &name : conflicts)
            lines << tr("%1 is now %2", "setting, value").arg(name, valueText(view.find(name)->value));
        m_banner->show(tr("Somebody else changed what you are changing."), lines.join(u'\n'),
                       tr("&Keep Mine"), tr("Take &Theirs"));
        return;
    }
    const QList<SettingProblem> errors = view.fileErrors + m_pageErrors;
    if (!errors.isEmpty()) {
        QStringList lines;
        for (const SettingProblem &problem : errors) {
            if (const QString line = problemText(problem); !lines.contains(line))
                lines << line;
        }
        const bool canRepair = !view.fileErrors.isEmpty() && !view.versions.isEmpty();
        m_banner->show(view.fileErrors.isEmpty()
                           ? tr("These settings can't be applied.")
                           : tr("The settings file is damaged. The daemon keeps the last good settings."),
                       lines.join(u'\n'), canRepair ? tr("Restore the &File…") : QString());
        return;
    }
    if (!view.awaitingRestart.isEmpty()) {
        m_banner->show(tr("%n change(s) wait for the daemon's next start.", nullptr,
                          static_cast<int>(view.awaitingRestart.size())),
                       view.awaitingRestart.join(", "_L1));
        return;
    }
    m_banner->hide();
}

void SettingsPage::refreshButtons()
{
    const bool canAsk = m_store.isLive() && m_client.hasView();
    const QStringList faults = m_form->faults();
    const bool isGood =
        m_checked && m_checked->errors.isEmpty() && faults.isEmpty() && m_draft.conflicts().isEmpty();
    m_apply->setEnabled(canAsk && !m_draft.isEmpty() && isGood);
    m_discard->setEnabled(!m_draft.isEmpty());
    m_resetPage->setEnabled(canAsk);
    m_import->setEnabled(canAsk);
    m_earlier->setEnabled(canAsk && !m_draft.view().versions.isEmpty());
    const auto count = static_cast<int>(m_draft.count());
    QString status = count == 0 ? QString() : tr("%n change(s) not applied", nullptr, count);
    const qsizetype problems = m_checked ? std::max(faults.size(), m_checked->errors.size()) : faults.size();
    if (count > 0 && problems > 0)
        status = tr("%n problem(s) to correct first", nullptr, static_cast<int>(problems));
    m_status->setText(status);
}

void SettingsPage::refreshGroups()
{
    QStringList groups;
    for (const ExplainedSetting &setting : m_draft.view().settings) {
        if (!groups.contains(setting.group))
            groups << setting.group;
    }
    QStringList present;
    for (int i = 0; i < m_groups->count(); ++i)
        present << m_groups->item(i)->data(Qt::UserRole).toString();
    if (groups == present)
        return;
    m_groups->clear();
    int widest = fontMetrics().averageCharWidth() * 20;
    for (const QString &group : std::as_const(groups)) {
        auto *item = new QListWidgetItem(groupText(group), m_groups);
        widest = std::max(widest, m_groups->fontMetrics().horizontalAdvance(item->text()));
        item->setData(Qt::UserRole, group);
        item->setSizeHint(QSize(0, fontMetrics().height() + 14));
    }
    m_groups->setFixedWidth(widest + 2 * m_groups->frameWidth() + 20);
    m_groups->setCurrentRow(0);
}

void SettingsPage::fillVersions()
{
    m_versions->clear();
    for (const SettingsVersion &version : m_draft.view().versions) {
        const QDateTime until = QDateTime::fromMSecsSinceEpoch(version.wallMs);
        m_versions
            ->addAction(tr("until %1", "point in time").arg(QLocale().toString(until, QLocale::ShortFormat)))
            ->setData(version.id);
    }
}

void SettingsPage::proposeEdits()
{
    propose({m_draft.edits(), {}}, tr("Apply %n change(s)?", nullptr, static_cast<int>(m_draft.count())));
}

void SettingsPage::proposeVersion(const QString &id, const QString &question)
{
    propose({{}, id}, question);
}

// The dialog shows what the daemon says would happen now, not what the last check said.
void SettingsPage::propose(const SettingsClient::Wish &wish, const QString &question)
{
    m_client.check(wish, this, [this, wish, question](const Result<SettingsOutcome> &outcome) {
        if (!outcome) {
            Q_EMIT said(outcome.error().message);
            m_client.refresh();
            return;
        }
        auto *dialog = new ChangesDialog(question, *outcome, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, wish] { applyWish(wish); });
        dialog->open();
    });
}

void SettingsPage::applyWish(const SettingsClient::Wish &wish)
{
    m_client.apply(wish, this, [this, wish](const Result<SettingsOutcome> &done) {
        if (!done) {
            Q_EMIT said(tr("Nothing was changed: %1").arg(done.error().message));
            return;
        }
        if (!done->errors.isEmpty()) {
            Q_EMIT said(tr("Nothing was changed: %1").arg(problemText(done->errors.constFirst())));
            return;
        }
        m_wasApplied = true; // the fields keep what was typed until the daemon's own view is here
        Q_EMIT said(tr("%n setting(s) changed. “Earlier Versions” takes it back.", nullptr,
                       static_cast<int>(done->changes.size())));
    });
}

void SettingsPage::resetShown()
{
    const QStringList names = m_form->namesShown();
    for (const QString &name : names) {
        const ExplainedSetting *setting = m_draft.view().find(name);
        // A key is not a matter of taste: it goes only when it is meant.
        if (!setting || setting->secret || setting->isOverruled())
            continue;
        if (setting->isGiven())
            m_draft.resetToDefault(name);
        else
            m_draft.forget(name);
    }
    changed();
    m_form->show(m_draft);
}

void SettingsPage::chooseImport()
{
    auto *dialog = new QFileDialog(this, tr("Import Settings"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Settings files (.env* *.env)"), tr("All files (*)")});
    dialog->setFilter(QDir::Files | QDir::AllDirs | QDir::Hidden | QDir::NoDotAndDotDot);
    connect(dialog, &QFileDialog::fileSelected, this, &SettingsPage::importFile);
    dialog->open();
}

void SettingsPage::importFile(const QString &path)
{
    const auto read = [path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.read(LongestImport) : QByteArray();
    };
    runOnPool(*QThreadPool::globalInstance(), this, read,
              [this, path](const QByteArray &content) { showImport(path, content); });
}

void SettingsPage::showImport(const QString &path, const QByteArray &content)
{
    if (content.isEmpty()) {
        Q_EMIT said(tr("%1 is empty or can't be read.").arg(path));
        return;
    }
    auto *dialog = new ImportDialog(path, content, m_draft.view(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const QList<ImportRow> rows = dialog->chosen();
        for (const ImportRow &row : rows) {
            if (row.setting->secret)
                m_draft.setSecret(row.setting->name, row.value);
            else
                m_draft.set(row.setting->name, row.shown.trimmed());
        }
        changed();
        m_form->show(m_draft);
    });
    dialog->open();
}

void SettingsPage::testKey(const QString &name, const QString &typed)
{
    Q_EMIT said(tr("Asking the provider…"));
    m_client.testKey(name, Secret(typed.toUtf8()), this, [this, name](const Result<QString> &answer) {
        Q_EMIT said(answer ? tr("%1 works: %2").arg(name, *answer)
                           : tr("%1 does not work: %2").arg(name, answer.error().message));
    });
}

} // namespace exaid
