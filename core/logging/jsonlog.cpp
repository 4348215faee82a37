#include "core/logging/jsonlog.h"

#include "core/logging/categories.h"
#include "core/logging/redact.h"
#include "core/logging/rotatingfile.h"

#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

JsonLog::JsonLog(const QString &path, const FileSettings &settings, const Clock &clock)
    : m_clock(clock)
{
    if (path.isEmpty())
        return;
    m_writer = std::make_unique<LineWriter>(
        std::make_unique<RotatingFile>(path, settings.logMaxBytes, settings.logKeep),
        [path](const QString &message) { qCWarning(lcDaemon).noquote() << message << kv("log"_L1, path); });
}

void JsonLog::write(const QJsonObject &record)
{
    if (!m_writer)
        return;
    QJsonObject line = redact(record);
    if (!line.contains("t"_L1))
        line.insert("t"_L1, static_cast<double>(m_clock.wallNow().time_since_epoch().count()) / 1000.0);
    m_writer->write(QJsonDocument(line).toJson(QJsonDocument::Compact));
}

void JsonLog::close()
{
    if (m_writer)
        m_writer->close();
}

} // namespace exaid
