#include "gui/wizard/keyspage.h"

#include "gui/charts/charttheme.h"
#include "gui/settings/settingtexts.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

KeysPage::KeysPage(SettingsClient &client, QWidget *parent)
    : QWizardPage(parent)
    , m_client(client)
    , m_useKeys(new QRadioButton(tr("&Use my API keys"), this))
    , m_simulate(new QRadioButton(tr("No key yet: try it with the built-in &simulator"), this))
    , m_keys(new QWidget(this))
    , m_column(new QVBoxLayout(m_keys))
    , m_place(new QLabel(this))
{
    setTitle(tr("Providers"));
    setSubTitle(
        tr("The daemon calls language models for your agents. It needs a key for at least one provider."));
    auto *simulated =
        new QLabel(tr("It answers without any key, and every answer says that it is simulated."), this);
    simulated->setWordWrap(true);
    simulated->setIndent(24);
    charttheme::setInk(*simulated, charttheme::secondaryText(palette()));
    m_useKeys->setObjectName(u"useKeys"_s);
    m_simulate->setObjectName(u"useSimulator"_s);
    m_useKeys->setChecked(true);
    m_column->setContentsMargins(24, 0, 0, 0);
    m_column->setSpacing(10);
    m_place->setObjectName(u"keyPlace"_s);
    m_place->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(m_useKeys);
    column->addWidget(m_keys);
    column->addWidget(m_simulate);
    column->addWidget(simulated);
    column->addStretch();
    column->addWidget(m_place);
    connect(m_useKeys, &QRadioButton::toggled, m_keys, &QWidget::setEnabled);
    connect(m_useKeys, &QRadioButton::toggled, this, &QWizardPage::completeChanged);
    connect(&client, &SettingsClient::viewChanged, this, &KeysPage::takeView);
    if (client.hasView())
        takeView();
    else
        m_place->setText(tr("Waiting for the daemon…"));
}

void KeysPage::takeView()
{
    const SettingsView &view = m_client.view();
    for (const ExplainedSetting &setting : view.settings) {
        const bool isKey = setting.secret && setting.name.endsWith("_API_KEY"_L1);
        const bool isShown =
            std::ranges::any_of(m_rows, [&](const Row &row) { return row.name == setting.name; });
        if (isKey && !isShown)
            addRow(setting);
    }
    m_place->setText(view.usesKeychain ? tr("Keys are kept in the keychain of your desktop.")
                                       : tr("Keys are kept in %1, which only you can read.").arg(view.file));
}

void KeysPage::addRow(const ExplainedSetting &setting)
{
    Row row;
    row.name = setting.name;
    auto *widget = new QWidget(m_keys);
    auto *grid = new QGridLayout(widget);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    auto *label = new QLabel(setting.name.chopped(8), widget); // without _API_KEY
    row.line = new QLineEdit(widget);
    row.line->setObjectName(setting.name);
    row.line->setEchoMode(QLineEdit::Password);
    row.line->setAccessibleName(tr("API key of %1").arg(label->text()));
    row.line->setPlaceholderText(setting.value.isEmpty() ? tr("not set") : tr("set; type to replace it"));
    row.line->setEnabled(!setting.isOverruled());
    if (setting.isOverruled())
        row.line->setPlaceholderText(tr("given by the %1").arg(sourceText(setting, m_client.view().file)));
    label->setBuddy(row.line);
    label->setMinimumWidth(fontMetrics().averageCharWidth() * 12);
    auto *button = new QPushButton(tr("Test"), widget);
    button->setObjectName(u"test_"_s + setting.name);
    button->setAccessibleName(tr("Test the key of %1").arg(label->text()));
    row.answer = new QLabel(widget);
    row.answer->setObjectName(u"answer_"_s + setting.name);
    row.answer->setWordWrap(true);
    row.answer->setMinimumHeight(fontMetrics().height());
    grid->addWidget(label, 0, 0);
    grid->addWidget(row.line, 0, 1);
    grid->addWidget(button, 0, 2);
    grid->addWidget(row.answer, 1, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    m_column->addWidget(widget);
    connect(button, &QPushButton::clicked, this, [this, name = setting.name] { test(name); });
    connect(row.line, &QLineEdit::textChanged, this, [this, setting](const QString &text) {
        answer(setting.name, faultOf(setting, text));
        Q_EMIT completeChanged();
    });
    m_rows.append(row);
}

void KeysPage::test(const QString &name)
{
    const auto row = std::ranges::find(m_rows, name, &Row::name);
    answer(name, tr("Asking the provider…"));
    m_client.testKey(
        name, Secret(row->line->text().trimmed().toUtf8()), this, [this, name](const Result<QString> &told) {
            answer(name, told ? tr("✓ The provider takes it: %1.").arg(*told)
                              : tr("⚠ %1", "what is wrong with a key").arg(told.error().message));
        });
}

void KeysPage::answer(const QString &name, const QString &text)
{
    const auto row = std::ranges::find(m_rows, name, &Row::name);
    row->answer->setText(text);
    row->answer->setToolTip(text);
}

bool KeysPage::isComplete() const
{
    return m_simulate->isChecked() || std::ranges::all_of(m_rows, [this](const Row &row) {
               const ExplainedSetting *setting = m_client.view().find(row.name);
               return !setting || faultOf(*setting, row.line->text()).isEmpty();
           });
}

QList<SettingEdit> KeysPage::edits() const
{
    QList<SettingEdit> edits;
    if (m_simulate->isChecked()) {
        edits.append({u"EXAI_SIMULATOR"_s, Secret("on")});
        return edits;
    }
    for (const Row &row : m_rows) {
        const QString key = row.line->text().trimmed();
        if (!key.isEmpty())
            edits.append({row.name, Secret(key.toUtf8())});
    }
    // A simulator that was asked for by name would answer in place of the keys.
    const ExplainedSetting *simulator = m_client.view().find(u"EXAI_SIMULATOR"_s);
    if (!edits.isEmpty() && simulator && simulator->value == "on"_L1)
        edits.append({u"EXAI_SIMULATOR"_s, std::nullopt});
    return edits;
}

} // namespace exaid
