#include "gui/settings/settingtexts.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QLocale>
#include <QUrl>
#include <algorithm>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

struct SettingTexts
{
    Q_DECLARE_TR_FUNCTIONS(SettingTexts)
};

QString numberText(double number)
{
    return QLocale().toString(number, 'g', 15);
}

QString numbersText(const ExplainedSetting &setting)
{
    if (setting.maximum == std::numeric_limits<double>::max())
        return SettingTexts::tr("%1 or more").arg(numberText(setting.minimum));
    return SettingTexts::tr("%1 to %2").arg(numberText(setting.minimum), numberText(setting.maximum));
}

bool isAddress(const QString &text)
{
    return text == "localhost"_L1 || !QHostAddress(text).isNull();
}

bool isUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) &&
           !url.host().isEmpty();
}

bool isNumberInRange(const ExplainedSetting &setting, const QString &text)
{
    bool ok = false;
    const double number =
        setting.kind == SettingKind::Integer ? static_cast<double>(text.toLongLong(&ok)) : text.toDouble(&ok);
    return ok && number >= setting.minimum && number <= setting.maximum;
}

bool isPath(const QString &text)
{
    return text.startsWith(u'/') || text == "~"_L1 || text.startsWith("~/"_L1) ||
           (text.size() > 2 && text.at(1) == u':');
}

bool fits(const ExplainedSetting &setting, const QString &text)
{
    switch (setting.kind) {
    case SettingKind::Text:
    case SettingKind::List:
        return true;
    case SettingKind::Choice:
        return setting.choices.contains(text.toLower());
    case SettingKind::Integer:
    case SettingKind::Real:
    case SettingKind::Time:
        return isNumberInRange(setting, text);
    case SettingKind::Flag:
        return QStringList{u"true"_s, u"false"_s, u"1"_s, u"0"_s, u"yes"_s, u"no"_s, u"on"_s, u"off"_s}
            .contains(text.toLower());
    case SettingKind::Address:
        return isAddress(text);
    case SettingKind::Url:
        return isUrl(text);
    case SettingKind::Path:
    case SettingKind::SecretFile:
        return isPath(text);
    case SettingKind::Paths: {
        const QStringList paths = text.split(u',', Qt::SkipEmptyParts);
        return std::ranges::all_of(paths, [](const QString &path) { return isPath(path.trimmed()); });
    }
    case SettingKind::Secret:
        return std::ranges::all_of(text, [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
    }
    Q_UNREACHABLE();
}

} // namespace

QString groupText(const QString &group)
{
    static const char *const names[] = {
        QT_TRANSLATE_NOOP("SettingTexts", "Server"), QT_TRANSLATE_NOOP("SettingTexts", "Limits"),
        QT_TRANSLATE_NOOP("SettingTexts", "Providers"), QT_TRANSLATE_NOOP("SettingTexts", "Tools"),
        QT_TRANSLATE_NOOP("SettingTexts", "Files and logs")};
    for (const char *name : names) {
        if (group == QLatin1StringView(name))
            return SettingTexts::tr(name);
    }
    return group; // of a newer daemon
}

// A daemon without a window says it in English; the catalogue has the same sentences.
QString helpText(const ExplainedSetting &setting)
{
    return QCoreApplication::translate("SettingsTable", setting.help.toUtf8().constData());
}

QString unitText(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Milliseconds:
        return SettingTexts::tr("ms", "unit of a setting");
    case TimeUnit::Seconds:
        return SettingTexts::tr("s", "unit of a setting: seconds");
    case TimeUnit::Hours:
        return SettingTexts::tr("h", "unit of a setting: hours");
    }
    Q_UNREACHABLE();
}

QString rangeText(const ExplainedSetting &setting)
{
    switch (setting.kind) {
    case SettingKind::Text:
        return SettingTexts::tr("text");
    case SettingKind::Choice:
        return setting.choices.join(", "_L1);
    case SettingKind::Integer:
    case SettingKind::Real:
        return numbersText(setting);
    case SettingKind::Flag:
        return SettingTexts::tr("on or off");
    case SettingKind::Time:
        return SettingTexts::tr("%1, in %2", "range, unit").arg(numbersText(setting), unitText(setting.unit));
    case SettingKind::List:
        return SettingTexts::tr("a list, separated by commas");
    case SettingKind::Address:
        return SettingTexts::tr("an IP address or localhost");
    case SettingKind::Url:
        return SettingTexts::tr("an https address; http only on this machine");
    case SettingKind::Path:
        return SettingTexts::tr("an absolute path");
    case SettingKind::Paths:
        return SettingTexts::tr("absolute paths, separated by commas");
    case SettingKind::Secret:
        return SettingTexts::tr("a secret of printable ASCII characters, without blanks");
    case SettingKind::SecretFile:
        return SettingTexts::tr("the absolute path of a file that only its owner may read");
    }
    Q_UNREACHABLE();
}

QString sourceText(const ExplainedSetting &setting, const QString &file)
{
    if (setting.source.startsWith(file + u':'))
        return SettingTexts::tr("settings file, line %1").arg(setting.source.mid(file.size() + 1));
    if (setting.source == "environment"_L1)
        return SettingTexts::tr("environment");
    if (setting.source == "command line"_L1)
        return SettingTexts::tr("command line");
    if (setting.source == "keychain"_L1)
        return SettingTexts::tr("keychain");
    if (setting.source.startsWith("profile "_L1))
        return SettingTexts::tr("default of the profile %1").arg(setting.source.mid(8));
    if (setting.source.startsWith("as "_L1))
        return SettingTexts::tr("as %1", "another setting").arg(setting.source.mid(3));
    if (setting.source.startsWith("file "_L1))
        return SettingTexts::tr("file %1").arg(setting.source.mid(5));
    if (setting.source.startsWith("default"_L1))
        return SettingTexts::tr("default");
    return setting.source;
}

QString valueText(const QString &value)
{
    return value.isEmpty() ? SettingTexts::tr("(empty)") : value;
}

QString keyPlaceText(const SettingsView &view)
{
    if (view.usesKeychain)
        return SettingTexts::tr("a new key is kept in the keychain");
    if (view.keychainProblem.isEmpty())
        return SettingTexts::tr("a new key is kept in the settings file, which only you can read");
    return SettingTexts::tr("a new key is kept in the settings file, which only you can read, since %1",
                            "a problem")
        .arg(view.keychainProblem);
}

QString faultOf(const ExplainedSetting &setting, const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || fits(setting, trimmed))
        return {};
    return SettingTexts::tr("Not allowed. Allowed: %1.").arg(rangeText(setting));
}

} // namespace exaid
