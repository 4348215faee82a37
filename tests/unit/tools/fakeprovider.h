#pragma once

// A provider that does what the test says, when it says so. Ends are only told from the test, so never inside
// complete().

#include "core/providers/providerset.h"

#include <QStringList>

namespace exaid::test {

class FakeProvider final : public Provider
{
public:
    explicit FakeProvider(const QString &id, bool configured = true)
    {
        m_status.id = id;
        m_status.displayName = id.toUpper();
        m_status.configured = configured;
    }

    QString id() const override { return m_status.id; }
    ProviderStatus status() const override { return m_status; }
    std::unique_ptr<CompletionHandle> complete(const CompletionRequest &request,
                                               const CompletionLimits &limits,
                                               CompletionListener &listener) override
    {
        requests.append(request);
        lastLimits = limits;
        m_listener = &listener;
        return std::make_unique<Handle>(*this);
    }

    std::unique_ptr<CompletionHandle> call(const ApiRequest &request, const CompletionLimits &limits,
                                           ApiDone done) override
    {
        apiRequests.append(request);
        lastLimits = limits;
        m_apiDone = std::move(done);
        return std::make_unique<Handle>(*this);
    }
    void finishApi(const ApiResult &result) { std::exchange(m_apiDone, nullptr)(result); }
    void answerApi(const QByteArray &json) { finishApi(ApiReply{json, "application/json"}); }

    // A request is under way and has not been aborted.
    bool isAsked() const { return m_listener || m_apiDone; }
    void delta(const QString &text, const QString &reasoning = {}) { m_listener->delta(text, reasoning); }
    void phase(CallPhase phase) { m_listener->phaseChanged(phase); }
    void finish(const CompletionResult &result) { std::exchange(m_listener, nullptr)->finished(result); }
    void answer(const QString &text)
    {
        Completion completion;
        completion.text = text;
        completion.model = requests.constLast().model;
        completion.finishReason = QStringLiteral("stop");
        completion.usage = TokenUsage{11, 7, 2};
        finish(completion);
    }
    ProviderStatus &state() { return m_status; }

    QList<CompletionRequest> requests;
    QList<ApiRequest> apiRequests;
    CompletionLimits lastLimits;
    int aborts = 0;

private:
    class Handle final : public CompletionHandle
    {
    public:
        explicit Handle(FakeProvider &provider)
            : m_provider(provider)
        {}
        ~Handle() override { Handle::cancel(); }
        void cancel() override
        {
            const bool chatRan = std::exchange(m_provider.m_listener, nullptr);
            const bool apiRan = bool(std::exchange(m_provider.m_apiDone, nullptr));
            if (chatRan || apiRan)
                ++m_provider.aborts;
        }

    private:
        FakeProvider &m_provider;
    };

    ProviderStatus m_status;
    CompletionListener *m_listener = nullptr;
    ApiDone m_apiDone;
};

} // namespace exaid::test
