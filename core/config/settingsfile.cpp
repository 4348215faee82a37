#include "core/config/settingsfile.h"

#include "core/config/envfile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QFile::Permissions OwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

Error unwritable(const QString &path, const QString &reason)
{
    return {u"unwritable"_s, u"%1 can't be written: %2"_s.arg(path, reason),
            u"Check who owns the file and its directory, and whether the disk is full."_s};
}

Status writeAtomically(const QString &path, const QByteArray &bytes, bool ownerOnly)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return unwritable(path, file.errorString());
    if (ownerOnly && !file.setPermissions(OwnerOnly)) {
        const QString reason = file.errorString();
        file.cancelWriting();
        return unwritable(path, reason);
    }
    if (file.write(bytes) != bytes.size() || !file.commit())
        return unwritable(path, file.errorString());
    return Done{};
}

QString bytesHash(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16));
}

const ExplainedSetting *findKnown(const QList<ExplainedSetting> &known, const QString &name)
{
    const auto it = std::ranges::find_if(
        known, [&](const ExplainedSetting &s) { return s.name == name || s.aliases.contains(name); });
    return it == known.cend() ? nullptr : &*it;
}

} // namespace

SettingsFile::SettingsFile(const QString &path, const QString &versionsDir)
    : m_path(path)
    , m_versionsDir(versionsDir)
{}

Result<Secret> SettingsFile::read() const
{
    QFile file(m_path);
    if (!file.exists())
        return Secret();
    if (!file.open(QIODevice::ReadOnly))
        return Error{u"unreadable"_s, u"%1 can't be read: %2"_s.arg(m_path, file.errorString()),
                     u"Check who owns the file."_s};
    return Secret(file.readAll());
}

Status SettingsFile::write(const Secret &content, bool holdsSecret) const
{
    const QFileInfo info(m_path);
    if (!info.dir().exists() && !QDir().mkpath(info.absolutePath()))
        return unwritable(m_path, u"there is no directory %1"_s.arg(info.absolutePath()));
    return writeAtomically(m_path, content.reveal(), holdsSecret || !info.exists());
}

Status SettingsFile::keep(const Secret &content, qint64 wallMs) const
{
    if (content.isEmpty())
        return Done{};
    QDir dir(m_versionsDir);
    if (!dir.exists() &&
        (!dir.mkpath(u"."_s) || !QFile::setPermissions(m_versionsDir, OwnerOnly | QFile::ExeOwner)))
        return unwritable(m_versionsDir, u"the directory can't be made"_s);
    QList<SettingsVersion> kept = versions();
    if (!kept.isEmpty()) {
        if (const Result<Secret> newest = version(kept.constFirst().id); newest && *newest == content)
            return Done{};
        wallMs = std::max(wallMs, kept.constFirst().wallMs + 1); // the clock may have been set back
    }
    if (Status written = writeAtomically(dir.filePath(u"%1.env"_s.arg(wallMs)), content.reveal(), true);
        !written)
        return written;
    for (qsizetype i = VersionsKept - 1; i < kept.size(); ++i)
        dir.remove(kept.at(i).id + ".env"_L1);
    return Done{};
}

QList<SettingsVersion> SettingsFile::versions() const
{
    QList<SettingsVersion> versions;
    const QFileInfoList files = QDir(m_versionsDir).entryInfoList({u"*.env"_s}, QDir::Files);
    for (const QFileInfo &file : files) {
        bool isNumber = false;
        const qint64 wallMs = file.completeBaseName().toLongLong(&isNumber);
        if (isNumber)
            versions.append({file.completeBaseName(), wallMs});
    }
    std::ranges::sort(versions, std::ranges::greater{}, &SettingsVersion::wallMs);
    return versions;
}

Result<Secret> SettingsFile::version(const QString &id) const
{
    bool isNumber = false;
    id.toLongLong(&isNumber); // never a path
    QFile file(QDir(m_versionsDir).filePath(id + ".env"_L1));
    if (!isNumber || !file.open(QIODevice::ReadOnly))
        return Error{u"no_such_version"_s, u"there is no such former version of the settings"_s,
                     u"Choose one of the list."_s};
    return Secret(file.readAll());
}

QString SettingsFile::fingerprint(const Secret &content)
{
    return bytesHash(content.reveal());
}

QString SettingsFile::versionsDirFor(const QString &path, const QString &stateDir)
{
    return stateDir + "/settings-versions/"_L1 + bytesHash(QFile::encodeName(path));
}

Secret edited(const Secret &content, const QList<SettingEdit> &edits, const QList<ExplainedSetting> &known)
{
    QByteArray bytes = content.reveal();
    for (const SettingEdit &edit : edits) {
        QStringList names{edit.name};
        const ExplainedSetting *setting = findKnown(known, edit.name);
        if (setting)
            names = QStringList(setting->name) + setting->aliases;
        const EnvFile file = EnvFile::parse(bytes);
        QString used; // the name that counts now: the last line
        for (const EnvFile::Entry &entry : file.entries()) {
            if (names.contains(entry.name))
                used = entry.name;
        }
        const QString value = edit.value ? QString::fromUtf8(edit.value->reveal()) : QString();
        const bool given = !value.trimmed().isEmpty();
        if (given)
            bytes = EnvFile::withValue(bytes, used.isEmpty() ? names.constFirst() : used, value);
        for (const QString &name : std::as_const(names)) {
            if (given && (used.isEmpty() || name == used))
                continue;
            // What was set before stays as a comment, but not a key.
            bytes = setting && setting->secret ? EnvFile::without(bytes, name)
                                               : EnvFile::withValue(bytes, name, {});
        }
    }
    return Secret(bytes);
}

QList<SettingProblem> overruledEdits(const QList<SettingEdit> &edits, const QList<ExplainedSetting> &known)
{
    QList<SettingProblem> problems;
    for (const SettingEdit &edit : edits) {
        const ExplainedSetting *setting = findKnown(known, edit.name);
        if (setting && setting->isOverruled()) {
            problems.append(
                {setting->name, setting->source,
                 u"is given by the %1, which comes before the settings file"_s.arg(setting->source),
                 u"Change it there, or remove it there."_s});
        }
    }
    return problems;
}

} // namespace exaid
