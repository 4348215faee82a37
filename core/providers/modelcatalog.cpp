#include "core/providers/modelcatalog.h"

#include "core/outcome.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <algorithm>
#include <numeric>
#include <utility>

// The resource lies in a static library: without this the linker may leave it out.
static void initModelResources()
{
    Q_INIT_RESOURCE(exaid_models);
}

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

Result<ModelInfo> readModel(const QJsonObject &row)
{
    ModelInfo model;
    model.id = row.value("id"_L1).toString();
    model.provider = row.value("provider"_L1).toString();
    if (model.id.isEmpty() || model.provider.isEmpty())
        return Error{u"malformed_models"_s, u"a model in the model list has no id or no provider"_s, {}};
    for (const QJsonValue &alias : row.value("aliases"_L1).toArray())
        model.aliases << alias.toString();
    model.contextTokens = row.value("context"_L1).toInt();
    model.maxOutputTokens = row.value("max_output"_L1).toInt();
    model.thinking = row.value("thinking"_L1).toBool();
    model.thinksAlways = row.value("thinks_always"_L1).toBool();
    model.thinkingSwitch = row.value("thinking_switch"_L1).toBool();
    model.webSearch = row.value("web_search"_L1).toBool();
    model.vision = row.value("vision"_L1).toBool();
    model.fixedTemperature = row.value("fixed_temperature"_L1).toBool();
    model.maxTemperature = row.value("max_temperature"_L1).toDouble(1.0);
    model.timeScale = row.value("time_scale"_L1).toDouble(1.0);
    if (const QJsonValue price = row.value("price"_L1); price.isObject()) {
        const double input = price["input"_L1].toDouble();
        model.price = ModelPrice{input, price["cached"_L1].toDouble(input), price["output"_L1].toDouble(),
                                 price["search"_L1].toDouble()};
    }
    return model;
}

// Levenshtein, two rows.
qsizetype editDistance(const QString &a, const QString &b)
{
    QList<qsizetype> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (qsizetype j = 0; j < b.size(); ++j) {
            const qsizetype replaced = diagonal + (a.at(i) == b.at(j) ? 0 : 1);
            diagonal = row.at(j + 1);
            row[j + 1] = std::min({replaced, diagonal + 1, row.at(j) + 1});
        }
    }
    return row.last();
}

} // namespace

Result<ModelCatalog> ModelCatalog::load(const QJsonObject &models, const QList<ProviderSettings> &providers)
{
    const QJsonArray rows = models.value("models"_L1).toArray();
    if (rows.isEmpty())
        return Error{u"malformed_models"_s, u"the model list is empty or has no \"models\""_s, {}};
    QList<ModelInfo> known;
    for (const QJsonValue &row : rows) {
        Result<ModelInfo> model = readModel(row.toObject());
        if (!model)
            return model.error();
        known << std::move(model).value();
    }
    ModelCatalog catalog;
    for (const ProviderSettings &provider : providers) {
        QSet<QString> ids;
        for (const ModelInfo &model : std::as_const(known)) {
            if (model.provider == provider.id && provider.kind != ProviderKind::Custom) {
                catalog.m_data->models << model;
                ids << model.id.toLower();
            }
        }
        // Lists age faster than releases: the settings may name what the file does not know.
        QStringList named = provider.models;
        if (!provider.defaultModel.isEmpty())
            named << provider.defaultModel;
        for (const QString &id : std::as_const(named)) {
            const auto isAlias = [&](const ModelInfo &m) {
                return m.provider == provider.id && m.aliases.contains(id, Qt::CaseInsensitive);
            };
            if (id.isEmpty() || ids.contains(id.toLower()) ||
                std::ranges::any_of(catalog.m_data->models, isAlias))
                continue;
            ModelInfo model;
            model.id = id;
            model.provider = provider.id;
            model.maxTemperature = provider.kind == ProviderKind::Custom ? 2.0 : 1.0;
            catalog.m_data->models << model;
            ids << id.toLower();
        }
    }
    Data &data = *catalog.m_data;
    for (qsizetype i = 0; i < data.models.size(); ++i) {
        data.name(data.models.at(i).id, i);
        data.name(data.models.at(i).provider + u'/' + data.models.at(i).id, i);
    }
    for (qsizetype i = 0; i < data.models.size(); ++i) {
        for (const QString &alias : data.models.at(i).aliases)
            data.name(alias, i);
    }
    return catalog;
}

