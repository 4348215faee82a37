#include "core/logging/rotatingfile.h"

#include <QDir>
#include <QFileInfo>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

RotatingFile::RotatingFile(const QString &path, qint64 maxBytes, int keep)
    : m_path(path)
    , m_maxBytes(maxBytes)
    , m_keep(keep)
    , m_file(path)
    , m_rotateAt(maxBytes)
{}

Status RotatingFile::ensureOpen()
{
    if (m_file.isOpen() && QFileInfo::exists(m_path))
        return Done{};
    m_file.close();
    const QDir directory = QFileInfo(m_path).absoluteDir();
    if (!directory.exists() && QDir().mkpath(directory.path()))
        QFile::setPermissions(directory.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    // Permissions at creation: there is no moment in which others could open it.
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                     QFile::ReadOwner | QFile::WriteOwner))
        return Error{u"open_failed"_s, u"%1 can't be opened: %2"_s.arg(m_path, m_file.errorString()), {}};
    m_size = m_file.size();
    m_rotateAt = m_maxBytes;
    return Done{};
}

Status RotatingFile::write(const QByteArray &line)
{
    if (Status opened = ensureOpen(); !opened)
        return opened;
    if (m_size > 0 && m_size + line.size() > m_rotateAt) {
        rotate();
        if (Status opened = ensureOpen(); !opened)
            return opened;
    }
    const qint64 written = m_file.write(line);
    if (written == line.size()) {
        m_size += written;
        return Done{};
    }
    const QString reason = m_file.errorString();
    if (written > 0)
        m_file.resize(m_size); // no half lines
    m_file.close();
    return Error{u"write_failed"_s, u"%1 can't be written: %2"_s.arg(m_path, reason), {}};
}

void RotatingFile::rotate()
{
    m_file.close();
    const auto numbered = [this](int number) { return u"%1.%2"_s.arg(m_path).arg(number); };
    if (m_keep == 0) {
        QFile::remove(m_path);
        return;
    }
    QFile::remove(numbered(m_keep));
    for (int number = m_keep - 1; number >= 1; --number) {
        if (QFileInfo::exists(numbered(number)))
            QFile::rename(numbered(number), numbered(number + 1));
    }
    if (QFile::rename(m_path, numbered(1)))
        return;
    // It can't be put aside: go on with it, and try again when it has grown by as much.
    if (ensureOpen())
        m_rotateAt = m_size + m_maxBytes;
}

} // namespace exaid
