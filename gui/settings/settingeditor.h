#pragma once

// The right control for one setting: a number with its unit, a check box, a choice, a line of text, or a
// masked line for a secret. Speaks the settings file's text on both sides. GUI thread.

#include "core/config/settingscodec.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace exaid {

class NumberBox;

class SettingEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit SettingEditor(const ExplainedSetting &setting, QWidget *parent = nullptr);

    // For a secret: what was typed, empty if nothing was.
    QString text() const;
    // Does not emit edited(). A secret's text is never known: pass an empty one.
    void setText(const QString &text);
    void setPlaceholder(const QString &text);
    // The control itself: for the focus, the label and the screen reader.
    QWidget *control() const;

Q_SIGNALS:
    void edited();

private:
    void makeChoice(const QStringList &choices);
    void makeLine(bool secret);

    const SettingKind m_kind;
    QCheckBox *m_check = nullptr; // exactly one of the four is there
    QComboBox *m_choice = nullptr;
    NumberBox *m_number = nullptr;
    QLineEdit *m_line = nullptr;
};

} // namespace exaid