double ModelPrice::of(const TokenUsage &usage, int searches) const
{
    const qint64 cached = std::clamp<qint64>(usage.cachedTokens, 0, usage.promptTokens);
    const double tokens = static_cast<double>(usage.promptTokens - cached) * input +
                          static_cast<double>(cached) * cachedInput +
                          static_cast<double>(usage.completionTokens) * output;
    return tokens / 1e6 + searches * search;
}

void ModelCatalog::Data::name(const QString &text, qsizetype index)
{
    if (!byName.contains(text.toLower()))
        byName.insert(text.toLower(), index);
}

Result<QStringList> ModelCatalog::learn(const QString &providerId, const QJsonObject &list)
{
    constexpr qsizetype mostModels = 2000;
    constexpr qsizetype longestId = 200;
    if (!list.value("data"_L1).isArray())
        return Error{
            u"malformed_models"_s, u"the list of models of %1 has no \"data\""_s.arg(providerId), {}};
    const QJsonArray rows = list.value("data"_L1).toArray();
    QSet<QString> offered;
    QStringList added;
    for (const QJsonValue &row : rows) {
        const QString id = row["id"_L1].toString().left(longestId);
        if (id.isEmpty() || offered.size() >= mostModels)
            continue;
        offered << id.toLower();
        const auto known = std::ranges::find_if(m_data->models, [&](const ModelInfo &m) {
            return m.provider == providerId && m.id.compare(id, Qt::CaseInsensitive) == 0;
        });
        if (known != m_data->models.end()) {
            if (known->contextTokens == 0)
                known->contextTokens = row["context_length"_L1].toInt();
            continue;
        }
        ModelInfo model;
        model.id = id;
        model.provider = providerId;
        model.contextTokens = row["context_length"_L1].toInt();
        model.vision = row["supports_image_in"_L1].toBool();
        model.learned = true;
        m_data->models << model;
        m_data->name(id, m_data->models.size() - 1);
        m_data->name(providerId + u'/' + id, m_data->models.size() - 1);
        added << id;
    }
    bool hasChanged = !added.isEmpty();
    for (ModelInfo &model : m_data->models) {
        if (model.provider != providerId)
            continue;
        const bool wasUnlisted = std::exchange(model.unlisted, !offered.contains(model.id.toLower()));
        hasChanged = hasChanged || model.unlisted != wasUnlisted;
    }
    if (hasChanged)
        ++m_data->revision;
    return added;
}

Result<ModelCatalog> ModelCatalog::loadBuiltIn(const QList<ProviderSettings> &providers)
{
    initModelResources();
    QFile file(u":/exaid/models.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return Error{u"malformed_models"_s, u"the built-in model list is missing from this build"_s, {}};
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject())
        return Error{
            u"malformed_models"_s, u"the built-in model list can't be read: "_s + problem.errorString(), {}};
    return load(document.object(), providers);
}

Result<ModelInfo> ModelCatalog::resolve(const QString &name) const
{
    const QString wanted = name.trimmed().toLower();
    if (const auto found = m_data->byName.constFind(wanted); found != m_data->byName.constEnd())
        return m_data->models.at(*found);
    QStringList names;
    for (const ModelInfo &model : m_data->models)
        names << model.id << model.aliases;
    // Any input is compared up to a bound: it comes from a client.
    const QString bounded = wanted.left(100);
    std::ranges::stable_sort(names, {},
                             [&bounded](const QString &n) { return editDistance(bounded, n.toLower()); });
    const QString nearest = names.mid(0, 3).join(u", "_s);
    return Error{
        u"VALIDATION_ERROR"_s, u"no configured provider has a model called \"%1\""_s.arg(name.left(100)),
        nearest.isEmpty() ? u"no provider is configured"_s : QString(u"the nearest are: "_s + nearest)};
}

QStringList ModelCatalog::names() const
{
    QStringList ids;
    QStringList aliases;
    for (const ModelInfo &model : m_data->models) {
        ids.append(model.id);
        aliases.append(model.aliases);
    }
    QStringList names = ids + aliases;
    names.removeDuplicates();
    return names;
}

QList<ModelInfo> ModelCatalog::of(const QString &providerId) const
{
    QList<ModelInfo> models;
    std::ranges::copy_if(m_data->models, std::back_inserter(models),
                         [&](const ModelInfo &m) { return m.provider == providerId; });
    return models;
}

} // namespace exaid
