#include "app/install/installer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace exaid::install {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MaxConfigBytes = 64 * 1024 * 1024;

Result<InstallPlan> readFor(const QString &path)
{
    InstallPlan plan;
    plan.file = path;
    QFile file(path);
    plan.existed = QFileInfo(path).exists() || QFileInfo(path).isSymLink();
    if (!plan.existed)
        return plan;
    if (!QFileInfo(path).isFile() || file.size() > MaxConfigBytes || !file.open(QIODevice::ReadOnly)) {
        return Error{u"unreadable"_s, u"can't read %1"_s.arg(path),
                     u"check what it is, and that it belongs to you"_s};
    }
    plan.before = file.readAll();
    plan.after = plan.before;
    return plan;
}

Error inFile(const QString &path, Error error)
{
    error.message = u"%1 is left as it is: %2"_s.arg(path, error.message);
    return error;
}

Error unwritable(const QString &path, const QString &why)
{
    return {u"unwritable"_s, u"can't write %1: %2"_s.arg(path, why), u"check that it belongs to you"_s};
}

Status save(const QString &path, const QByteArray &content)
{
    if (!QDir().mkpath(QFileInfo(path).path()))
        return unwritable(QFileInfo(path).path(), u"the directory can't be made"_s);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return unwritable(path, file.errorString());
    return Done{};
}

// What the host has in its file may be secret.
Status saveBackup(const InstallPlan &plan)
{
    if (Status saved = save(plan.backup(), plan.before); !saved)
        return saved;
    QFile::setPermissions(plan.backup(),
                          QFile::permissions(plan.file) & (QFile::ReadOwner | QFile::WriteOwner));
    return Done{};
}

} // namespace

Result<InstallPlan> planInstall(const HostRow &host, const QString &file, const QString &name,
                                const Connection &connection)
{
    auto plan = readFor(file);
    if (!plan)
        return plan;
    InstallPlan result = std::move(plan).value();
    const auto text = installed(host, result.before, name, connection);
    if (!text)
        return inFile(file, text.error());
    result.after = *text;
    return result;
}

Result<InstallPlan> planUninstall(const HostRow &host, const QString &file, const QString &name,
                                  const Connection &connection)
{
    auto plan = readFor(file);
    if (!plan || !plan->existed)
        return plan;
    InstallPlan result = std::move(plan).value();
    const auto text = uninstalled(host, result.before, name);
    if (!text)
        return inFile(file, text.error());
    result.after = *text;
    if (result.after == result.before)
        return result;
    // Made by us, and nothing else has come since.
    if (!QFileInfo::exists(result.backup())) {
        const auto alone = installed(host, {}, name, connection);
        result.removesFile = alone && *alone == result.before;
        return result;
    }
    QFile backup(result.backup());
    if (!backup.open(QIODevice::ReadOnly))
        return result;
    const QByteArray former = backup.readAll();
    const auto again = installed(host, former, name, connection);
    if (again && *again == result.before && !hasEntry(host, former, name))
        result.after = former;
    return result;
}

Status carryOut(const InstallPlan &plan)
{
    if (!plan.isChange())
        return Done{};
    const auto now = readFor(plan.file);
    if (!now)
        return now.error();
    if (now->existed != plan.existed || now->before != plan.before) {
        return Error{u"changed_meanwhile"_s, u"%1 was changed by somebody else just now"_s.arg(plan.file),
                     u"end the host, then try again"_s};
    }
    if (plan.removesFile)
        return QFile::remove(plan.file) ? Status(Done{}) : unwritable(plan.file, u"it can't be removed"_s);
    if (plan.existed) {
        if (Status saved = saveBackup(plan); !saved)
            return saved;
    }
    return save(plan.file, plan.after);
}

QString differences(const InstallPlan &plan)
{
    const QStringList before = QString::fromUtf8(plan.before).split(u'\n');
    const QStringList after = plan.removesFile ? QStringList() : QString::fromUtf8(plan.after).split(u'\n');
    qsizetype head = 0;
    const qsizetype shorter = std::min(before.size(), after.size());
    while (head < shorter && before.at(head) == after.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && before.at(before.size() - 1 - tail) == after.at(after.size() - 1 - tail))
        ++tail;
    QStringList lines;
    for (qsizetype i = head; i < before.size() - tail; ++i)
        lines << "- "_L1 + before.at(i);
    for (qsizetype i = head; i < after.size() - tail; ++i)
        lines << "+ "_L1 + after.at(i);
    return lines.join(u'\n');
}

} // namespace exaid::install
