#pragma once

// Asks before calls are killed: lists what dies, says what that means and that it can't be undone. Not modal
// to the program: use open(); accepted() is the yes. GUI thread.

#include "core/monitoring/snapshot.h"

#include <QDialog>

class QCheckBox;

namespace exaid {

class KillDialog final : public QDialog
{
    Q_OBJECT
public:
    // `session` is named when all of a session's calls are meant; else empty.
    KillDialog(const QList<CallSnapshot> &victims, const QString &session, qint64 daemonNowMs,
               QWidget *parent = nullptr);

    bool dontAskAgain() const;

private:
    QCheckBox *m_dontAsk;
};

} // namespace exaid
