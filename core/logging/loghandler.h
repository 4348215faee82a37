#pragma once

// Takes the messages of the process (qCInfo, qCWarning, …) and writes them to the standard error output as
// single lines: time, level, category, message, key=value tail. Redacts, escapes line ends, and writes on a
// thread of its own. Installs itself when made and the former handler when destroyed; make one in main(),
// before threads that log, destroyed after them.

#include "core/logging/linewriter.h"
#include "core/time/clock.h"

#include <QByteArrayList>
#include <QMutex>
#include <QString>
#include <QtGlobal>
#include <atomic>

namespace exaid {

class LogHandler
{
public:
    // level: debug, info, warning, error.
    LogHandler(const QString &level, const Clock &clock,
               std::unique_ptr<LineSink> sink = std::make_unique<StandardErrorSink>());
    ~LogHandler();
    Q_DISABLE_COPY_MOVE(LogHandler)

    // At run time; any thread.
    void setLevel(const QString &level);
    // The last lines, as they were written, newest last. Any thread.
    QByteArrayList recent() const;

    static QByteArray formatted(WallTime time, QtMsgType type, const QString &category,
                                const QString &message);

private:
    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &message);
    void accept(QtMsgType type, const QMessageLogContext &context, const QString &message);

    const Clock &m_clock;
    LineWriter m_writer;
    std::atomic<int> m_minimum = 0;
    mutable QMutex m_recentMutex;
    QByteArrayList m_recent;
    QtMessageHandler m_former = nullptr;
};

} // namespace exaid
