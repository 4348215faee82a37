#pragma once

// What the mock provider does with one request: a plain value, made from a directive in the last user message
// and then, if the test set one, changed by its handler.
//
// Directive: [mock key=value flag …]; times are milliseconds or carry a unit (2s, 300ms).
//   delay=  before the status line      first=  between head and first token      gap=  between tokens
//   tokens=5 (-1: endless)  token_bytes=  size of a token  reasoning=  reasoning deltas before the first
//   token search=  rounds that ask for $web_search (when the request offers tools) status=  error reply with
//   this status, with retry_after= (seconds) and message= (no blanks) hang=headers|first|mid      silent for
//   ever from there kill=fin|rst|think_fin|fin_once|half_status|partial_body|redirect flags: json (no
//   stream), malformed, no_done, no_finish, cut_length, endless_header, trickle (the head byte by byte),
//   keepalive
//          (comments in the gaps), error_event (an error object inside the stream), filtered (finish_reason
//          content_filter)

#include "core/time/clock.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
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
    std::optional<QByteArray> retryAfter; // header value
    QString message = QStringLiteral("scripted error");
    MockHang hang = MockHang::None;
    MockKill kill = MockKill::None;
    QByteArray redirectTo; // Location
    bool json = false, malformed = false, noDone = false, noFinish = false, cutLength = false,
         endlessHeader = false;
    bool trickle = false, keepalive = false, errorEvent = false, filtered = false;
    QString text;                   // the whole answer in one token, instead of tokens
    std::optional<QByteArray> body; // sent verbatim with this content type, instead of everything else
    QByteArray contentType = "application/json";
    bool announceMore =
        false; // the Content-Length of the body is larger than it, and the connection stays open

    static MockReply fromDirective(const QString &message);
};

} // namespace exaid::test
