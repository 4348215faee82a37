#include "gui/feed/remotemonitorfeed.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QWebSocket>
#include <algorithm>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 MaxMonitorFrameBytes = 32ULL * 1024 * 1024; // Qt's own limit is 2 GiB

} // namespace

void RemoteMonitorFeed::SocketDropper::operator()(QWebSocket *socket) const
{
    // Its signals are cut first: abort() emits inside the call. Deleted later, because a socket may be
    // dropped from its own signal.
    socket->disconnect();
    socket->abort();
    socket->deleteLater();
}

RemoteMonitorFeed::RemoteMonitorFeed(const QUrl &url, const Secret &token, TimerService &timers,
                                     QObject *parent)
    : RemoteMonitorFeed(url, token, timers, Timing{}, parent)
{}

RemoteMonitorFeed::RemoteMonitorFeed(const QUrl &url, const Secret &token, TimerService &timers,
                                     const Timing &timing, QObject *parent)
    : MonitorFeed(parent)
    , m_url(url)
    , m_token(token)
    , m_timers(timers)
    , m_timing(timing)
    , m_pause(timing.firstPause)
    , m_timer(timers.after(Duration::zero(), [this] { connectNow(); }))
{
    m_parser.setMaxThreadCount(1); // frames keep their order
}

RemoteMonitorFeed::~RemoteMonitorFeed()
{
    // Not deleteLater: at the end of the program no event loop would come to it.
    if (const std::unique_ptr<QWebSocket> socket(m_socket.release()); socket) {
        socket->disconnect();
        socket->abort();
    }
}

void RemoteMonitorFeed::cancelCall(quint64 callId)
{
    send({{u"op"_s, u"cancel_call"_s}, {u"id"_s, static_cast<qint64>(callId)}});
}

void RemoteMonitorFeed::cancelSession(const QString &sessionName)
{
    send({{u"op"_s, u"cancel_session"_s}, {u"session"_s, sessionName}});
}

void RemoteMonitorFeed::auditNow()
{
    send({{u"op"_s, u"audit"_s}});
}

void RemoteMonitorFeed::setIntakePaused(bool paused)
{
    send({{u"op"_s, u"pause"_s}, {u"paused"_s, paused}});
}

void RemoteMonitorFeed::stopDaemon()
{
    send({{u"op"_s, u"stop"_s}});
}

quint64 RemoteMonitorFeed::post(const QString &op, const QJsonObject &question)
{
    if (m_phase != Phase::Streaming)
        return 0;
    QJsonObject frame = question;
    frame.insert(u"op"_s, op);
    frame.insert(u"request_id"_s, QString::number(++m_lastQuestion));
    send(frame);
    return m_lastQuestion;
}

void RemoteMonitorFeed::connectNow()
{
    m_phase = Phase::Greeting;
    ++m_connection;
    m_socket.reset(new QWebSocket(QString(), QWebSocketProtocol::VersionLatest));
    m_socket->setMaxAllowedIncomingFrameSize(MaxMonitorFrameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(MaxMonitorFrameBytes);
    connect(m_socket.get(), &QWebSocket::connected, this, &RemoteMonitorFeed::greet);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &RemoteMonitorFeed::readFrame);
    connect(m_socket.get(), &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            lose(tr("%1.", "what the system says, as a sentence").arg(m_socket->errorString()));
    });
    m_timer = m_timers.after(m_timing.greetingLimit, [this] {
        lose(tr("%1 does not answer as an exaid daemon does.").arg(m_url.authority()));
    });
    m_socket->open(m_url);
}

void RemoteMonitorFeed::greet()
{
    m_socket->sendTextMessage(
        QString::fromUtf8(QJsonDocument(QJsonObject{{u"op"_s, u"monitor_hello"_s},
                                                    {u"token"_s, QString::fromUtf8(m_token.reveal())}})
                              .toJson(QJsonDocument::Compact)));
}

