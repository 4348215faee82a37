#include "app/exaid/configcommand.h"

#include "app/exaid/commandline.h"
#include "app/exaid/exitcode.h"
#include "core/config/nearestname.h"
#include "core/config/settingsreport.h"
#include "core/providers/learnedfile.h"

#include <QJsonDocument>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

LoadedSettings onlyNamed(const LoadedSettings &all, const QString &name)
{
    LoadedSettings one = all;
    const auto isOther = [&name](const ExplainedSetting &s) {
        return s.name != name && !s.aliases.contains(name);
    };
    one.explained.removeIf(isOther);
    const QString canonical = one.explained.isEmpty() ? name : one.explained.constFirst().name;
    const auto concernsOther = [&](const SettingProblem &p) { return p.name != name && p.name != canonical; };
    one.errors.removeIf(concernsOther);
    one.warnings.removeIf(concernsOther);
    return one;
}

int showOne(const LoadedSettings &all, const QString &name, bool json)
{
    const LoadedSettings one = onlyNamed(all, name);
    if (one.explained.isEmpty()) {
        QStringList known;
        for (const ExplainedSetting &setting : all.explained)
            known << setting.name << setting.aliases;
        const QString nearest = nearestName(name.toUpper(), known);
        printError(u"There is no setting %1. %2"_s.arg(
            name, nearest.isEmpty() ? u"`exaid config` lists all."_s : u"Did you mean %1?"_s.arg(nearest)));
        return ExitBadSettings;
    }
    if (json) {
        printLine(QString::fromUtf8(QJsonDocument(settingsJson(one)).toJson()));
    } else {
        printLine(settingText(one.explained.constFirst()));
        for (const SettingProblem &problem : one.warnings + one.errors)
            printLine("  "_L1 + problemText(problem));
    }
    return one.errors.isEmpty() ? ExitDone : ExitBadSettings;
}

int showAll(const LoadedSettings &loaded, bool json)
{
    const QString path = LearnedFile::pathIn(loaded.settings.files.stateDir);
    const auto learned = readLearned(path);
    if (json) {
        QJsonObject all = settingsJson(loaded);
        all.insert(u"learned_stall_limits"_s,
                   learned ? learnedJson(*learned, loaded.settings) : QJsonArray());
        printLine(QString::fromUtf8(QJsonDocument(all).toJson()));
    } else {
        printLine(settingsText(loaded));
        const QString report =
            learned ? learnedReport(*learned, loaded.settings)
                    : u"  can't be read: %1; the daemon starts anew\n"_s.arg(learned.error().message);
        if (!report.isEmpty())
            printLine(u"Stall limits learned from the models' own streams (%1):\n%2"_s.arg(path, report));
    }
    return loaded.errors.isEmpty() ? ExitDone : ExitBadSettings;
}

} // namespace

int runConfig(const QStringList &arguments)
{
    CommandLine line(u"config"_s,
                     u"shows every setting, its value, where the value comes from, and what is wrong."_s);
    line.addOption({u"json"_s, u"Print JSON."_s});
    line.addOption(
        {u"markdown"_s, u"Print the reference of all settings, without the values of this machine."_s});
    line.addPositional(u"NAME"_s, u"Show this setting only, with all that is known about it."_s);
    if (const std::optional<int> over = line.parse(arguments))
        return *over;
    if (line.isSet(u"markdown"_s)) {
        printLine(settingsMarkdown());
        return ExitDone;
    }
    const LoadedSettings loaded = line.load();
    const bool json = line.isSet(u"json"_s);
    if (!line.positional().isEmpty())
        return showOne(loaded, line.positional().constFirst(), json);
    return showAll(loaded, json);
}

} // namespace exaid
