#pragma once

// Asks before a program that runs its own daemon quits under running calls: finish them first, stop now, or
// stay. Use open(); chosen() is emitted once. GUI thread.

#include <QDialog>

namespace exaid {

class QuitDialog final : public QDialog
{
    Q_OBJECT
public:
    enum class Choice { Stay, FinishCalls, StopNow };
    Q_ENUM(Choice)

    explicit QuitDialog(int runningCalls, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(exaid::QuitDialog::Choice choice);
};

} // namespace exaid
