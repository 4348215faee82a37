#include "gui/settings/settingfield.h"

#include "gui/charts/charttheme.h"
#include "gui/settings/settingeditor.h"
#include "gui/settings/settingsdraft.h"
#include "gui/settings/settingtexts.h"

#include <QAccessible>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QLabel *wrapping(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    return label;
}

} // namespace

SettingField::SettingField(const ExplainedSetting &setting, const QString &file, QWidget *parent)
    : QWidget(parent)
    , m_setting(setting)
    , m_editor(new SettingEditor(setting, this))
    , m_help(wrapping(this))
    , m_facts(wrapping(this))
    , m_restart(new QLabel(tr("needs a restart"), this))
    , m_fault(wrapping(this))
    , m_reset(new QToolButton(this))
{
    build();
    showFacts(file, false);
    applyPalette();
}

void SettingField::build()
{
    m_help->setText(helpText(m_setting));
    m_help->setBuddy(m_editor->control());
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    m_facts->setFont(small);
    m_restart->setFont(small);
    m_restart->setToolTip(tr("The daemon takes the new value at its next start."));
    m_restart->setVisible(m_setting.needsRestart);
    m_fault->setObjectName(u"fault_"_s + m_setting.name);
    m_fault->hide();
    m_reset->setText(u"↺"_s);
    m_reset->setAutoRaise(true);
    m_reset->setObjectName(u"reset_"_s + m_setting.name);
    m_reset->setToolTip(tr("Back to the default"));
    m_reset->setAccessibleName(tr("Reset %1 to its default").arg(m_setting.name));
    const int width = fontMetrics().averageCharWidth() * 34;
    m_editor->setFixedWidth(width);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 6, 0, 6);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(1);
    grid->setColumnStretch(0, 1);
    grid->addWidget(m_help, 0, 0);
    grid->addWidget(m_editor, 0, 1, Qt::AlignTop);
    grid->addWidget(m_reset, 0, 2, Qt::AlignTop);
    grid->addWidget(m_facts, 1, 0);
    auto *side = new QHBoxLayout;
    side->setContentsMargins(0, 0, 0, 0);
    if (m_setting.secret && m_setting.name.endsWith("_API_KEY"_L1)) {
        m_test = new QPushButton(tr("Test"), this);
        m_test->setObjectName(u"test_"_s + m_setting.name);
        m_test->setToolTip(tr("Asks the provider whether it takes this key. Nothing is charged."));
        m_test->setAccessibleName(tr("Test %1").arg(m_setting.name));
        side->addWidget(m_test);
        connect(m_test, &QPushButton::clicked, this,
                [this] { Q_EMIT testRequested(m_setting.name, m_editor->text()); });
    }
    side->addWidget(m_restart);
    side->addStretch();
    grid->addLayout(side, 1, 1, Qt::AlignTop);
    grid->addWidget(m_fault, 2, 0, 1, 3);

    connect(m_editor, &SettingEditor::edited, this, [this] {
        m_problem.clear(); // the daemon has not seen the new text
        showProblem();
        Q_EMIT edited(m_setting.name, m_editor->text());
    });
    connect(m_reset, &QToolButton::clicked, this, [this] { Q_EMIT resetRequested(m_setting.name); });
}

QString SettingField::fault() const
{
    return faultOf(m_setting, m_editor->text());
}

void SettingField::show(const ExplainedSetting &setting, const QString &file, const SettingsDraft &draft)
{
    m_setting = setting;
    const bool isEdited = draft.isEdited(setting.name);
    if (!setting.secret)
        m_editor->setText(draft.text(setting.name));
    else if (!isEdited || draft.isReset(setting.name))
        m_editor->setText({});
    if (setting.secret)
        m_editor->setPlaceholder(setting.value.isEmpty() || draft.isReset(setting.name)
                                     ? tr("not set")
                                     : tr("set; type to replace it"));
    else
        m_editor->setPlaceholder(setting.defaultValue);
    m_editor->setEnabled(!setting.isOverruled());
    m_reset->setEnabled(!setting.isOverruled() &&
                        (isEdited ? !draft.isReset(setting.name) : setting.isGiven()));
    QFont font = m_help->font();
    font.setBold(isEdited);
    m_help->setFont(font);
    m_place = setting.secret ? keyPlaceText(draft.view()) : QString();
    showFacts(file, isEdited);
    showProblem();
}

void SettingField::showFacts(const QString &file, bool isEdited)
{
    QStringList facts{m_setting.name};
    if (isEdited && !m_setting.secret)
        facts << tr("was %1").arg(valueText(m_setting.value));
    else if (isEdited)
        facts << tr("changed");
    if (m_setting.isOverruled())
        facts << tr("given by the %1, so the settings file can't change it").arg(sourceText(m_setting, file));
    else
        facts << tr("from: %1", "source of a value").arg(sourceText(m_setting, file));
    if (!m_place.isEmpty() && m_setting.name.endsWith("_API_KEY"_L1) && !m_setting.isOverruled())
        facts << m_place;
    if (!m_setting.secret)
        facts << tr("default: %1").arg(valueText(m_setting.defaultValue));
    if (m_setting.kind != SettingKind::Flag && m_setting.kind != SettingKind::Choice &&
        m_setting.kind != SettingKind::Text)
        facts << tr("allowed: %1").arg(rangeText(m_setting));
    m_facts->setText(facts.join(u" · "_s));
}

void SettingField::setProblem(const QString &problem)
{
    m_problem = problem;
    showProblem();
}

QString SettingField::problem() const
{
    const QString own = fault();
    return own.isEmpty() ? m_problem : own;
}

void SettingField::showProblem()
{
    const QString text = problem();
    const bool isNews = !text.isEmpty() && text != m_fault->text();
    m_fault->setText(text.isEmpty() ? QString() : u"⚠ "_s + text);
    m_fault->setVisible(!text.isEmpty());
    m_editor->control()->setAccessibleDescription(text.isEmpty() ? m_setting.name : text);
    if (isNews && isVisible()) {
        QAccessibleEvent alert(m_editor->control(), QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&alert);
    }
}

bool SettingField::matches(const QStringList &words) const
{
    QStringList facts{m_help->text(), m_setting.name};
    facts << m_setting.aliases << (m_setting.secret ? QString() : m_setting.value);
    const QString all = facts.join(u' ');
    return std::ranges::all_of(words,
                               [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
}

void SettingField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void SettingField::applyPalette()
{
    charttheme::setInk(*m_facts, charttheme::secondaryText(palette()));
    charttheme::setInk(*m_restart, charttheme::secondaryText(palette()));
    charttheme::setInk(*m_fault, charttheme::attention(palette()));
}

} // namespace exaid
