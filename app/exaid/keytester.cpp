#include "app/exaid/keytester.h"

#include "core/providers/modelcatalog.h"
#include "core/providers/provider.h"
#include "core/providers/providerfactory.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t MostTests = 4;

Result<QJsonObject> answerOf(const ApiResult &result)
{
    if (const auto *failed = std::get_if<ProviderFailed>(&result))
        return failed->error;
    if (std::holds_alternative<TimedOut>(result))
        return Error{u"timed_out"_s, u"no answer in time"_s, u"Check the address and the network."_s};
    const QJsonDocument body = QJsonDocument::fromJson(std::get<ApiReply>(result).body);
    const qsizetype count = body.object()[u"data"].toArray().size();
    return QJsonObject{{u"found"_s, u"%1 models"_s.arg(count)}};
}

} // namespace

struct KeyTester::Running
{
    std::unique_ptr<Provider> provider;
    std::unique_ptr<CompletionHandle> request; // dies before the provider
};

KeyTester::KeyTester(TimerService &timers)
    : m_timers(timers)
{}

KeyTester::~KeyTester() = default;

void KeyTester::test(ProviderSettings settings, const MonitorReply &reply)
{
    if (m_running.size() >= MostTests) {
        reply(Error{u"busy"_s, u"other keys are being tested"_s, u"Wait for their answers."_s});
        return;
    }
    settings.simulated = false;
    const Result<ModelCatalog> catalog = ModelCatalog::loadBuiltIn({settings});
    if (!catalog) {
        reply(catalog.error());
        return;
    }
    CompletionLimits limits;
    limits.connect = 10s;
    limits.total = 20s;
    ApiRequest request;
    request.callTag = u"test-key-"_s + settings.id;
    request.path = u"/models"_s;
    const quint64 id = ++m_lastId;
    auto &running = m_running[id] = std::make_unique<Running>();
    running->provider = makeProvider(settings, *catalog, m_timers);
    running->request = running->provider->call(request, limits, [this, id, reply](const ApiResult &result) {
        const auto done = m_running.extract(id); // dies at the end of this
        reply(answerOf(result));
    });
}

} // namespace exaid
