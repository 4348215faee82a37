#include "core/config/settingsloader.h"

#include "core/config/envfile.h"
#include "core/config/nearestname.h"
#include "core/config/providerselection.h"
#include "core/config/secretfile.h"
#include "core/config/settingsvalidator.h"
#include "core/config/unusednames.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QSysInfo>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

// Names that look like ours but belong to the desktop.
bool isForeignName(const QString &name)
{
    return name == "SESSION_MANAGER"_L1;
}

// Home directories may be shared by several machines; a socket belongs to one.
QString machineMark()
{
    return QString::fromLatin1(
        QCryptographicHash::hash(QSysInfo::machineUniqueId(), QCryptographicHash::Sha256).toHex().left(8));
}

bool hasOwnPrefix(const QString &upperName)
{
    return upperName.startsWith("EXAI_"_L1) || upperName.startsWith("KIMI_"_L1) ||
           upperName.startsWith("GLM_"_L1) || upperName.startsWith("SESSION_"_L1);
}

} // namespace

SettingsLoader::SettingsLoader(const SettingsSources &sources)
    : m_sources(sources)
{}

LoadedSettings SettingsLoader::load()
{
    readEnvFile();
    addLayer(Level::Environment, m_sources.environment, u"environment"_s);
    addLayer(Level::CommandLine, m_sources.commandLine, u"command line"_s);
    addCustomProviders();
    m_draft = m_table.blank();
    applyRow(*m_table.find(u"EXAI_PROFILE"_s)); // first: the other defaults depend on it
    for (const SettingRow &row : m_table.rows()) {
        if (row.name != "EXAI_PROFILE"_L1)
            applyRow(row);
    }
    readSecretFiles();
    checkEnvFileIsPrivate();
    resolvePaths();
    chooseProviders();
    validate();
    explain();
    reportUnknownNames();
    return m_loaded;
}

QString SettingsLoader::homeDir() const
{
    const QString home = environment(u"HOME"_s);
    return home.isEmpty() ? QDir::homePath() : home;
}

void SettingsLoader::readEnvFile()
{
    const bool explicitFile = !m_sources.envFile.isEmpty() || !environment(u"ENV_FILE"_s).isEmpty();
    const QString path = envFilePath(m_sources);
    if (m_sources.content) {
        m_loaded.envFile = path;
        m_loaded.content = *m_sources.content;
        takeEnvFile(path);
        return;
    }
    if (path.isEmpty() || (!explicitFile && !QFile::exists(path)))
        return;
    const QString givenBy = m_sources.envFile.isEmpty() ? u"environment"_s : u"command line"_s;
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        const QString reason = QFileInfo::exists(path) ? file.errorString() : u"there is no such file"_s;
        m_loaded.errors.append({u"ENV_FILE"_s, explicitFile ? givenBy : path,
                                u"%1 can't be read: %2"_s.arg(path, reason),
                                u"Name a file that exists, or leave the option away."_s});
        return;
    }
    m_loaded.envFile = path;
    m_loaded.content = Secret(file.readAll());
    takeEnvFile(path);
}

void SettingsLoader::takeEnvFile(const QString &path)
{
    const EnvFile env = EnvFile::parse(m_loaded.content.reveal());
    const auto place = [&](int line) { return line > 0 ? u"%1:%2"_s.arg(path).arg(line) : path; };
    for (const EnvFile::Problem &problem : env.errors())
        m_loaded.errors.append(
            {u"ENV_FILE"_s, place(problem.line), problem.message, u"Correct or remove the line."_s});
    for (const EnvFile::Problem &problem : env.duplicates())
        m_loaded.warnings.append(
            {u"ENV_FILE"_s, place(problem.line), problem.message, u"Remove one of the lines."_s});
    QHash<QString, qsizetype> seen;
    for (const EnvFile::Entry &entry : env.entries()) {
        const Given given{entry.name, entry.value, place(entry.line), Level::File};
        if (const auto earlier = seen.constFind(entry.name); earlier != seen.cend()) {
            m_given[*earlier] = given;
        } else {
            seen.insert(entry.name, m_given.size());
            m_given.append(given);
        }
    }
}

void SettingsLoader::addLayer(Level level, const QMap<QString, QString> &values, const QString &source)
{
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        m_given.append({it.key(), it.value(), source, level});
}

