#pragma once

// Which models there are, by which provider, under which names. Data: resources/models.json plus the models
// of custom providers from the settings, plus what the providers' own lists say while the daemon runs. Copies
// share what is learned. Core thread.

#include "core/config/settings.h"
#include "core/result.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>
#include <memory>
#include <optional>

namespace exaid {

struct TokenUsage;

// US dollars for a million tokens.
struct ModelPrice
{
    double input = 0;
    double cachedInput = 0; // of tokens that the provider had cached
    double output = 0;      // reasoning included
    double search = 0;      // for one web search, not a million

    double of(const TokenUsage &usage, int searches) const;
};

struct ModelInfo
{
    QString id;
    QString provider; // provider id
    QStringList aliases;
    int contextTokens = 0;
    int maxOutputTokens = 0;
    bool thinking = false;     // can think
    bool thinksAlways = false; // thinks by itself, always counted as thinking (kimi-thinking-preview)
    bool webSearch = false;
    bool vision = false;
    bool thinkingSwitch = false;   // thinks unless told not to, by the request's "thinking" field
    bool fixedTemperature = false; // refuses requests that set one
    double maxTemperature = 1.0;
    double timeScale = 1.0; // multiplies the provider's total limits
    std::optional<ModelPrice> price;
    bool learned = false;  // known from the provider's own list only
    bool unlisted = false; // the provider's own list, when last read, did not have it
};

class ModelCatalog
{
public:
    // models: the parsed resources/models.json. Only models of the given providers are kept; models that the
    // settings name and the file does not know are added. Error code malformed_models.
    static Result<ModelCatalog> load(const QJsonObject &models, const QList<ProviderSettings> &providers);
    // The built-in resource.
    static Result<ModelCatalog> loadBuiltIn(const QList<ProviderSettings> &providers);

    // By id, by "provider/id", or by alias, any case; an id wins over an alias, the earlier provider over the
    // later. Error code VALIDATION_ERROR with the nearest names as the hint.
    Result<ModelInfo> resolve(const QString &name) const;
    const QList<ModelInfo> &all() const { return m_data->models; }
    QStringList names() const; // ids, then aliases
    QList<ModelInfo> of(const QString &providerId) const;

    // list: what GET /models of this provider answered ({"data": [{"id": …}, …]}). Adds the models that are
    // new, at the end, and marks those that are not there. The ids that are new; error code malformed_models.
    Result<QStringList> learn(const QString &providerId, const QJsonObject &list);
    // Grows with each list that taught something.
    quint64 revision() const { return m_data->revision; }

private:
    struct Data
    {
        QList<ModelInfo> models;
        QHash<QString, qsizetype> byName; // lower case
        quint64 revision = 0;

        void name(const QString &text, qsizetype index);
    };
    std::shared_ptr<Data> m_data = std::make_shared<Data>();
};

} // namespace exaid
