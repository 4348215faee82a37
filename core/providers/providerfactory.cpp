#include "core/providers/providerfactory.h"

#include "core/providers/openaicompatible.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

std::unique_ptr<Provider> makeProvider(const ProviderSettings &settings, const ModelCatalog &catalog,
                                       TimerService &timers, quint16 simulatorPort)
{
    QString base = settings.baseUrl;
    if (settings.simulated)
        base = u"http://127.0.0.1:%1/%2/v1"_s.arg(QString::number(simulatorPort), settings.id);
    while (base.endsWith(u'/'))
        base.chop(1);
    return std::make_unique<OpenAiCompatible>(settings, QUrl(base, QUrl::StrictMode), catalog, timers);
}

} // namespace exaid
