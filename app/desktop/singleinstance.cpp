#include "app/desktop/singleinstance.h"

#include "app/desktop/desktopoptions.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Duration Patience = std::chrono::seconds(3);
constexpr char Raised[] = "raised\n";

// The daemon that the options mean, as part of a file name: two starts for the same one have the same.
QString markOf(const DesktopOptions &options)
{
    QStringList parts{options.attach ? options.attach->toString(QUrl::FullyEncoded) : QString(),
                      options.envFile};
    for (auto it = options.overrides.begin(); it != options.overrides.end(); ++it)
        parts << it.key() << it.value();
    const QByteArray hash =
        QCryptographicHash::hash(parts.join(QChar(u'\n')).toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(12));
}

QString pathFor(const DesktopOptions &options)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return folder + u"/exaid-desktop-"_s + markOf(options);
}

} // namespace

SingleInstance::SingleInstance(const DesktopOptions &options, TimerService &timers)
    : m_timers(timers)
    , m_path(pathFor(options))
    , m_lock(m_path + u".lock"_s)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::serve);
    connect(&m_socket, &QLocalSocket::readyRead, this, [this] {
        if (m_socket.canReadLine())
            answer(m_socket.readLine() == Raised);
    });
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] { answer(false); });
}

bool SingleInstance::claim()
{
    if (!m_lock.tryLock(0) && m_lock.error() == QLockFile::LockFailedError)
        return false;
    // The lock is ours, so a socket that is left there belongs to nobody.
    QLocalServer::removeServer(m_path + u".socket"_s);
    if (!m_server.listen(m_path + u".socket"_s))
        qWarning("A second start can't find this one: %ls", qUtf16Printable(m_server.errorString()));
    return true;
}

void SingleInstance::serve()
{
    while (QLocalSocket *visitor = m_server.nextPendingConnection()) {
        connect(visitor, &QLocalSocket::disconnected, visitor, &QObject::deleteLater);
        visitor->write(Raised);
        Q_EMIT raiseRequested();
    }
}

void SingleInstance::askFirst()
{
    m_patience = m_timers.after(Patience, [this] { answer(false); });
    m_socket.connectToServer(m_path + u".socket"_s, QIODevice::ReadOnly);
}

void SingleInstance::answer(bool raised)
{
    if (!m_patience.isActive())
        return;
    m_patience.cancel();
    Q_EMIT answered(raised);
}

} // namespace exaid
