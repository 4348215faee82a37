#include "gui/wizard/startpage.h"

#include "gui/charts/charttheme.h"
#include "gui/settings/settingtexts.h"

#include <QButtonGroup>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString ProfileName = u"EXAI_PROFILE"_s;

QString startText(StartAtLogin start)
{
    switch (start) {
    case StartAtLogin::Nothing:
        return StartPage::tr("&Nothing: I start exaid myself");
    case StartAtLogin::Desktop:
        return StartPage::tr("exaid in the &tray, with its window at hand");
    case StartAtLogin::Service:
        return StartPage::tr("Only the &daemon, as a service of my session");
    }
    Q_UNREACHABLE();
}

QLabel *heading(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

} // namespace

StartPage::StartPage(SettingsClient &client, const SetupOffers &offers, QWidget *parent)
    : QWizardPage(parent)
    , m_client(client)
    , m_profiles(new QButtonGroup(this))
    , m_starts(new QButtonGroup(this))
    , m_effect(new QLabel(this))
{
    setTitle(tr("How it runs"));
    setSubTitle(tr("All of this can be changed later, each limit by itself."));
    auto *column = new QVBoxLayout(this);
    column->setSpacing(6);
    column->addWidget(heading(tr("Limits to begin with"), this));
    const std::pair<const char *, QString> profiles[] = {
        {"development", tr("&One developer with a few agents (profile development)")},
        {"production", tr("&Many agents at once (profile production)")}};
    int id = 0;
    for (const auto &[name, text] : profiles) {
        auto *button = new QRadioButton(text, this);
        button->setObjectName(QLatin1StringView(name));
        m_profiles->addButton(button, id++);
        column->addWidget(button);
    }
    m_effect->setObjectName(u"profileEffect"_s);
    m_effect->setWordWrap(true);
    m_effect->setIndent(24);
    m_effect->setMinimumHeight(fontMetrics().height() * 3);
    m_effect->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    charttheme::setInk(*m_effect, charttheme::secondaryText(palette()));
    column->addWidget(m_effect);
    column->addSpacing(12);
    column->addWidget(heading(tr("When I log in, start"), this));
    for (const StartAtLogin start : offers.starts) {
        auto *button = new QRadioButton(startText(start), this);
        button->setChecked(start == offers.present);
        m_starts->addButton(button, static_cast<int>(start));
        column->addWidget(button);
    }
    column->addStretch();
    connect(m_profiles, &QButtonGroup::idToggled, this, &StartPage::preview);
    connect(&client, &SettingsClient::viewChanged, this, &StartPage::takeView);
    takeView();
}

void StartPage::takeView()
{
    const ExplainedSetting *profile = m_client.view().find(ProfileName);
    if (m_profiles->checkedId() < 0)
        m_profiles->button(profile && profile->value == "production"_L1 ? 1 : 0)->setChecked(true);
    if (profile && profile->isOverruled()) {
        for (QAbstractButton *button : m_profiles->buttons())
            button->setEnabled(false);
    }
}

void StartPage::preview()
{
    const QList<SettingEdit> wanted = edits();
    if (wanted.isEmpty()) {
        m_effect->setText(tr("As it is now."));
        return;
    }
    m_client.check({wanted, {}}, this, [this, wanted](const Result<SettingsOutcome> &outcome) {
        if (edits() != wanted || !outcome)
            return;
        QStringList changes;
        for (const SettingChange &change : outcome->changes) {
            if (change.name != ProfileName)
                changes << tr("%1: %2 instead of %3", "setting, new value, old value")
                               .arg(change.name, valueText(change.to), valueText(change.from));
        }
        m_effect->setText(changes.join(u" · "_s));
    });
}

QList<SettingEdit> StartPage::edits() const
{
    const ExplainedSetting *profile = m_client.view().find(ProfileName);
    const QAbstractButton *chosen = m_profiles->checkedButton();
    if (!profile || !chosen || profile->value == chosen->objectName())
        return {};
    return {{ProfileName, Secret(chosen->objectName().toUtf8())}};
}

StartAtLogin StartPage::start() const
{
    return static_cast<StartAtLogin>(std::max(0, m_starts->checkedId()));
}

} // namespace exaid