bool SettingsLoader::isGiven(const QString &name) const
{
    return std::any_of(m_given.cbegin(), m_given.cend(),
                       [&](const Given &g) { return g.name == name && !g.value.trimmed().isEmpty(); });
}

// <NAME>_BASE_URL makes a provider. In the process environment other programs use such names too, so there it
// needs company: <NAME>_MODELS, or the name in ALLOWED_PROVIDERS.
void SettingsLoader::addCustomProviders()
{
    const SettingRow *allowedRow = m_table.find(u"ALLOWED_PROVIDERS"_s);
    const std::optional<Given> allowedGiven = givenFor(*allowedRow);
    const QString allowed =
        u',' + (allowedGiven ? QString(allowedGiven->value).remove(u' ').toUpper() : QString()) + u',';
    QSet<QString> prefixes;
    for (const Given &given : std::as_const(m_given)) {
        if (!given.name.endsWith("_BASE_URL"_L1) || given.value.trimmed().isEmpty() ||
            m_table.find(given.name))
            continue;
        const QString prefix = given.name.chopped(9);
        const bool wanted = given.level != Level::Environment || isGiven(prefix + "_MODELS"_L1) ||
                            allowed.contains(u',' + prefix + u',');
        if (!wanted)
            continue;
        if (SettingsTable::isCustomPrefix(prefix)) {
            prefixes.insert(prefix);
        } else {
            m_loaded.errors.append(
                {given.name, given.source, u"“%1” can't be the name of a provider"_s.arg(prefix),
                 u"Use capitals, digits and _, beginning with a letter; some names are taken."_s});
        }
    }
    m_customPrefixes = QStringList(prefixes.cbegin(), prefixes.cend());
    m_customPrefixes.sort();
    for (const QString &prefix : std::as_const(m_customPrefixes))
        m_table.addCustomProvider(prefix);
}

// The highest level wins. Two names of the same setting that disagree are an error, except that the command
// line may overrule.
std::optional<SettingsLoader::Given> SettingsLoader::givenFor(const SettingRow &row)
{
    std::optional<Given> winner;
    QList<Given> all;
    const QStringList names = row.allNames();
    for (const Given &given : std::as_const(m_given)) {
        if (!names.contains(given.name) || given.value.trimmed().isEmpty())
            continue;
        all << given;
        if (!winner || given.level >= winner->level)
            winner = given;
    }
    if (!winner || winner->level == Level::CommandLine)
        return winner;
    for (const Given &other : std::as_const(all)) {
        if (other.name != winner->name && other.value.trimmed() != winner->value.trimmed()) {
            m_loaded.errors.append(
                {row.name, winner->source,
                 u"%1 and %2 (%3) are names of the same setting and have different values"_s.arg(
                     winner->name, other.name, other.source),
                 u"Remove one of them."_s});
            break;
        }
    }
    return winner;
}

void SettingsLoader::applyRow(const SettingRow &row)
{
    const QString defaultText = row.inheritsFrom.isEmpty() ? row.defaultFor(m_draft.profile)
                                                           : m_table.find(row.inheritsFrom)->text(m_draft);
    m_defaults.insert(row.name, defaultText);
    if (!defaultText.isEmpty()) {
        [[maybe_unused]] const Status applied = row.apply(m_draft, defaultText, homeDir());
        Q_ASSERT_X(applied, "SettingsTable", qPrintable(row.name));
    }
    QString source = u"default"_s;
    if (!row.inheritsFrom.isEmpty())
        source = "as "_L1 + row.inheritsFrom;
    else if (row.developmentDefault != row.productionDefault)
        source = "profile "_L1 + toString(m_draft.profile);

    if (const std::optional<Given> given = givenFor(row)) {
        source = given->source;
        if (row.isSecret() && given->value.trimmed() == InKeychain) {
            takeFromKeychain(row, *given);
            return;
        }
        if (const Status applied = row.apply(m_draft, given->value, homeDir()); !applied) {
            m_loaded.errors.append({given->name, given->source, applied.error().message,
                                    u"Allowed: %1."_s.arg(row.rangeText())});
        }
        if (row.isSecret() && given->level == Level::CommandLine) {
            m_loaded.warnings.append({given->name, given->source,
                                      u"every user of this machine can see it in the list of processes"_s,
                                      u"Use %1_FILE."_s.arg(row.name)});
        }
    }
    m_sourceOf.insert(row.name, source);
}

