#pragma once

// What can be done to a session on behalf of a page: another limit, another priority, the end of its
// connections. Asks where something dies, then tells the daemon, and says what came of it. A child of its
// page. GUI thread.

#include "core/monitoring/snapshot.h"

#include <QJsonObject>
#include <QObject>
#include <functional>
#include <optional>

class QWidget;

namespace exaid {

class FeedStore;

class SessionCommand final : public QObject
{
    Q_OBJECT
public:
    SessionCommand(FeedStore &store, QWidget *page);

    // These two open a dialog.
    void confirmDisconnect(const SessionSnapshot &session);
    void askLimit(const SessionSnapshot &session);

    void setLimit(const QString &session, std::optional<int> limit);
    void setBatch(const QString &session, bool batch);

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);

private:
    void cutConnections(const QString &session);
    void send(const QString &op, const QJsonObject &question,
              const std::function<QString(const QJsonObject &)> &done);

    FeedStore &m_store;
    QWidget *const m_page;
};

} // namespace exaid
