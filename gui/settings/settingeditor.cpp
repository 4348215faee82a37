#include "gui/settings/settingeditor.h"

#include "gui/settings/numberbox.h"
#include "gui/settings/settingtexts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

SettingEditor::SettingEditor(const ExplainedSetting &setting, QWidget *parent)
    : QWidget(parent)
    , m_kind(setting.kind)
{
    switch (setting.kind) {
    case SettingKind::Flag:
        m_check = new QCheckBox(tr("on", "state of a setting"), this);
        connect(m_check, &QCheckBox::toggled, this, &SettingEditor::edited);
        break;
    case SettingKind::Choice:
        makeChoice(setting.choices);
        break;
    case SettingKind::Integer:
    case SettingKind::Real:
    case SettingKind::Time:
        m_number =
            new NumberBox(setting.minimum, setting.maximum, setting.kind == SettingKind::Integer, this);
        if (setting.kind == SettingKind::Time)
            m_number->setSuffix(u' ' + unitText(setting.unit));
        connect(m_number, &NumberBox::valueChanged, this, &SettingEditor::edited);
        break;
    default:
        makeLine(setting.secret);
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(control());
    setFocusProxy(control());
    control()->setObjectName(setting.name);
    control()->setAccessibleName(helpText(setting));
    control()->setAccessibleDescription(setting.name);
}

void SettingEditor::makeChoice(const QStringList &choices)
{
    m_choice = new QComboBox(this);
    m_choice->addItems(choices);
    m_choice->setFocusPolicy(Qt::StrongFocus);
    connect(m_choice, &QComboBox::currentTextChanged, this, &SettingEditor::edited);
}

void SettingEditor::makeLine(bool secret)
{
    m_line = new QLineEdit(this);
    if (secret) {
        m_line->setEchoMode(QLineEdit::Password);
        m_line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    }
    connect(m_line, &QLineEdit::textChanged, this, &SettingEditor::edited);
}

QWidget *SettingEditor::control() const
{
    if (m_check)
        return m_check;
    if (m_choice)
        return m_choice;
    if (m_number)
        return m_number;
    return m_line;
}

QString SettingEditor::text() const
{
    if (m_check)
        return m_check->isChecked() ? u"true"_s : u"false"_s;
    if (m_choice)
        return m_choice->currentText();
    return m_number ? m_number->plainText() : m_line->text().trimmed();
}

void SettingEditor::setText(const QString &text)
{
    const QSignalBlocker quiet(control());
    if (m_check) {
        m_check->setChecked(text == "true"_L1);
    } else if (m_choice) {
        if (m_choice->findText(text) < 0)
            m_choice->addItem(text); // of a newer daemon
        m_choice->setCurrentText(text);
    } else if (m_number) {
        m_number->setPlainText(text);
    } else if (m_line->text().trimmed() != text) {
        m_line->setText(text);
    }
}

void SettingEditor::setPlaceholder(const QString &text)
{
    if (m_line)
        m_line->setPlaceholderText(text);
}

} // namespace exaid
