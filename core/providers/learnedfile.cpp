#include "core/providers/learnedfile.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 MostBytes = 8 * 1024 * 1024;

} // namespace

QString LearnedFile::pathIn(const QString &stateDir)
{
    return stateDir.isEmpty() ? QString() : QString(stateDir + u"/learned.json"_s);
}

Result<LearnedStalls> readLearned(const QString &path)
{
    QFile file(path);
    if (path.isEmpty() || !file.exists())
        return LearnedStalls();
    if (!file.open(QIODevice::ReadOnly))
        return Error{u"unreadable"_s, file.errorString(), {}};
    if (file.size() > MostBytes)
        return Error{u"damaged"_s, u"it is damaged: far too large"_s, {}};
    return learnedFrom(file.readAll());
}

LearnedFile::LearnedFile(const QString &stateDir, Loaded loaded)
    : m_path(pathIn(stateDir))
    , m_loaded(std::move(loaded))
    , m_thread([this] { run(); })
{}

void LearnedFile::save(const LearnedStalls &learned)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closing)
            return;
        m_pending = learned;
    }
    m_wake.notify_one();
}

void LearnedFile::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void LearnedFile::run()
{
    const auto found = readLearned(m_path);
    if (found) {
        m_loaded(*found, {});
    } else {
        QFile::remove(m_path + u".unreadable"_s);
        QFile::rename(m_path, m_path + u".unreadable"_s);
        m_loaded({},
                 u"what was learned of the models' pauses can't be read (%1): %2; learning starts anew"_s.arg(
                     m_path, found.error().message));
    }
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_closing || m_pending; });
        if (!m_pending)
            return;
        const LearnedStalls learned = *std::exchange(m_pending, std::nullopt);
        lock.unlock();
        write(learned);
        lock.lock();
    }
}

void LearnedFile::write(const LearnedStalls &learned)
{
    if (m_path.isEmpty())
        return;
    const QByteArray text = learnedText(learned);
    QDir().mkpath(m_path.section(u'/', 0, -2));
    QSaveFile file(m_path);
    const bool done = file.open(QIODevice::WriteOnly) &&
                      file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                      file.write(text) == text.size() && file.commit();
    if (!done && !std::exchange(m_reported, true))
        m_loaded({}, u"what was learned of the models' pauses can't be written (%1): %2"_s.arg(
                         m_path, file.errorString()));
    if (done)
        m_reported = false;
}

} // namespace exaid
