#include "core/providers/promptdirective.h"

#include <QRegularExpression>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

std::optional<PromptDirective> PromptDirective::find(const QString &tag, const QString &text)
{
    const qsizetype open = text.lastIndexOf(QString(u'[' + tag));
    if (open < 0)
        return std::nullopt;
    const qsizetype start = open + 1 + tag.size();
    const qsizetype close = text.indexOf(u']', start);
    if (close < 0 || (start < close && !text.at(start).isSpace()))
        return std::nullopt;
    PromptDirective directive;
    const QStringList words = text.mid(start, close - start).simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const qsizetype equals = word.indexOf(u'=');
        directive.m_values.insert(word.left(equals < 0 ? word.size() : equals),
                                  equals < 0 ? QString() : word.mid(equals + 1));
    }
    return directive;
}

int PromptDirective::integer(const QString &key, int fallback) const
{
    bool ok = false;
    const int value = text(key).toInt(&ok);
    return ok ? value : fallback;
}

double PromptDirective::number(const QString &key, double fallback) const
{
    bool ok = false;
    const double value = text(key).toDouble(&ok);
    return ok ? value : fallback;
}

Duration PromptDirective::duration(const QString &key, Duration fallback) const
{
    static const QRegularExpression form(u"^([0-9]+(?:\\.[0-9]+)?)(ms|s|m)?$"_s);
    const QRegularExpressionMatch match = form.match(text(key));
    if (!match.hasMatch())
        return fallback;
    const QString unit = match.captured(2);
    const double milliseconds = match.captured(1).toDouble() * (unit == u"s"   ? 1e3
                                                                : unit == u"m" ? 6e4
                                                                               : 1.0);
    // A day is longer than any call; the bound keeps the conversion defined.
    return std::chrono::duration_cast<Duration>(
        std::chrono::duration<double, std::milli>(std::min(milliseconds, 8.64e7)));
}

} // namespace exaid
