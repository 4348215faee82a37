#include "core/logging/loghandler.h"

#include "core/logging/redact.h"

#include <QDateTime>
#include <QLoggingCategory>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Qt's handler is a plain function, so the object it belongs to must be found somewhere.
std::atomic<LogHandler *> installedHandler = nullptr;

constexpr qsizetype RecentLines = 500;

int severityOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return 0;
    case QtInfoMsg:
        return 1;
    case QtWarningMsg:
        return 2;
    case QtCriticalMsg:
        return 3;
    case QtFatalMsg:
        return 4;
    }
    return 4;
}

QString severityName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return u"debug"_s;
    case QtInfoMsg:
        return u"info"_s;
    case QtWarningMsg:
        return u"warning"_s;
    case QtCriticalMsg:
        return u"error"_s;
    case QtFatalMsg:
        return u"fatal"_s;
    }
    return u"fatal"_s;
}

int severityOf(const QString &level)
{
    return static_cast<int>(
        QStringList{u"debug"_s, u"info"_s, u"warning"_s, u"error"_s}.indexOf(level.toLower()));
}

// A message is one line, whatever a client or a provider put into it.
QString escapedLine(const QString &message)
{
    QString line;
    line.reserve(message.size());
    for (const QChar c : message) {
        if (c == u'\n')
            line += "\\n"_L1;
        else if (c == u'\r')
            line += "\\r"_L1;
        else if (c.category() == QChar::Other_Control && c != u'\t')
            line += u"\\x%1"_s.arg(static_cast<int>(c.unicode()), 2, 16, QChar(u'0'));
        else
            line += c;
    }
    return line;
}

} // namespace

LogHandler::LogHandler(const QString &level, const Clock &clock, std::unique_ptr<LineSink> sink)
    : m_clock(clock)
    , m_writer(std::move(sink))
{
    setLevel(level);
    installedHandler = this;
    m_former = qInstallMessageHandler(&LogHandler::handle);
}

LogHandler::~LogHandler()
{
    qInstallMessageHandler(m_former);
    installedHandler = nullptr;
    m_writer.close();
}

QByteArrayList LogHandler::recent() const
{
    const QMutexLocker lock(&m_recentMutex);
    return m_recent.size() > RecentLines ? m_recent.last(RecentLines) : m_recent;
}

void LogHandler::setLevel(const QString &level)
{
    const int severity = severityOf(level);
    m_minimum = severity < 0 ? severityOf(u"info"_s) : severity;
    // Rules on top of the check in accept(): a message that nobody wants is then not even put together.
    QLoggingCategory::setFilterRules(m_minimum == 0 ? u"*.debug=false\nexaid.*.debug=true"_s
                                                    : u"*.debug=false"_s);
}

QByteArray LogHandler::formatted(WallTime time, QtMsgType type, const QString &category,
                                 const QString &message)
{
    const QString stamp =
        QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
    return QString(stamp + u' ' + severityName(type) + u' ' + category + u": " + escapedLine(redact(message)))
        .toUtf8();
}

void LogHandler::handle(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (LogHandler *handler = installedHandler)
        handler->accept(type, context, message);
}

void LogHandler::accept(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (severityOf(type) < m_minimum)
        return;
    const QString name = QString::fromUtf8(context.category);
    const QByteArray line = formatted(m_clock.wallNow(), type,
                                      name.isEmpty() || name == "default"_L1 ? u"exaid"_s : name, message);
    m_writer.write(line);
    {
        const QMutexLocker lock(&m_recentMutex);
        m_recent.append(line);
        if (m_recent.size() > 2 * RecentLines) // in blocks, so that the list is moved seldom
            m_recent.remove(0, m_recent.size() - RecentLines);
    }
    if (type == QtFatalMsg)
        m_writer.close(); // Qt aborts the process next
}

} // namespace exaid
