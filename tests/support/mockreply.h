#pragma once

// What the mock provider does with one request: a plain value, made from a directive in the last user message
// and then, if the test set one, changed by its handler.
//
// Directive: [mock key=value flag …]; times are milliseconds or carry a unit (2s, 300ms).
//   delay=        before the status line
//   first=        between head and first token
//   gap=          between tokens
//   tokens=5      -1: endless
//   token_bytes=  size of a token
//   reasoning=    reasoning deltas before the first token
//   search=       rounds that ask for $web_search (when the request offers tools)
//   status=       error reply with this status, with retry_after=, message= (no blanks), code= and type=. A
//   list
//                 (503,429,200) goes by the times this prompt has come; the last holds on
//   hang=         silent for ever: headers, first (after the head), mid (in the stream)
//   kill=         fin, rst, think_fin, fin_once, half_status, partial_body, redirect
//   oversize=     a JSON answer of so many bytes, made while it is sent
//   type=         content type of the answer, of the error with status=
// Flags: json (no stream), malformed, no_done, no_finish, cut_length, endless_header, trickle (the head byte
// by byte), keepalive (comments in the gaps), error_event (an error object inside the stream), filtered
// (finish_reason content_filter), length (stops at the output limit, unless the model is to go on with what
// it said), close (Connection: close), gzip (the body is compressed, asked for or not), garbage (bytes that
// are no HTTP), stamp (each token carries the time it was sent, "t<ns> ")

#include "core/time/clock.h"

#include <QByteArray>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <optional>

namespace exaid::test {

enum class MockHang { None, Headers, First, Mid };
enum class MockKill { None, Fin, Rst, ThinkFin, FinOnce, HalfStatus, PartialBody, Redirect };

struct MockRequest
{
    QByteArray method;
    QByteArray path;                       // "/v1/chat/completions"
    QHash<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;
    QJsonObject json;    // the body, if it is an object
    QString id;          // X-Request-ID
    qint64 seenAtNs = 0; // steady clock

    QString model() const;
    QString lastUserMessage() const;
    QString providerPath() const; // "kimi" of /kimi/v1/chat/completions; empty if the path starts with /v1
};

struct MockReply
{
    Duration delay{}, first{}, gap{};
    int tokens = 5;
    int tokenBytes = 0; // 0: "t0 ", "t1 ", …
    int reasoning = 0;
    int searchRounds = 0;
    int status = 200;
    QList<int> statuses; // by the times the prompt has come; the server sets status from it
    QString errorCode, errorType = QStringLiteral("scripted");
    QList<QPair<QByteArray, QByteArray>> headers; // besides the usual ones
    qint64 oversize = 0;
    std::optional<QByteArray> retryAfter; // header value
    QString message = QStringLiteral("scripted error");
    MockHang hang = MockHang::None;
    MockKill kill = MockKill::None;
    QByteArray redirectTo; // Location
    bool json = false, malformed = false, noDone = false, noFinish = false, cutLength = false,
         endlessHeader = false;
    bool trickle = false, keepalive = false, errorEvent = false, filtered = false;
    bool close = false, gzip = false, garbage = false, stamp = false, length = false;
    QString finishReason = QStringLiteral("stop");
    QJsonArray toolCalls;           // of the last message, whole
    QJsonObject usage;              // instead of the counted one
    QString text;                   // the whole answer in one token, instead of tokens
    QStringList texts;              // or in these
    std::optional<QByteArray> body; // sent verbatim with this content type, instead of everything else
    QByteArray contentType = "application/json";
    bool announceMore =
        false; // the Content-Length of the body is larger than it, and the connection stays open

    static MockReply fromDirective(const QString &message);
};

} // namespace exaid::test
