#include "core/monitoring/callfilter.h"

#include <algorithm>
#include <array>

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype MaxWords = 16;
constexpr qsizetype MaxWordLength = 128;

struct CallFieldName
{
    QLatin1StringView name;
    CallFilter::Field field;
};

const auto &callFieldNames()
{
    using enum CallFilter::Field;
    static constexpr std::array names = std::to_array<CallFieldName>({
        {"session"_L1, Session},
        {"client"_L1, Client},
        {"request"_L1, Request},
        {"tool"_L1, Tool},
        {"provider"_L1, Provider},
        {"pool"_L1, Provider},
        {"model"_L1, Model},
        {"class"_L1, WorkClass},
        {"priority"_L1, Priority},
        {"state"_L1, State},
        {"phase"_L1, State},
        {"outcome"_L1, State},
        {"code"_L1, Code},
        {"clock"_L1, Clock},
        {"error"_L1, Message},
        {"message"_L1, Message},
        {"call"_L1, Call},
    });
    return names;
}

QString textOf(const CallRow &row, CallFilter::Field field)
{
    using enum CallFilter::Field;
    switch (field) {
    case Any:
        return {};
    case Session:
        return row.session;
    case Client:
        return row.client;
    case Request:
        return row.requestId;
    case Tool:
        return row.tool;
    case Provider:
        return row.provider;
    case Model:
        return row.model;
    case WorkClass:
        return row.workClass;
    case Priority:
        return row.priority;
    case State:
        return row.stateWords();
    case Code:
        return row.code;
    case Clock:
        return row.clock;
    case Message:
        return row.message;
    case Call:
        return QString::number(row.call);
    }
    Q_UNREACHABLE();
}

bool fieldHas(const CallRow &row, CallFilter::Field field, const QString &text)
{
    if (field == CallFilter::Field::Call)
        return textOf(row, field) == text;
    if (field != CallFilter::Field::State)
        return textOf(row, field).contains(text, Qt::CaseInsensitive);
    // By their beginnings: who waits for its first token does not wait for a slot.
    const QStringList words = row.stateWords().split(u' ');
    return std::ranges::any_of(
        words, [&text](const QString &word) { return word.startsWith(text, Qt::CaseInsensitive); });
}

} // namespace

CallFilter CallFilter::parse(const QString &text)
{
    CallFilter filter;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words.mid(0, MaxWords)) {
        const qsizetype colon = word.indexOf(u':');
        const auto *const known = std::ranges::find_if(
            callFieldNames(),
            [name = QStringView(word).left(std::max(colon, qsizetype(0)))](const CallFieldName &field) {
                return name.compare(field.name, Qt::CaseInsensitive) == 0;
            });
        Word parsed = known == callFieldNames().end()
                          ? Word{Field::Any, word.left(MaxWordLength)}
                          : Word{known->field, word.mid(colon + 1, MaxWordLength)};
        if (!parsed.text.isEmpty())
            filter.m_words << parsed;
    }
    return filter;
}

bool CallFilter::matches(const CallRow &row) const
{
    return std::ranges::all_of(m_words, [&row](const Word &word) {
        if (word.field != Field::Any)
            return fieldHas(row, word.field, word.text);
        return std::ranges::any_of(callFieldNames(), [&](const CallFieldName &field) {
            return field.field != Field::Call && fieldHas(row, field.field, word.text);
        });
    });
}

QStringList CallFilter::fieldNames()
{
    QStringList names;
    for (const CallFieldName &field : callFieldNames())
        names << field.name;
    return names;
}

} // namespace exaid
