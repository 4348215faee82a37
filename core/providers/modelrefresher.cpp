#include "core/providers/modelrefresher.h"

#include "core/outcome.h"
#include "core/providers/providerset.h"

#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

ModelRefresher::ModelRefresher(const ProviderSet &providers, ModelCatalog &catalog, TimerService &timers,
                               Tell tell)
    : m_providers(providers)
    , m_catalog(catalog)
    , m_timers(timers)
    , m_tell(std::move(tell))
{}

ModelRefresher::~ModelRefresher() = default;

void ModelRefresher::start(Duration interval)
{
    stop();
    m_interval = interval;
    if (m_interval > 0s)
        m_timer = m_timers.after(0s, [this] { refreshAll(); });
}

void ModelRefresher::stop()
{
    m_timer.cancel();
    m_running.clear();
}

void ModelRefresher::refreshAll()
{
    CompletionLimits limits;
    limits.connect = 10s;
    limits.total = 30s;
    for (const auto &provider : m_providers.all()) {
        const ProviderStatus status = provider->status();
        if (status.simulated || !status.configured)
            continue;
        const QString id = provider->id();
        ApiRequest request;
        request.callTag = u"models-"_s + id;
        request.path = u"/models"_s;
        m_running[id] =
            provider->call(request, limits, [this, id](const ApiResult &result) { answered(id, result); });
    }
    m_timer = m_timers.after(m_interval, [this] { refreshAll(); });
}

void ModelRefresher::answered(const QString &provider, const ApiResult &result)
{
    const auto done = m_running.extract(provider); // dies at the end of this
    if (const ProviderFailed *failure = std::get_if<ProviderFailed>(&result))
        return failed(provider, failure->error.message);
    if (std::holds_alternative<TimedOut>(result))
        return failed(provider, u"no answer in time"_s);
    const auto learned =
        m_catalog.learn(provider, QJsonDocument::fromJson(std::get<ApiReply>(result).body).object());
    if (!learned)
        return failed(provider, learned.error().message);
    m_broken[provider] = false;
    if (!learned->isEmpty())
        m_tell(
            u"%1 offers models that were not known: %2"_s.arg(provider, learned->mid(0, 20).join(u", "_s)));
}

void ModelRefresher::failed(const QString &provider, const QString &why)
{
    if (!std::exchange(m_broken[provider], true))
        m_tell(u"the list of models of %1 can't be read: %2"_s.arg(provider, why));
}

} // namespace exaid
