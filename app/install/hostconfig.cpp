#include "app/install/hostconfig.h"

#include "app/install/jsonctext.h"
#include "app/install/tomltext.h"

namespace exaid::install {

using namespace Qt::Literals::StringLiterals;

namespace {

// What the user has set beside the transport stays; where nothing is set, ours.
QJsonObject mergedEntry(const HostRow &host, QJsonObject entry, const Connection &connection)
{
    for (const QString &key : transportKeys(host))
        entry.remove(key);
    const QStringList own = transportKeys(host);
    const QJsonObject wanted = entryFor(host, connection);
    for (auto member = wanted.begin(); member != wanted.end(); ++member) {
        if (own.contains(member.key()) || !entry.contains(member.key()))
            entry.insert(member.key(), member.value());
    }
    return entry;
}

Result<QByteArray> installedJson(const HostRow &host, const QByteArray &text, const QStringList &path,
                                 const Connection &connection)
{
    auto parsed = JsoncText::parse(text);
    if (!parsed)
        return parsed.error();
    const JsoncText document = std::move(parsed).value();
    const QJsonValue before = document.value(path);
    const QJsonObject entry = mergedEntry(host, before.toObject(), connection);
    if (before == entry)
        return text;
    return document.with(path, entry);
}

Result<QByteArray> installedToml(const HostRow &host, const QByteArray &text, const QStringList &path,
                                 const Connection &connection)
{
    auto parsed = TomlText::parse(text);
    if (!parsed)
        return parsed.error();
    const TomlText document = std::move(parsed).value();
    const QStringList own = transportKeys(host);
    QJsonObject entries = entryFor(host, connection);
    for (const QString &key : entries.keys()) {
        if (!own.contains(key) && document.hasKey(path, key))
            entries.remove(key);
    }
    return document.with(path, entries, own);
}

} // namespace

QByteArray snippet(const HostRow &host, const QString &name, const Connection &connection)
{
    return installed(host, {}, name, connection).value();
}

Result<QByteArray> installed(const HostRow &host, const QByteArray &text, const QString &name,
                             const Connection &connection)
{
    const QStringList path = host.container + QStringList(name);
    return host.format == ConfigFormat::Toml ? installedToml(host, text, path, connection)
                                             : installedJson(host, text, path, connection);
}

Result<QByteArray> uninstalled(const HostRow &host, const QByteArray &text, const QString &name)
{
    const QStringList path = host.container + QStringList(name);
    if (host.format == ConfigFormat::Toml) {
        auto parsed = TomlText::parse(text);
        if (!parsed)
            return parsed.error();
        return parsed->without(path);
    }
    if (text.trimmed().isEmpty())
        return text;
    auto parsed = JsoncText::parse(text);
    if (!parsed)
        return parsed.error();
    return parsed->without(path);
}

bool hasEntry(const HostRow &host, const QByteArray &text, const QString &name)
{
    const auto without = uninstalled(host, text, name);
    return without && *without != text;
}

} // namespace exaid::install
