#pragma once

// The commands that concern the daemon as a whole: pause and resume the intake, finish and stop. Keeps their
// actions true to what the daemon says of itself. A child of the window. GUI thread.

#include <QObject>

class QWidget;

namespace exaid {

class Actions;
class FeedStore;

class DaemonCommands final : public QObject
{
    Q_OBJECT
public:
    DaemonCommands(FeedStore &store, Actions &actions, QWidget *window);

Q_SIGNALS:
    // For the status bar.
    void said(const QString &text);

private:
    void pause(bool paused);
    void askToStop();
    void refresh();

    FeedStore &m_store;
    Actions &m_actions;
    QWidget *const m_window;
};

} // namespace exaid
