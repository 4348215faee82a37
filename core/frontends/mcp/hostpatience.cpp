#include "core/frontends/mcp/hostpatience.h"

#include "core/frontends/mcp/mcpdata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace exaid::mcp {

using namespace Qt::Literals::StringLiterals;

namespace {

Error badHosts(const QString &what)
{
    return Error{u"bad_hosts"_s, u"table of hosts: "_s + what, {}};
}

} // namespace

Result<HostPatience> HostPatience::parse(const QByteArray &json)
{
    HostPatience patience;
    for (const QJsonValue &value : QJsonDocument::fromJson(json).array()) {
        const QJsonObject row = value.toObject();
        if (row.keys() != QStringList{u"client"_s, u"progress_secs"_s, u"quiet_secs"_s})
            return badHosts(u"a row has client, quiet_secs and progress_secs"_s);
        const qint64 quiet = row["quiet_secs"_L1].toInteger(-1);
        const qint64 withProgress = row["progress_secs"_L1].toInteger(-1);
        if (quiet < 0 || withProgress < 0)
            return badHosts(u"seconds are whole numbers from 0"_s);
        patience.m_rows.append(
            {row["client"_L1].toString(), std::chrono::seconds(quiet), std::chrono::seconds(withProgress)});
    }
    if (patience.m_rows.isEmpty() || !patience.m_rows.last().client.isEmpty())
        return badHosts(u"the last row must be for all clients"_s);
    return patience;
}

HostPatience HostPatience::builtIn()
{
    Result<HostPatience> patience = parse(mcpData(u"hosts.json"_s));
    if (!patience)
        qFatal("%s", qUtf8Printable(patience.error().message));
    return std::move(patience).value();
}

Duration HostPatience::answerWithin(const QString &client, bool seesProgress) const
{
    const auto row = std::ranges::find_if(m_rows, [&](const Row &r) {
        return r.client.isEmpty() || client.startsWith(r.client, Qt::CaseInsensitive);
    });
    return seesProgress ? row->withProgress : row->quiet;
}

} // namespace exaid::mcp
