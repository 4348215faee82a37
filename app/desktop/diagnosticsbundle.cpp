#include "app/desktop/diagnosticsbundle.h"

#include "core/logging/redact.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray pretty(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

QByteArray jsonLines(const QJsonArray &array)
{
    QByteArray lines;
    for (const QJsonValue &value : array)
        lines += QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact) + '\n';
    return lines;
}

QByteArray textLines(const QJsonArray &array)
{
    QByteArray lines;
    for (const QJsonValue &value : array)
        lines += value.toString().toUtf8() + '\n';
    return lines;
}

} // namespace

QList<ZipEntry> bundleEntries(const QJsonObject &fromDaemon, const QJsonObject &window,
                              const QString &problem)
{
    const QJsonObject daemon = redact(fromDaemon);
    QJsonObject facts{{u"window"_s, redact(window)}, {u"daemon"_s, daemon[u"versions"]}};
    if (!problem.isEmpty())
        facts.insert(u"problem"_s, redact(problem));
    QList<ZipEntry> entries{{u"versions.json"_s, pretty(facts)}};
    if (daemon.isEmpty())
        return entries;
    entries << ZipEntry{u"settings.json"_s, pretty(daemon[u"settings"].toObject())}
            << ZipEntry{u"snapshot.json"_s, pretty(daemon[u"snapshot"].toObject())}
            << ZipEntry{u"events.jsonl"_s, jsonLines(daemon[u"events"].toArray())}
            << ZipEntry{u"log.txt"_s, textLines(daemon[u"log"].toArray())};
    return entries;
}

} // namespace exaid