void RemoteMonitorFeed::readFrame(const QString &text)
{
    // How the daemon's snapshots begin; one that begins in another way is only parsed here. What comes behind
    // a snapshot waits for it.
    if (m_parsing == 0 && !text.startsWith(uR"({"op":"snapshot")"_s))
        return acceptFrame(parse(text));
    ++m_parsing;
    m_parser.start([this, text, connection = m_connection] {
        QMetaObject::invokeMethod(
            this,
            [this, frame = parse(text), connection] {
                --m_parsing;
                if (connection == m_connection && m_phase != Phase::Pausing)
                    acceptFrame(frame);
            },
            Qt::QueuedConnection);
    });
}

RemoteMonitorFeed::Frame RemoteMonitorFeed::parse(const QString &text)
{
    Frame frame;
    frame.json = QJsonDocument::fromJson(text.toUtf8()).object();
    frame.op = frame.json[u"op"].toString();
    if (frame.op == "snapshot"_L1)
        frame.snapshot = snapshotFromJson(std::exchange(frame.json, {})[u"snapshot"].toObject());
    return frame;
}

void RemoteMonitorFeed::acceptFrame(const Frame &frame)
{
    if (frame.op == "snapshot"_L1) {
        acceptSnapshot(frame.snapshot);
    } else if (frame.op == "events"_L1 && m_phase == Phase::Streaming) {
        acceptEvents(frame.json);
    } else if ((frame.op == "answer"_L1 || frame.op == "error"_L1) && m_phase == Phase::Streaming) {
        acceptAnswer(frame.json);
    } else if (frame.op == "monitor_hello_ack"_L1 && !frame.json[u"ok"].toBool()) {
        // Asked again only at the longest pause: the answer will be the same until a person does something.
        m_pause = m_timing.longestPause;
        lose(tr("The daemon refused the token. Set EXAI_WS_TOKEN to the daemon's own."));
    }
}

void RemoteMonitorFeed::acceptSnapshot(const Snapshot &snapshot)
{
    m_phase = Phase::Streaming;
    m_pause = m_timing.firstPause;
    m_timer = m_timers.after(m_timing.answerLimit, [this] { lose(tr("The daemon stopped answering.")); });
    setLink(Link::Live, {});
    Q_EMIT snapshotArrived(snapshot);
}

void RemoteMonitorFeed::acceptEvents(const QJsonObject &json)
{
    QList<MonitorEvent> events;
    for (const QJsonValue &event : json[u"events"].toArray())
        events.append(monitorEventFromJson(event.toObject()));
    Q_EMIT eventsArrived(events);
}

void RemoteMonitorFeed::acceptAnswer(const QJsonObject &json)
{
    const quint64 id = json[u"request_id"].toString().toULongLong();
    if (json[u"op"].toString() == "answer"_L1)
        return settle(id, json[u"body"].toObject());
    const QJsonObject error = json[u"error"].toObject();
    settle(id, Error{error[u"code"].toString(), error[u"message"].toString(), error[u"hint"].toString()});
}

void RemoteMonitorFeed::lose(const QString &problem)
{
    if (m_phase == Phase::Pausing)
        return;
    m_phase = Phase::Pausing;
    m_socket.reset();
    settleAll({u"connection_lost"_s, tr("The connection to the daemon was lost."), {}});
    m_timer = m_timers.after(m_pause, [this] { connectNow(); });
    m_pause = std::min(m_pause * 2, m_timing.longestPause);
    setLink(m_link == Link::Connecting ? Link::Connecting : Link::Lost, problem);
}

void RemoteMonitorFeed::setLink(Link link, const QString &problem)
{
    if (link == m_link && problem == m_problem)
        return;
    m_link = link;
    m_problem = problem;
    Q_EMIT linkChanged(link);
}

void RemoteMonitorFeed::send(const QJsonObject &frame)
{
    if (m_phase == Phase::Streaming)
        m_socket->sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

} // namespace exaid
