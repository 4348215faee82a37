#include "app/exaid/daemonfinder.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <cmath>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// A daemon that listens on all addresses is reached by loopback.
QString reachableHost(const QString &host)
{
    if (host == "0.0.0.0"_L1 || host == "localhost"_L1 || host.isEmpty())
        return u"127.0.0.1"_s;
    return host == "::"_L1 ? u"::1"_s : host;
}

bool portWasChosen(const LoadedSettings &loaded)
{
    for (const ExplainedSetting &setting : loaded.explained) {
        if (setting.name == "EXAI_WS_PORT"_L1)
            return setting.source != "default"_L1;
    }
    return false;
}

} // namespace

QString DaemonAddress::url() const
{
    return host.contains(u':') ? u"ws://[%1]:%2"_s.arg(host).arg(port) : u"ws://%1:%2"_s.arg(host).arg(port);
}

DaemonSearch findDaemon(const LoadedSettings &loaded, const Clock &clock)
{
    const ServerSettings &server = loaded.settings.server;
    const FileSettings &files = loaded.settings.files;
    DaemonSearch search;
    if (server.port != 0)
        search.candidates.append({reachableHost(server.host), server.port, u"settings"_s});

    QFile file(files.healthFile);
    if (!file.open(QIODevice::ReadOnly))
        return search;
    const QJsonObject health = QJsonDocument::fromJson(file.read(65'536)).object();
    const int port = health.value("port"_L1).toInt();
    if (port <= 0)
        return search;
    const double now = static_cast<double>(clock.wallNow().time_since_epoch().count()) / 1000.0;
    const double age = now - health.value("t"_L1).toDouble();
    const DaemonAddress written{reachableHost(health.value("host"_L1).toString()), port,
                                "health file "_L1 + files.healthFile};
    const QString who = u"pid %1 at %2"_s.arg(health.value("pid"_L1).toInteger()).arg(written.url());
    if (std::abs(age) > 3 * toSeconds(files.healthInterval)) {
        search.note =
            u"%1 is left from %2, last written %3 s ago; that daemon ended without cleaning up."_s.arg(
                files.healthFile, who, QString::number(age, 'f', 0));
        return search;
    }
    const bool known = !search.candidates.isEmpty() && search.candidates.constFirst().port == port;
    if (known)
        return search;
    search.note = u"%1 tells of %2."_s.arg(files.healthFile, who);
    if (server.port == 0 || !portWasChosen(loaded))
        search.candidates.append(written);
    return search;
}

} // namespace exaid
