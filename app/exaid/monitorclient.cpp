#include "app/exaid/monitorclient.h"

#include <QJsonDocument>
#include <QUrl>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 LargestSnapshot = 64'000'000;

} // namespace

MonitorClient::MonitorClient(TimerService &timers, QObject *parent)
    : QObject(parent)
    , m_timers(timers)
{
    m_socket.setMaxAllowedIncomingFrameSize(LargestSnapshot);
    m_socket.setMaxAllowedIncomingMessageSize(LargestSnapshot);
    connect(&m_socket, &QWebSocket::connected, this, &MonitorClient::greet);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &MonitorClient::read);
    connect(&m_socket, &QWebSocket::disconnected, this, &MonitorClient::lose);
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            &MonitorClient::lose);
}

void MonitorClient::open(const DaemonAddress &address, const Secret &token, Duration limit)
{
    Q_ASSERT(m_state == State::Idle);
    m_address = address;
    m_token = token;
    m_limit = limit;
    m_state = State::Connecting;
    armDeadline();
    m_socket.open(QUrl(address.url() + u"/monitor"_s));
}

void MonitorClient::armDeadline()
{
    m_deadline = m_timers.after(m_limit, [this] {
        fail(u"no_answer"_s, u"%1 does not answer within %2 s"_s.arg(m_address.url()).arg(toSeconds(m_limit)),
             u"See who listens there, and whether it is busy: exaid's log, or another program's."_s);
    });
}

void MonitorClient::greet()
{
    m_state = State::Greeting;
    QJsonObject hello{{"op"_L1, "monitor_hello"_L1}, {"watch"_L1, false}};
    if (!m_token.isEmpty())
        hello.insert("token"_L1, QString::fromLatin1(m_token.reveal()));
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(hello).toJson(QJsonDocument::Compact)));
}

void MonitorClient::send(const QString &op)
{
    if (m_state != State::Serving)
        return;
    armDeadline();
    m_socket.sendTextMessage(
        QString::fromUtf8(QJsonDocument(QJsonObject{{"op"_L1, op}}).toJson(QJsonDocument::Compact)));
}

void MonitorClient::finish()
{
    m_state = State::Done;
    m_deadline.cancel();
    m_socket.abort();
}

void MonitorClient::read(const QString &text)
{
    const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
    if (m_state == State::Greeting) {
        readGreeting(frame);
    } else if (m_state == State::Serving) {
        m_deadline.cancel();
        Q_EMIT frameArrived(frame);
    }
}

void MonitorClient::readGreeting(const QJsonObject &frame)
{
    if (frame.value("op"_L1) != "monitor_hello_ack"_L1) {
        fail(u"not_exaid"_s, u"something at %1 answers, but not as exaid does"_s.arg(m_address.url()),
             u"Set EXAI_WS_PORT to the port of the daemon."_s);
    } else if (!frame.value("ok"_L1).toBool()) {
        const QString hint =
            m_token.isEmpty()
                ? u"The daemon wants a token: set EXAI_WS_TOKEN_FILE or EXAI_WS_TOKEN as it has it."_s
                : u"Set EXAI_WS_TOKEN_FILE or EXAI_WS_TOKEN as the daemon has it."_s;
        fail(u"unauthorized"_s, u"the daemon at %1 does not accept the token"_s.arg(m_address.url()), hint);
    } else {
        m_state = State::Serving;
        m_deadline.cancel();
        Q_EMIT greeted();
    }
}

void MonitorClient::lose()
{
    switch (m_state) {
    case State::Idle:
    case State::Done:
        return;
    case State::Connecting:
        if (m_socket.error() == QAbstractSocket::ConnectionRefusedError ||
            m_socket.error() == QAbstractSocket::HostNotFoundError ||
            m_socket.error() == QAbstractSocket::NetworkError) {
            fail(u"not_running"_s, u"nothing listens on %1"_s.arg(m_address.url()),
                 u"Start the daemon with: exaid serve"_s);
        } else {
            fail(u"not_exaid"_s,
                 u"something listens on %1, but is not exaid (%2)"_s.arg(m_address.url(),
                                                                         m_socket.errorString()),
                 u"Set EXAI_WS_PORT to the port of the daemon."_s);
        }
        return;
    case State::Greeting:
    case State::Serving:
        fail(u"lost"_s, u"the daemon at %1 closed the connection"_s.arg(m_address.url()), u"See its log."_s);
        return;
    }
    Q_UNREACHABLE();
}

void MonitorClient::fail(const QString &code, const QString &message, const QString &hint)
{
    finish();
    Q_EMIT failed({code, message, hint});
}

} // namespace exaid
