#include "core/frontends/admin/monitorconnection.h"

#include "core/frontends/accesstoken.h"
#include "core/frontends/frontendlog.h"
#include "core/monitoring/eventlog.h"
#include "core/monitoring/monitorhub.h"

#include <QJsonDocument>
#include <QPointer>
#include <utility>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MaxOpenQuestions = 64;

} // namespace

MonitorConnection::MonitorConnection(QWebSocket *socket, const MonitorContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_link(socket, context.timers, context.settings, nullptr)
{
    connect(&m_link, &WsLink::received, this, &MonitorConnection::read);
    connect(&m_link, &WsLink::gone, this, [this] {
        stopWatching();
        Q_EMIT ended();
    });
    m_link.outbox().onDrained = [this] {
        if (!m_latest.isEmpty())
            m_link.outbox().post(std::exchange(m_latest, {}));
    };
    m_helloTimer = context.timers.after(context.settings.helloTimeout,
                                        [this] { close(4002, u"hello timeout or disconnect"_s); });
}

MonitorConnection::~MonitorConnection()
{
    stopWatching();
}

void MonitorConnection::showSnapshot(const QByteArray &frame)
{
    if (!m_watches)
        return;
    if (m_link.outbox().pendingBytes() > 0)
        m_latest = frame;
    else
        m_link.outbox().post(frame);
}

void MonitorConnection::showEvents(const QByteArray &frame)
{
    // An event never replaces another, but a reader that is far behind misses some.
    if (m_watches && m_link.outbox().pendingBytes() <= m_context.settings.outboxSoftBytes)
        m_link.outbox().post(frame);
}

void MonitorConnection::close(int code, const QString &reason)
{
    m_state = State::Closing;
    m_helloTimer.cancel();
    stopWatching();
    m_link.close(code, reason);
}

void MonitorConnection::read(const QString &text)
{
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    const bool isObject = error.error == QJsonParseError::NoError && document.isObject();
    switch (m_state) {
    case State::AwaitingHello:
        if (isObject)
            greet(document.object());
        else
            refuseHello(u"invalid_hello"_s, 4000, u"invalid hello"_s);
        return;
    case State::Serving:
        if (isObject)
            obey(document.object());
        else
            answer({}, u"invalid_json"_s);
        return;
    case State::Closing:
        return;
    }
    Q_UNREACHABLE();
}

void MonitorConnection::greet(const QJsonObject &message)
{
    if (message[u"op"].toString() != "monitor_hello"_L1) {
        refuseHello(u"missing_hello"_s, 4001, u"missing hello"_s);
        return;
    }
    if (!m_context.token.admits(message[u"token"])) {
        m_context.events.add(
            EventLevel::Warning, u"unauthorized"_s,
            u"a monitor at %1 was turned away: wrong or missing token"_s.arg(m_link.peer().toString()));
        refuseHello(u"unauthorized"_s, 4003, u"unauthorized"_s);
        return;
    }
    m_helloTimer.cancel();
    m_state = State::Serving;
    post({{u"op"_s, u"monitor_hello_ack"_s}, {u"ok"_s, true}});
    if (!message[u"watch"].toBool(true))
        return;
    m_watches = true;
    m_context.hub.addWatcher();
    m_link.outbox().post(snapshotFrame(m_context.makeSnapshot()));
}

void MonitorConnection::refuseHello(const QString &error, int code, const QString &reason)
{
    post({{u"op"_s, u"monitor_hello_ack"_s}, {u"ok"_s, false}, {u"error"_s, error}});
    close(code, reason);
}

void MonitorConnection::obey(const QJsonObject &message)
{
    const QString op = message[u"op"].toString();
    if (op == "snapshot_once"_L1) {
        m_link.outbox().post(snapshotFrame(m_context.makeSnapshot()));
    } else if (op == "cancel_call"_L1) {
        const qint64 id = message[u"id"].toInteger(0);
        if (id <= 0) {
            answer(message, u"cancel_call needs the number of the call as 'id'"_s);
            return;
        }
        m_context.hub.requestCancelCall(static_cast<quint64>(id));
        answer(message);
    } else if (op == "cancel_session"_L1) {
        const QString session = message[u"session"].toString();
        if (session.isEmpty()) {
            answer(message, u"cancel_session needs the name of the session as 'session'"_s);
            return;
        }
        m_context.hub.requestCancelSession(session);
        answer(message);
    } else if (op == "audit"_L1) {
        m_context.hub.requestAudit();
        answer(message);
    } else if (op == "pause"_L1) {
        if (!message[u"paused"].isBool()) {
            answer(message, u"pause needs true or false as 'paused'"_s);
            return;
        }
        m_context.hub.requestPause(message[u"paused"].toBool());
        answer(message);
    } else if (op == "stop"_L1) {
        qCInfo(lcFrontends).noquote() << "asked to stop by a monitor at" << m_link.peer().toString();
        answer(message);
        m_context.requestStop();
    } else if (m_context.hub.serves(op)) {
        ask(op, message);
    } else {
        answer(message,
               u"unknown op; known are snapshot_once, cancel_call, cancel_session, audit, pause, stop"_s);
    }
}

// {"op":"answer","for":…,"body":{…}} or the error of who was asked; a request_id is echoed.
void MonitorConnection::ask(const QString &op, const QJsonObject &message)
{
    if (m_openQuestions >= MaxOpenQuestions ||
        m_link.outbox().pendingBytes() > m_context.settings.outboxSoftBytes)
        return answer(message, u"too many questions without an answer; wait for some of them"_s);
    ++m_openQuestions;
    const QString requestId = message[u"request_id"].toString().left(256);
    m_context.hub.ask(op, message, [self = QPointer(this), op, requestId](const Result<QJsonObject> &result) {
        if (!self)
            return;
        --self->m_openQuestions;
        if (self->m_state != State::Serving)
            return;
        QJsonObject frame{{u"op"_s, result ? u"answer"_s : u"error"_s}, {u"for"_s, op}};
        if (result) {
            frame.insert(u"body"_s, *result);
        } else {
            frame.insert(u"message"_s, result.error().message);
            frame.insert(u"error"_s, QJsonObject{{u"code"_s, result.error().code},
                                                 {u"message"_s, result.error().message},
                                                 {u"hint"_s, result.error().hint}});
        }
        if (!requestId.isEmpty())
            frame.insert(u"request_id"_s, requestId);
        self->post(frame);
    });
}

// {"op":"ok","for":"audit"} or {"op":"error","for":…,"message":…}; a request_id is echoed.
void MonitorConnection::answer(const QJsonObject &request, const QString &error)
{
    QJsonObject frame{{u"op"_s, error.isEmpty() ? u"ok"_s : u"error"_s}};
    frame.insert(u"for"_s, request[u"op"].toString().left(64));
    if (!error.isEmpty()) {
        frame.insert(u"message"_s, error);
        frame.insert(u"error"_s, QJsonObject{{u"code"_s, u"INVALID_REQUEST"_s}, {u"message"_s, error}});
    }
    if (request[u"request_id"].isString())
        frame.insert(u"request_id"_s, request[u"request_id"].toString().left(256));
    post(frame);
}

void MonitorConnection::post(const QJsonObject &frame)
{
    m_link.outbox().post(QJsonDocument(frame).toJson(QJsonDocument::Compact));
}

void MonitorConnection::stopWatching()
{
    m_latest.clear();
    if (std::exchange(m_watches, false))
        m_context.hub.removeWatcher();
}

} // namespace exaid
