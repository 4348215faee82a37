#include "core/config/settingsstore.h"

#include "core/config/settingsloader.h"

#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

LoadedSettings loadSettings(const SettingsSources &sources)
{
    return SettingsLoader(sources).load();
}

QString envFilePath(const SettingsSources &sources)
{
    if (!sources.envFile.isEmpty())
        return QFileInfo(sources.envFile).absoluteFilePath();
    if (const QString named = sources.environment.value(u"ENV_FILE"_s); !named.isEmpty())
        return QFileInfo(named).absoluteFilePath();
    if (const QFileInfo here(u".env"_s); here.isFile())
        return here.absoluteFilePath();
    QString configHome = sources.environment.value(u"XDG_CONFIG_HOME"_s);
    if (!QDir::isAbsolutePath(configHome)) {
        const QString home = sources.environment.value(u"HOME"_s);
        configHome = (home.isEmpty() ? QDir::homePath() : home) + "/.config"_L1;
    }
    return configHome + "/exaid/.env"_L1;
}

bool ExplainedSetting::isGiven() const
{
    return source != "default"_L1 && !source.startsWith("as "_L1) && !source.startsWith("profile "_L1) &&
           !source.startsWith("default of "_L1);
}

QMap<QString, QString> processEnvironment()
{
    QMap<QString, QString> values;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names)
        values.insert(name, environment.value(name));
    return values;
}

} // namespace exaid