// A keychain that is locked looks empty. Whatever it says, it never means that there is no key.
void SettingsLoader::takeFromKeychain(const SettingRow &row, const Given &given)
{
    m_loaded.keychainNames << row.name;
    m_sourceOf.insert(row.name, u"keychain"_s);
    if (!m_sources.keychain) {
        setText(row.name, InKeychain);
        return;
    }
    const Result<Secret> key = m_sources.keychain->value(
        row.name, Error{u"keychain_failed"_s, u"it was not asked for this key at the start"_s,
                        u"Restart the daemon."_s});
    const Status applied =
        key ? row.apply(m_draft, QString::fromLatin1(key->reveal()), homeDir()) : Status(key.error());
    if (!applied) {
        m_loaded.errors.append(
            {row.name, given.source,
             u"the key is in the keychain, and can't be had: %1"_s.arg(applied.error().message),
             applied.error().hint});
    }
}

void SettingsLoader::readSecretFiles()
{
    for (const SettingRow &row : m_table.rows()) {
        const QString path = row.kind == SettingKind::SecretFile ? row.text(m_draft) : QString();
        if (path.isEmpty())
            continue;
        const SettingRow *target = m_table.find(row.secretName);
        if (!target->text(m_draft).isEmpty()) {
            m_loaded.errors.append({row.name, sourceOf(row.name),
                                    u"%1 is set as well (%2)"_s.arg(target->name, sourceOf(target->name)),
                                    u"Remove one of them."_s});
            continue;
        }
        const Result<Secret> secret = readSecretFile(path, environment(u"CREDENTIALS_DIRECTORY"_s));
        if (!secret) {
            m_loaded.errors.append(
                {row.name, sourceOf(row.name), secret.error().message, secret.error().hint});
            continue;
        }
        setText(target->name, QString::fromLatin1(secret->reveal()));
        m_sourceOf.insert(target->name, "file "_L1 + path);
    }
}

void SettingsLoader::checkEnvFileIsPrivate()
{
    if (m_sources.content)
        return;
    for (const Given &given : std::as_const(m_given)) {
        const SettingRow *row = given.level == Level::File ? m_table.find(given.name) : nullptr;
        const QString value = given.value.trimmed();
        if (!row || !row->isSecret() || value.isEmpty() || value == InKeychain)
            continue;
        if (const Status isPrivate = checkPrivate(m_loaded.envFile, environment(u"CREDENTIALS_DIRECTORY"_s));
            !isPrivate)
            m_loaded.errors.append(
                {given.name, given.source, isPrivate.error().message, isPrivate.error().hint});
        return; // one secret is reason enough
    }
}

void SettingsLoader::setText(const QString &rowName, const QString &text)
{
    [[maybe_unused]] const Status applied = m_table.find(rowName)->apply(m_draft, text, homeDir());
    Q_ASSERT_X(applied, "SettingsLoader", qPrintable(rowName));
}

void SettingsLoader::resolvePaths()
{
    const QString stateHome = environment(u"XDG_STATE_HOME"_s);
    const QString stateDir =
        (QDir::isAbsolutePath(stateHome) ? stateHome : homeDir() + "/.local/state"_L1) + "/exaid"_L1;
    const auto resolve = [this](const QString &name, QString &value, const QString &path) {
        m_defaults.insert(name, path);
        if (value.isEmpty())
            value = path;
    };
    FileSettings &files = m_draft.files;
    resolve(u"EXAI_STATE_DIR"_s, files.stateDir, stateDir);
    resolve(u"EXAI_HEALTH_FILE"_s, files.healthFile, files.stateDir + "/ws_daemon.health.json"_L1);
    resolve(u"EXAI_CALL_LOG"_s, files.callLog, files.stateDir + "/calls.jsonl"_L1);
    resolve(u"EXAI_METRICS_FILE"_s, files.metricsFile, files.stateDir + "/metrics.bin"_L1);
    resolve(u"EXAI_MCP_SOCKET"_s, m_draft.server.mcpSocket,
            files.stateDir + "/mcp-"_L1 + machineMark() + ".sock"_L1);
}

