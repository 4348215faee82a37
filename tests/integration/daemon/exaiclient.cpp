#include "exaiclient.h"

#include <QJsonDocument>
#include <QThread>
#include <QUuid>
#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace exaid::test {

using namespace Qt::Literals::StringLiterals;

ExaiClient::ExaiClient(quint16 port, const QString &token, QObject *parent)
    : QObject(parent)
    , m_token(token)
{
    connect(&m_socket, &QWebSocket::connected, this, [this] {
        send({{u"op"_s, u"hello"_s},
              {u"token"_s, m_token},
              {u"clientInfo"_s, QJsonObject{{u"name"_s, u"test"_s}}}});
    });
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &ExaiClient::take);
    connect(&m_socket, &QWebSocket::disconnected, this, [this] { m_closed = true; });
    m_socket.open(QUrl(u"ws://127.0.0.1:%1/"_s.arg(port)));
}

QString ExaiClient::chat(const QString &prompt, const QString &model, const QJsonObject &more)
{
    QJsonObject arguments{{u"prompt"_s, prompt}, {u"model"_s, model}, {u"use_websearch"_s, false}};
    for (auto it = more.constBegin(); it != more.constEnd(); ++it)
        arguments.insert(it.key(), it.value());
    return call(u"chat"_s, arguments);
}

QString ExaiClient::call(const QString &tool, const QJsonObject &arguments)
{
    const QString id = u"r%1"_s.arg(++m_lastId);
    ClientCall &entry = m_calls[id];
    entry.id = id;
    entry.sentNs = steadyNs();
    send({{u"op"_s, u"call_tool"_s}, {u"request_id"_s, id}, {u"name"_s, tool}, {u"arguments"_s, arguments}});
    return id;
}

void ExaiClient::send(const QJsonObject &frame)
{
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
}

int ExaiClient::unanswered() const
{
    return static_cast<int>(
        std::ranges::count_if(m_calls, [](const ClientCall &c) { return c.finals == 0; }));
}

void ExaiClient::take(const QString &text)
{
    const qint64 now = steadyNs();
    const QJsonObject frame = QJsonDocument::fromJson(text.toUtf8()).object();
    const QString op = frame[u"op"].toString();
    const auto it = m_calls.find(frame[u"request_id"].toString());
    if (op == "hello_ack"_L1) {
        m_sessionId = frame[u"session_id"].toString();
        m_ready = frame[u"ok"].toBool();
        if (m_ready)
            Q_EMIT ready();
    }
    if (it == m_calls.end()) {
        m_others.append(frame);
        return;
    }
    ClientCall &entry = *it;
    if (entry.firstFrameNs == 0)
        entry.firstFrameNs = now;
    entry.sawChunk = entry.sawChunk || op == "stream_chunk"_L1;
    entry.frames.append(frame);
    entry.frameNs.append(now);
    if (op != "call_tool_res"_L1)
        return;
    ++entry.finals;
    entry.finishedNs = now;
    entry.reply = frame;
    const ClientCall done = entry; // the handler may send further calls
    if (onFinished)
        onFinished(done);
}

double roomScale()
{
    double load = 0;
    const bool isKnown = ::getloadavg(&load, 1) == 1;
    return isKnown && load > 1.5 * QThread::idealThreadCount() ? 10 * TimeScale : TimeScale;
}

qint64 steadyNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

double percentile(QList<double> values, double p)
{
    std::ranges::sort(values);
    const auto last = static_cast<double>(values.size() - 1);
    return values.at(static_cast<qsizetype>(std::ceil(p * last)));
}

} // namespace exaid::test
