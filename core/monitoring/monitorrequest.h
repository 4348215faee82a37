#pragma once

// A question to the daemon that has an answer: a page of the history, a limit to be changed. The same in
// process and over WebSocket. Values.

#include "core/result.h"

#include <QJsonObject>
#include <QMetaType>
#include <functional>

namespace exaid {

// Called once, with the answer or with what went wrong.
using MonitorReply = std::function<void(const Result<QJsonObject> &answer)>;
// Answers a question on the core thread, at once or later; calls `reply` exactly once, on the core thread.
using MonitorHandler = std::function<void(const QJsonObject &question, const MonitorReply &reply)>;

// An answer on its way to another thread.
struct MonitorAnswer
{
    quint64 id = 0; // of the question
    Result<QJsonObject> answer = QJsonObject();
};

} // namespace exaid

Q_DECLARE_METATYPE(exaid::MonitorAnswer)