void SettingsLoader::chooseProviders()
{
    for (ProviderSettings &provider : m_draft.providers)
        provider.clocks.classScale = m_draft.clocks.classScale; // one for all providers
    const ProviderSelection selection = selectProviders(m_draft);
    for (const Error &error : selection.errors)
        m_loaded.errors.append({error.code, sourceOf(error.code), error.message, error.hint});
    for (const Error &warning : selection.warnings)
        m_loaded.warnings.append({warning.code, sourceOf(warning.code), warning.message, warning.hint});
    // The default model is GLM's. Where GLM is not offered and nobody chose a model, another provider's is
    // meant.
    const auto isGlm = [](const ProviderSettings &p) { return p.kind == ProviderKind::Glm; };
    const QList<ProviderSettings> &chosen = selection.providers;
    if (!isGiven(u"DEFAULT_MODEL"_s) && !chosen.isEmpty() &&
        std::none_of(chosen.cbegin(), chosen.cend(), isGlm)) {
        m_draft.tools.defaultModel = chosen.constFirst().defaultModel;
        m_sourceOf.insert(u"DEFAULT_MODEL"_s, u"default of %1"_s.arg(chosen.constFirst().displayName));
    }
    m_loaded.settings = m_draft;
    m_loaded.settings.providers = chosen;
}

void SettingsLoader::validate()
{
    const SettingsValidator validator(m_loaded.settings,
                                      [this](const QString &name) { return sourceOf(name); });
    m_loaded.errors += validator.errors();
    m_loaded.warnings += validator.warnings();
}

void SettingsLoader::explain()
{
    for (const SettingRow &row : m_table.rows()) {
        ExplainedSetting e;
        e.name = row.name;
        e.value = row.shown(m_draft);
        e.defaultValue = m_defaults.value(row.name);
        e.source = sourceOf(row.name);
        e.help = row.helpText();
        e.range = row.rangeText();
        e.secret = row.isSecret();
        e.needsRestart = !row.live;
        e.group = toString(row.group);
        e.choices = row.choices;
        e.aliases = row.aliases;
        e.kind = row.kind;
        e.minimum = row.minimum;
        e.maximum = row.maximum;
        e.unit = row.unit;
        m_loaded.explained.append(e);
    }
}

void SettingsLoader::reportUnknownNames()
{
    QStringList known;
    for (const SettingRow &row : m_table.rows())
        known << row.allNames();
    for (const Given &given : std::as_const(m_given)) {
        if (!m_table.find(given.name) && given.name != "ENV_FILE"_L1 && !isForeignName(given.name))
            reportUnknown(given, known);
    }
}

void SettingsLoader::reportUnknown(const Given &given, const QStringList &known)
{
    const QString upper = given.name.toUpper();
    const bool ours = hasOwnPrefix(upper);
    if (const QString reason = reasonUnused(given.name); !reason.isEmpty()) {
        // Other programs have settings such as REDIS_URL in the environment, and rightly so.
        if (ours || given.level != Level::Environment)
            m_loaded.warnings.append(
                {given.name, given.source, u"is known but not used here: %1"_s.arg(reason), u"Remove it."_s});
        return;
    }
    const QString nearest = nearestName(upper, known);
    const QString hint =
        nearest.isEmpty() ? u"`exaid config` lists all settings."_s : u"Did you mean %1?"_s.arg(nearest);
    if (given.level == Level::CommandLine) {
        m_loaded.errors.append({given.name, given.source, u"there is no such setting"_s, hint});
        return;
    }
    const bool ofCustomProvider =
        given.level == Level::File &&
        std::any_of(m_customPrefixes.cbegin(), m_customPrefixes.cend(),
                    [&](const QString &prefix) { return upper.startsWith(prefix + u'_'); });
    const bool slip = !nearest.isEmpty() && upper.size() >= 8 &&
                      editDistance(upper, nearest) <= (given.level == Level::File ? 2 : 1);
    if (ours || ofCustomProvider || slip)
        m_loaded.warnings.append(
            {given.name, given.source, u"there is no such setting; it has no effect"_s, hint});
}

} // namespace exaid
