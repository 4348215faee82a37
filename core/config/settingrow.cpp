#include "core/config/settingrow.h"

#include "core/outcome.h"

#include <QCoreApplication>
#include <QDir>
#include <QHostAddress>
#include <QUrl>
#include <array>
#include <cmath>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

double secondsPer(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Milliseconds:
        return 0.001;
    case TimeUnit::Seconds:
        return 1;
    case TimeUnit::Hours:
        return 3600;
    }
    Q_UNREACHABLE();
}

constexpr std::array AllTimeUnits{TimeUnit::Milliseconds, TimeUnit::Seconds, TimeUnit::Hours};

// In the order of the enum.
const QStringList &kindNames()
{
    static const QStringList names{u"text"_s,  u"choice"_s, u"integer"_s,    u"real"_s, u"flag"_s,
                                   u"time"_s,  u"list"_s,   u"address"_s,    u"url"_s,  u"path"_s,
                                   u"paths"_s, u"secret"_s, u"secret_file"_s};
    return names;
}

// Fifteen digits: what was written comes back as it was written.
QString numberText(double value)
{
    const QString exact = QString::number(value, 'f', 0);
    return std::abs(value) < 1e15 && exact.toDouble() == value ? exact : QString::number(value, 'g', 15);
}

Error badValue(const QString &message)
{
    return {u"bad_value"_s, message, {}};
}

QStringList splitList(const QString &text)
{
    QStringList items;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        if (const QString item = part.trimmed(); !item.isEmpty())
            items << item;
    }
    return items;
}

Result<QString> absolutePath(const QString &text, const QString &homeDir)
{
    QString path = text;
    if (path == "~"_L1 || path.startsWith("~/"_L1))
        path = homeDir + path.mid(1);
    if (!QDir::isAbsolutePath(path))
        return badValue(u"“%1” is not an absolute path"_s.arg(text));
    return QDir::cleanPath(path);
}

Result<QString> checkedUrl(QString text)
{
    while (text.endsWith(u'/'))
        text.chop(1);
    const QUrl url(text, QUrl::StrictMode);
    const bool http = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    if (!url.isValid() || !http || url.host().isEmpty())
        return badValue(u"not an http or https address"_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return badValue(u"the address must have no user name, password, query or fragment"_s);
    return text;
}

Result<double> checkedNumber(const SettingRow &row, const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || !std::isfinite(value))
        return badValue(u"“%1” is not a number"_s.arg(text));
    if (value < row.minimum || value > row.maximum)
        return badValue(u"%1 is out of range (%2)"_s.arg(text, row.rangeText()));
    return value;
}

Result<qint64> checkedInteger(const SettingRow &row, const QString &text)
{
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok)
        return badValue(u"“%1” is not a whole number"_s.arg(text));
    if (static_cast<double>(value) < row.minimum || static_cast<double>(value) > row.maximum)
        return badValue(u"%1 is out of range (%2)"_s.arg(text, row.rangeText()));
    return value;
}

Result<bool> checkedFlag(const QString &text)
{
    const QString lower = text.toLower();
    if (QStringList{u"1"_s, u"true"_s, u"yes"_s, u"on"_s}.contains(lower))
        return true;
    if (QStringList{u"0"_s, u"false"_s, u"no"_s, u"off"_s}.contains(lower))
        return false;
    return badValue(u"“%1” is neither true nor false"_s.arg(text));
}

Result<QString> checkedString(const SettingRow &row, const QString &text, const QString &homeDir)
{
    switch (row.kind) {
    case SettingKind::Path:
    case SettingKind::SecretFile:
        return absolutePath(text, homeDir);
    case SettingKind::Url:
        return checkedUrl(text);
    case SettingKind::Choice: {
        const QString lower = text.toLower();
        if (row.choices.contains(lower))
            return lower;
        return badValue(u"“%1” is not one of %2"_s.arg(text, row.choices.join(", "_L1)));
    }
    case SettingKind::Address:
        if (text != "localhost"_L1 && QHostAddress(text).isNull())
            return badValue(u"“%1” is not an IP address"_s.arg(text));
        return text;
    default:
        return text;
    }
}

Result<QStringList> checkedList(const SettingRow &row, const QString &text, const QString &homeDir)
{
    QStringList items = splitList(text);
    if (row.kind != SettingKind::Paths)
        return items;
    for (QString &item : items) {
        Result<QString> path = absolutePath(item, homeDir);
        if (!path)
            return path.error();
        item = *path;
    }
    return items;
}

template <typename T>
Status stored(T &target, Result<T> value)
{
    if (!value)
        return value.error();
    target = std::move(value).value();
    return Done{};
}

// Header values can't hold line breaks or control characters; the usual cause is a copied key with a tail.
Result<Secret> checkedSecret(const QString &text)
{
    for (const QChar c : text) {
        if (c.unicode() <= 0x20 || c.unicode() >= 0x7f)
            return badValue(u"contains a space, a line break or a character that is not ASCII"_s);
    }
    return Secret(text.toLatin1());
}

} // namespace

QString toString(SettingKind kind)
{
    static_assert(static_cast<int>(SettingKind::SecretFile) == 12, "kindNames() has a name for each kind");
    return kindNames().at(static_cast<int>(kind));
}

SettingKind settingKindFromString(const QString &name)
{
    const qsizetype index = kindNames().indexOf(name);
    return index < 0 ? SettingKind::Text : static_cast<SettingKind>(index);
}

QString toString(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Milliseconds:
        return u"milliseconds"_s;
    case TimeUnit::Seconds:
        return u"seconds"_s;
    case TimeUnit::Hours:
        return u"hours"_s;
    }
    Q_UNREACHABLE();
}

