#include "core/logging/healthfile.h"

#include "core/logging/categories.h"
#include "core/logging/redact.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

QByteArray healthFileText(const QJsonObject &fields)
{
    // Qt sorts the keys and indents by four.
    QByteArray text;
    const QList<QByteArray> lines = QJsonDocument(fields).toJson(QJsonDocument::Indented).split('\n');
    for (const QByteArray &line : lines) {
        qsizetype blanks = 0;
        while (blanks < line.size() && line.at(blanks) == ' ')
            ++blanks;
        if (!line.isEmpty())
            text += line.mid(blanks / 2) + '\n';
    }
    return text;
}

HealthFile::HealthFile(const FileSettings &settings)
    : m_path(settings.healthFile)
    , m_thread([this] { run(); })
{}

HealthFile::~HealthFile()
{
    close();
}

void HealthFile::write(const QJsonObject &fields)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closing)
            return;
        m_pending = fields;
    }
    m_wake.notify_one();
}

void HealthFile::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable()) {
        m_thread.join();
        removeOwn();
    }
}

void HealthFile::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_closing || m_pending; });
        if (m_closing)
            return;
        const QJsonObject fields = *std::exchange(m_pending, std::nullopt);
        lock.unlock();
        save(fields);
        lock.lock();
    }
}

void HealthFile::save(const QJsonObject &fields)
{
    const QDir directory = QFileInfo(m_path).absoluteDir();
    if (!directory.exists() && QDir().mkpath(directory.path()))
        QFile::setPermissions(directory.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QByteArray text = healthFileText(fields);
    QSaveFile file(m_path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit()) {
        m_pid = fields.value("pid"_L1).toInteger();
        m_reported = false;
        return;
    }
    if (!m_reported)
        qCWarning(lcDaemon).noquote()
            << "the health file can't be written:" << file.errorString() << kv("path"_L1, m_path);
    m_reported = true;
}

void HealthFile::removeOwn() const
{
    QFile file(m_path);
    if (m_pid == 0 || !file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject found = QJsonDocument::fromJson(file.readAll()).object();
    file.close();
    if (found.value("pid"_L1).toInteger() == m_pid)
        file.remove();
}

} // namespace exaid
