#include "core/providers/apicall.h"

#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MostApiErrorBytes = 64 * 1024;

} // namespace

ApiCall::ApiCall(std::shared_ptr<ProviderContext> context, const ApiRequest &request,
                 const CompletionLimits &limits, ApiDone done)
    : m_context(std::move(context))
    , m_request(request)
    , m_done(std::move(done))
    , m_watchdog(m_context->timers, limits,
                 [this](CallClock clock, Duration limit) {
                     ++m_context->status.failures;
                     finish(TimedOut{clock, limit, m_context->settings.id, m_request.model});
                 })
    , m_startTimer(m_context->timers.after(0s, [this] { start(); }))
{}

ApiCall::~ApiCall()
{
    cancel();
}

void ApiCall::cancel()
{
    if (m_over)
        return;
    ++m_context->status.aborts;
    stop();
}

void ApiCall::stop()
{
    m_over = true;
    m_startTimer.cancel();
    m_watchdog.stop();
    m_exchange.reset();
}

void ApiCall::start()
{
    m_watchdog.roundStarted();
    if (!m_context->hasAddress())
        return fail(errors().make(m_context->addressMissing(), 0, false));
    QNetworkRequest request = m_context->request(url(), m_request.callTag);
    request.setRawHeader("Accept", "application/json, */*");
    if (!m_request.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, m_request.contentType);
    ++m_context->status.requests;
    ExchangeListener &wire = *this;
    m_exchange =
        std::make_unique<HttpExchange>(m_context->network, m_request.verb, request, m_request.body, wire);
}

void ApiCall::connected()
{
    m_watchdog.connected();
}

void ApiCall::headReceived(const ExchangeHead &head)
{
    m_head = head;
    m_watchdog.firstToken();
}

void ApiCall::received(QByteArrayView bytes)
{
    m_watchdog.received();
    if (isErrorStatus()) {
        m_body.append(bytes.first(std::min(bytes.size(), MostApiErrorBytes - m_body.size())));
        if (m_body.size() >= MostApiErrorBytes)
            fail(errors().fromStatus(m_head, m_body, url(), m_context->timers.clock().wallNow()));
        return;
    }
    if (m_body.size() + bytes.size() > m_request.maxAnswerBytes) {
        return fail(errors().make(
            {u"too_large"_s, u"the provider's answer exceeds %1 bytes"_s.arg(m_request.maxAnswerBytes), {}},
            m_head.status, true));
    }
    m_body.append(bytes);
}

bool ApiCall::isErrorStatus() const
{
    if (m_head.status == 404 && m_request.goneIsFine)
        return false;
    return m_head.status != 0 && (m_head.status < 200 || m_head.status > 299);
}

void ApiCall::ended(const ExchangeEnd &end)
{
    if (isErrorStatus())
        return fail(errors().fromStatus(m_head, m_body, url(), m_context->timers.clock().wallNow()));
    const bool isShort = m_head.contentLength && m_body.size() < *m_head.contentLength;
    const bool isGone = m_head.status == 404; // and fine: an error on the wire for Qt
    if ((end.error != QNetworkReply::NoError && !isGone) || m_head.status == 0)
        return fail(errors().fromWire(end, url(), m_head.status));
    if (isShort)
        return fail(errors().make({u"truncated"_s, u"the provider's answer ended in the middle"_s, {}},
                                  m_head.status, true));
    finish(ApiReply{m_body, m_head.contentType});
}

void ApiCall::fail(const ProviderFailed &failure)
{
    ++m_context->status.failures;
    m_context->status.lastError = failure.error.message;
    finish(failure);
}

void ApiCall::finish(const ApiResult &result)
{
    stop();
    const ApiDone done = m_done; // destroying this must not destroy what runs
    done(result);
}

} // namespace exaid
