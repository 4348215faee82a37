#pragma once

// Which models there are, by which provider, under which names. Data: resources/models.json plus the models
// of custom providers from the settings. Immutable once loaded; any thread.

#include "core/config/settings.h"
#include "core/result.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace exaid {

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
    const QList<ModelInfo> &all() const { return m_models; }
    QList<ModelInfo> of(const QString &providerId) const;

private:
    QList<ModelInfo> m_models;
    QHash<QString, qsizetype> m_byName; // lower case
};

} // namespace exaid
