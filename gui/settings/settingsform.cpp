#include "gui/settings/settingsform.h"

#include "core/config/settingsreport.h"
#include "gui/settings/settingeditor.h"
#include "gui/settings/settingfield.h"
#include "gui/settings/settingsdraft.h"
#include "gui/settings/settingtexts.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList namesOf(const SettingsView &view)
{
    QStringList names;
    for (const ExplainedSetting &setting : view.settings)
        names << setting.name;
    return names;
}

QFrame *thinLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

} // namespace

SettingsForm::SettingsForm(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(u"settingsForm"_s);
    setAccessibleName(tr("Settings of the chosen group"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rebuild();
}

void SettingsForm::rebuild()
{
    m_fields.clear();
    m_sections.clear();
    auto *content = new QWidget;
    content->setObjectName(u"settingsContent"_s);
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(4, 0, 14, 8);
    m_column->setSpacing(0);
    m_nothing = new QLabel(tr("No setting contains these words."), content);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setMargin(24);
    m_nothing->hide();
    m_column->addWidget(m_nothing);
    QStringList groups;
    for (const ExplainedSetting &setting : std::as_const(m_view.settings)) {
        if (groups.contains(setting.group))
            continue;
        groups << setting.group;
        Section section;
        section.widget = new QWidget(content);
        section.column = new QVBoxLayout(section.widget);
        section.column->setContentsMargins(0, 0, 0, 12);
        section.column->setSpacing(0);
        section.widget->hide();
        m_column->addWidget(section.widget);
        m_sections.insert(setting.group, section);
    }
    m_column->addStretch(1);
    setWidget(content); // deletes the former one
}

void SettingsForm::show(const SettingsDraft &draft)
{
    const bool others = namesOf(draft.view()) != namesOf(m_view);
    m_draft = &draft;
    m_view = draft.view();
    if (others) {
        rebuild();
        arrange();
    }
    for (const ExplainedSetting &setting : std::as_const(m_view.settings)) {
        if (SettingField *shown = field(setting.name))
            shown->show(setting, m_view.file, draft);
    }
}

void SettingsForm::makeGroup(const QString &group)
{
    Section &section = m_sections[group];
    if (!section.widget || section.column->count() > 0)
        return;
    auto *title = new QLabel(groupText(group), section.widget);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setBold(true);
    title->setFont(font);
    title->setContentsMargins(0, 4, 0, 6);
    section.column->addWidget(title);
    for (const ExplainedSetting &setting : std::as_const(m_view.settings)) {
        if (setting.group != group)
            continue;
        auto *made = new SettingField(setting, m_view.file, section.widget);
        if (m_draft)
            made->show(setting, m_view.file, *m_draft);
        connect(made, &SettingField::edited, this, &SettingsForm::edited);
        connect(made, &SettingField::resetRequested, this, &SettingsForm::resetRequested);
        connect(made, &SettingField::testRequested, this, &SettingsForm::testRequested);
        m_fields.insert(setting.name, made);
        section.column->addWidget(made);
        section.column->addWidget(thinLine(made));
    }
}

void SettingsForm::showGroup(const QString &group)
{
    m_group = group;
    arrange();
    ensureVisible(0, 0);
}

void SettingsForm::showMatches(const QString &words)
{
    m_words = words.trimmed();
    arrange();
}

void SettingsForm::arrange()
{
    const QStringList words = m_words.split(u' ', Qt::SkipEmptyParts);
    bool any = false;
    for (auto it = m_sections.begin(); it != m_sections.end(); ++it) {
        if (!words.isEmpty() || it.key() == m_group)
            makeGroup(it.key());
    }
    QHash<QString, bool> hasMatch;
    for (const ExplainedSetting &setting : std::as_const(m_view.settings)) {
        SettingField *shown = field(setting.name);
        if (!shown)
            continue;
        const bool matches = words.isEmpty() ? setting.group == m_group : shown->matches(words);
        shown->setVisible(matches);
        hasMatch[setting.group] = hasMatch.value(setting.group) || matches;
        any = any || matches;
    }
    for (auto it = m_sections.begin(); it != m_sections.end(); ++it)
        it->widget->setVisible(hasMatch.value(it.key()));
    m_nothing->setVisible(!any && !words.isEmpty());
}

QList<SettingProblem> SettingsForm::setProblems(const QList<SettingProblem> &problems)
{
    QHash<QString, QStringList> byField;
    QList<SettingProblem> others;
    for (const SettingProblem &problem : problems) {
        const ExplainedSetting *setting = m_view.find(problem.name);
        if (!setting) {
            others << problem;
            continue;
        }
        makeGroup(setting->group);
        QString text = problem.message;
        if (!problem.hint.isEmpty())
            text += ". "_L1 + problem.hint;
        byField[setting->name] << text;
    }
    for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it)
        it.value()->setProblem(byField.value(it.key()).join(u'\n'));
    arrange();
    return others;
}

QStringList SettingsForm::faults() const
{
    QStringList names;
    for (const ExplainedSetting &setting : m_view.settings) {
        const SettingField *shown = field(setting.name);
        if (shown && !shown->fault().isEmpty())
            names << setting.name;
    }
    return names;
}

void SettingsForm::goTo(const QString &name)
{
    const ExplainedSetting *setting = m_view.find(name);
    if (!setting)
        return;
    if (m_words.isEmpty() && m_group != setting->group) {
        showGroup(setting->group);
        Q_EMIT groupRevealed(setting->group);
    }
    if (SettingField *shown = field(setting->name)) {
        ensureWidgetVisible(shown);
        shown->editor()->control()->setFocus(Qt::OtherFocusReason);
    }
}

QStringList SettingsForm::namesShown() const
{
    QStringList names;
    for (const ExplainedSetting &setting : m_view.settings) {
        const SettingField *shown = field(setting.name);
        if (shown && !shown->isHidden())
            names << setting.name;
    }
    return names;
}

} // namespace exaid
