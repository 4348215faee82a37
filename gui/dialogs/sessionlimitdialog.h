#pragma once

// Asks how many calls of a session may run at once. GUI thread.

#include "core/monitoring/snapshot.h"

#include <QDialog>
#include <optional>

class QSpinBox;

namespace exaid {

class SessionLimitDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit SessionLimitDialog(const SessionSnapshot &session, QWidget *parent = nullptr);

Q_SIGNALS:
    // None: the common limit.
    void chosen(std::optional<int> limit);

private:
    QSpinBox *m_limit;
};

} // namespace exaid
