#pragma once

// For an object that lives on one thread: remembers the thread that made it, and ends a build with asserts on
// a call from any other. A Qt that is not built for the thread sanitizer leaves this as the check that finds
// such a call. A member by value.

#include <QThread>
#include <QtGlobal>

namespace exaid {

class ThreadBound final
{
public:
    // where: the entry point, as the message shall name it.
    void assertHere([[maybe_unused]] const char *where) const
    {
        Q_ASSERT_X(m_thread == QThread::currentThreadId(), where, "called on another thread than its own");
    }

private:
    const Qt::HANDLE m_thread = QThread::currentThreadId();
};

} // namespace exaid
