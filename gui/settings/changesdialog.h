#pragma once

// Shows what a change of the settings would do, old and new value of each, before it is done. Not modal to
// the program: use open(); accepted() is the yes. GUI thread.

#include "core/config/settingscodec.h"

#include <QDialog>

namespace exaid {

class ChangesDialog final : public QDialog
{
    Q_OBJECT
public:
    // `question` says what is about to happen; an outcome with errors can only be read.
    ChangesDialog(const QString &question, const SettingsOutcome &outcome, QWidget *parent = nullptr);
};

} // namespace exaid