TimeUnit timeUnitFromString(const QString &name)
{
    for (const TimeUnit unit : AllTimeUnits) {
        if (toString(unit) == name)
            return unit;
    }
    return TimeUnit::Seconds;
}

QString toString(SettingGroup group)
{
    switch (group) {
    case SettingGroup::Server:
        return u"Server"_s;
    case SettingGroup::Limits:
        return u"Limits"_s;
    case SettingGroup::Providers:
        return u"Providers"_s;
    case SettingGroup::Tools:
        return u"Tools"_s;
    case SettingGroup::Files:
        return u"Files and logs"_s;
    }
    Q_UNREACHABLE();
}

QString toString(Profile profile)
{
    return profile == Profile::Production ? u"production"_s : u"development"_s;
}

QString toString(SimulatorMode mode)
{
    switch (mode) {
    case SimulatorMode::Auto:
        return u"auto"_s;
    case SimulatorMode::On:
        return u"on"_s;
    case SimulatorMode::Off:
        return u"off"_s;
    }
    Q_UNREACHABLE();
}

Status SettingRow::apply(Settings &settings, const QString &rawText, const QString &homeDir) const
{
    const QString given = rawText.trimmed();
    const auto narrowed = [&](Result<qint64> wide) -> Result<int> {
        if (!wide)
            return wide.error();
        return static_cast<int>(*wide);
    };
    return std::visit(
        Overloaded{
            [&](const Field<QString> &f) {
                return stored(f(settings), checkedString(*this, given, homeDir));
            },
            [&](const Field<int> &f) { return stored(f(settings), narrowed(checkedInteger(*this, given))); },
            [&](const Field<qint64> &f) { return stored(f(settings), checkedInteger(*this, given)); },
            [&](const Field<double> &f) { return stored(f(settings), checkedNumber(*this, given)); },
            [&](const Field<bool> &f) { return stored(f(settings), checkedFlag(given)); },
            [&](const Field<QStringList> &f) {
                return stored(f(settings), checkedList(*this, given, homeDir));
            },
            [&](const Field<Secret> &f) { return stored(f(settings), checkedSecret(given)); },
            [&](const Field<Duration> &f) -> Status {
                const Result<double> number = checkedNumber(*this, given);
                if (!number)
                    return number.error();
                f(settings) = Duration(std::llround(*number * secondsPer(unit) * 1e9));
                return Done{};
            },
            [&](const Field<Profile> &f) -> Status {
                const Result<QString> choice = checkedString(*this, given, homeDir);
                if (!choice)
                    return choice.error();
                f(settings) = *choice == "production"_L1 ? Profile::Production : Profile::Development;
                return Done{};
            },
            [&](const Field<SimulatorMode> &f) -> Status {
                const Result<QString> choice = checkedString(*this, given, homeDir);
                if (!choice)
                    return choice.error();
                f(settings) = *choice == "on"_L1    ? SimulatorMode::On
                              : *choice == "off"_L1 ? SimulatorMode::Off
                                                    : SimulatorMode::Auto;
                return Done{};
            },
        },
        field);
}

QString SettingRow::text(const Settings &constSettings) const
{
    Settings settings =
        constSettings; // fields are references into a mutable Settings; a copy is cheap and safe
    return std::visit(
        Overloaded{
            [&](const Field<QString> &f) { return f(settings); },
            [&](const Field<int> &f) { return QString::number(f(settings)); },
            [&](const Field<qint64> &f) { return QString::number(f(settings)); },
            [&](const Field<double> &f) { return numberText(f(settings)); },
            [&](const Field<bool> &f) { return f(settings) ? u"true"_s : u"false"_s; },
            [&](const Field<QStringList> &f) { return f(settings).join(u','); },
            [&](const Field<Secret> &f) { return QString::fromLatin1(f(settings).reveal()); },
            [&](const Field<Duration> &f) { return numberText(toSeconds(f(settings)) / secondsPer(unit)); },
            [&](const Field<Profile> &f) { return toString(f(settings)); },
            [&](const Field<SimulatorMode> &f) { return toString(f(settings)); },
        },
        field);
}

QString SettingRow::shown(const Settings &settings) const
{
    const QString plain = text(settings);
    if (!isSecret())
        return plain;
    return plain.isEmpty() ? QString() : u"********"_s;
}

QString SettingRow::rangeText() const
{
    const QString numbers = maximum == std::numeric_limits<double>::max()
                                ? u"%1 or more"_s.arg(numberText(minimum))
                                : u"%1 to %2"_s.arg(numberText(minimum), numberText(maximum));
    switch (kind) {
    case SettingKind::Text:
        return u"text"_s;
    case SettingKind::Choice:
        return choices.join(", "_L1);
    case SettingKind::Integer:
    case SettingKind::Real:
        return numbers;
    case SettingKind::Flag:
        return u"true or false"_s;
    case SettingKind::Time:
        return toString(unit) + ", "_L1 + numbers;
    case SettingKind::List:
        return u"comma-separated list"_s;
    case SettingKind::Address:
        return u"IP address or localhost"_s;
    case SettingKind::Url:
        return u"https address; http on loopback only"_s;
    case SettingKind::Path:
        return u"absolute path"_s;
    case SettingKind::Paths:
        return u"comma-separated absolute paths"_s;
    case SettingKind::Secret:
        return u"secret, printable ASCII"_s;
    case SettingKind::SecretFile:
        return u"path of a file only its owner may read"_s;
    }
    Q_UNREACHABLE();
}

QString SettingRow::helpText() const
{
    return QCoreApplication::translate("SettingsTable", help);
}

} // namespace exaid
